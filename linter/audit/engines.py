"""Who does the batches of an audit. An engine takes them and the task, and gives each back with its tables, in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from linter.audit.output import Output
from linter.audit.plan import Batch
from linter.audit.tables import Tables
from linter.audit.task import Task

Engine = Callable[[Iterable[Batch], Task], Iterator[tuple[Batch, Tables]]]


def carry_out(batches: Iterable[Batch], task: Task, engine: Engine, output: Output, tick: Callable[[], None] = lambda: None) -> None:
    """Have the batches done and keep what comes of each as soon as it is there. `tick` is called for each report."""
    for batch, tables in engine(batches, task):
        output.keep(batch, tables)
        for _ in batch.names:
            tick()


def in_process(batches: Iterable[Batch], task: Task) -> Iterator[tuple[Batch, Tables]]:
    """In this process, one after the other."""
    for batch in batches:
        yield batch, task(batch.names)

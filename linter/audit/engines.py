"""Who does the batches of an audit. An engine takes them and the work, and gives each back with its tables, in any order.

Here: this process, and processes of the pool. A Dask cluster is `cluster`.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, suppress
from functools import lru_cache, partial
from itertools import islice

from linter import pool
from linter.audit import AuditError
from linter.audit.output import Output
from linter.audit.plan import Batch
from linter.audit.tables import Rows, Tables, tables
from linter.audit.task import killed

Work = Callable[[Sequence[str]], Rows]  # a Task: what is said of the reports of these names
Engine = Callable[[Sequence[Batch], Work], Iterator[tuple[Batch, Tables]]]

_SIZE = 16  # reports at most that a process of the pool is given at once: what is begun anew when it dies
_SHARES = 8  # for each process at least, so that none waits for the last one


def carry_out(batches: Sequence[Batch], work: Work, engine: Engine, output: Output, tick: Callable[[], None] = lambda: None) -> None:
    """Have the batches done and keep what comes of each as soon as it is there. `tick` is called for each report."""
    for batch, made in engine(batches, work):
        output.keep(batch, made)
        for _ in batch.names:
            tick()


def in_process(batches: Sequence[Batch], work: Work) -> Iterator[tuple[Batch, Tables]]:
    """One after the other."""
    for batch in batches:
        yield batch, tables([work(batch.names)])


def local(jobs: int | None) -> Engine:
    """So many processes of this machine (null: as many as it has cores), of which a report that ends one costs only itself; 1 is this process."""
    return in_process if jobs == 1 else partial(_pooled, jobs or pool.cores())


def _pooled(jobs: int, batches: Sequence[Batch], work: Work) -> Iterator[tuple[Batch, Tables]]:
    done = 0
    with suppress(pool.Unavailable), closing(apart([name for batch in batches for name in batch.names], work, jobs)) as answers:
        for batch in batches:
            yield batch, tables(list(islice(answers, len(batch.names))))
            done += 1
    yield from in_process(batches[done:], work)


def apart(names: Sequence[str], work: Work, jobs: int = 1) -> Generator[Rows, None, None]:
    """The rows of each report, from processes of their own. Raises `AuditError`, and `pool.Unavailable` where none can be started."""
    packed = pickle.dumps(work)
    size = max(1, min(_SIZE, len(names) // (jobs * _SHARES)))
    with closing(pool.run(__name__, (pickle.dumps((packed, name)) for name in names), jobs=jobs, size=size)) as answers:
        yield from map(_said, names, answers)


def _said(name: str, answer: bytes | None) -> Rows:
    """The rows of a report, of one that ended its process twice (null) too. Raises `AuditError` where the process could not judge."""
    if answer is None:
        return killed(name)
    said: Rows | AuditError = pickle.loads(answer)
    if isinstance(said, AuditError):
        raise said
    return said


def answer(asked: bytes) -> bytes:
    """In a process of the pool: from and to the one that started it, hence pickles."""
    packed, name = pickle.loads(asked)
    try:
        return pickle.dumps(_work(packed)([name]))
    except AuditError as error:
        return pickle.dumps(error)


@lru_cache(maxsize=1)
def _work(packed: bytes) -> Work:
    work: Work = pickle.loads(packed)
    return work

"""A cluster of which workers die: however they accuse their neighbours, only reports that kill are recorded as killers, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("pyarrow", reason="audit writes Parquet with pyarrow (extra audit)")

from linter.audit.cluster import _Run
from linter.audit.plan import Batch
from linter.audit.tables import COLUMNS, Rows, Tables, tables


@dataclass(eq=False)
class Future:
    """What a task gives: its tables, or that all its workers died, because of a report of its own or, where `unlucky`, of a neighbour's."""

    task: Callable[[], Tables]
    names: Sequence[str]
    kills: bool
    unlucky: bool

    def result(self) -> Tables:
        if self.kills or self.unlucky:
            from distributed import KilledWorker  # a second of each process that collects tests

            raise KilledWorker("task", None, 1)
        return self.task()


class Cluster:
    """Of two threads; a task beside one that kills may be accused with it."""

    def __init__(self, killers: set[str], chance: Callable[[], bool]) -> None:
        self.killers, self.chance = killers, chance
        self.running: list[Future] = []

    def nthreads(self) -> dict[str, int]:
        return {"a": 1, "b": 1}

    def submit(self, done: Callable[..., Tables], work: Any, names: Sequence[str], pure: bool) -> Future:
        beside = any(other.kills for other in self.running)
        kills = not self.killers.isdisjoint(names)
        self.running.append(Future(lambda: tables([work(names)]), names, kills, beside and self.chance()))
        return self.running[-1]

    def ended(self) -> Iterable[Future]:
        return [self.running.pop(self.chance() and len(self.running) > 1)]


def said(names: Sequence[str]) -> Rows:
    rows: Rows = {table: [] for table in COLUMNS}
    rows["verdicts"] = [{"path": name, "status": "checked"} for name in names]
    return rows


@pytest.fixture(scope="module", autouse=True)
def dask() -> None:
    pytest.importorskip("distributed", reason="--engine dask needs Dask distributed (extra dask)")


@settings(max_examples=25)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=5), st.sets(st.integers(0, 44), max_size=4), st.randoms(use_true_random=False))
def test_only_what_kills_is_recorded(sizes: list[int], killing: set[int], chance: Any) -> None:
    plan: list[Batch] = []
    for size in sizes:
        first = sum(len(batch.names) for batch in plan)
        plan.append(Batch(len(plan), tuple(str(number) for number in range(first, first + size))))
    killers = {str(number) for number in killing}
    cluster = Cluster(killers, lambda: chance.random() < 0.5)
    run = _Run(cluster, plan, said)
    run._ended = cluster.ended  # type: ignore[method-assign]
    made = {batch.id: each["verdicts"].to_pylist() for batch, each in run.results()}
    assert [[row["path"] for row in made[batch.id]] for batch in plan] == [list(batch.names) for batch in plan]
    assert {row["path"] for rows in made.values() for row in rows if row["code"] == "killed"} == killers & {name for batch in plan for name in batch.names}

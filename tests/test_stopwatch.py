"""Times add up to the whole, and nobody is charged for another's work."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linter import batch
from linter.batch import Options
from linter.stopwatch import Stopwatch
from linter.writers.timetable import timetable
from tests.support import BAD, TINY, Ran


def test_a_part_inside_another_counts_for_itself() -> None:
    ticks = iter([0.0, 1.0, 3.0, 7.0, 7.0, 9.0])
    watch = Stopwatch(lambda: next(ticks))
    with watch.around("规则"), watch.around("事实"):
        pass
    with pytest.raises(ValueError), watch.around("坏"):  # 7 …
        raise ValueError
    assert dict(watch.seconds) == {"规则": 5.0, "事实": 2.0, "坏": 2.0}
    assert dict(watch.runs) == {"规则": 1, "事实": 1, "坏": 1}


def test_every_rule_that_ran_is_timed() -> None:
    watch = Stopwatch()
    result = batch.review_bytes(BAD.encode(), "报告.txt", Options(str(TINY), around=watch.around))
    assert result.ruleset is not None
    assert {rule.id for rule in result.ruleset.rules if rule.spec.check != "engine"} <= set(watch.runs)
    assert {"readers.read", "facts.outline", "facts.folded"} <= set(watch.runs)
    assert all(seconds >= 0 for seconds in watch.seconds.values())


def test_the_table_is_on_stderr(cli: Callable[..., Ran], desk: object) -> None:
    ran = cli("check", "--profile", "--quiet", "--ruleset", "./tiny.yaml", "必改.txt")
    assert ran.out == "合计 1份报告  必改 1处  建议改 1处  请核对 1处\n"
    first, *rows = ran.err.splitlines()
    assert first.split() == ["秒", "占比", "次数", "规则；facts", "是各规则共用的读法"]
    assert any("facts.outline" in row for row in rows)


def test_what_takes_next_to_nothing_is_added_up() -> None:
    watch = Stopwatch()
    watch.seconds.update({"W101": 99.97, "W102": 0.02, "W103": 0.01})  # type: ignore[arg-type]
    watch.runs.update(["W101"])
    assert [line.split() for line in list(timetable(watch, []))[1:]] == [["99.970", "100.0%", "1", "W101"], ["0.030", "0.0%", "其余", "2", "项"]]

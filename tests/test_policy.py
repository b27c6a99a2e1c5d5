"""What of a review counts: selection, thresholds, exit codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product

import pytest
from msgspec.structs import replace

from linter import policy
from linter.batch import CRASHED, Result
from linter.config.options import Options, Selection, unknown_selectors
from linter.document import Span
from linter.readers.text import from_string
from linter.review import SEVERITIES, Finding, Profile, Review, RulesetLabel, Stage, Suppression
from linter.ruleset.model import Applicability, Ruleset

LABEL = RulesetLabel("tiny", "1", "0", "2024-03-01")


def finding(severity: str = "error", **more: object) -> Finding:
    return Finding("W901", "wording", severity, "话", Span(0, 1), **more)  # type: ignore[arg-type]


def result(*findings: Finding, crashed: Sequence[str] = (), stage: Stage = "submit", **more: object) -> Result:
    review = Review(from_string("字"), Profile(stage=stage), LABEL, findings, (), tuple(crashed))
    return replace(Result("a.txt", "checked", review=review), **more)  # type: ignore[arg-type]


UNCHECKED = Result("b.txt", "unchecked", code="not-found", message="没有")
PARTLY = result(status="partly", code="image")
BROKEN = result(finding(), crashed=["W901"])
DEAD = Result("c.txt", "unchecked", code=CRASHED, message="出错")


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([result()], 0), ([], 0), ([result(finding())], 1), ([UNCHECKED], 3), ([PARTLY], 3), ([BROKEN], 2), ([DEAD], 2),
        ([result(finding()), UNCHECKED], 3), ([result(finding()), UNCHECKED, BROKEN], 2), ([UNCHECKED, DEAD], 2), ([result(), result(finding())], 1),
    ],
)
def test_the_highest_code_wins(results: list[Result], expected: int) -> None:
    assert policy.exit_code(results, "error") == expected
    assert policy.exit_code(results, "never") == (0 if expected == 1 else expected)


@pytest.mark.parametrize(("severity", "threshold"), list(product(SEVERITIES, (*SEVERITIES, "never"))))
def test_the_threshold(severity: str, threshold: str) -> None:
    order = [*SEVERITIES]
    fails = threshold != "never" and order.index(severity) <= order.index(threshold)  # type: ignore[arg-type]
    assert policy.exit_code([result(finding(severity))], threshold) == int(fails)  # type: ignore[arg-type]


def test_an_archived_report_never_fails() -> None:
    assert policy.exit_code([result(finding(), stage="archive")], "info") == 0
    assert policy.exit_code([result(finding(), stage="archive"), result(finding())], "info") == 1
    assert policy.exit_code([result(stage="archive", crashed=["W901"])], "error") == 2


def test_what_is_suppressed_does_not_count() -> None:
    excused = finding(suppressed=Suppression("exception", "已核"))
    assert [policy.fails(result(), each, "error") for each in (excused, finding())] == [False, True]
    assert policy.exit_code([result(excused)], "info") == 0


def test_the_first_excuse_that_speaks_marks_a_finding() -> None:
    def never(_: Result, finding: Finding) -> Suppression | None:
        return None

    def for_errors(_: Result, finding: Finding) -> Suppression | None:
        return Suppression("exception", "已核") if finding.severity == "error" else None

    def for_all(_: Result, finding: Finding) -> Suppression | None:
        return Suppression("baseline", "旧稿")

    crash = Finding("Z101", "input", "error", "话", Span(0, 0))
    answered = finding("info", suppressed=Suppression("reply", "保留"))
    done = policy.marked(result(finding(), finding("warning"), crash, answered), never, for_errors, for_all)
    assert done.review is not None
    assert [found.suppressed and found.suppressed.by for found in done.review.findings] == ["exception", "baseline", None, "reply"]
    assert policy.marked(UNCHECKED, for_all) is UNCHECKED
    assert policy.marked(result(finding()), never) == result(finding())


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (Selection(), True), (Selection(("W901",)), True), (Selection(("W901:甲",)), True), (Selection(("W901:乙",)), False),
        (Selection(("W",)), True), (Selection(("wording",)), True), (Selection(("N", "topics")), False), (Selection(ignore=("W901:甲",)), False),
        (Selection(ignore=("W",)), False), (Selection(("W",), ("W901",)), False), (Selection(ignore=("W902",)), True),
        (Selection(min_confidence="medium"), True), (Selection(min_confidence="high"), False),
    ],
)
def test_selectors(selection: Selection, wanted: bool) -> None:
    assert selection.wants(finding(entry="甲", confidence="medium")) is wanted


def test_what_the_program_could_not_do_is_never_silenced() -> None:
    crash = Finding("Z101", "input", "error", "话", Span(0, 0), confidence="low")
    for selection in (Selection(("W",)), Selection(ignore=("Z", "Z101", "input")), Selection(min_confidence="high")):
        assert selection.wants(crash)


def test_selection_leaves_the_rest_of_a_review_alone() -> None:
    whole = result(finding(), crashed=["W902"], options=Options(selection=Selection(("N",))))
    filtered = policy.selected(whole)
    assert filtered.review is not None
    assert filtered.review.findings == ()
    assert filtered.review.crashed == ("W902",)
    assert policy.selected(UNCHECKED) is UNCHECKED


def test_selectors_that_can_never_match() -> None:
    given = ["W901", "W901:甲", "W", "wording", "W999", "W999:甲", "w901", "wording:甲", "W:甲", "错"]
    assert unknown_selectors(given, ["W901"]) == ["W999", "W999:甲", "w901", "wording:甲", "W:甲", "错"]


def test_rulesets_age() -> None:
    tiny = Ruleset(LABEL, "小", (), Applicability(1, {}))
    done = [result(ruleset=tiny), result(ruleset=tiny), UNCHECKED]
    assert policy.stale(done, date(2025, 3, 1)) == []
    assert len(policy.stale(done, date(2025, 3, 2))) == 1
    assert "2024-03-01" in policy.stale(done, date(2026, 1, 1))[0]


@pytest.mark.parametrize(("codes", "expected"), [([], 0), ([0, 1], 1), ([3, 2], 2), ([2, 3, 1], 2), ([1, 3, 0], 3)])
def test_the_gravest_code_is_that_of_a_fault_of_the_program(codes: list[int], expected: int) -> None:
    assert policy.worst(codes) == expected

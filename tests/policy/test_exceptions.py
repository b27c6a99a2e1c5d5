"""Exceptions from the configuration: what they excuse, what is said of those without use or right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from linter import policy
from linter.batch import Result
from linter.batch.many import review_all
from linter.config.find import Configs
from linter.config.model import Choices
from linter.config.options import Options
from linter.discovery import discover
from linter.document import Span
from linter.policy.baseline import Baselines
from linter.readers.text import from_string
from linter.review import Finding, Profile, Review, RulesetLabel, Suppression
from linter.ruleset.loader import loaded

TODAY = date(2026, 6, 1)
Run = Callable[..., dict[str, list[Finding]]]


@pytest.fixture
def run(desk: Path) -> Run:
    """Checks with a configuration of these exceptions: the findings of each report."""
    (desk / ".git").mkdir()

    def check(exceptions: str, *paths: str, more: str = "", **choices: object) -> dict[str, list[Finding]]:
        (desk / ".fazhi-lint.yaml").write_text(f"ruleset: ./tiny.yaml\n{more}exceptions:\n{exceptions}\n", encoding="utf-8")
        configs = Configs(Choices(**choices))  # type: ignore[arg-type]
        results: list[Result] = list(policy.applied(list(review_all(discover(paths or ["必改.txt"]), configs.options)), TODAY, Baselines()))
        return {result.path: list(result.review.findings) for result in results if result.review}

    return check


def marks(findings: list[Finding]) -> dict[str, str | None]:
    return {finding.rule: finding.suppressed and finding.suppressed.reason for finding in findings}


@pytest.mark.parametrize(
    ("exception", "excused"),
    [
        ("rule: W901", True), ("rule: 'W901:甲错'", True), ("rule: 'W901:乙错'", False), ("rule: N902", False), ("rule: W901, text: 甲错", True),
        ("rule: W901, text: 有甲错、乙错", True), ("rule: W901, text: '有 甲错,乙 错'", False), ("rule: W901, text: '有 甲错、乙 错'", True), ("rule: W901, text: 甲", True),
        ("rule: W901, text: 乙错", False), ("rule: W901, text: 别的话", False),
    ],
)
def test_which_finding_is_meant(run: Run, exception: str, excused: bool) -> None:
    found = marks(run(f"- {{file: 必改.txt, reason: 已核, {exception}}}")["必改.txt"])
    assert found["W901"] == ("已核" if excused else None)


def test_the_mark_says_who_why_and_until_when(run: Run) -> None:
    excused = run("- {file: '*.txt', rule: W901, reason: 上级文件原文, until: 2026-06-01}")["必改.txt"][0].suppressed
    assert excused is not None
    assert (excused.by, excused.reason, excused.until) == ("exception", "上级文件原文", "2026-06-01")


@pytest.mark.parametrize(
    ("exception", "rule"),
    [
        ("rule: W901", "Z123"), ("rule: W901, reason: '  '", "Z123"), ("rule: W901, reason: 已核, until: 2026-05-31", "Z122"),
        ("rule: W901, reason: 已核, text: 别的话", "Z121"), ("rule: N999, reason: 已核", None),
    ],
)
def test_one_without_right_or_use_is_said_and_does_not_count(run: Run, exception: str, rule: str | None) -> None:
    if rule is None:
        with pytest.raises(ValueError, match="没有规则 N999"):
            run(f"- {{file: 必改.txt, {exception}}}")
        return
    found = run(f"- {{file: 必改.txt, {exception}}}")["必改.txt"]
    assert marks(found)["W901"] is None
    said = [finding for finding in found if finding.category == "input"]
    assert [finding.rule for finding in said] == [rule]
    assert ".fazhi-lint.yaml:3，W901" in said[0].message
    assert (said[0].place, said[0].text, bool(said[0].fingerprint)) == ("标题", "", True)


def test_it_is_said_once_however_many_reports_it_is_for(run: Run) -> None:
    found = run("- {file: '*.txt', rule: W901, reason: 已核, text: 别的话}", ".")
    assert [path for path, findings in found.items() for finding in findings if finding.rule == "Z121"] == ["合格.txt"]


def test_two_of_them_have_fingerprints_of_their_own(run: Run) -> None:
    found = run("- {file: 必改.txt, rule: W901}\n- {file: 必改.txt, rule: N902}")["必改.txt"]
    assert len({finding.fingerprint for finding in found}) == len(found) == 5


def test_nothing_is_said_where_not_all_was_seen(run: Run) -> None:
    unused = "- {file: '*.txt', rule: W901, reason: 已核, text: 别的话}"
    assert "Z121" not in marks(run(unused, "必改.txt")["必改.txt"])  # the others may hold it
    assert "Z121" not in marks(run(unused, ".", select=["N", "Z"])["必改.txt"])  # the rule did not run
    assert "Z121" in marks(run(unused, ".", ignore=["N"])["合格.txt"])
    Path("空.txt").write_bytes(b"")
    assert "Z121" not in marks(run(unused, ".")["合格.txt"])  # one of them was not read


def test_a_name_that_is_no_reports_is_said_when_all_were_seen(run: Run) -> None:
    misspelt = "- {file: 必该.txt, rule: W901, reason: 已核}"
    assert "Z121" not in marks(run(misspelt, "必改.txt")["必改.txt"])
    assert "Z121" in marks(run(misspelt, ".")["合格.txt"])


def test_what_selection_hides_is_still_excused(run: Run) -> None:
    found = run("- {file: 必改.txt, rule: R903, reason: 已核}", min_confidence="high")
    assert set(marks(found["必改.txt"])) == {"W901"}


def test_a_mandatory_rule_is_not_excused_and_that_is_said(run: Run) -> None:
    exceptions = "- {file: 必改.txt, rule: W901, reason: 已核}\n- {file: 必改.txt, rule: N902, reason: 已核}"
    for mandatory in ("W901", "'W901:甲错'", "W", "wording"):
        found = run(exceptions, more=f"cannot_except: [{mandatory}]\n")["必改.txt"]
        assert marks(found) == {"W901": None, "N902": "已核", "R903": None, "Z124": None}
        assert next(finding for finding in found if finding.rule == "Z124").message == "规则 W901 按配置不得例外，原可放过的 1 处照常计算"


def test_what_the_program_could_not_do_is_never_excused(run: Run) -> None:
    with pytest.raises(ValueError, match="不能例外"):
        run("- {file: 必改.txt, rule: Z122, reason: 已核}")
    crash = Finding("Z101", "input", "error", "话", Span(0, 0))
    done = policy.marked(of(crash), lambda *_: Suppression("baseline", "旧"))
    assert done.review is not None
    assert done.review.findings == (crash,)


def of(*findings: Finding, **options: object) -> Result:
    review = Review(from_string("字"), Profile(), RulesetLabel("tiny", "1", "0", ""), findings, ())
    return Result("a.txt", "checked", review=review, ruleset=loaded("base"), options=Options(**options))  # type: ignore[arg-type]


def test_an_answer_in_the_report_goes_before_and_not_past_a_mandatory_rule() -> None:
    answered = Finding("W101", "wording", "error", "话", Span(0, 1), "字", suppressed=Suppression("reply", "地名如此"))
    for mandatory, by in (((), "reply"), (("W",), None)):
        done = policy.marked(of(answered, mandatory=mandatory), lambda *_: Suppression("baseline", "旧"))
        assert done.review is not None
        assert [found.suppressed and found.suppressed.by for found in done.review.findings if found.rule == "W101"] == [by]
        assert ("Z124" in {found.rule for found in done.review.findings}) is (by is None)


def test_severities_as_configured(run: Run) -> None:
    found = run("- {file: 必改.txt, rule: 'R903:丁错', reason: 已核}", more="severities: {W901: info, R903: warning, 'R903:丙错': error, N902: error, 'N902:丁错': info}\n")["必改.txt"]
    assert {finding.rule: finding.severity for finding in found if finding.category != "input"} == {"W901": "info", "N902": "error", "R903": "error"}

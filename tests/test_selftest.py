"""Every example of every built-in rule, and the runner itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from linter import checks, selftest
from linter.engine import review
from linter.facts import Facts
from linter.readers.text import from_string
from linter.review import Review
from linter.ruleset.loader import load, loaded
from linter.ruleset.model import Example, Rule, Ruleset
from linter.selftest import ExampleError, place, run_one, unmarked

BUILT_IN = {name: loaded(name) for name in ("base", "enforcement", "ecology")}


def cases() -> list[object]:
    """Each rule once for each form that it takes: a ruleset that changes a rule runs its examples again."""
    result = []
    seen: dict[str, list[Rule]] = {}
    for name, ruleset in BUILT_IN.items():
        for rule in ruleset.rules:
            if any(other.spec == rule.spec and other.params == rule.params for other in seen.setdefault(rule.id, [])):
                continue
            seen[rule.id].append(rule)
            result.append(pytest.param(ruleset, rule, id=f"{name}-{rule.id}"))
    return result


@pytest.mark.parametrize(("ruleset", "rule"), cases())
def test_examples(ruleset: Ruleset, rule: Rule) -> None:
    outcomes = (run_one(ruleset, rule, *example) for example in selftest.examples(rule))
    assert [str(outcome) for outcome in outcomes if not outcome.ok] == []


def test_the_skeleton_gives_no_finding() -> None:
    """What an example is placed in must not be found fault with by any rule, nor speak of any topic."""
    result = _skeleton_review()
    ladder = {item for item, spec in BUILT_IN["ecology"].applicability.items.items() if spec.scale == "level"}
    assert [finding for finding in result.findings if finding.item is None and finding.category != "input"] == []
    assert {row.item for row in result.checklist if row.item in ladder and row.level not in (None, "absent")} == set()


def _skeleton_review() -> Review:
    rule = BUILT_IN["ecology"].rules[0]
    placed = place(rule, Example(text="推进各项工作。", section="achievements"))
    return review(Facts(from_string(placed.text)), BUILT_IN["ecology"], preview=True)


def test_no_rule_reports_what_another_advises() -> None:
    assert list(selftest.advice_reported(BUILT_IN["ecology"])) == []


# -- the runner


@pytest.mark.parametrize(
    ("text", "plain", "marked"),
    [
        ("甲【乙】丙【丁】", "甲乙丙丁", ["乙", "丁"]),
        ("甲乙", "甲乙", []),
        (r"\【请填写\】", "【请填写】", []),
        (r"填【\【请填写\】】处", "填【请填写】处", ["【请填写】"]),
        ("【】", "", [""]),
    ],
)
def test_marks_are_taken_out(text: str, plain: str, marked: list[str]) -> None:
    result, spans = unmarked(text)
    assert result == plain
    assert [span.of(result) for span in spans] == marked


@pytest.mark.parametrize("text", ["甲【乙", "甲】乙", "甲【乙【丙】】"])
def test_marks_must_pair(text: str) -> None:
    with pytest.raises(ExampleError):
        unmarked(text)


RULE = BUILT_IN["base"].rules[0]
REPORT = "清江区水务局\n2023年法治政府建设年度报告\n一、主要举措\n【全文】如下。"


def test_a_bare_text_stands_in_its_section() -> None:
    for section, before in (("achievements", "一、2020年度"), ("leader", "二、"), ("problems", "三、"), ("plan", "四、2021年度"), ("signoff", "晚报的")):
        placed = place(RULE, Example(text="甲【乙】丙", section=section, year=2020))  # type: ignore[arg-type]
        assert [mark.of(placed.text) for mark in placed.marks] == ["乙"]
        assert placed.text.index(before) < placed.marks[0].start
        assert not placed.whole


def test_a_text_about_problems_brings_its_own_causes() -> None:
    assert "主要原因" not in place(RULE, Example(text="台账不全。", section="problems")).text
    assert "主要原因" in place(RULE, Example(text="台账不全。", section="plan")).text


def test_a_text_that_starts_with_a_title_is_a_whole_report() -> None:
    placed = place(RULE, Example(text=REPORT))
    assert placed.whole
    assert [mark.of(placed.text) for mark in placed.marks] == ["全文"]
    assert place(RULE, Example(text="一、举措\n做了三件事。", section="whole")).text == "一、举措\n做了三件事。"
    assert not place(RULE, Example(text="举办培训3期。\n发放资料200份。")).whole


def test_agency_and_year_are_the_examples() -> None:
    placed = place(RULE, Example(text="甲", year=2021, agency="清江区教育局"))
    assert placed.text.startswith("清江区教育局2021年度")
    assert placed.text.endswith("清江区教育局\n2022年2月20日\n")


# -- what counts as right


def outcomes(project: Path, rule: str) -> list[selftest.Outcome]:
    (project / "my.yaml").write_text("schema: 1\nversion: 1\nextends: base\nrules:\n" + rule, encoding="utf-8")
    ruleset = load("./my.yaml", root=project)
    return [run_one(ruleset, own, sort, index, example) for own in ruleset.rules if own.source.endswith("my.yaml") for sort, index, example in selftest.examples(own)]


def term(examples: str, message: str = "“{wrong}”应为“{right}”") -> str:
    return (
        "- {id: W901, name: own, title: 自己的, category: wording, severity: warning, check: term, basis: editorial, since: 0.1.0,\n"
        f"   messages: '{message}', with: {{pairs: {{坐阵: 坐镇}}}}, examples: {{{examples}}}}}\n"
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


GOOD = "good: [局长坐镇指挥。]"


@pytest.mark.parametrize(
    ("bad", "ok"),
    [
        ("局长【坐阵】指挥。", True),
        ("局长坐阵指挥。", True),
        ("局长坐【阵】指挥。", False),  # the span must be exact
        ("局长【坐阵】指挥，书记坐阵。", False),  # and each finding marked
        ("局长【坐阵】指挥，书记【坐阵】。", True),
        ("局长坐镇指挥。", False),
        ("{text: 局长坐阵。, expect: {count: 1, entry: 坐阵, severity: warning}}", True),
        ("{text: 局长坐阵。, expect: {count: 2}}", False),
        ("{text: 局长坐阵。, expect: {entry: 坐镇}}", False),
        ("{text: 局长坐阵。, expect: {severity: info}}", False),
        ("{file: no.txt}", False),
        ("局长【坐阵指挥。", False),
    ],
)
def test_a_bad_example_is_compared(project: Path, bad: str, ok: bool) -> None:
    first = outcomes(project, term(f"bad: [{bad}], {GOOD}"))[0]
    assert first.ok is ok
    assert first.expected and first.seen


def test_a_good_example_must_stay_silent(project: Path) -> None:
    silent, loud = outcomes(project, term("bad: [坐阵。], good: [坐镇。, 坐阵。]"))[1:]
    assert silent.ok
    assert not loud.ok
    assert str(loud).startswith("W901 不应报第2例：应为不报，实为建议改“坐阵”")


def test_what_is_known_to_go_wrong_must_still_go_wrong(project: Path) -> None:
    found = outcomes(project, term(f"bad: [坐阵。], {GOOD}, known_miss: [做阵。, 坐阵。], known_false_alarm: [“坐阵”一词。, 坐镇。]"))[2:]
    assert [outcome.ok for outcome in found] == [True, False, True, False]
    assert [outcome.improved for outcome in found] == [False, True, False, True]
    assert "请移到 bad" in str(found[1])
    assert "请移到 good" in str(found[3])


def test_a_file_beside_the_rule(project: Path) -> None:
    (project / "examples").mkdir()
    (project / "examples" / "old.txt").write_bytes("清江区水务局2023年法治政府建设年度报告\r\n局长【坐阵】指挥。\r\n".encode())
    assert outcomes(project, term(f"bad: [{{file: examples/old.txt}}], {GOOD}"))[0].ok


def test_a_check_that_fails_is_told(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ruleset_text = term(f"bad: [坐阵。], {GOOD}")
    (project / "my.yaml").write_text("schema: 1\nversion: 1\nextends: base\nrules:\n" + ruleset_text, encoding="utf-8")
    ruleset = load("./my.yaml", root=project)
    kind = checks.kind("term")

    def broken(facts: object, params: object) -> list[object]:
        raise RuntimeError("坏了")

    monkeypatch.setattr(checks, "kind", lambda name: replace(kind, function=broken))
    (first, *_) = selftest.run(ruleset, [ruleset.by_id["W901"]])
    assert not first.ok
    assert "坏了" in first.seen


def test_advice_that_is_reported_again_is_told(project: Path) -> None:
    second = term("bad: [坐镇。], good: [坐庄。]").replace("W901", "W902").replace("name: own", "name: other").replace("坐阵: 坐镇", "坐镇: 坐庄")
    (project / "my.yaml").write_text(f"schema: 1\nversion: 1\nextends: base\nrules:\n{term('bad: [坐阵。], ' + GOOD)}{second}", encoding="utf-8")
    told = list(selftest.advice_reported(load("./my.yaml", root=project)))
    assert any(line.endswith(":坐阵 的改法“坐镇”又被 W902 报出：“坐镇”应为“坐庄”") for line in told)

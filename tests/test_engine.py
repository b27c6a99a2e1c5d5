"""The engine: rules and hits to findings, items to the checklist, crashes to findings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from linter import checks
from linter.checks import Assessment, CheckKind, Hit, Params
from linter.checks.engine import Params as EventParams
from linter.document import Document, Span, Unread
from linter.engine import review
from linter.facts import Facts, Overrides
from linter.readers.text import from_string
from linter.review import CATEGORIES, Edit, Level, Related, Review, RulesetLabel
from linter.ruleset.loader import loaded
from linter.ruleset.model import Applicability, Examples, ItemSpec, Rule, Ruleset, RuleSpec
from tests.support import SEEDS

TEXT = "某区水务局2024年度法治政府建设情况报告\n一、主要做法\n甲错乙错甲错。\n二、存在的不足\n甲错。\n"
WHERE = [index for index in range(len(TEXT)) if TEXT.startswith("甲错", index)]
LETTERS = dict(zip(CATEGORIES, "STQNWPFRDXZ", strict=True))

Run = Callable[..., Review]


class Given(Params, frozen=True):
    """What the test's check shall yield."""

    outcomes: Any = ()


def spec(ident: str = "W901", category: str = "wording", **more: Any) -> RuleSpec:
    base = {"name": f"rule-{ident.lower()}", "title": "规则", "severity": "error", "check": "given", "basis": "editorial", "messages": "{text}错", "since": "0.1.0"}
    return RuleSpec(id=ident, category=category, examples=Examples(), **{**base, **more})  # type: ignore[arg-type]


def rule(outcomes: object, ident: str = "W901", category: str = "wording", **more: Any) -> Rule:
    return Rule(spec(ident, category, **more), Given(outcomes))


def event(name: str, ident: str) -> Rule:
    return Rule(spec(ident, "input", check="engine", messages=f"{name} {{rule}}{{error}}{{year}}{{items}}"), EventParams(event=name))  # type: ignore[arg-type]


EVENTS = tuple(event(name, f"Z{number}") for number, name in enumerate(("crashed", "unread", "other-genre", "year-unknown", "uncalibrated", "if-any-unmentioned"), 101))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Reviews a text by rules whose check yields what they say; a callable raises or computes."""

    def given(facts: Facts, params: Given) -> Iterable[object]:
        return params.outcomes(facts) if callable(params.outcomes) else params.outcomes

    known = checks.kind
    monkeypatch.setattr(checks, "kind", lambda name: CheckKind(name, Given, given, "") if name == "given" else known(name))  # type: ignore[arg-type]

    def go(*rules: Rule, items: dict[str, ItemSpec] | None = None, document: Document | None = None, preview: bool = False, **overrides: Any) -> Review:
        applicability = Applicability(schema=1, items=items or {})
        ruleset = Ruleset(RulesetLabel("t", "1", "0", "2026-01-01"), "", (*rules, *EVENTS), applicability)
        return review(Facts(document or from_string(TEXT), Overrides(**overrides)), ruleset, preview=preview)

    return go


def hit(number: int = 0, **more: Any) -> Hit:
    return Hit(Span(WHERE[number], WHERE[number] + 2), **more)


def said(reviewed: Review) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.severity, finding.message) for finding in reviewed.findings]


# -- findings


def test_a_hit_becomes_a_finding_of_its_rule(run: Run) -> None:
    related = (Related(Span(0, 2), "另一处"),)
    done = run(rule([hit(values={"right": "甲对"}, entry="甲错", related=related, edits=(Edit(Span(0, 1), "丙"),), safe=True)], suggest="写{right}{nothing}", messages="{text}（{entry}）"))
    (finding,) = done.findings
    assert (finding.message, finding.suggestion, finding.text, finding.entry) == ("甲错（甲错）", "写甲对", "甲错", "甲错")
    assert finding.related == related
    assert finding.fix is not None
    assert finding.fix.safe
    assert finding.place == "一，第1句"


def test_variants_choose_the_words(run: Run) -> None:
    messages = {"default": "一般", "other": "另一种"}
    done = run(rule([hit(), hit(1, variant="other"), hit(2, variant="unknown")], messages=messages, category="numbers", ident="N901"))
    assert [finding.message for finding in done.findings] == ["一般", "另一种", "一般"]


def test_quotes_within_quotes_are_inner_ones(run: Run) -> None:
    (finding,) = run(rule([hit(values={"right": "“谁执法谁普法”责任制"})], messages="应为“{right}”", suggest="如{right}")).findings
    assert (finding.message, finding.suggestion) == ("应为“‘谁执法谁普法’责任制”", "如“谁执法谁普法”责任制")


@pytest.mark.parametrize(("ceiling", "wanted", "given"), [("error", None, "error"), ("error", "info", "info"), ("info", "error", "info"), ("warning", "warning", "warning")])
def test_a_hit_may_only_soften(run: Run, ceiling: str, wanted: Any, given: str) -> None:
    assert run(rule([hit(severity=wanted)], severity=ceiling)).findings[0].severity == given


def test_a_finding_about_the_whole_report_has_no_text(run: Run) -> None:
    (finding,) = run(rule([hit(whole=True)], messages="缺[{text}]")).findings
    assert (finding.text, finding.message) == ("", "缺[]")


def test_findings_stand_in_the_order_of_the_text(run: Run) -> None:
    done = run(rule([hit(2), hit(0)]), rule([hit(1)], "N901", "numbers"))
    assert [finding.span.start for finding in done.findings] == WHERE


def test_of_words_within_words_one_finding_speaks(run: Run) -> None:
    inner = Hit(Span(WHERE[0], WHERE[0] + 1))
    assert [f.rule for f in run(rule([inner]), rule([hit()], "F901", "format", severity="info")).findings] == ["W901"]
    assert [f.rule for f in run(rule([inner], severity="info"), rule([hit()], "F901", "format")).findings] == ["F901"]
    assert [f.rule for f in run(rule([inner]), rule([hit()], "N901", "numbers")).findings] == ["W901", "N901"]  # figures are another matter


# -- fingerprints


def fingerprints(reviewed: Review) -> list[str]:
    return [finding.fingerprint for finding in reviewed.findings]


def test_fingerprints_tell_equals_apart_and_survive_edits_elsewhere(run: Run) -> None:
    def everywhere(facts: Facts) -> Iterable[Hit]:
        text = facts.document.text
        return [Hit(Span(i, i + 2)) for i in range(len(text)) if text.startswith("甲错", i)]

    one = fingerprints(run(rule(everywhere)))
    assert len(set(one)) == 3
    moved = from_string(TEXT.replace("一、主要做法\n", "一、主要做法\n　　新加的一句。\n"))
    assert fingerprints(run(rule(everywhere), document=moved)) == one
    assert one[0] in fingerprints(run(rule(everywhere), document=from_string(TEXT.replace("二、存在的不足\n甲错。\n", ""))))
    assert not set(one) & set(fingerprints(run(rule(everywhere, "W902"))))


# -- crashes


def test_a_crash_is_a_finding_and_the_others_go_on(run: Run) -> None:
    def late(_: Facts) -> Iterable[Hit]:
        yield hit()
        raise RuntimeError("半路{坏了}")

    done = run(rule(late, "W901"), rule([hit(1)], "W902"))
    assert done.crashed == ("W901",)
    assert said(done) == [("Z101", "error", "crashed W901RuntimeError: 半路{坏了}"), ("W902", "error", "甲错错")]


def test_an_item_whose_check_crashed_is_unknown(run: Run) -> None:
    def fail(_: Facts) -> Iterable[Hit]:
        raise KeyError("x")

    done = run(rule(fail, "S901", "structure", item="title"), items={"title": item(scale="verdict")})
    assert [(row.item, row.verdict) for row in done.checklist] == [("title", "unknown")]


# -- which rules run


def test_rules_of_other_years_and_of_preview_are_left_out(run: Run) -> None:
    old, trial = rule([hit()], applies=msgspec.convert({"years": "..2020"}, spec().applies.__class__)), rule([hit(1)], "W902", status="preview")
    assert said(run(old, trial)) == []
    assert len(run(old, trial, preview=True, year=2019).findings) == 2


def test_another_genre_switches_families_off_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from linter import engine

    real = engine.profile_fact
    monkeypatch.setattr(engine, "profile_fact", lambda facts: replace(real(facts), genre="政府工作报告"))
    families = [(letter, category) for category, letter in LETTERS.items() if letter != "Z"]
    rules = [rule([Hit(Span(n, n + 1))], f"{letter}901", category) for n, (letter, category) in enumerate(families)]
    assert sorted(finding.rule for finding in run(*rules).findings) == [*(f"{letter}901" for letter in "FNPRWX"), "Z103"]


def test_what_the_engine_itself_has_to_say(run: Run) -> None:
    nameless = from_string("关于法治政府建设情况的报告\n一、主要做法\n有做法。\n")
    assert [f.rule for f in run(document=nameless).findings] == ["Z104"]
    assert [f.message for f in run(year=2030).findings] == ["uncalibrated 2030"]
    lost = replace(from_string(TEXT), unread=(Unread("image", "图"), Unread("box", "框")))
    assert [f.rule for f in run(document=lost).findings] == ["Z102", "Z102"]


# -- items


def item(scale: str = "level", expect: str = "should", **more: Any) -> ItemSpec:
    kinds = dict.fromkeys(("government", "township", "street", "enforcing", "light-enforcing", "branch", "non-enforcing"), expect)
    return ItemSpec(name="全称", label="简称", scale=scale, expect=kinds, **more)  # type: ignore[arg-type]


def test_every_item_has_a_row_in_order(run: Run) -> None:
    items = {"b": item(severity={"absent": "warning"}), "a": item(expect="n/a"), "c": item()}
    done = run(rule([Assessment("absent")], "T901", "topics", item="b"), rule([Assessment("described")], "T902", "topics", item="a"), items=items)
    assert [(row.item, row.verdict, row.level) for row in done.checklist] == [("b", "missing", "absent"), ("a", "not-applicable", "described"), ("c", "not-applicable", None)]
    (finding,) = done.findings
    assert (finding.item, finding.severity, finding.text) == ("b", "warning", "")
    assert finding.span.start == 0  # the title


@pytest.mark.parametrize(("second", "level"), [("quantified", "described"), ("described", "absent")])
def test_an_item_that_nothing_names_is_done_where_all_its_parts_have_figures(run: Run, second: Level, level: Level) -> None:
    items = {"a": item(), "a.b": item(parent="a"), "a.c": item(parent="a")}
    levels: dict[str, Level] = {"a": "absent", "a.b": "quantified", "a.c": second}
    rules = [rule([Assessment(found)], f"T90{number}", "topics", item=name) for number, (name, found) in enumerate(levels.items(), 1)]
    assert run(*rules, items=items).checklist[0].level == level


def test_an_item_that_is_weakly_treated_points_at_its_evidence(run: Run) -> None:
    assessment = Assessment("mentioned", evidence=(Span(WHERE[1], WHERE[1] + 2),))
    (finding,) = run(rule([assessment], "T901", "topics", item="a", messages={"mentioned": "只点名{item}{text}"}), items={"a": item(severity={"mentioned": "error"})}).findings
    assert (finding.span.start, finding.text, finding.message) == (WHERE[1], "甲错", "只点名全称")


def test_items_that_may_be_left_out_make_one_finding(run: Run) -> None:
    items = {name: item(expect="if-any", severity={"absent": "info"}) for name in "abc"}
    rules = [rule([Assessment("absent")], f"T90{number}", "topics", item=name) for number, name in enumerate("abc", 1)]
    assert said(run(*rules, items=items)) == [("Z106", "error", "if-any-unmentioned 简称、简称、简称")]


def test_the_name_of_an_item_with_a_mark_in_it_is_quoted(run: Run) -> None:
    items = {"a": replace(item(expect="if-any", severity={"absent": "info"}), label="双随机、一公开")}
    assert said(run(rule([Assessment("absent")], "T901", "topics", item="a"), items=items)) == [("Z106", "error", "if-any-unmentioned “双随机、一公开”")]


def test_the_same_document_gives_the_same_review(run: Run) -> None:
    rules = [rule([hit(0), hit(1)]), rule([hit(2)], "N901", "numbers")]
    assert run(*rules) == run(*rules)


def test_what_was_reviewed_before_changes_nothing() -> None:
    """Much is remembered from report to report; each is told the same as by a program that remembers nothing."""
    rules, text = loaded("ecology"), SEEDS[0].read_text(encoding="utf-8")[:2000]
    drafts = [text, text.replace("。", "；").replace("坚持", "持坚"), text]
    after_others = [review(Facts(from_string(draft)), rules).findings for draft in drafts]
    for remembered in {id(one): one for name, module in sys.modules.items() if name.startswith("linter.") for one in vars(module).values() if hasattr(one, "cache_clear")}.values():
        if remembered.cache_info().maxsize is not None:
            remembered.cache_clear()
    assert review(Facts(from_string(text)), rules).findings == after_others[0] == after_others[-1] != after_others[1]

"""From how far an item is treated to verdict and severity: what is asked of whom, since when, and what belongs together."""

from __future__ import annotations

from typing import Any

import pytest

from linter.checks import Assessment
from linter.judgement import complaints, judge
from linter.review import KINDS, LEVELS, Level, Profile
from linter.ruleset.loader import loaded
from linter.ruleset.model import Applicability, ItemSpec, Merge, When
from linter.ruleset.years import years_hold

SHOULD = {"absent": "warning", "plan-only": "warning", "mentioned": "info"}
APPLICABILITY = loaded("base").applicability


def item(expect: str | dict[str, str] = "should", scale: str = "level", **more: Any) -> ItemSpec:
    kinds = expect if isinstance(expect, dict) else dict.fromkeys(KINDS, expect)
    return ItemSpec(name="全称", label="简称", scale=scale, expect=kinds, severity=more.pop("severity", SHOULD), **more)  # type: ignore[arg-type]


def judged(spec: ItemSpec, level: Level | None = "absent", **profile: Any) -> tuple[str, str, str | None]:
    row = judge("x", spec, Assessment(level, more) if (more := profile.pop("verdict", None)) else Assessment(level), Profile(**{"kind": "enforcing", "year": 2024, **profile}))
    return row.expectation, row.verdict, row.severity


@pytest.mark.parametrize(("level", "severity"), [("absent", "warning"), ("plan-only", "warning"), ("mentioned", "info"), ("described", None), ("quantified", None)])
def test_the_ladder_of_what_should_be_written(level: Level, severity: str | None) -> None:
    assert judged(item(), level)[2] == severity


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("expectation", ["optional", "n/a"])
def test_what_is_not_asked_makes_no_finding(level: Level, expectation: str) -> None:
    assert judged(item(expectation), level)[2] is None


def test_what_may_be_left_out_is_info_at_most() -> None:
    spec = item({**dict.fromkeys(KINDS, "should"), "branch": "if-any"}, severity={**SHOULD, "absent": "error", "described": "warning"})
    assert [judged(spec, level, kind="branch")[2] for level in LEVELS] == ["info", "info", "info", None, None]
    assert judged(spec, "absent")[2] == "error"


def test_not_applicable_and_unknown_are_silent() -> None:
    assert judged(item(), "absent", verdict="not-applicable") == ("should", "not-applicable", None)
    assert judged(item(scale="verdict", severity={"unknown": "error"}), None) == ("should", "unknown", None)
    assert judged(item("n/a"), "quantified")[1] == "not-applicable"


def test_the_year_decides_what_is_asked() -> None:
    spec = item(since=2022)
    assert judged(spec, "absent", year=2021) == ("optional", judged(spec)[1], None)
    assert judged(spec, "absent", year=2022)[2] == "warning"
    assert judged(spec, "absent", year=None) == ("if-any", judged(spec)[1], "info")
    assert judged(item("n/a", since=2022), "absent", year=2021)[0] == "n/a"


@pytest.mark.parametrize(
    ("when", "profile", "holds"),
    [
        ({"trait": "municipal"}, {"traits": frozenset({"municipal"})}, True), ({"trait": "municipal"}, {}, False),
        ({"trait": ["justice", "licensing"]}, {"traits": frozenset({"licensing"})}, True), ({"kind": ["branch", "street"]}, {"kind": "street"}, True),
        ({"domain": "ecology"}, {"domain": "ecology"}, True), ({"domain": "ecology"}, {"domain": None}, False), ({"stage": "publish"}, {"stage": "publish"}, True),
        ({"stage": ["publish", "archive"]}, {"stage": "submit"}, False), ({"years": "2019..2021"}, {"year": 2021}, True), ({"years": "2019..2021"}, {"year": 2022}, False),
        ({"years": "2019.."}, {"year": None}, False), ({"trait": "municipal", "years": "2025.."}, {"traits": frozenset({"municipal"})}, False), ({}, {}, True),
    ],
)
def test_conditions(when: dict[str, Any], profile: dict[str, Any], holds: bool) -> None:
    spec = item("should", when=[When(expect="must", severity={"absent": "error"}, **when)])
    assert judged(spec, "absent", **profile)[::2] == (("must", "error") if holds else ("should", "warning"))


def test_later_conditions_win() -> None:
    spec = item(when=[When(expect="must"), When(kind="enforcing", expect="if-any")])
    assert judged(spec)[0] == "if-any"


# -- what belongs together


def run(items: dict[str, ItemSpec], levels: dict[str, Level], *merges: Merge, **profile: Any) -> tuple[list[tuple[str, str, str]], list[str]]:
    given = Profile(**{"kind": "enforcing", "year": 2024, **profile})
    rows = {name: judge(name, spec, Assessment(levels[name]), given) for name, spec in items.items()}
    raised, silent = complaints(rows, Applicability(schema=1, items=items, merge=list(merges)), given)
    return [(complaint.item, complaint.severity, complaint.message) for complaint in raised], [row.item for row in silent]


SET = {name: item() for name in ("set", "one", "two")}
ALL_ABSENT = Merge(id="m", when={name: ["absent"] for name in SET}, item="set", replaces=list(SET), severity={"enforcing": "error", "default": "warning"}, message="都没写")


def test_each_open_item_is_a_complaint_of_its_own() -> None:
    assert run(SET, {"set": "absent", "one": "mentioned", "two": "quantified"}) == ([("set", "warning", ""), ("one", "info", "")], [])


def test_items_that_fail_together_are_one_complaint() -> None:
    assert run(SET, dict.fromkeys(SET, "absent"), ALL_ABSENT) == ([("set", "error", "都没写")], [])
    assert run(SET, dict.fromkeys(SET, "absent"), ALL_ABSENT, kind="street") == ([("set", "warning", "都没写")], [])
    assert len(run(SET, {**dict.fromkeys(SET, "absent"), "two": "described"}, ALL_ABSENT)[0]) == 2


def test_a_merge_may_silence() -> None:
    silent = Merge(id="m", when={"one": ["described", "quantified"]}, item="set", replaces=["set"], severity="none")
    assert run(SET, {"set": "absent", "one": "described", "two": "described"}, silent) == ([], [])


def test_without_a_stated_severity_the_gravest_counts() -> None:
    plain = Merge(id="m", when={"set": ["absent"]}, item="set", replaces=["set", "one"])
    assert run(SET, {"set": "absent", "one": "mentioned", "two": "described"}, plain)[0] == [("set", "warning", "")]


def test_the_first_merge_that_takes_an_item_keeps_it() -> None:
    second = Merge(id="n", when={"one": ["absent"]}, item="one", replaces=["one"], severity="error", message="再说一次")
    assert len(run(SET, dict.fromkeys(SET, "absent"), ALL_ABSENT, second)[0]) == 1


def test_a_merge_about_what_is_not_asked_does_not_hold() -> None:
    items = {**SET, "two": item("n/a")}
    assert run(items, dict.fromkeys(SET, "absent"), ALL_ABSENT)[0] == [("set", "warning", ""), ("one", "warning", "")]


def test_untreated_if_any_items_are_collected() -> None:
    items = {"a": item({**dict.fromkeys(KINDS, "should"), "enforcing": "if-any"}), "b": item("if-any", severity={"absent": "info"}), "c": item()}
    assert run(items, dict.fromkeys(items, "absent")) == ([("c", "warning", "")], ["a", "b"])
    assert run(items, {"a": "mentioned", "b": "quantified", "c": "described"}) == ([("a", "info", "")], [])


# -- the data itself


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("year", [2017, 2020, 2024, None])
def test_every_item_is_judged_for_every_kind_and_year(kind: Any, year: int | None) -> None:
    for name, spec in APPLICABILITY.items.items():
        for level in LEVELS if spec.scale == "level" else ("absent",):
            row = judge(name, spec, Assessment(level, None if spec.scale == "level" else "missing"), Profile(kind=kind, year=year))
            assert row.expectation in ("must", "should", "if-any", "optional", "n/a")
            assert row.severity is None or row.expectation in ("must", "should", "if-any")


def test_fines_are_never_asked_for() -> None:
    for kind in KINDS:
        for level in LEVELS:
            assert judged(APPLICABILITY.items["penalties.amount"], level, kind=kind)[2] is None


@pytest.mark.parametrize(("years", "year", "holds"), [("2019..", 2019, True), ("..2018", 2019, False), ("2024", 2024, True), ("2019..2021", 2022, False), (None, None, True), ("2019..", None, False)])
def test_years(years: str | None, year: int | None, holds: bool) -> None:
    assert years_hold(years, year) is holds

"""editing/changes: edits as small as can be, in order, none in another's way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document import Span
from linter.editing.changes import Change, applied, changes, edits_of, smallest, without_conflicts
from linter.readers.text import from_string
from linter.review import Edit, Finding, Fix, Severity

LETTERS = st.text("甲乙丙丁一", max_size=6)


def finding(*edits: Edit, severity: Severity = "error", rule: str = "W101") -> Finding:
    return Finding(rule, "wording", severity, "话", edits[0].span, fix=Fix(edits, safe=True))


def change(*edits: Edit) -> Change:
    return Change(finding(*edits), edits)


@given(LETTERS, LETTERS, LETTERS, LETTERS)
def test_the_smallest_edits_say_the_same(before: str, old: str, new: str, after: str) -> None:
    text = before + old + after
    edit = Edit(Span(len(before), len(before) + len(old)), new)
    small = list(smallest(edit, text))
    assert applied(text, small) == before + new + after
    assert all(edit.span.contains(part.span) for part in small)
    for part in small:
        kept = part.span.of(text)
        assert not kept or not part.text or kept[0] != part.text[0]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<办法>", "〈办法〉", [Edit(Span(0, 1), "〈"), Edit(Span(3, 4), "〉")]),
        ("法治审核", "法制审核", [Edit(Span(1, 2), "制")]),
        ("规范性", "规范性文件", [Edit(Span(3, 3), "文件")]),
        ("的的", "的", [Edit(Span(1, 2), "")]),
        ("办法", "办法", []),
    ],
)
def test_what_stays_the_same_is_not_touched(old: str, new: str, expected: list[Edit]) -> None:
    text = old + "。"
    made = [edit for edit in smallest(Edit(Span(0, len(old)), new), text) if edit.text or edit.span.end > edit.span.start]
    assert made == expected


def test_the_edits_of_one_finding_part_at_paragraphs() -> None:
    document = from_string("甲,乙\n“丙“丁\n戊,己")
    comma, quotes, other = Edit(Span(1, 2), "，"), (Edit(Span(4, 5), "‘"), Edit(Span(6, 7), "’")), Edit(Span(10, 11), "，")
    found = list(changes(document, [finding(other, *quotes, comma)]))
    assert [part.edits for part in found] == [(other,), quotes, (comma,)]


def test_the_worst_finding_comes_first() -> None:
    document = from_string("甲乙丙丁")
    rows = [finding(Edit(Span(0, 2), "子"), severity="info"), finding(Edit(Span(1, 3), "丑"), severity="error"), finding(Edit(Span(3, 4), "寅"), severity="warning")]
    order = list(changes(document, rows))
    assert [part.finding.severity for part in order] == ["error", "warning", "info"]
    assert [part.finding.severity for part in without_conflicts(order)] == ["error", "warning"]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Edit(Span(0, 2), "子"), Edit(Span(2, 4), "丑"), True),
        (Edit(Span(0, 2), "子"), Edit(Span(1, 3), "丑"), False),
        (Edit(Span(0, 2), "子"), Edit(Span(2, 2), "丑"), False),
        (Edit(Span(2, 2), "子"), Edit(Span(2, 2), "丑"), False),
        (Edit(Span(2, 2), "子"), Edit(Span(2, 2), "子"), True),
        (Edit(Span(0, 1), "子"), Edit(Span(2, 2), "丑"), True),
    ],
)
def test_edits_in_each_others_way(one: Edit, other: Edit, both: bool) -> None:
    assert len(without_conflicts([change(one), change(other)])) == (2 if both else 1)
    assert len(without_conflicts([change(other), change(one)])) == (2 if both else 1)


def test_the_same_edit_of_two_findings_is_made_once() -> None:
    text, edit = "甲,乙", Edit(Span(1, 2), "，")
    chosen = without_conflicts([change(edit), change(edit)])
    assert len(chosen) == 2
    assert applied(text, edits_of(chosen, text)) == "甲，乙"

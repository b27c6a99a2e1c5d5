"""Whatever the text, the checks of form and privacy end, stay inside it, and their safe edits are consistent."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.review import Finding
from tests.checks.form_support import findings, placed

_CHARACTERS = "一二三四十是要第其法治政府年月、。，；：！？,.;:!?()（）“”‘’\"'《》〈〉<>【】〔〕[]{}-—…*★ \u3000\t\n\u200b0123456789Xxab@①②\U0002070e"
TEXTS = st.text(_CHARACTERS, max_size=120)
LINES = st.lists(
    st.sampled_from(
        ["一、举措", "二、", "2、不足", "（一）做法", "(1) 做法", "（10）做法", "1.核查。核查3户。", "2公示名单", "一是核查；三是公示。", "“一网", "通办”", "《办法", "（含", "）",
         "全年核查，没有", "秘密", "", "　　正文，正文。", "13912345678", "11010519491231002X"]
    ),
    max_size=14,
).map("\n".join)


@given(TEXTS | LINES)
def test_findings_stay_inside_any_text(text: str) -> None:
    for finding in findings(text):
        _holds(finding, text)


@given(TEXTS)
def test_findings_stay_inside_a_report(passage: str) -> None:
    text, _ = placed(passage.replace("【", "").replace("】", ""))
    for finding in findings(text):
        _holds(finding, text)


def _holds(finding: Finding, text: str) -> None:
    places = [finding.span, *(related.span for related in finding.related)]
    assert all(0 <= place.start <= place.end <= len(text) for place in places)
    assert finding.text == finding.span.of(text) != ""
    assert "{" in text or "{" not in finding.message + finding.suggestion
    if finding.fix:
        edits = sorted(finding.fix.edits, key=lambda edit: edit.span)
        assert all(0 <= edit.span.start <= edit.span.end <= len(text) for edit in edits)
        assert all(one.span.end <= other.span.start for one, other in pairwise(edits))


FIXABLE = [
    "全年救助1200人次,发放救助金86万元。",
    "按照方案(清政办发〔2024〕8号)核查320户。",
    "落实\"放管服\"改革要求，取消证明4项。",
    "转发《关于印发<社会救助办法>的通知》，核查320户。",
    "全年救助1200人次，，发放救助金86万元。",
    "公开救助、养老、殡葬...等信息40条。",
    "转发《关于印发《社会救助办法》的通知》，核查320户。",
    "落实“放管服“改革要求，取消证明4项。",
    "1.核查对象。核查320户。\n2公示名单。公示12批。\n3.退出对象。退出21户。",
]


@pytest.mark.parametrize("passage", FIXABLE)
def test_a_safe_fix_leaves_nothing_to_say(passage: str) -> None:
    text, _ = placed(passage)
    safe = [finding for finding in findings(text) if finding.fix and finding.fix.safe]
    assert safe
    for edit in sorted((edit for finding in safe for edit in finding.fix.edits), key=lambda edit: edit.span, reverse=True):  # type: ignore[union-attr]
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert findings(text) == []


def test_a_number_is_never_rewritten_in_another_form_unasked() -> None:
    """Which level a number stands on is a guess, however good."""
    text, _ = placed("1.核查对象。核查320户。\n2.公示名单。公示12批。\n（3）退出对象。退出21户。\n4.新增对象。新增45户。")
    assert [(finding.rule, bool(finding.fix and finding.fix.safe)) for finding in findings(text)] == [("F101", False)]

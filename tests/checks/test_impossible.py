"""Figures that cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.numbers_support import findings


@pytest.mark.parametrize(
    ("text", "variant"),
    [("移送案件-3件。", "negative"), ("讲座1场，0人参加。", "nobody"), ("移送案件−3件。", "negative")],
)
def test_found(text: str, variant: str) -> None:
    assert [said.hit.variant for said in findings(text, "N110")] == [variant]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("处5公里以上3公里以下。", "5公里以上3公里以下"),
        ("合格率不低于95%且低于90%。", "不低于95%且低于90%"),
        ("处2万元以上5万元以下、5万元以上2万元以下罚款。", "5万元以上2万元以下"),
        ("处1.5万元以上一万元以下罚款。", "1.5万元以上一万元以下"),
        ("已满十四周岁，但不满十二周岁。", "已满十四周岁，但不满十二周岁"),
    ],
)
def test_bounds_with_nothing_between(text: str, span: str) -> None:
    assert [said.text for said in findings(text, "N110")] == [span]


@pytest.mark.parametrize(
    "text",
    [
        "群众满意率不低于95%，低于90%的单位予以约谈。",
        "每人每年培训不低于60天，不足30天的予以通报。",
        "办结率超过98%，低于90%的科室2个。",
        "培训超过60天，但不足30天的也有2人。",
        "每次不超过5天、不足3天的2次。",
        "迟到未超过5天不足3天的2次。",
        "不超过5天不低于3天。",
        "处2万五千元以上5万元以下罚款。",
        "处3十万元以上5万元以下罚款。",
    ],
)
def test_a_minimum_and_who_falls_short_of_another_are_two_statements(text: str) -> None:
    assert findings(text, "N110") == []


@settings(max_examples=40)
@given(st.text("13.一三十百千万亿零", min_size=1, max_size=6), st.text("25两五十万", min_size=1, max_size=4))
def test_no_mixture_of_digits_and_numerals_raises(low: str, high: str) -> None:
    assert len(findings(f"处{low}元以上{high}元以下罚款。", "N110")) <= 1


@pytest.mark.parametrize(
    "text", ["行政复议案件0件。", "3-5件。", "增长-3.5%。", "1-12月共办结98件。", "12月31日。", "气温-3摄氏度。", "2024年6月-8月3次。"]
)
def test_silent(text: str) -> None:
    assert findings(text, "N110") == []

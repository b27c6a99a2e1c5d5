"""Percentages that cannot be."""

from __future__ import annotations

import pytest

from tests.checks.numbers_support import findings


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("信访事项办结率达到110%。", "办结率达到110%"),
        ("投诉量同比下降120%。", "下降120%"),
        ("甲占45%、乙占35%、其他占30%。", "45%、乙占35%、其他占30%"),
        ("甲占45%、乙占35%、其余占10%。", "45%、乙占35%、其余占10%"),
        ("甲占45%，乙占35%，丙占30%。", "45%，乙占35%，丙占30%"),
    ],
)
def test_found(text: str, span: str) -> None:
    assert [said.text for said in findings(text, "N104")] == [span]


@pytest.mark.parametrize(
    "text",
    ["办结率100%。", "任务完成率110%。", "案件增长120%。", "甲占45%，女性占60%。", "甲占45%、乙占35%、其他占20%。", "甲占33.3%、乙占33.3%、其他占33.3%。", "甲占40%、乙占30%、丙占20%。"],
)
def test_silent(text: str) -> None:
    assert findings(text, "N104") == []


@pytest.mark.parametrize(
    "text",
    [
        "发现隐患96处，县区（市）全部整改，整改率98.9%。",
        "已均按期整改到位，整改率98.9%。",
        "整改率98.9%，均已整改到位。",
    ],
)
def test_all_of_them_are_no_part(text: str) -> None:
    assert [said.hit.variant for said in findings(text, "N104")] == ["all"]


@pytest.mark.parametrize("text", ["其余全部整改，整改率98.9%。", "全部整改；整改率98.9%。", "整改率98.9%，未整改的年底前全部整改。", "全部办结，整改率98.9%。"])
def test_all_of_others_are_silent(text: str) -> None:
    assert findings(text, "N104") == []

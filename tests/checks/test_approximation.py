"""Approximators doubled, and beside exact numbers."""

from __future__ import annotations

import pytest

from tests.checks.numbers_support import findings


@pytest.mark.parametrize(
    ("text", "span", "right"),
    [("发放约300余份。", "约300余份", "300余份"), ("培训近200人次左右。", "近200人次左右", "200人次左右"), ("覆盖超过90%以上。", "超过90%以上", "90%以上")],
)
def test_doubled(text: str, span: str, right: str) -> None:
    (said,) = findings(text, "N108")
    assert (said.severity, said.text, said.hit.values["right"]) == ("warning", span, right)
    (edit,) = said.hit.edits
    assert edit.text == "" and edit.span.start == said.hit.span.start


@pytest.mark.parametrize(("text", "severity"), [("2346余家次", "warning"), ("25.6437万余元", "warning"), ("25.64万余元", "warning"), ("47.3万余元", "warning"), ("12.6万余件", "warning"), ("25.6余万元", "warning"), ("3000份余", "warning"), ("1.2万份余", "warning"), ("108余次", "warning")])
def test_exact(text: str, severity: str) -> None:
    assert [(said.severity, said.text) for said in findings(f"共计{text}。", "N109")] == [(severity, text)]


@pytest.mark.parametrize("text", ["300余份", "1.2万余份", "118.4万余米", "3.1亿余元", "1.25万余人次", "5公里余", "90万余元", "23万余元", "10余个", "5700多万人", "3年多", "一百二十余件", "约300份", "300份左右", "百余家"])
def test_right(text: str) -> None:
    assert findings(f"共计{text}。", "N108", "N109") == []


def test_one_cause_one_finding() -> None:
    assert [said.rule for said in findings("罚款约169.9万余元。", "N108", "N109")] == ["N108"]

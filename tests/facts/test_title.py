from __future__ import annotations

import pytest

from linter.facts.title import title
from tests.reading import read

BODY = "\n一、主要举措和成效\n全年立案12件。\n"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("青山县水务局2024年法治政府建设情况报告", "青山县水务局2024年法治政府建设情况报告"),
        ("青山县水务局\n关于2024年法治政府建设情况的报告", "青山县水务局关于2024年法治政府建设情况的报告"),
        ("青山县城关街道办事处关于2024年\n法治政府建设工作情况的报告", "青山县城关街道办事处关于2024年法治政府建设工作情况的报告"),
        ("青山县水务局2024年度法治政府建设\n\n情况报告", "青山县水务局2024年度法治政府建设情况报告"),
        ("青水发〔2025〕3号\n青山县水务局2024年法治政府建设情况报告", "青山县水务局2024年法治政府建设情况报告"),
        ("青山县水务局2024年依法行政工作总结及2025年工作计划", "青山县水务局2024年依法行政工作总结及2025年工作计划"),
        ("青山县2024年法治政府建设", "青山县2024年法治政府建设"),
        ("法治政府建设年度报告（2024年度）", "法治政府建设年度报告（2024年度）"),
        ("青 山 县 水 务 局 2024年法治政府建设情况报告", "青山县水务局2024年法治政府建设情况报告"),
    ],
)
def test_title_however_it_is_set(head: str, expected: str) -> None:
    facts = read(head + BODY)
    heading = facts(title)
    assert heading is not None and heading.text == expected
    assert "".join(heading.span.of(facts.document.text).split()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "现将2024年法治政府建设情况报告\n我局坚持依法行政。",
        "一、2024年法治政府建设情况\n我局坚持依法行政。",
        "各位代表：\n现在，我代表县人民政府作工作报告。",
    ],
)
def test_a_heading_or_a_sentence_is_no_title(text: str) -> None:
    assert read(text)(title) is None


def test_a_yearly_title_without_its_subject_is_still_the_title() -> None:
    heading = read("青山县水务局2024年度工作报告" + BODY)(title)
    assert heading is not None and heading.text == "青山县水务局2024年度工作报告"

"""checks/restart: what is said a second time as if it were new."""

from __future__ import annotations

import pytest

from tests.checks.words_support import found


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("清江区教育局在区委、区政府的领导下，在市教育局的指导下，我局扎实推进法治建设。", "我局"),
        ("2024年以来，云川镇在县委的坚强领导下，我镇坚持依法行政。", "我镇"),
        ("现将有关情况报告如下：\n为全面总结工作，现将2024年度工作情况汇报如下。", "现将2024年度工作情况汇报如下"),
        ("成立了普法工作领导小组，由局长任组长、科室负责人为成员的普法工作领导小组。", "为成员的普法工作领导小组"),
        ("全镇2024年全镇未发生败诉案件。", "全镇"),
    ],
)
def test_said_again(text: str, again: str) -> None:
    assert found("W153", text) == [again]


@pytest.mark.parametrize(
    "text",
    [
        "清江区教育局在区委、区政府的领导下，扎实推进法治建设。", "在区委、区政府的领导下，我局扎实推进法治建设。", "对清江区水务局在审计中提出的意见，我局逐条整改。",
        "成立由局长任组长、科室负责人为成员的领导小组，领导小组下设办公室。", "成立普法工作领导小组，明确了以科室负责人为成员的执法专班。", "2023年至2024年，全镇未发生败诉案件。",
        "现将有关情况报告如下。",
    ],
)
def test_said_once(text: str) -> None:
    assert found("W153", text) == []

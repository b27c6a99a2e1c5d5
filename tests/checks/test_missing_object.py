"""checks/missing_object: verbs with none of their objects are found, verbs without need of one are not."""

from __future__ import annotations

import pytest

from tests.checks.words_support import found


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("党组召开法治工作专题研究部署3次，压实责任。", "召开法治工作专题研究部署3次"),
        ("县长主持召开法治政府建设推进2次，推动落实。", "召开法治政府建设推进2次"),
        ("主要领导定期听取执法规范化建设进程，及时纠偏。", "听取执法规范化建设进程"),
        ("切实履行普法依法治理，推动工作落实。", "履行普法依法治理"),
        ("典型案例起到了以案释法，促进守法。", "起到了以案释法"),
    ],
)
def test_lost_objects(text: str, wrong: str) -> None:
    assert found("W151", text) == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "召开常务会议3次，听取汇报2次，履行推进法治建设第一责任人职责。",
        "会议召开前，各部门如期报送材料。", "全会胜利召开，全镇上下认真学习。", "召开以来的工作情况，已经通报。",
        "班子成员履行“一岗双责”，起到带头作用。", "行政协议履行情况良好，合同履行中的问题得到解决。", "领导干部定期听取、研究重大事项。",
        "作用发挥明显，氛围营造浓厚。", "执行《召开听证若干规定》，规范程序。",
    ],
)
def test_verbs_with_their_objects_or_without_need(text: str) -> None:
    assert found("W151", text) == []

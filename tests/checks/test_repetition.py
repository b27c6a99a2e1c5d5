from __future__ import annotations

import pytest

from tests.checks.words_support import found


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("推进建设建设工作", "建设建设"), ("提升的的效果", "的的"), ("取得了了成效", "了了"), ("出台实施意见见", "见见"), ("执法人员员培训", "员员")],
)
def test_doubled_words(text: str, wrong: str) -> None:
    assert found("W108", text + "。") == [wrong]


@pytest.mark.parametrize(
    "right",
    [
        "深入学习习近平法治思想", "“谁执法谁普法”普法责任制", "饮用水水源保护", "履行行政复议职责", "存在在建项目", "目的的实现", "为了了解情况", "以及及时办理", "人人参与、等等",
        "一件一件办、一步一步走", "团团伙伙", "钉钉子精神", "十五五规划", "扎扎实实、实实在在", "和和美美", "推进法治住建建设", "与县残联联合发文", "主任任副组长", "肉品品质检验",
    ],
)
def test_rightly_doubled(right: str) -> None:
    assert found("W108", right + "。") == []


def test_a_phrase_said_again() -> None:
    assert found("W109", "集中发布典型案例5个，在公众号集中发布典型案例5个。") == ["集中发布典型案例"]
    assert found("W109", "集中发布典型案例5个。在公众号集中发布典型案例5个。") == []


@pytest.mark.parametrize(
    "right",
    [
        "打好蓝天保卫战、碧水保卫战、净土保卫战", "推动形成绿色发展方式、推动形成绿色生活方式", "获评“执法大练兵表现突出集体”“比武表现突出集体”",
        "《推进法治政府建设工作要点》《推进法治政府建设工作方案》", "最高人民检察院、省人民检察院",
    ],
)
def test_parallels_are_no_repetition(right: str) -> None:
    assert found("W109", right + "。") == []


def test_doubled_head() -> None:
    assert found("W110", "办结47个用地审批项目审批，") == ["47个用地审批项目审批"]
    assert found("W110", "开展3次执法检查和专项检查。") == []


@pytest.mark.parametrize(("text", "wrong"), [("每季度不少于少于1次", "少于少于"), ("由局领导主要领导带队", "领导主要领导"), ("执法人员人员培训", "人员人员")])
def test_words_doubled_in_part_or_at_a_distance(text: str, wrong: str) -> None:
    assert found("W108", text + "。") == [wrong]


def test_a_verb_said_again_inside_its_list() -> None:
    assert found("W118", "认真落实行政执法公示、执法全过程记录、落实法制审核制度。") == ["落实"]
    assert found("W118", "落实公示制度、落实记录制度、落实审核制度。") == []
    assert found("W118", "需要解决的主要问题、建议理由、解决问题的初步方案。") == []
    assert found("W118", "落实公示、记录制度，落实审核制度。") == []

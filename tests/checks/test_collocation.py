from __future__ import annotations

import pytest

from tests.checks.words_support import found, hits, severity


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("不断加强依法行政水平。", "加强依法行政水平"),
        ("加大执法能力，", "加大执法能力"),
        ("畅通民意，积极受理", "畅通民意"),
        ("履行复议、诉讼案件的应诉要求。", "履行复议、诉讼案件的应诉要求"),
        ("重视法治工作的重要性。", "重视法治工作的重要性"),
        ("召开普法讲座6场。", "召开普法讲座"),
        ("做好法治“宣传者”和“推动者”。", "做好法治“宣传者”和“推动者"),
        ("加强执法水平、提高办案质量。", "加强执法水平"),
    ],
)
def test_verb_and_object(text: str, wrong: str) -> None:
    assert found("W111", text) == [wrong]


@pytest.mark.parametrize(
    "right",
    [
        "加强水平衡测试管理。", "提高落实政策的能力。", "提高依法履职、化解矛盾的能力和水平。", "抓落实的“指挥棒”作用。", "健全“一类问题”解决机制。",
        "加强队伍建设和能力建设。", "增强全民法治意识。", "加强执法，提高水平。", "开展“三个意识”教育。", "贯彻《关于加强执法水平的意见》。", "巩固率高于全国平均水平。",
        "健全全过程、高效率、可核查的机制。",
    ],
)
def test_right_objects(right: str) -> None:
    assert found("W111", right) == []


def test_subject_and_predicate() -> None:
    assert found("W112", "法治宣传环境不浓。") == ["环境不浓"]
    assert found("W112", "执法水平有待进一步增强，") == ["水平有待进一步增强"]
    assert found("W112", "氛围不浓，水平不高，力度不断加大，环境持续改善。") == []
    assert found("W112", "水平不强制执行。") == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("非法采砂打击了全区水事秩序。", "打击了全区水事秩序"),
        ("营造干部职工的法律意识。", "营造干部职工的法律意识"),
        ("扩大了行政复议的公信力，", "扩大了行政复议的公信力"),
        ("提高行政执法行为，", "提高行政执法行为"),
        ("改善了校园安全隐患，", "改善了校园安全隐患"),
        ("发挥各部门执法职责，", "发挥各部门执法职责"),
        ("缩短与先进地区的差距，", "缩短与先进地区的差距"),
    ],
)
def test_classes_of_nouns(text: str, wrong: str) -> None:
    assert found("W111", text) == [wrong]


@pytest.mark.parametrize(
    "right",
    [
        "加快建设现代化执法体系。", "加大打击环境违法行为力度。", "民生福祉改善迈出坚实步伐。", "发挥存量政策和增量政策集成效应。", "推进稳增长、防风险。",
        "严厉打击侵害群众合法权益的行为。", "提高处置突发事件的能力。", "做好增强发展韧性的基础性工作。", "提出改进措施。", "完成化解债务的年度任务。",
        "营造公平竞争的市场秩序。", "采取补救措施或者承担赔偿责任。", "完成设备、渠道和在办案件的交接。",
    ],
)
def test_right_by_class(right: str) -> None:
    assert found("W111", right) == []


def test_a_second_noun_after_a_right_one_is_only_a_note() -> None:
    [(_, hit)] = hits("W111", "增强干部的法治意识和水平。")
    assert severity("W111", hit) == "info"


def test_a_subject_that_cannot_become_so() -> None:
    assert found("W112", "执法水平有待进一步拓宽。") == ["水平有待进一步拓宽"]
    assert found("W112", "营商环境不断优化，法治意识进一步增强。") == []

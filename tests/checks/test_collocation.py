from __future__ import annotations

import pytest

from tests.checks.words_support import found


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

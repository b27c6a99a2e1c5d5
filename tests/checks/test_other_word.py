"""checks/other_word: another word of the same sound, told by the words around it."""

from __future__ import annotations

import pytest

from linter import check

TITLE = "云岭县水务局2024年法治政府建设年度报告\n"


def found(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.fix.edits[0].text) for one in check((TITLE + text).encode()).findings if one.rule in ("W160", "W163") and one.fix]  # W160 speaks where a single letter tells it too


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("健全矛盾纠纷预防化解长效机智。", "机智", "机制"),
        ("加强法律资讯服务。", "资讯", "咨询"),
        ("提供有利法治保障。", "有利", "有力"),
        ("组织开战法治宣传活动6场。", "开战", "开展"),
        ("落实企业安全生产主题责任。", "主题", "主体"),
        ("健全突发时间应急预案。", "时间", "事件"),
    ],
)
def test_the_word_meant_is_told(text: str, wrong: str, right: str) -> None:
    assert found(text) == [(wrong, right)]


@pytest.mark.parametrize(
    "text",
    [
        "开展主题党日活动，查处车辆违规行驶案件3件。",
        "增强群众体质，推广智能监测设备，提供有利条件。",
        "旅行社负责人参加培训，机智应对突发情况。",
        "学习《关于旅行职责的说明》。",  # what another wrote is not ours to mend
    ],
)
def test_words_in_their_place_are_left_alone(text: str) -> None:
    assert found(text) == []

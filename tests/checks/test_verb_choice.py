"""checks/verb_choice: a verb never met with its noun, where one of like meaning often is; and how that is counted."""

from __future__ import annotations

from collections import Counter

import pytest

from linter.checks.verb_choice import choice
from linter.maintenance.verb_choice import build, improbable
from tests.checks.words_support import found, hits, severity


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全面增加执法人员素质。", "增加执法人员素质"),
        ("增加干部的素质、降低成本。", "增加干部的素质"),
        ("达到了良好成果。", "达到了良好成果"),
        ("取得广泛共识。", "取得广泛共识"),
    ],
)
def test_a_verb_that_the_noun_never_takes_is_told(text: str, wrong: str) -> None:
    assert found("W164", text) == [wrong]


@pytest.mark.parametrize(
    "text",
    [
        "全面提高执法人员素质，取得良好成果，依法履行监管义务。",
        "增加素质教育课程。",  # the noun describes another
        "达到成果转化要求。",
        "对增加收入有帮助的素质。",  # 增加 has an object of its own
        "学习《增加干部素质》一文。",
    ],
)
def test_what_may_be_read_otherwise_is_left_alone(text: str) -> None:
    assert found("W164", text) == []


def test_what_was_counted_seldom_is_only_a_remark() -> None:
    (_, sure), (_, unsure) = (*hits("W164", "达到了良好成果。"), *hits("W164", "全面增加执法人员素质。"))
    assert [severity("W164", sure), severity("W164", unsure)] == ["warning", "info"]


def test_the_verb_that_is_said_is_named() -> None:
    [(_, hit)] = hits("W164", "达到了良好成果。")
    assert hit.values["right"] == "取得"
    assert "达到" not in choice().objects["成果"]["达到"].right


def test_improbable_is_never_met_though_its_share_of_the_row_is_due() -> None:
    counts = {("素质", "提高"): 40, ("供给", "提高"): 5, ("供给", "增加"): 35, ("供给", "加快"): 1}
    told = improbable(Counter(counts), [[["提高"], ["增加"], ["加快"]]])
    assert told.keys() == {("素质", "增加")}  # 加快 is too rare a verb to be missed
    right, due = told["素质", "增加"]
    assert (right, round(due, 1)) == ("提高", 17.3)
    assert not improbable(Counter(counts), [[["提高", "增加"], ["加快"]]])  # where the two say the same


def test_texts_become_the_file_that_the_check_reads() -> None:
    people = ["干部", "职工", "群众", "企业", "学校", "社区", "医院", "家庭"]
    text = "\n".join(f"提高{whose}水平，增加{whose}{more}岗位。" for whose in people for more in ["", "青年", "技术", "农业"])
    lines = build([text]).splitlines()
    assert [line for line in lines if line.startswith("objects")] == ["objects 岗位 增加 提高 -", "objects 水平 提高 增加 -"]

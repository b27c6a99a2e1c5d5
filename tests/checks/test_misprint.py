"""checks/misprint: slips that no list knows, and the right text that looks like one."""

from __future__ import annotations

import pytest

from tests.checks.words_support import found, hits


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("保证决策内容符和法律规定。", ["符和"]),
        ("提出的意见均予彩纳。", ["彩纳"]),
        ("深入推进生态文名建设。", ["文名"]),
        ("该企业立即停止违法行位并整改到位。", ["行位"]),
        ("对托延办理的许可逐件督办。", ["托延"]),
        ("举债投资填补了空白，添补了短板。", ["添补"]),
        ("着力破除体制机制蔽端。", ["蔽端"]),  # 制机制蔽 is no phrase of two halves
        ("6月底前完成裁量基准的修订，由厅法规处牵头。", []),  # a body by its short name, behind 由
        ("隐患彻低整改到位。", ["彻低"]),  # 底整 is a rare pair
    ],
)
def test_a_letter_replaced(words: str, expected: list[str]) -> None:
    assert found("W160", words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("有利推动了法治政府建设。", ["有利"]),
        ("为企业发展提供有利支撑。", ["有利"]),
        ("应对国际金融危急冲击。", ["危急"]),
        ("不得已行政处罚代替整改。", ["已"]),
        ("创造有利条件，有利于推动法治政府建设。", []),
        ("事发危急，不得已采取紧急措施。", []),
        ("宣传形式多样，就业形式灵活。", []),
        ("坚持以讲促学、以学促干。", []),
    ],
)
def test_a_right_word_in_the_wrong_place(words: str, expected: list[str]) -> None:
    assert found("W160", words) == expected


def test_what_was_meant_is_offered_word_by_word() -> None:
    [(text, hit)] = hits("W160", "脱颍而出的案例编入手册。")
    assert (text, hit.values["right"], hit.edits[0].text) == ("脱颍而出", "脱颖而出", "脱颖而出")


@pytest.mark.parametrize(
    "words",
    [
        "在文名镇开展宣传，文名村设点。",  # a name right before what names end in
        "一、赵集镇法治政府建设工作情况\n赵集镇政府开展检查，赵集镇结合实际普法。",  # a town that is told three times
        "推广“文名小院”做法。",  # a name in quotes
        "由股室负责人述法，述法报告上网。",  # said twice: a term of their own
        "组织我局各股室列席，云岚县水务局协办。",
        "",
        "2024",
    ],
)
def test_names_titles_and_own_terms_are_left_alone(words: str) -> None:
    assert found("W160", words) == []


@pytest.mark.parametrize(("words", "expected"), [("发扬百折不饶的精神。", "饶"), ("防止囤积居齐。", "齐")])
def test_a_letter_short_of_an_idiom(words: str, expected: str) -> None:
    assert found("W160", words) == [expected]


def test_letters_typed_twice() -> None:
    assert found("W161", "整理成成问答册发放。") == ["成成"]
    assert found("W161", "和和美美一家人，坡子街街道规规矩矩办事，立案案件全部审核。") == []


def test_letters_swapped() -> None:
    assert found("W162", "我们持坚依法行政。") == ["持坚"]
    assert found("W162", "取水单位安装量水设施，推动量质齐升。") == []



@pytest.mark.parametrize(("words", "severity"), [("坚持吃透法治精神、把握核心要义、捋顺工作思路。", "info"), ("提高群众参与法治建设的积及性。", "warning")])
def test_what_no_usual_row_of_letters_bears_out_is_only_asked(words: str, severity: str) -> None:
    assert [hit.severity for _, hit in hits("W160", words)] == [severity]

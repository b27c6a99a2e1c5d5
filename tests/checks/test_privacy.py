"""Personal data: what is one, how grave at which stage, and that no message repeats it."""

from __future__ import annotations

import pytest

from tests.checks.form_support import findings, placed, said

NUMBERS = [
    ("X101", "当事人张某（身份证号11010519491231002X）已缴清罚款。", "11010519491231002X"),
    ("X102", "联系人李某，手机13912345678，负责来访。", "13912345678"),
    ("X103", "赔偿款汇入银行卡6222021234567890128，已到账。", "6222021234567890128"),
]


@pytest.mark.parametrize(("rule", "passage", "number"), NUMBERS)
@pytest.mark.parametrize(("stage", "severity"), [("publish", "error"), ("archive", "error"), ("submit", "warning"), ("draft", "warning")])
def test_the_stage_decides_how_grave_it_is(rule: str, passage: str, number: str, stage: str, severity: str) -> None:
    found, _ = said(passage, stage)  # type: ignore[arg-type]
    assert [(one.rule, one.severity, one.text) for one in found] == [(rule, severity, number)]


@pytest.mark.parametrize(("rule", "passage", "number"), NUMBERS)
def test_no_message_repeats_the_number(rule: str, passage: str, number: str) -> None:
    (finding,) = findings(placed(passage)[0])
    assert number not in finding.message + finding.suggestion
    assert number[-4:] in finding.message
    assert "*" in finding.message


def test_a_wrong_check_digit_is_no_identity_number_unless_it_is_called_one() -> None:
    assert said("项目编码为110105194912310021，已经备案。")[0] == []
    assert [one.rule for one in said("身份证号110105194912310021，已经核对。")[0]] == ["X101"]


def test_a_mobile_number_that_nothing_names_is_only_a_warning() -> None:
    found, _ = said("来访请找李某18812345678，工作日均可。")
    assert [(one.rule, one.severity) for one in found] == [("X102", "warning")]


def test_private_mail_is_at_most_a_question() -> None:
    found, marks = said("意见请发至【lisi2024@qq.com】，收到5件。")
    assert [(one.rule, one.severity, one.span) for one in found] == [("X106", "info", marks[0])]


@pytest.mark.parametrize("line", ["秘密★1年", "机密", "密级：秘密", "绝 密", "机密★"])
def test_a_mark_of_secrecy_above_the_title_is_an_error_when_published(line: str) -> None:
    text = f"{line}\n" + placed("核查320户。")[0]
    assert [(one.rule, one.severity, one.text) for one in findings(text)] == [("X104", "error", line)]
    assert [one.severity for one in findings(text, "submit")] == ["warning"]


def test_a_mark_of_secrecy_with_its_star_is_found_anywhere() -> None:
    found, marks = said("附后材料标注【秘密★】三年，另行报送。")
    assert [(one.rule, one.span) for one in found] == [("X104", marks[0])]


@pytest.mark.parametrize("line", ["内部资料 注意保存", "内部文件，请勿外传", "（仅供内部使用）", "此件不公开", "内部资料"])
def test_a_mark_of_internal_use_is_found(line: str) -> None:
    assert [(one.rule, one.text) for one in findings(f"{line}\n" + placed("核查320户。")[0])] == [("X105", line)]


@pytest.mark.parametrize("line", ["（此件公开发布）", "保密工作情况", "秘密", "主动公开"])
def test_other_lines_below_the_text_are_left_alone(line: str) -> None:
    marked = [one.rule for one in findings(placed("核查320户。")[0] + f"{line}\n")]
    assert marked == (["X104"] if line == "秘密" else [])

from __future__ import annotations

import pytest

from tests.reading import REPORT, found, words

RULES = ("R102", "R103", "R104", "R105", "R106")


def said(sentence: str, form: str = "text") -> dict[str, list[str]]:
    text = REPORT.replace("立案12件", f"立案12件，{sentence}")
    return {rule: hits for rule in RULES if (hits := words(rule, text, form))}


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        ("R102", "[bookmark: _Toc123]"),
        ("R102", "错误!未找到引用源。"),
        ("R102", "[批注1]"),
        ("R103", "××件"),
        ("R103", "XX场"),
        ("R103", "20XX年"),
        ("R103", "____"),
        ("R103", "（待补充）"),
        ("R103", "TODO"),
        ("R103", "***"),
        ("R103", "{{件数}}"),
        ("R104", "&nbsp;"),
        ("R104", "</p>"),
        ("R104", "**执法**"),
        ("R105", "锟斤拷"),
        ("R105", "\ufffd"),
        ("R106", "（此处填写检查情况）"),
        ("R106", "（500字以内）"),
        ("R106", "（此处请法规科核实）"),
    ],
)
def test_what_was_left_over(rule: str, left: str) -> None:
    assert said(left) == {rule: [left]}


@pytest.mark.parametrize(
    "sentence",
    [
        "《关于转发<执法办法>的通知》印发", "对张××、某××公司、XX公司的案件作出决定", "金额为3×5万元", "X光机检测3台", "机制还有待完善", "申请人（需补充材料的）一次告知",
        "P2P案件2件", "填写说明随文书发放", "（2023年版）", "（试行）",
    ],
)
def test_what_is_rightly_there(sentence: str) -> None:
    assert said(sentence) == {}


@pytest.mark.parametrize(
    ("rule", "sentence", "said"),
    [
        ("R106", "检查12家次【批注：请核实】。", "【批注：请核实】"),
        ("R106", "检查12家次（审核意见：与前文重复）。", "（审核意见：与前文重复）"),
        ("R106", "检查12家次。请人事科补充期数。", "请人事科补充期数"),
        ("R106", "希望以上内容对您有所帮助。", "希望以上内容对您有所帮助"),
        ("R103", "检查12家次〔待核〕。", "〔待核〕"),
        ("R103", "培训？？期。", "？？"),
        ("R103", "（单位名称）检查12家次。", "（单位名称）"),
        ("R108", "聘请江南某某律师事务所1家。", "某某律师事务所"),
        ("R108", "公开3件（同去年）。", "（同去年）"),
    ],
)
def test_words_of_the_drafting(rule: str, sentence: str, said: str) -> None:
    assert words(rule, REPORT.replace("（二）普法宣传。", f"（二）普法宣传。{sentence}")) == [said]


def test_a_drafts_number() -> None:
    assert words("R109", REPORT.replace("情况报告\n", "情况报告（送审稿）\n", 1)) == ["（送审稿）"]
    assert words("R109", REPORT.replace("（二）普法宣传。", "（二）普法宣传。审议报告（送审稿）3次。")) == []


def test_page_numbers_are_one_finding() -> None:
    text = REPORT.replace("（二）", "第 1 页 共 2 页\n（二）").replace("四、", "- 2 -\n四、")
    [(left, hit)] = found("R101", text)
    assert (left, hit.variant, len(hit.related)) == ("第 1 页 共 2 页", "pages", 1)


def test_the_title_again_and_running_headers() -> None:
    title = REPORT.partition("\n")[0]
    assert [hit.variant for _, hit in found("R107", f"{title}\n{REPORT}")] == ["title"]
    text = REPORT
    for mark in ("（一）", "（二）", "三、"):
        text = text.replace(mark, f"青山县水务局文件\n{mark}")
    assert [hit.variant for _, hit in found("R107", text)] == ["header"]


def test_the_same_heading_twice() -> None:
    text = REPORT.replace("二、主要", "（三）普法宣传。印发手册3份。\n二、主要")
    assert [(hit.variant, hit.severity) for _, hit in found("R107", text)] == [("heading", "info")]


def test_markup_is_right_in_markdown() -> None:
    assert said("**执法**", "markdown") == {}


def test_a_mark_can_be_deleted() -> None:
    [(left, hit)] = found("R102", REPORT.replace("（二）普法", "[bookmark: _GoBack]（二）普法"))
    assert hit.safe and [(edit.span, edit.text) for edit in hit.edits] == [(hit.span, "")]
    assert left == "[bookmark: _GoBack]"


def test_page_furniture_once_a_stretch_and_never_on_a_page() -> None:
    text = f"您当前的位置：首页 > 公开\n索引号：001\n{REPORT}\n版权所有：某局\n返回顶部"
    assert words("R101", text) == ["您当前的位置：首页 > 公开\n索引号：001", "版权所有：某局\n返回顶部"]
    assert words("R101", text, "html") == []


LONG = "组织执法人员培训4期，围绕取证、裁量、送达三个环节逐案讲评，参训人员全部通过考试并建立个人档案"


@pytest.mark.parametrize(("sentence", "variants"), [(LONG, ["default"]), ("组织培训4期", [])])
def test_a_paragraph_twice(sentence: str, variants: list[str]) -> None:
    text = REPORT.replace("二、主要", f"（三）{sentence}。\n（四）{sentence}。\n二、主要")
    assert [hit.variant for _, hit in found("R107", text)] == variants


def test_a_sentence_twice_is_a_smaller_matter() -> None:
    text = REPORT.replace("二、主要", f"（三）培训。{LONG}。立案3件。\n（四）队伍。{LONG}。考试2次。\n二、主要")
    [(repeated, hit)] = found("R107", text)
    assert (repeated, hit.variant, hit.severity) == (LONG + "。", "sentence", "info")
    assert hit.related[0].span.of(text) == repeated

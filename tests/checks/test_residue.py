from __future__ import annotations

import pytest

from tests.reading import REPORT, found, within, words

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
        *(("R102", left) for left in ("（转下页）", "（接上页）")),
        *(("R103", left) for left in ("（  ）", "《》", "**")),
        *(
            ("R106", left)
            for left in (
                "（数据由信访科提供）", "（领导审阅时修改）", "（是否保留？）", "（？）", "（见去年材料）", "【注：数据截至11月底，需更新】", "（需与信访局核对）",
                "（以下内容由各科室填报）", "（各单位结合实际填写）", "（可根据实际情况增加）", "此处插入表格", "红色字体为需修改内容", "点击查看原文",
            )
        ),
    ],
)
def test_what_was_left_over(rule: str, left: str) -> None:
    assert said(left) == {rule: [left]}


@pytest.mark.parametrize(
    "sentence",
    [
        "《关于转发<执法办法>的通知》印发", "对张××、某××公司、XX公司的案件作出决定", "金额为3×5万元", "X光机检测3台", "机制还有待完善", "申请人（需补充材料的）一次告知",
        "P2P案件2件", "填写说明随文书发放", "1+N个网格", "（需补充材料的）", "红色教育基地新增2处", "（盖章文书12份）", "（含补充调查2件）", "（2023年版）", "（试行）",
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


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [(f"{LONG}。", None), ("组织执法人员开展取证、裁量、送达三个环节的逐案讲评，参训人员全部通过结业考试并建立个人档案。", "info"), ("巡查河道320公里，清理“四乱”问题36处。", None)],
)
def test_a_sentence_twice_is_graver_where_it_tells_a_figure(sentence: str, severity: str | None) -> None:
    text = REPORT.replace("二、主要", f"（三）培训。{sentence}立案3件。\n（四）队伍。{sentence}考试2次。\n二、主要")
    [(repeated, hit)] = found("R107", text)
    assert (repeated, hit.variant, hit.severity) == (sentence, "sentence", severity)
    assert hit.related[0].span.of(text) == repeated


def test_a_short_sentence_told_twice_at_once() -> None:
    assert words("R107", REPORT.replace("二、主要", "（三）来访。来访事项全部当日办结。来访事项全部当日办结。\n二、主要")) == ["来访事项全部当日办结。"]


@pytest.mark.parametrize(
    ("rule", "line", "left"),
    [
        ("R102", "张三 2024-12-30 15:20", "张三 2024-12-30 15:20"), ("R103", "联系人：    联系电话：", "联系人：    联系电话："), ("R103", "某某局高度重视法治建设。", "某某局"),
        ("R103", "待补", "待补"), ("R103", "全年开展培训   期，参训60人次。", "   "), ("R103", "全年开展培训N期，参训60人次。", "N"), ("R106", "示例：全年培训2期。", "示例："),
        ("R106", "删除：全年培训2期。", "删除："), ("R106", "同意。李局长", "同意。李局长"), ("R106", "填表人：李某", "填表人："), ("R106", "数据来源：办公室", "数据来源：办公室"),
        ("R106", "好的，下面是该部分内容。", "好的，下面是该部分内容"), ("R109", "（修订稿）", "（修订稿）"),
    ],
)
def test_what_was_left_on_a_line(rule: str, line: str, left: str) -> None:
    assert [words_.strip("\n") for words_ in words(rule, REPORT.replace("二、主要", f"{line}\n二、主要"))] == [left]


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("办结12件，次月来信减少一半以上。次月来信减少一半以上。", ["次月来信减少一半以上。"]),
        ("次月来信减少一半以上。次月来信减少一半以上。", ["次月来信减少一半以上。"]),
        ("办结12件，来信减少一半以上。次月来信减少一半以上。", []),
        ("办结12件，均已整改。均已整改。", ["均已整改。"]),
        ("办结12件，已办结。已办结。", []),
    ],
)
def test_a_sentence_said_again_at_once(text: str, again: list[str]) -> None:
    assert words("R107", within(REPORT, text)) == again


def test_a_draft_mark_with_a_note() -> None:
    text = f"（征求意见稿，请于1月5日前反馈）\n{REPORT}"
    assert words("R109", text) == ["（征求意见稿，请于1月5日前反馈）"]


@pytest.mark.parametrize(
    ("attachments", "wrong"),
    [
        ("附件：1.案件统计表\n3.许可统计表\n", ["3.许可统计表"]),
        ("附件：\n1.案件统计表\n2.许可统计表\n2.普法统计表\n", ["2.普法统计表"]),
        ("附件：1.案件统计表\n2.许可统计表\n", []),
        ("附件：案件统计表\n", []),
    ],
)
def test_attachments_are_numbered_through(attachments: str, wrong: list[str]) -> None:
    text = REPORT.replace("青山县水务局\n2025年1月10日", attachments + "青山县水务局\n2025年1月10日")
    assert words("F241", text) == wrong

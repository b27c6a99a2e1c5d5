from __future__ import annotations

import pytest

from linter.checks._lexical import Entry
from linter.checks.term import Params, check
from linter.facts import Facts
from linter.readers.text import from_string
from tests.checks.words_support import found, hits, ruleset, severity


def spans(text: str, *entries: Entry, **more: object) -> list[str]:
    return [hit.span.of(text) for hit in check(Facts(from_string(text)), Params(entries=list(entries), **more))]  # type: ignore[arg-type]


def test_contexts_that_hold_the_wrong_word_rightly() -> None:
    entry = Entry("给与", "给予", unless=["供给与"])
    assert spans("供给与需求。给与处罚。", entry) == ["给与"]


def test_conditions_stop_at_the_line() -> None:
    assert spans("年底\n截止", Entry("截止", before="年底")) == []
    assert spans("截止\n年底", Entry("截止", after="年底")) == []
    assert spans("于年底截止", Entry("截止", before="年底")) == ["截止"]
    assert spans("已截止", Entry("截止", not_before="已")) == []


def test_a_group_is_what_is_reported() -> None:
    assert spans("做好试用法律工作", Entry("试用", pattern="(试用)法律", needs=["试用"])) == ["试用"]
    assert spans("做好试用法律工作", Entry("试用", pattern="(试用)法律", needs=["没有这个词"])) == []


def test_one_word_about_one_place() -> None:
    whole, part, sure = (Entry(wrong, severity=severity) for wrong, severity in (("法治建设第一负责人", "info"), ("第一负责人", "info"), ("负责人职责", "error")))
    assert spans("法治建设第一负责人职责，第一负责人。", whole, part) == ["法治建设第一负责人", "第一负责人"]
    assert spans("法治建设第一负责人职责。", whole, sure) == ["法治建设第一负责人", "负责人职责"]  # the graver is told too
    assert spans("法治建设第一负责人职责。", sure, whole) == ["负责人职责"]


def test_years() -> None:
    year = Entry("一般程序", since=2021)
    assert spans("水务局2022年法治政府建设报告\n一般程序", year) == ["一般程序"]
    assert spans("水务局2020年法治政府建设报告\n一般程序", year) == []
    assert spans("不知哪年\n一般程序", year) == []


def test_names_of_documents_are_softened() -> None:
    text = "落实《重大执法决定法治审核办法》。"
    [(_, hit)] = hits("W116", text)
    assert severity("W116", hit) == "info"


def test_short_pairs_need_word_boundaries() -> None:
    assert found("W101", "学习贯彻文件，必须求真务实，共记录物种12种。") == []
    assert found("W101", "解决百姓须求。") == ["须求"]


def test_half_width_text_is_met_too() -> None:
    assert found("W103", "推行双随机,一公开监管") == ["双随机,一公开"]


def test_fixes_are_offered_for_literals_only() -> None:
    [(_, literal)] = hits("W101", "布署工作。")
    [(_, pattern)] = hits("W105", "防止问题不再发生。")
    assert literal.edits[0].text == "部署" and literal.safe
    assert not pattern.edits and not pattern.safe


@pytest.mark.parametrize(
    "right",
    [
        "法制审核、法制部门、法制机构、法制科", "基层法治审核", "镇（街道）法治审核", "截止日期", "受理截止后", "账目、帐篷", "公布署名文章", "行政检查机关",
        "安全生产形势严峻", "防治水土流失", "构建全龄友好社会", "悦己经济", "采纳人大代表建议", "过度开发、过渡期", "经济以及社会", "国家宪法日、六五环境日",
        "网格长落实“一件事一次办”", "申请人享有陈述、申辩的权利", "打击偷排行为，防治污染", "重大行政决策合法性审查", "规范性文件合法性审核",
    ],
)
def test_right_words(right: str) -> None:
    for rule in ("W101", "W102", "W103", "W104", "W105", "W106", "W116", "W117"):
        assert found(rule, right + "。") == []


@pytest.mark.parametrize(
    ("rule", "text", "wrong"),
    [
        ("W101", "商户反应噪声问题", "反应"), ("W101", "群众反应集中的问题", "反应"), ("W101", "执法前必需先出示证件", "必需"),
        ("W101", "梳理行政处罚权利12项", "权利"), ("W101", "投诉较少到36件", "较少"), ("W101", "在次组织清理", "在次"),
        ("W102", "做出责令停产整治决定", "做出"), ("W106", "以我局被申请人的案件", "以我局被申请人"),
        ("W106", "以食品安全重点，深入排查", "以食品安全重点"), ("W106", "未发生水事引发的群体性。", "群体性"),
        ("W106", "开展打击非法采砂专项，出动120人次", "专项"), ("W106", "送达行政处罚书3份", "行政处罚书"),
        ("W106", "未发生生产安全死亡事故", "生产安全"), ("W106", "清理行政规范性3件", "规范性"),
    ],
)
def test_words_that_need_their_neighbours(rule: str, text: str, wrong: str) -> None:
    assert found(rule, text) == [wrong]


@pytest.mark.parametrize(
    "right",
    [
        "化学反应器、应急反应集中演练", "所必需的经费", "保障当事人权利3项", "投诉较少", "在次日送达", "以食品安全为重点，深入排查", "以党建引领，推进工作",
        "提高执法规范性，开展专项检查", "重大科技专项，专项整治", "以区政府作被告的案件", "也无需要清理的文件", "应诉3件，局领导出庭，出庭应诉率100%",
    ],
)
def test_the_same_words_used_rightly(right: str) -> None:
    for rule in ("W101", "W102", "W103", "W105", "W106"):
        assert found(rule, right + "。") == []


def test_each_list_of_terms_cites_what_fits_it() -> None:
    by_id = ruleset().by_id
    assert [basis.instrument for basis in by_id["W116"].basis] == ["中华人民共和国行政处罚法", "国办发〔2018〕118号"]
    assert not [basis for basis in by_id["W103"].basis if "处罚" in basis.instrument]

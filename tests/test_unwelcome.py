"""Conclusions that make a user close the program: one report that would provoke each, and it is never printed.

The list is that of the people who receive reports: what is right said to be wrong, what nobody owes asked for, one thing said
three times.
"""

from __future__ import annotations

import re

import pytest

from linter import batch
from linter.batch import Options
from linter.facts import Overrides
from linter.review import Finding, Review
from linter.ruleset.loader import loaded
from tests.support import SEEDS

_REPORT = """\
{agency}{year}年度法治政府建设情况报告

{year}年，{agency}深入学习贯彻{study}，现将法治政府建设情况报告如下。

{first}一、主要举措和成效

{body}

二、存在的不足和原因

案卷归档偏慢，第四季度有3件案卷超过一个月才归档。主要原因是没有指定专人负责，归档时限没有写进岗位职责。

{leader}{number}、{next}年主要安排

3月底前指定专人负责案卷归档，每月核对一次，超过15日未归档的逐件通报。

{agency}
{next}年1月20日
"""
_LEADER = """\
、主要负责人履行推进法治建设第一责任人职责情况

局长主持召开局务会研究法治工作3次，听取执法情况汇报4次，批示督办疑难案件2件，讲法治课1次，年底在述职时一并述法。

"""
# what every agency owes, so that a report says little more than the passage under test
_OWED = """\
组织学习习近平法治思想4次，机关干部学法培训6期，参训132人次。制定“谁执法谁普法”责任清单8项，开展普法宣传活动12场，以案释法5件。
主动公开政府信息120条，受理信息公开申请2件，均按期答复。全年无行政复议、行政应诉案件。处理信访投诉23件，调解纠纷11件。本年度未制定规范性文件。
"""
_ENFORCED = """\
检查企业46家次，其中“双随机、一公开”抽查20家次，立案3件，作出行政处罚决定3件。落实行政执法公示、执法全过程记录、重大执法决定法制审核三项制度，公示处罚决定3件，音像记录执法过程46次，法制审核3件。
"""


def review(body: str, agency: str = "云川市清江区城市管理局", year: int = 2024, *, leader_first: bool = False, enforced: bool = True) -> Review:
    study = "习近平法治思想" if year > 2020 else "习近平总书记关于全面依法治国的重要论述"
    owed = _OWED if year > 2020 else _OWED.replace("习近平法治思想", "全面依法治国重要论述")
    text = _REPORT.format(
        agency=agency, year=year, next=year + 1, study=study, body=owed + (_ENFORCED if enforced else "") + body,
        first="", leader="" if leader_first else "三" + _LEADER, number="三" if leader_first else "四",
    )
    if leader_first:
        text = text.replace("一、主要举措", f"一{_LEADER}二、主要举措").replace("二、存在的不足", "三、存在的不足").replace(
            f"三、{year + 1}年", f"四、{year + 1}年"
        )
    return review_text(text)


def review_text(text: str, **overrides: object) -> Review:
    result = batch.review_bytes(text.encode(), "report.txt", Options(overrides=Overrides(**overrides)))  # type: ignore[arg-type]
    assert result.review is not None, result.message
    return result.review


def about(found: Review, *items: str) -> list[Finding]:
    return [finding for finding in found.findings if finding.item in items]


def grave(found: Review) -> list[Finding]:
    return [finding for finding in found.findings if finding.severity != "info"]


def at(found: Review, words: str) -> list[Finding]:
    """Findings that touch these words."""
    text = found.document.text
    assert words in text
    return [f for f in found.findings if f.text and f.span.start < text.index(words) + len(words) and f.span.end > text.index(words)]


def level(found: Review, item: str) -> str | None:
    return next(row.level for row in found.checklist if row.item == item)


SYSTEMS = ("three-systems", "three-systems.publicity", "three-systems.recording", "three-systems.legal-review")
PLAIN_SEEDS = [path for path in SEEDS if path.stem[:3] in ("000", "002", "004")]


def test_the_provoking_report_is_itself_without_fault() -> None:
    assert [finding.message for finding in grave(review(""))] == []


# -- done, and said not to be done


def test_no_message_says_that_a_duty_was_not_done() -> None:
    """A report that does not say it does not show that it was not done."""
    for rule in loaded("ecology").rules:
        messages = rule.spec.messages
        for message in [messages] if isinstance(messages, str) else messages.values():
            assert not re.search(r"未(?:落实|履行|开展|执行|建立)|没有(?:落实|履行|开展)|违法|违反", message), (rule.id, message)
    for merge in loaded("ecology").applicability.merge:
        assert not re.search(r"未(?:落实|履行|开展)|没有(?:落实|履行|开展)|违反", merge.message or ""), merge.id


def test_three_systems_done_with_figures_but_not_named() -> None:
    body = "通过区政府网站公开执法信息360条。执法记录仪全部启用，录入执法记录1620条。对全部31件处罚案件进行法制审核，提出意见9条。\n"
    found = review("检查企业46家次，其中“双随机、一公开”抽查20家次，立案31件，作出行政处罚决定31件。" + body, enforced=False)
    assert all(finding.severity == "info" for finding in about(found, *SYSTEMS))
    assert {level(found, item) for item in SYSTEMS[1:]} == {"quantified"}


def test_no_cases_of_review_is_an_answer() -> None:
    found = review("", year=2024)
    assert level(found, "review-and-litigation") == "quantified"
    assert about(found, "review-and-litigation", "leader.court-appearance") == []


@pytest.mark.parametrize("words", ["2024年我局无行政复议案件发生，无行政应诉案件发生。", "本年度没有行政复议案件，也没有行政诉讼案件。", "全年未发生行政复议和行政应诉案件。"])
def test_other_ways_to_say_that_there_were_none(words: str) -> None:
    text = review("").document.text.replace("全年无行政复议、行政应诉案件。", words)
    found = review_text(text)
    assert level(found, "review-and-litigation") == "quantified"
    assert about(found, "review-and-litigation") == []


def test_legal_review_by_the_bureau_above() -> None:
    body = (
        "分局把查处的问题形成书面材料报市生态环境局申请立案，由市局法规科进行法制审核，以市局名义作出处罚决定3件。检查46家次，“双随机、一公开”抽查20家次。"
        "执法全过程使用记录仪，形成音像46段；处罚决定3件在市局网站公示。落实行政执法三项制度。\n"
    )
    found = review(body, "云川市生态环境局清江分局", enforced=False)
    assert level(found, "three-systems.legal-review") in ("described", "quantified")
    assert about(found, "three-systems.legal-review") == []


# -- one fault a hundred times, numbers taken for secrets


def test_half_width_marks_throughout_are_one_finding() -> None:
    text = review("").document.text.replace("，", ",").replace("；", ";").replace("：", ":")
    found = review_text(text)
    assert len([finding for finding in found.findings if finding.category == "format"]) <= 1
    assert not [finding for finding in grave(found) if finding.category == "format"][1:]


def test_half_width_marks_of_the_seeds_are_one_finding() -> None:
    for path in PLAIN_SEEDS:
        found = batch.review_file(path, Options()).review
        assert found is not None
        assert len([finding for finding in found.findings if finding.category == "format" and finding.text in (",", ":", ";", "(", ")")]) <= 1


def test_numbers_of_a_web_site_are_no_private_numbers() -> None:
    foot = (
        "版权所有：云川市清江区人民政府 主办：清江区人民政府办公室\n网站标识码：5001100002 ICP备16001936号-1\n渝公网安备50022202000120号\n"
        "联系电话：023-67891234\n"
    )
    found = review_text(review("").document.text + foot)
    assert [finding.text for finding in found.findings if finding.category == "privacy"] == []
    text = review("咨询电话12345，举报热线12369。案件编号202401150012345678。\n").document.text
    assert [finding.text for finding in review_text(text).findings if finding.category == "privacy"] == []


# -- asked for, and nobody owes it


def test_fines_lists_other_matters_and_order_are_not_asked_for() -> None:
    for leader_first in (False, True):
        found = review("", leader_first=leader_first)
        assert about(found, "penalties.amount", "power-list") == []
        said = "".join(finding.message + finding.suggestion for finding in found.findings)
        assert not re.search(r"罚款金额|权责清单|其他需要报告|顺序|第三部分", said)


def test_leader_first_is_the_leader_part() -> None:
    found = review("", leader_first=True)
    assert about(found, "section.leader") == []
    assert next(row.verdict for row in found.checklist if row.item == "section.leader") == "met"


@pytest.mark.parametrize(
    ("agency", "items"),
    [
        ("云川市清江区桂园街道办事处", ("double-random", "three-systems", "legislation", "penalties.cases", "deadline", "three-systems.recording")),
        ("云川市清江区机关事务管理局", (*SYSTEMS, "double-random", "penalties.cases", "legislation", "discretion-standards")),
        ("云川市生态环境局清江分局", ("legislation", "major-decisions", "power-list", "normative-documents")),
        ("云川市清江区教育局", ("legislation", "digital-government", "township.enforcement", "damage-compensation")),
    ],
)
def test_nothing_is_asked_of_an_agency_that_does_not_owe_it(agency: str, items: tuple[str, ...]) -> None:
    found = review("", agency, enforced="分局" in agency)
    assert [(finding.item, finding.message) for finding in about(found, *items) if finding.severity != "info"] == []
    assert about(found, "legislation") == []
    if "机关事务" in agency or "街道" in agency:
        labels = [finding.message for finding in found.findings]
        assert not any("双随机" in label for label in labels)
    if "机关事务" in agency:
        assert not any("三项制度" in finding.message or "公示" in finding.message for finding in found.findings)


# -- right words, said to be wrong


@pytest.mark.parametrize(
    "sentence",
    [
        "充实法制部门审核力量，法制审核人员增至3名。", "由局法制机构负责重大执法决定法制审核。", "推进基层法治审核规范化，指导镇街法治审核41件。", "优化公共服务供给与群众需求的匹配度，新增便民点3处。",
        "补给与运输保障到位，应急物资12类。", "公告中写明申请截止日期为6月30日。", "为受灾群众发放帐篷20顶。", "向法院提起诉讼的权利和诉讼期限写入告知书，告知12人次。",
        "“谁执法谁普法”普法责任制落实到5个科室。", "深入学习习近平总书记重要讲话精神3次。", "坚决捍卫“两个确立”，做到“两个维护”。",
    ],
)
def test_right_words_are_left_alone(sentence: str) -> None:
    found = review(sentence + "\n")
    assert [(finding.text, finding.message) for finding in at(found, sentence) if finding.category in ("wording", "formulations")] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "培育网格长86名，开展“一件事一次办”专项行动。", "会同桐君阁物流园、鹰谷光电产业基地、新鸿源加气站开展联合检查3次。", "在翁家埠、哨楼湾、磨盘屿三个社区设立法律咨询点。", "“码上监督”“扫码入企”平台归集线索32条。",
        "河道采砂“砂管家”系统预警17次。", "由青海祁连山水泥有限公司等3家企业参加普法测试。",
    ],
)
def test_rare_names_are_no_faults(sentence: str) -> None:
    found = review(sentence + "\n")
    assert [(finding.text, finding.message) for finding in at(found, sentence) if finding.category == "wording"] == []


# -- figures that need not agree


@pytest.mark.parametrize(
    "sentence",
    [
        "全年立案60起，作出行政处罚决定45起。", "检查企业240家次，发现问题32个，下达责令改正通知书19份。", "受理投诉130件，其中噪声类80余件、油烟类约30件。", "接待来访46批次，答复政府信息公开申请5件，办理建议提案8件。",
        "参加考试69人，66名执法人员参加专业培训。", "罚款62万元，减少罚款50.6928万元，分期缴纳85.9187万元。", "开展宣传活动12场，发放资料3000余份，其中进社区5场。", "受理申请38件，办结40件（含上年结转2件）。",
    ],
)
def test_figures_that_may_differ_do_not_contradict(sentence: str) -> None:
    found = review(sentence + "\n")
    assert [(finding.text, finding.message) for finding in at(found, sentence) if finding.category == "numbers"] == []


# -- held to another year


def test_a_report_is_not_asked_for_what_came_later() -> None:
    found = review("深入学习贯彻党的二十大精神。\n", year=2023)
    assert not any("三中全会" in finding.message + finding.suggestion for finding in found.findings)
    found = review("", year=2019)
    assert about(found, "study.xi-thought") == []
    assert not any("习近平法治思想" in finding.message + finding.suggestion for finding in found.findings)


def test_no_mention_of_the_latest_plenum_is_at_most_a_question() -> None:
    found = review("深入学习贯彻党的二十大精神。\n", year=2024)
    assert [finding.message for finding in grave(found) if "全会" in finding.message] == []


# -- one thing said three times


def test_parent_and_children_are_one_finding() -> None:
    found = review("检查企业46家次，其中“双随机、一公开”抽查20家次，立案3件，作出行政处罚决定3件。\n", enforced=False)
    assert len(about(found, *SYSTEMS)) == 1


def test_law_popularization_missing_is_one_finding() -> None:
    text = re.sub(r"制定“谁执法谁普法”[^。]*。", "", review("").document.text)
    assert len(about(review_text(text), "law-popularization.duty", "law-popularization.activity")) == 1


def test_if_any_items_are_one_finding() -> None:
    """What is to be written only if there is any is asked for once, in one list."""
    found = review("")
    asked = [finding for finding in found.findings if "有则" in finding.message + finding.suggestion]
    assert len(asked) <= 1
    assert all(finding.severity == "info" for finding in asked)

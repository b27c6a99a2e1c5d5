from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts.agency import parse
from linter.facts.profile import profile
from linter.review import Profile
from tests.reading import REPORT, read


def of(text: str, form: str = "text", **overrides: object) -> Profile:
    return read(text, form, **overrides)(profile)


@pytest.mark.parametrize(
    ("name", "kind", "level", "domain"),
    [
        ("重庆市南岸区生态环境局", "enforcing", "county", "ecology"),
        ("广州市教育局", "light-enforcing", "city", "education"),
        ("苏州市昆山市水务局", "enforcing", "county", "water"),
        ("昆山市水务局", "enforcing", None, "water"),
        ("北京市通州区城市管理委员会", "enforcing", "county", "urban-management"),
        ("云川市雁湖区市场监督管理局", "enforcing", "county", "market-regulation"),
        ("上海市民政局", "light-enforcing", "province", "civil-affairs"),
        ("青海省生态环境厅", "enforcing", "province", "ecology"),
        ("恩施土家族苗族自治州司法局", "light-enforcing", "city", "justice"),
        ("云川市生态环境局东溪分局", "branch", "county", "ecology"),
        ("国家税务总局青山县税务局", "branch", "county", "tax"),
        ("青山县城关镇人民政府", "township", "township", None),
        ("云川市临溪区人民政府桂园街道办事处", "street", "township", None),
        ("海棠街", "street", "township", None),
        ("临溪区全面依法治街", "non-enforcing", "county", None),
        ("青山县人民政府", "government", "county", None),
        ("青山县人民政府办公室", "non-enforcing", "county", None),
        ("云川市生态环境保护综合行政执法支队", "enforcing", None, "ecology"),
        ("青山县机关事务服务中心", "non-enforcing", "county", None),
        ("中共青山县教育局党组", "light-enforcing", "county", "education"),
        ("生态环境部", "enforcing", "national", "ecology"),
    ],
)
def test_what_a_name_tells(name: str, kind: str, level: str | None, domain: str | None) -> None:
    parsed = parse(name)
    assert (parsed.kind, parsed.level, parsed.domain) == (kind, level, domain)


def test_a_stage_and_a_kind_say_why() -> None:
    proofs = of(REPORT).proofs
    assert (proofs["stage"].how, proofs["kind"].how) == ("文本文件默认", "按标题里的单位名称")
    assert of(f"您当前的位置：首页 > 公开\n{REPORT}").proofs["stage"].how == "文中有网页导航文字"
    assert of(f"{REPORT}\n— 5 —").proofs["stage"].how == "文本文件默认"
    assert "看不出" in of("2024年法治政府建设情况报告\n组织学法3次。").proofs["kind"].how


def test_a_zone_is_governed_by_a_committee_by_its_short_name() -> None:
    assert of("青山产业园区管委会2025年法治政府建设年度报告\n2025年，管委会组织学法3次。").agency == "青山产业园区管委会"


def test_words_about_the_town_are_no_name() -> None:
    assert of("换届后，及时调整了本镇党领导法治政府建设小组成员。").agency is None


def test_every_field_has_the_words_that_prove_it() -> None:
    facts = read(REPORT)
    found = facts(profile)
    assert (found.agency, found.kind, found.level, found.domain) == ("青山县水务局", "enforcing", "county", "water")
    assert (found.year, found.signature, found.signed, found.genre) == (2024, "青山县水务局", "2025-01-10", "annual-report")
    shown = {field: proof.span.of(facts.document.text) for field, proof in found.proofs.items() if proof.span}
    assert shown["agency"] == shown["kind"] == shown["signature"] == "青山县水务局"
    assert shown["year"] == "2024"
    assert shown["signed"] == "2025年1月10日"


def test_the_signature_names_the_agency_where_the_title_does_not() -> None:
    found = of(REPORT.replace("青山县水务局2024年", "2024年", 1))
    assert found.agency == "青山县水务局"
    assert found.proofs["agency"].how == "signature"


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [("我街道组织学法3次。", "street"), ("我局作出行政处罚决定3件。", "light-enforcing"), ("我局组织学法3次。", "non-enforcing"), ("组织学法3次。", "non-enforcing")],
)
def test_without_a_name_the_laxer_kind(sentence: str, kind: str) -> None:
    text = f"2024年法治政府建设情况报告\n一、主要举措和成效\n{sentence}\n"
    assert of(text).kind == kind


def test_a_city_of_unknown_rank_is_large_if_it_makes_laws() -> None:
    text = "云川市水务局2024年法治政府建设情况报告\n一、主要举措\n《节水条例》列入市人大常委会立法计划，组织调研3次。\n"
    assert of(text).traits == {"municipal", "legislative"}
    assert of(text.replace("《节水条例》列入市人大常委会立法计划，", "")).traits == frozenset()


@pytest.mark.parametrize("words", ["案件报市水务局立案", "处罚案件由市水务局法制审核", "行政处罚以市水务局名义作出", "案卷送交市局审核"])
def test_reviewed_above(words: str) -> None:
    text = f"云川市青山区水务局2024年法治政府建设情况报告\n一、主要举措\n{words}。\n"
    assert "reviewed-above" in of(text).traits


def test_figures_sent_up_are_no_review() -> None:
    text = "云川市青山区水务局2024年法治政府建设情况报告\n一、主要举措\n年度计划报市水务局审核，全年报送信息12条。\n"
    assert of(text).traits == frozenset()


@pytest.mark.parametrize(
    ("form", "text", "stage"),
    [("docx", REPORT, "submit"), ("markdown", REPORT, "draft"), ("text", REPORT, "publish"), ("docx", "您当前的位置：首页 > 公开\n" + REPORT, "publish")],
)
def test_stage(form: str, text: str, stage: str) -> None:
    assert of(text, form).stage == stage


def test_what_the_user_says_takes_precedence() -> None:
    found = of(REPORT, year=2020, agency="白水县教育局", kind="branch", stage="archive")
    assert (found.year, found.agency, found.kind, found.stage, found.domain) == (2020, "白水县教育局", "branch", "archive", "education")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("青山县水务局法治政府建设情况报告\n现将2023年法治政府建设情况报告如下。", 2023),
        ("青山县水务局法治政府建设情况报告\n我局坚持依法行政。\n青山县水务局\n2024年2月1日", 2023),
        ("青山县水务局法治政府建设情况报告\n我局坚持依法行政。\n青山县水务局\n2023年12月20日", 2023),
        ("青山县水务局二〇二三年法治政府建设情况报告\n我局坚持依法行政。", 2023),
        ("青山县水务局法治政府建设情况报告\n我局坚持依法行政。", None),
        ("青山县水务局法治政府建设情况报告\n我局认真总结2023年依法行政工作。", 2023),
        ("青山县水务局法治政府建设情况报告\n我局对照2023年法治建设要点，总结2024年法治建设情况。", None),
        ("青山县水务局法治政府建设情况报告\n我局落实《青山县2023年法治建设工作要点》。", None),
    ],
)
def test_report_year(text: str, year: int | None) -> None:
    assert of(text).year == year


def test_a_title_alone_with_its_year_is_outvoted() -> None:
    assert of(REPORT.replace("水务局2024年", "水务局2023年", 1)).year == 2024
    assert of(REPORT.replace("水务局2024年", "水务局2023年", 1).replace("2025年主要", "2024年主要")).year == 2023


def test_a_date_that_cannot_be_this_reports_is_left_out() -> None:
    assert of(REPORT.replace("2025年1月10日", "2024年1月10日")).signed is None


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("青山县2024年政府信息公开工作年度报告\n一、总体情况\n推进法治政府建设。", "政府信息公开工作年度报告"),
        ("青山县2024年普法工作总结\n一年来，法治建设取得进展。", "普法工作总结"),
        ("青山县水务局2024年行政执法统计年报\n依法行政。", "行政执法统计年报"),
        ("各位代表：\n现在，我代表县人民政府，向大会报告政府工作。\n推进法治政府建设。", "政府工作报告"),
        ("政府工作报告\n——2024年1月10日在青山县第十八届人民代表大会第三次会议上\n各位代表：\n推进依法行政。", "政府工作报告"),
        ("青山县节水管理办法\n" + "\n".join(f"第{n}条 单位应当节约用水，依法行政。" for n in "一二三四五六"), "法律法规文本"),
        ("2024年法治政府建设工作要点\n一、加强执法。", "法治政府建设工作要点"),
        ("山水游记\n今天天气很好。", "其他材料"),
        ("全年办理行政许可12件、行政处罚3件，政务公开40条。", "其他材料"),
        ("青山县水务局2024年法治政府建设和普法工作总结\n依法行政。", "annual-report"),
        ("工作情况\n我局推进法治政府建设。", "annual-report"),
    ],
)
def test_genre(text: str, genre: str) -> None:
    assert of(text).genre == genre


@given(st.text(alphabet="青山县水务局2024年法治政府建设情况报告\n一二（）、。，月日 《》“”", max_size=300))
def test_no_text_breaks_the_profile_and_every_proof_lies_in_it(text: str) -> None:
    found = of(text)
    assert all(0 <= proof.span.start <= proof.span.end <= len(text) for proof in found.proofs.values() if proof.span)


def test_a_report_without_its_title_is_not_taken_for_what_its_first_section_is_about() -> None:
    assert of("县政府：\n一、行政执法工作情况\n全年立案12件。\n二、普法工作总结\n推进法治政府建设。").genre == "annual-report"


@pytest.mark.parametrize(
    ("opening", "name", "kind"),
    [
        ("2025年，城关街道在区委、区政府的坚强领导下，坚持依法行政。", "城关街道", "street"),
        ("2019年，在省委、省政府和市委、市政府的领导下，青山县全面贯彻党的十九大精神。", "青山县", "government"),
        ("2023年，区市场监管局在区委、区政府领导下推进法治政府建设。", "区市场监管局", "enforcing"),
        ("2024年，我局坚持依法行政。", None, "non-enforcing"),
        ("2024年，全县坚持依法行政。", None, "non-enforcing"),
    ],
)
def test_the_opening_names_the_agency_where_nothing_else_does(opening: str, name: str | None, kind: str) -> None:
    found = of(f"{opening}\n一、主要举措和成效\n推进法治政府建设，组织学法3次。")
    assert (found.agency, found.kind) == (name, kind)

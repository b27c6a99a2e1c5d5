"""Year, signature, and what a report calls itself."""

from __future__ import annotations

import pytest

from tests.reading import REPORT, found, within, words

STREET = REPORT.replace("青山县水务局", "青山县城关街道办事处").replace("我局", "我街道").replace("局长", "街道党工委书记")
DISTRICT = REPORT.replace("青山县", "云川市青山区").replace("县委、县政府", "区委、区政府")


@pytest.mark.parametrize(
    ("old", "new", "rule", "said"),
    [
        ("一、2024年", "一、2023年", "D201", ["2023"]),
        ("\n2024年，我局", "\n2023年，我局", "D201", ["2023"]),
        ("水务局2024年法治", "水务局2023年法治", "D201", ["2023"]),
        ("现将有关情况", "现将2022年法治建设情况", "D201", ["2022"]),
        ("四、2025年", "四、2024年", "D202", ["2024"]),
        ("四、2025年", "四、2023年", "D202", ["2023"]),
        ("四、2025年", "四、2026年", "D202", ["2026"]),
        ("3月底前", "2024年，我局将于3月底前", "D202", ["2024"]),
        ("2025年1月10日", "2024年1月10日", "D203", ["2024年1月10日"]),
        ("2025年1月10日", "2027年1月10日", "D203", ["2027年1月10日"]),
    ],
)
def test_a_wrong_year_is_found_once(old: str, new: str, rule: str, said: list[str]) -> None:
    text = REPORT.replace(old, new, 1)
    assert text != REPORT
    assert {other: words(other, text) for other in ("D201", "D202", "D203")} == {"D201": [], "D202": [], "D203": [], rule: said}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("3月底前", "对2024年评查发现的问题逐卷整改，到2027年建成台账，3月底前"),
        ("3月底前", "2024年底前未完成的任务3月底前"),
        ("四、2025年主要安排", "四、下一步打算"),
        ("一、2024年主要", "一、2023年度督察反馈问题整改落实情况\n已整改3个。\n二、2024年主要"),
        ("2025年1月10日", "2024年12月10日"),
        ("坚持依法行政。", "坚持依法行政，落实《2023年法治政府建设工作要点》。"),
    ],
)
def test_other_years_that_are_right(old: str, new: str) -> None:
    text = REPORT.replace(old, new, 1)
    assert text != REPORT
    assert [words(rule, text) for rule in ("D201", "D202", "D203")] == [[], [], []]


@pytest.mark.parametrize("day", ["2月30日", "4月31日", "13月5日", "2023年2月29日"])
def test_impossible_days(day: str) -> None:
    assert words("D204", within(REPORT, f"{day}组织学法1次。")) == [day]


@pytest.mark.parametrize(
    ("name", "rule"), [("青山水务局", "D206"), ("白水县水务局", "R207"), ("青山县农业农村局", "R207"), ("青山县水务局", None), ("中共青山县水务局党组", None)]
)
def test_signature_name(name: str, rule: str | None) -> None:
    report = REPORT.replace("\n青山县水务局\n", f"\n{name}\n")
    assert [one for one in ("D206", "R207") if found(one, report)] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("report", "sentence", "said"),
    [
        (REPORT, "我街道组织普法3次。", ["我街道"]),
        (REPORT, "我镇组织普法3次。", ["我镇"]),
        (REPORT, "我委组织普法3次。", ["我委"]),
        (REPORT, "我委托律师审查合同3份。", []),
        (REPORT, "全局干部学法3次。", []),
        (REPORT, "开展“我镇我守法”活动3次。", []),
        (STREET, "全局干部学法3次。", ["全局"]),
        (STREET, "我局组织普法3次。", ["我局"]),
        (STREET, "把普法放在全局工作中谋划，增强全局性，服务发展全局。", []),
        (STREET, "配合区水务局普法3次。", []),
        (DISTRICT.replace("水务局", "人民政府").replace("我局", "我区"), "我局组织普法3次。", ["我局"]),
    ],
)
def test_another_kind_of_agency(report: str, sentence: str, said: list[str]) -> None:
    assert words("R201", within(report, sentence)) == said


def test_one_word_is_one_finding() -> None:
    [(_, hit)] = found("R201", within(REPORT, "我街道普法3次。我街道学法3次。"))
    assert len(hit.related) == 1


@pytest.mark.parametrize(
    ("report", "sentence", "said"),
    [
        (DISTRICT, "优化我县用水环境。", ["我县"]),
        (REPORT, "优化我区用水环境。", ["我区"]),
        (REPORT, "落实自治区要求，优化我区用水环境。", []),
        (DISTRICT, "优化我市我区用水环境。", []),
        (DISTRICT, "在白水区委、区政府的领导下开展工作。", ["白水区"]),
        (DISTRICT, "在云川市委、市政府和青山区委、区政府的领导下开展工作。", []),
        (DISTRICT, "在区委、区政府的领导下开展工作。", []),
        (DISTRICT, "与白水区水务局联合检查3次。", []),
        (STREET, "在白水县委、县政府的领导下开展工作。", ["白水县"]),
    ],
)
def test_another_region(report: str, sentence: str, said: list[str]) -> None:
    assert words("R202", within(report, sentence)) == said


BRANCH = REPORT.replace("青山县水务局", "云川市生态环境局青山分局").replace("我局", "分局")
MARKET = REPORT.replace("青山县水务局", "青山县市场监督管理局")


@pytest.mark.parametrize(
    ("report", "sentence", "said"),
    [
        (BRANCH, "白水分局认真组织自查3次。", ["白水分局"]),
        (BRANCH, "白水分局移送线索3条。", []),
        (BRANCH, "青山分局认真组织自查3次。", []),
        (BRANCH, "实训以分局组织的旧案为题3次。", []),
        (MARKET, "县工商局受理投诉3件。", ["县工商局"]),
        (MARKET, "原县工商局受理的投诉3件已办结。", []),
        (MARKET, "废止《县工商局受理投诉办法》3件。", []),
        (MARKET.replace("2024年", "2018年").replace("2025年", "2019年"), "县工商局受理投诉3件。", []),
        (REPORT, "白水县水务局编制目录3份。", ["白水县水务局"]),
        (REPORT, "协助白水县水务局编制目录3份。", []),
    ],
)
def test_the_agency_under_another_name(report: str, sentence: str, said: list[str]) -> None:
    assert words("R204", within(report, sentence)) == said


@pytest.mark.parametrize(
    ("report", "sentence", "said"),
    [
        (DISTRICT, "在县委、县政府的领导下开展工作。", ["县委、县政府"]),
        (REPORT, "在区委、区政府的领导下开展工作。", ["区委、区政府"]),
        (DISTRICT, "赴兰溪县委、县政府考察3次。", []),
        (DISTRICT, "面向全县公示3次。", ["全县"]),
        (DISTRICT, "与全县域试点单位座谈3次。", []),
    ],
)
def test_whose_leaders(report: str, sentence: str, said: list[str]) -> None:
    assert words("R202", within(report, sentence)) == said


def test_another_sort_of_head_in_the_passage_on_the_head() -> None:
    assert words("R201", REPORT.replace("局长主持", "镇党委书记主持")) == ["镇党委书记"]
    assert words("R201", within(REPORT, "镇党委书记主持现场会1次。")) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("红旗街道办事处", []), ("云川市江北区红旗街道办事处", []), ("县府街道办事处", []), ("锦旗镇人民政府", []),
        ("云川市红旗区司法局", ["县司法局"]), ("科尔沁右翼前旗司法局", ["区司法局", "县司法局"]), ("巴林左旗林东镇人民政府", ["区司法局", "县司法局"]),
    ],
)
def test_a_letter_of_rank_within_a_name(name: str, said: list[str]) -> None:
    report = REPORT.replace("青山县水务局", name).replace("县委、县政府", "上级")
    assert sorted(set(words("R202", within(report, "区司法局组织案卷评查2次，县司法局通报问题3个。"))) & {"区司法局", "县司法局"}) == said


def test_another_regions_agency_as_subject() -> None:
    assert words("R202", DISTRICT.replace("\n2024年，我局", "\n2024年，白水区水务局")) == ["白水区水务局"]


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("2023年，我局办理许可85件。", ["2023年"]),
        ("2023年全年共受理投诉31件，均已办结。", ["2023年"]),
        ("2023年，我局获评先进集体。", []),
        ("2023年以来，累计办理许可85件。", []),
        ("2023年底前启用的台账检查3次。", []),
        ("2023年度企业信用评价参评72家。", []),
        ("2023年办理85件，2024年办理90件。", []),
        ("较2023年增加3件，受理投诉31件。", []),
        ("2024年办理许可85件。", []),
        ("依托服务站，2023年共办理许可85件。", ["2023年"]),
        ("受理投诉31件，2023年为40件。", []),
        ("2023年受理的31件已办结。", []),
        ("截至2023年底，公开信息31条。", ["2023年"]),
        ("截至2024年底，公开信息31条。", []),
        ("印发《青山县2023年普法工作要点》，公开信息31条。", ["2023年"]),
        ("完成《青山县2023年普法工作要点》余下任务3项。", []),
        ("2023—2024年，共办理许可85件。", []),
    ],
)
def test_last_years_sentences(sentence: str, said: list[str]) -> None:
    assert words("R203", within(REPORT, sentence)) == said


def test_a_governments_report_may_be_signed_for_it() -> None:
    government = REPORT.replace("青山县水务局2024年", "青山县2024年")
    assert found("R207", government.replace("\n青山县水务局\n", "\n青山县人民政府\n")) == []
    assert found("R207", government) == []
    assert [said for said, _ in found("D206", government)] == ["青山县水务局"]  # only a question


@pytest.mark.parametrize(
    ("report", "sentence", "rule", "said"),
    [
        (DISTRICT, "区司法局为县政府审核合同12份。", "R202", ["县政府"]),
        (DISTRICT, "由县水务局牵头检查4次。", "R202", ["县水务局"]),
        (DISTRICT, "与白水县政府签订跨界河流协议1份。", "R202", []),
        (REPORT, "落实自治区政府部署，检查4次。", "R202", []),
        (REPORT, "提升全县市场监管系统依法行政水平。", "R206", ["全县市场监管系统"]),
        (REPORT, "作为教育主管部门，检查4次。", "R206", ["教育主管部门"]),
        (REPORT, "与全县教育系统干部一同学法4次，配合生态环境部门检查。", "R206", []),
        (STREET, "东坡街道党工委认真学法4次。", "R204", ["东坡街道党工委"]),
        (STREET, "为东坡街道经济社会发展服务。", "R204", ["东坡街道"]),
        (STREET, "与东坡街道联合执法2次，城关街道党工委认真学法4次。", "R204", []),
        (STREET, "东坡街道综合执法队出动人员320人次。", "R204", ["东坡街道"]),
        # a place alone: another county as an author speaks of his own
        (REPORT, "全面提升了云溪县基层依法治理水平。", "R204", ["云溪县"]),
        (REPORT, "按照云溪县法治政府建设要点，落实任务26项。", "R204", ["云溪县"]),
        (REPORT, "云溪县重点推进用水权改革，办理12件。", "R204", ["云溪县"]),
        (REPORT, "云溪县委、县政府高度重视，研究2次。", "R202", ["云溪县"]),
        (REPORT, "赴云溪县学习2次，云溪县法院审理3件，推进示范县、文明社区、工业园区法治建设4处。", "R204", []),
        (REPORT, "云溪县委、县政府高度重视我县来访学习，与云溪县签约2次。云溪县回访1次，云溪县赠书3册。", "R202", []),
        (REPORT, "全镇河道巡查58次。", "R202", ["全镇"]),
        (REPORT, "在城关镇开展全镇河道巡查58次，推进全镇域治理。", "R202", []),
        (REPORT, "教育系统干部职工参加考试120人。", "R206", ["教育系统干部职工"]),
        (REPORT, "县教育局党组专题研究4次。", "R206", ["县教育局党组"]),
        (REPORT, "与县教育局党组联席研究4次，邀请教育系统干部职工参加。", "R206", []),
        (REPORT, "2022年，我局坚持依法治水。", "R203", ["2022年"]),
    ],
)
def test_words_of_another_place_or_field(report: str, sentence: str, rule: str, said: list[str]) -> None:
    assert words(rule, within(report, sentence)) == said

from __future__ import annotations

import pytest

from tests.reading import REPORT, assessed, words

RULES = {"title": "S101", "achievements": "S102", "problems": "S103", "causes": "S104", "leader": "S105", "plan": "S106"}
PROBLEMS = "案卷送达回证填写不全，主要原因是培训没有覆盖新录用人员。"
LEADER = "局长主持召开党组会研究法治工作4次，12月书面述法。"
PLAN = "3月底前统一案卷模板，组织培训两期。"


def verdict(part: str, text: str) -> str | None:
    return assessed(RULES[part], text).verdict


@pytest.mark.parametrize("part", RULES)
def test_a_good_report_has_every_part(part: str) -> None:
    assert verdict(part, REPORT) == "met"


@pytest.mark.parametrize(
    ("part", "heading"),
    [("problems", "三、存在的不足和原因\n" + PROBLEMS), ("leader", "二、主要负责人履行第一责任人职责情况\n" + LEADER), ("plan", "四、2025年主要安排\n" + PLAN)],
)
def test_a_part_left_out_is_missing(part: str, heading: str) -> None:
    assert verdict(part, REPORT.replace(heading + "\n", "")) == "missing"


def test_a_heading_without_words_under_it_is_missing() -> None:
    assert verdict("problems", REPORT.replace(PROBLEMS + "\n", "")) == "missing"


@pytest.mark.parametrize(
    "words",
    ["虽然取得一定成绩，但与上级要求相比仍有一定差距。", "我局法治建设还存在一些不足，需要进一步加强。", "对照先进单位，仍存在较大差距，有待进一步提高。"],
)
def test_problems_in_one_empty_sentence(words: str) -> None:
    assert verdict("problems", REPORT.replace(PROBLEMS, words)) == "partial"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("案卷填写不全。由于人员流动快，培训没有跟上。", "met"),
        ("因编制少，法制审核人员不足。", "met"),
        ("受专业力量制约，取证能力不强。", "met"),
        ("案卷填写不全，究其原因，培训不够。", "met"),
        ("案卷填写不全，送达不及时。", "missing"),
        ("对败诉原因分析不够，整改不到位。", "missing"),
        ("因此要加强培训，因地制宜开展普法，因素不明。", "missing"),
        ("两件案件都曾因证据不齐补充调查，案卷填写不全。", "missing"),
        ("普法受众面窄，受理群众投诉不及时。", "missing"),
    ],
)
def test_causes(words: str, expected: str) -> None:
    assert verdict("causes", REPORT.replace(PROBLEMS, words).replace("不足和原因", "不足")) == expected


def test_causes_in_a_section_of_their_own() -> None:
    text = REPORT.replace(PROBLEMS, "（一）不足。案卷填写不全。\n（二）原因分析。培训没有覆盖新录用人员。")
    assert verdict("causes", text) == "met"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("局长主持研究执法难题3次。", "met"),
        ("对2起信访积案批示督办。", "met"),
        ("局长出庭应诉1次。", "met"),
        ("签发《年度普法任务书》。", "met"),
        ("局长听取执法工作汇报，主持研究普法责任清单。", "met"),
        ("切实履行第一责任人职责，对重要工作亲自部署、重大问题亲自过问。", "partial"),
        ("高度重视法治建设，带头尊法学法守法用法。", "partial"),
        ("定期听取法治工作汇报，认真落实出庭应诉制度，自觉开展年终述法。", "partial"),
        ("全年集体研究“三重一大”事项120余项，组织69名职工参加考试。", "partial"),
    ],
)
def test_leader(words: str, expected: str) -> None:
    assert verdict("leader", REPORT.replace(LEADER, words)) == expected


def _elsewhere(words: str) -> str:
    cut = REPORT.replace("二、主要负责人履行第一责任人职责情况\n" + LEADER + "\n", "")
    return cut.replace("（二）普法宣传。", f"（二）加强领导。{words}\n（三）普法宣传。")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("局长认真履行第一责任人职责，主持研究执法难题3次。", "met"),
        ("局长主持召开党组会3次，批示信访件6件。", "met"),
        ("主要负责人切实履行法治建设第一责任人职责，亲自抓、亲自管。", "partial"),
        ("行政诉讼1件，局长出庭应诉，开庭均有负责人出庭。", "missing"),
        ("成立领导小组，组织学法3次。", "missing"),
        ("成立以局长为组长的法治建设领导小组，召开专题会议4次，研究法治工作，学法3次。", "missing"),
        ("领导小组由局长任组长，局长主持召开党组会3次，批示信访件6件。", "met"),
    ],
)
def test_the_leaders_duty_inside_another_part(words: str, expected: str) -> None:
    assert verdict("leader", _elsewhere(words)) == expected


def test_a_duty_only_named_in_the_opening_is_missing() -> None:
    text = _elsewhere("组织学法3次。").replace("我局坚持依法行政", "主要负责人积极履行第一责任人职责，我局坚持依法行政")
    assert verdict("leader", text) == "missing"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("组织培训两期。", "met"),
        ("加强案卷评查，完善裁量基准台账。", "met"),
        ("进一步提高思想认识，努力开创法治政府建设新局面，为高质量发展保驾护航。", "partial"),
    ],
)
def test_plan(words: str, expected: str) -> None:
    assert verdict("plan", REPORT.replace(PLAN, words)) == expected


def test_a_plan_of_headings_only_counts() -> None:
    assert verdict("plan", REPORT.replace(PLAN, "（一）开展案卷评查两次\n（二）修订送达流程")) == "met"


def test_the_signature_is_no_plan() -> None:
    assert verdict("plan", REPORT.replace(PLAN + "\n", "")) == "missing"


@pytest.mark.parametrize(
    ("title", "opening", "expected", "lacking"),
    [
        ("2024年法治政府建设情况报告", "2024年，我局坚持依法行政。", "partial", "机关名称"),
        ("2024年法治政府建设情况报告", "2024年，青山县水务局坚持依法行政。", "met", None),
        ("青山县水务局法治政府建设情况报告", "我局坚持依法行政。", "partial", "年度"),
        ("青山县水务局法治政府建设情况报告", "2024年，我局坚持依法行政。", "met", None),
        ("青山县水务局2024年度工作报告", "2024年，我局加强管理。", "partial", "事由"),
        ("", "2024年，青山县水务局坚持依法行政。", "missing", None),
    ],
)
def test_title(title: str, opening: str, expected: str, lacking: str | None) -> None:
    text = REPORT.replace("青山县水务局2024年法治政府建设情况报告", title).replace("2024年，我局坚持依法行政。现将有关情况报告如下。", opening)
    found = assessed("S101", text)
    assert found.verdict == expected
    assert lacking is None or lacking in str(found.values["lacking"])


@pytest.mark.parametrize(
    ("talk", "verdict", "told"),
    [
        ("局长多次召开支委会，自觉述法，全面总结履职情况。", "partial", "会议、述法"),
        ("局长坚持重要案件亲自督办，带头学法守法用法。", "partial", ""),
        ("局长高度重视法治建设。", "partial", ""),
        ("局长多次亲自主持学习会。", "partial", "会议"),
    ],
)
def test_acts_without_figures_are_named(talk: str, verdict: str, told: str) -> None:
    outcome = assessed("S105", REPORT.replace(LEADER, talk))
    assert (outcome.verdict, outcome.values["told"], outcome.variant) == (verdict, told, "uncounted" if told else None)


def test_acts_that_another_section_tells_are_named() -> None:
    heading = "二、主要负责人履行第一责任人职责情况\n"
    elsewhere = REPORT.replace(LEADER, "局长高度重视法治建设。").replace(heading, "局长定期主持学习会，研究执法工作。\n" + heading)
    assert assessed("S105", elsewhere).values["told"] == "会议"


@pytest.mark.parametrize(
    ("talk", "verdict"),
    [
        ("局党组召开会议研究执法工作4次，学法6次。", "partial"),
        ("局党组召开会议4次。12月组织述法1次。局长高度重视法治建设。", "partial"),
        ("局党组召开会议4次。局长批示12件。", "met"),
        ("局党组书记、局长召开党组会4次。", "met"),
        ("主持召开党组会4次。", "met"),
        ("（一）抓住领导干部这个关键少数\n组织旁听庭审3次。", "partial"),
    ],
)
def test_what_a_body_did_the_head_did_not(talk: str, verdict: str) -> None:
    outcome = assessed("S105", REPORT.replace(LEADER, talk))
    assert (outcome.verdict, outcome.variant) == (verdict, "bodies" if verdict == "partial" else None)


@pytest.mark.parametrize("acts", ["局长主持党组会研究法治工作4次，出庭应诉1次。", "\n局长担任领导小组组长，重要文件逐字审、疑难案件亲自议，全年听取汇报4次，述职时一并述法。"])
def test_acts_told_elsewhere_count_too(acts: str) -> None:
    text = REPORT.replace(LEADER, "局长高度重视法治建设。").replace("（二）普法宣传。", f"（二）普法宣传。{acts}")
    assert assessed("S105", text).verdict == "met"


def test_a_passage_that_begins_with_the_head_speaks_of_him() -> None:
    told = "局长担任法治建设领导小组组长。全年主持党组会研究法治工作4次，批示6件。"
    text = REPORT.replace("二、主要负责人履行第一责任人职责情况\n" + LEADER, "二、组织领导情况\n" + told)
    assert assessed("S105", text).verdict == "met"


@pytest.mark.parametrize(
    ("problems", "left_out"),
    [
        ("一是案卷差，因培训少。二是普法少，由于没有专人。三是检查面窄。", ["三是检查面窄"]),
        ("（一）案卷差。主要原因是培训少。\n（二）普法少。参加的群众不多。\n（三）检查面窄。受编制制约。", ["（二）普法少"]),
        ("一是案卷差，因培训少。二是普法少。三是检查面窄。", []),
        ("一是案卷差。二是普法少。三是检查面窄，以上问题由于没有专人。", []),
        ("一是案卷差，因培训少。二是检查面窄。", []),
        ("一是案卷差，因培训少。二是普法少，由于没有专人。三是检查面窄。\n（一）原因分析\n人少。", []),
    ],
)
def test_one_problem_without_its_cause(problems: str, left_out: list[str]) -> None:
    assert words("S111", REPORT.replace(PROBLEMS, problems)) == left_out

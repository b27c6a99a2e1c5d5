"""Parts and wholes: where the finding points, what it says, and when it holds its tongue."""

from __future__ import annotations

import pytest

from tests.checks.numbers_support import findings, serious


def test_points_at_the_figures_and_says_the_sum() -> None:
    (said,) = findings("全年受理信访举报210件，已办结201件，正在办理6件。", "N101")
    assert said.text == "210件，已办结201件，正在办理6件"
    assert said.hit.values["sum"] == "207件"
    assert (said.severity, said.hit.variant) == ("error", "flow")


def test_a_long_passage_is_pointed_at_by_its_whole() -> None:
    (said,) = findings("清单共214项，其中行政许可事项12项、行政处罚事项168项、行政强制措施事项9项、行政检查事项14项、其他行政权力事项12项。", "N101")
    assert said.text == "214项"
    assert [related.message for related in said.hit.related] == ["12项", "168项", "9项", "14项", "12项"]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("现有人员90名，其中一科30名、二科25名、三科28名。", "warning"),  # 7 left out of 90
        ("现有房屋90间，其中办公30间、仓储25间、值班20间。", "info"),  # 15 left out: perhaps only some are named
        ("现有房屋90间，其中办公30间、仓储25间。", None),  # plainly only some
        ("现有房屋90间，其中办公30间、仓储25间、其余28间。", "error"),
        ("现有房屋90间，其中办公30间、仓储25间、值班28间等。", "warning"),
        ("现有房屋90间，其中办公60间、仓储45间。", "error"),
        ("现有房屋90间，其中办公96间。", "error"),
    ],
)
def test_how_sure_depends_on_whether_the_list_claims_to_be_whole(text: str, severity: str | None) -> None:
    assert [said.severity for said in findings(text, "N101")] == ([severity] if severity else [])


@pytest.mark.parametrize(
    "text",
    [
        "共检查约300家，其中重点120家、其余150家。",  # approximate
        "受理130件，连同上年结转的6件，办结128件，在办4件。",
        "投入1.2亿元，其中甲区0.75亿元、其余0.46亿元。",  # within rounding
        "受理130件，办结122件，正在办理8件。",
        "机构386家，其中医院247家（含民营98家、乡镇20家）、药店139家。",
        "征集线索6条，启动磋商4件，签订协议3件，另1件正在评估。",
        "改造19个城中村、180个老旧小区，督察11个乡镇和26个部门。",
        "上半年立案20件。其中，东河区立案30件。",  # 其中 opens a sentence of its own
    ],
)
def test_silent(text: str) -> None:
    assert serious(text, "N101") == []


def test_one_sum_gives_one_finding() -> None:
    assert len(findings("办理许可12件、变更30件、注销8件，合计52件，其中网上办理51件。", "N101")) == 1


def test_half_width_punctuation_is_the_same() -> None:
    assert [said.rule for said in findings("抽查单位433家次,其中重点单位243家次,其他单位200家次,结果公开。", "N101")] == ["N101"]


def test_an_amount_that_lost_its_zero_is_not_rounded() -> None:
    (said,) = findings("罚款合计64.35万元，其中渔政类30.1万元、农资类22.05万元、农机类12.3万元。", "N101")
    assert (said.severity, said.hit.values["sum"]) == ("error", "64.45万元")
    assert findings("总投资1.3亿元，其中水利0.86亿元、配套0.45亿元。", "N101") == []  # the whole is rounded


def test_the_whole_may_stand_in_the_sentence_before() -> None:
    (said,) = findings("办结176件，罚款41.2万元。在办结案件中，超限类98件、客运类42件、其他类40件。", "N101")
    assert (said.severity, said.text) == ("error", "176件")
    assert findings("结案20件。二是其他工作。三是推进。四是检查中，发现问题30件。", "N101") == []


def test_one_wrong_figure_in_two_sums_is_one_finding() -> None:
    assert len(findings("立案58件，结案45件，在办4件。结案案件中，一般程序42件、简易程序12件。", "N101")) == 1


def test_a_rest_may_be_in_two_parts() -> None:
    assert findings("受理申请35件，调解成功31件，2件引导仲裁，另2件撤回。", "N101") == []
    assert len(findings("受理申请35件，调解成功30件，2件引导仲裁，另2件撤回。", "N101")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "评查案卷150卷，评定优秀48卷、合格97卷、不合格5卷。",
        "出动车辆20台次，发放宣传品45个、资料300份、折页200份，共计500份。",
        "受理申请64件，受理58件，不予受理6件；审结52件，结转6件。",
        "大队编制32名，实有24名，缺编8名。",
        "适用告知承诺的84件，核查80件，4件核查前已停止经营。",
    ],
)
def test_silent_where_it_adds_up(text: str) -> None:
    assert findings(text, "N101") == []


def test_that_two_of_a_list_make_up_the_total_is_chance() -> None:
    (said,) = findings("办结设立2件、变更28件、终止17件，合计45件。", "N101")
    assert said.hit.values["sum"] == "47件"


def test_totals_that_are_named_anew() -> None:
    assert serious("审查合同63件、村规民约23份、行政决策6件，共计审核93件。", "N101")
    assert not serious("审查合同63件、村规民约23份、行政决策6件，共计审核92件。", "N101")
    assert not serious("审查合同63件、协议12份，共计开展调研93次。", "N101")
    assert not serious("受理投诉180件，办结174件，总计答复群众来信30件。", "N101")  # far from any sum


def test_two_or_three_of_the_figures_before() -> None:
    assert serious("发现线索86宗，制止61宗，立案28宗，二者合计86宗。", "N101")
    assert not serious("发现线索96宗，制止61宗，立案28宗，二者合计89宗。", "N101")


def test_rows_of_two_figures() -> None:
    assert [said.hit.values["sum"] for said in serious("救助6213户11864人、715户1187人，合计6928户13151人。", "N101")] == ["13051人"]
    assert not serious("救助6213户11864人、715户1187人，合计6928户13051人。", "N101")


def test_who_failed_may_not_have_been_said() -> None:
    assert [said.severity for said in findings("年检94所，其中优秀21所、合格70所。", "N101")] == ["info"]
    assert serious("年检94所，其中优秀21所、合格70所、不合格5所。", "N101")


def test_told_of_every_one() -> None:
    assert serious("开庭6件均有负责人出庭，局长1件、副局长6件。", "N101")
    assert not serious("开庭6件均有负责人出庭，局长1件、副局长5件。", "N101")


@pytest.mark.parametrize(
    "text",
    [
        "推动托管帮扶从15个县扩大到57个县，强化对县中的帮扶。",
        "新增铁路639公里、其中高铁370公里，新增高速（一级）公路2600公里、农村公路3000公里。",
        "贷款新增1910亿元，其中制造业贷款新增112亿元，无还本续贷新增598亿元。",
        "6个乡镇通铁路，78个村全部通公路，374个小组全部通电。",
    ],
)
def test_figures_of_another_matter_are_no_parts(text: str) -> None:
    assert findings(text, "N101") == []


@pytest.mark.parametrize(
    ("text", "summed"),
    [
        ("安排资金900万元，比上年增加100万元，其中市级资金620万元，区级资金300万元。", "920万元"),
        ("安排资金900万元，比上年增加100万元，其中市级资金600万元，区级资金300万元。", None),
        ("安排资金900万元，比上年增加100万元，其中市级资金增加60万元，区级资金增加40万元。", None),
    ],
)
def test_parts_behind_a_rise_are_of_the_whole(text: str, summed: str | None) -> None:
    assert [said.hit.values["sum"] for said in findings(text, "N101")] == ([summed] if summed else [])


def test_pairs_are_counted() -> None:
    assert [said.text for said in findings("办理婚姻登记384对，其中结婚271对、离婚103对。", "N101")] == ["384对，其中结婚271对、离婚103对"]
    assert findings("帮扶12对企业10家、对口学校3所，1对1辅导2次。", "N101") == []

"""The same quantity with two values, and quantities that only look the same."""

from __future__ import annotations

import pytest

from linter.checks import Hit, kind
from linter.facts import Facts
from linter.readers.text import from_string
from tests.checks.numbers_support import findings, rules


def test_the_second_place_is_reported_and_the_first_related() -> None:
    (said,) = findings("全年立案31件。依法推进。全年共立案35件。", "N106")
    assert (said.text, said.hit.values["there"], said.hit.related[0].message) == ("35件", "31件", "31件")


@pytest.mark.parametrize(
    "text",
    [
        "全年立案31件。全年立案31件。",
        "2023年立案20件。2024年立案31件。",
        "全年立案31件。市级立案12件。",
        "全年立案31件。其中，涉水案件立案12件。",
        "全年立案约30件。全年立案31件。",
        "全年立案60件。作出行政处罚决定45件。",
        "移送的5件案件，公安机关立案4件。全年立案31件。",
        "开展培训3次。开展培训5次。",
        "截至6月底立案12件。全年立案31件。",
    ],
)
def test_silent(text: str) -> None:
    assert findings(text, "N106") == []


def test_a_mention_may_be_of_some_but_not_of_more() -> None:
    assert findings("全年立案14件。3件立案案件补充了证据。", "N106") == []
    assert [said.text for said in findings("全年立案14件。17件立案案件均送法制审核。", "N106")] == ["17件"]


def test_plans_are_other_years() -> None:
    assert findings("全年立案31件。\n二、2025年工作安排\n立案20件。", "N106") == []


def test_a_mention_of_all_of_them_must_agree() -> None:
    assert [said.text for said in findings("全年作出行政处罚决定42件。对全年38件处罚决定逐案复核。", "N106")] == ["38件"]
    assert findings("全年作出行政处罚决定42件。对8件处罚决定逐案复核。", "N106") == []


def test_digits_turned_about_tell_though_fewer() -> None:
    assert [said.text for said in findings("全年受理热线工单1268件。其余工作有序推进。逐件回访1286件热线工单。", "N106")] == []  # 回访 counts others
    assert [said.text for said in findings("非现场核查76次。67次非现场核查发现问题。", "N106")] == ["67次"]


def test_a_value_given_twice_outweighs_a_greater_one() -> None:
    text = "14名持证人员完成轮训。14名持证人员分片包干。{}名持证人员均由股室兼任。"
    assert [said.text for said in findings(text.format(17), "N106")] == ["17名"]
    assert findings(text.format(12), "N106") == []


def test_the_same_pair_of_figures_tells_the_second() -> None:
    assert [said.text for said in findings("推送线索63条，查证属实17条。63条线索查证属实19条。", "N106")] == []  # 线索 alone is too little
    assert [said.text for said in findings("推送预警线索63条，查证属实17条。63条预警线索查证属实19条。", "N106")] == ["19条"]


def test_what_spoils_a_sum_or_a_rate_is_left_to_those() -> None:
    assert {said.rule for said in findings("作出处罚决定27件。28件处罚决定中，普通程序25件、简易程序2件、其他0件。")} == {"N101"}
    between = "举办讲座3场。召开会议4次。制定制度2项。"
    text = f"受理行政复议案件20件，办结19件，办结率95%。{between}受理的26件行政复议案件，办结19件，办结率95%。"
    assert {said.rule for said in findings(text)} == {"N102"}
    assert {said.rule for said in findings(text.replace(between, ""))} == {"N106"}  # beside the other the rate is explained


def test_a_street_may_name_itself() -> None:
    text = "青石街道办事处2024年度法治政府建设情况报告\n一、主要举措\n全年排查矛盾纠纷265件。推动街道全年排查矛盾纠纷256件。"
    facts = Facts(from_string(text))
    rule = rules()["N106"]
    assert [hit.span.of(text) for hit in kind("consistency").function(facts, rule.params) if isinstance(hit, Hit)] == ["256件"]

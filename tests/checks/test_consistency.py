"""The same quantity with two values, and quantities that only look the same."""

from __future__ import annotations

import pytest

from tests.checks.numbers_support import findings


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

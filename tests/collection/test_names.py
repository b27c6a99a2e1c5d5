"""Whose a name is: aliases, former names, regions left out; a name that may be two agencies' is nobody's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.collection.names import Names, same
from linter.collection.roster import Unit

WATER = Unit("云川市沐江区水务局", ("水利局",), ("云川市沐江区水利局",))
HEALTH = Unit("沐江区卫生健康委员会", ("卫健局",))
COUNTY = Unit("云岚县人民政府")
BRANCH = Unit("云川市生态环境局沐江分局")
BUREAU = Unit("云川市生态环境局")
NAMES = Names([WATER, HEALTH, COUNTY, BRANCH, BUREAU])


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("沐江区水务局", WATER), ("云川市沐江区水务局", WATER), ("水务局", WATER), ("沐江区水利局", WATER), ("沐江区卫生健康委", HEALTH), ("云岚县", COUNTY),
        ("中共沐江区水务局党组", WATER), ("沐江区水务局（沐江区河长办）", WATER),
        ("云川市水务局", None), ("东河区水务局", None), ("云川市生态环境局沐江分局", BRANCH), ("云川市生态环境局", BUREAU), ("生态环境局", BUREAU), ("教育局", None), ("人民政府", None), ("", None),
    ],
)
def test_a_name_in_a_report(name: str, unit: Unit | None) -> None:
    assert NAMES.meant(name) is unit


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("沐江区水务局2024年法治报告（定稿）.docx", [WATER]), ("水务局 报告.docx", [WATER]), ("云川市水务局报告.docx", []), ("沐江卫健局.zip", [HEALTH]),
        ("水务局和卫健局合并报送.docx", [WATER, HEALTH]), ("云川市生态环境局沐江分局.docx", [BRANCH]), ("扫描件(3).pdf", []), ("报告终版.docx", []),
    ],
)
def test_a_name_in_a_path(words: str, units: list[Unit]) -> None:
    assert sorted(unit.name for unit in NAMES.within(words)) == sorted(unit.name for unit in units)


def test_a_short_name_that_two_agencies_share_is_nobodys() -> None:
    names = Names([Unit("东河区教育局"), Unit("西河区教育局")])
    assert names.within("教育局报告.docx") == [] and names.meant("教育局") is None
    assert [unit.name for unit in names.within("西河区教育局报告.docx")] == ["西河区教育局"]


@given(st.text(max_size=30))
def test_any_words_are_taken(words: str) -> None:
    NAMES.within(words)
    assert same(words, words)

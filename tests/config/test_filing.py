"""Year, agency and kind from the place where a report is filed."""

from __future__ import annotations

import pytest

from linter.config.filing import BadPattern, compiled, filed
from linter.facts import Facts, Filed, Overrides
from linter.facts.agency import alike
from linter.facts.profile import profile
from linter.readers.text import from_string


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("{year}/{agency}/*", "2024/水务局/报告.docx", Filed(2024, "水务局")),
        ("{year}/{agency}/*", "2024/水务局/附件/报告.docx", Filed()),
        ("**/{year}年度/{agency}.*", "报送/区直/2024年度/水务局.docx", Filed(2024, "水务局")),
        ("**/{year}年度/{agency}.*", "2024年度/水务局.docx", Filed(2024, "水务局")),
        ("{agency}{year}年法治政府建设报告.*", "区水务局2023年法治政府建设报告.txt", Filed(2023, "区水务局")),
        ("{kind}/{agency}_*", "乡镇政府/白云镇_终稿.txt", Filed(None, "白云镇", "township")),
        ("{kind}/*", "light-enforcing/a.txt", Filed(None, None, "light-enforcing")),
        ("{kind}/*", "别的/a.txt", Filed()),
        ("./{year}/**", "2024/a/b.txt", Filed(2024)),
        ("{year}/**", "20245/a.txt", Filed()),
        ("a.b/{year}/*", "axb/2024/c.txt", Filed()),
    ],
)
def test_what_a_path_says(pattern: str, path: str, expected: Filed) -> None:
    assert filed([compiled(pattern)], path) == expected


def test_the_first_pattern_that_fits_speaks() -> None:
    both = [compiled("{year}/*"), compiled("{agency}/*")]
    assert filed(both, "2024/a.txt") == Filed(2024)
    assert filed(both, "水务局/a.txt") == Filed(None, "水务局")


def test_no_pattern_can_run_away() -> None:
    """Thirty stars on five thousand letters: a backtracking matcher would not come back."""
    assert filed([compiled("**/*" + "*a" * 30 + "{year}*")], "a" * 5000) == Filed()


@pytest.mark.parametrize("pattern", ["2024/*", "{}/*", "{stage}/*", "{year}-{year}"])
def test_patterns_that_say_nothing(pattern: str) -> None:
    with pytest.raises(BadPattern, match="路径式样"):
        compiled(pattern)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("水务局", "云川市清江区水务局", True), ("市监局", "云川市市场监督管理局", True), ("卫健委", "区卫生健康委员会", True), ("新华街道", "新华街道办事处", True),
        ("云川市 水务局", "水务局", True), ("教育局", "水务局", False), ("清江区水务局", "白云区水务局", False), ("水务局", "教育局", False),
    ],
)
def test_short_names_are_the_same_agency(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is alike(other, one) is same


TOLD = "云川市清江区水务局2024年法治政府建设情况报告\n一、主要举措和成效\n全年立案12件。\n云川市清江区水务局\n2025年1月10日"
UNTOLD = "法治政府建设情况报告\n一、主要举措和成效\n全年立案12件。"


def test_the_place_fills_what_the_text_leaves_open_and_contradicts_nothing() -> None:
    said = Overrides(filed=Filed(2023, "区教育局", "enforcing"))
    for text, year, agency in ((TOLD, 2024, "云川市清江区水务局"), (UNTOLD, 2023, "区教育局")):
        found = Facts(from_string(text), said)(profile)
        assert (found.year, found.agency, found.kind) == (year, agency, "enforcing")
    found = Facts(from_string(UNTOLD), said)(profile)
    assert {found.proofs[name].how for name in ("year", "agency", "kind")} == {"path"}
    assert Facts(from_string(UNTOLD), Overrides(2022, "区司法局", filed=said.filed))(profile).year == 2022

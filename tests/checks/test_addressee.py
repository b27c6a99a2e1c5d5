from __future__ import annotations

import pytest

from linter.checks import Assessment
from linter.checks.addressee import Params, check
from linter.facts import Facts
from linter.readers.text import from_string

TITLE = "清江区水务局2024年法治政府建设年度报告\n"


def assess(text: str) -> tuple[str | None, list[str]]:
    (found,) = check(Facts(from_string(text)), Params())
    assert isinstance(found, Assessment)
    return found.verdict, [span.of(text) for span in found.evidence]


@pytest.mark.parametrize("line", ["区委、区政府：", "　　区委、区政府:", "市水务局："])
def test_a_line_of_offices_with_a_colon(line: str) -> None:
    assert assess(f"{TITLE}{line}\n一、主要举措\n开会3次。") == ("met", [line])


@pytest.mark.parametrize("line", ["现将情况报告如下：", "区委、区政府", "2024年，我局推进依法行政。", ""])
def test_other_lines_are_none(line: str) -> None:
    assert assess(f"{TITLE}{line}\n一、主要举措\n开会3次。") == ("missing", [])


def test_an_office_further_down_is_none() -> None:
    assert assess(TITLE + "一、举措\n二、不足\n三、安排\n报：市水务局：\n") == ("missing", [])


def test_an_empty_report_has_none() -> None:
    assert assess("") == ("missing", [])

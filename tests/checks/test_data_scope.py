"""checks/data_scope and checks/publication: what the file tells of its own figures and of its page."""

from __future__ import annotations

import pytest

from tests.reading import REPORT, assessed, within


def scope(text: str) -> tuple[str | None, str | None]:
    found = assessed("D205", text)
    return found.verdict, found.variant


EARLY = REPORT.replace("2025年1月10日", "2024年12月10日")


def test_a_date_before_the_years_end() -> None:
    assert scope(EARLY) == ("partial", "early")
    assert scope(EARLY.replace("全年", "截至11月底")) == ("met", None)
    assert scope(REPORT) == ("not-applicable", None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("截至10月底，查处水事案件12件。截至12月15日，查处水事案件15件。", ("partial", "twice")),
        ("截至10月底，查处水事案件12件。截至10月底，查处水事案件15件。", ("not-applicable", None)),  # one day, two values: N106 speaks
        ("截至10月底，查处水事案件12件。截至12月15日，查处水事案件12件。", ("not-applicable", None)),
        ("截至10月底，查处水事案件12件。截至12月15日，受理群众投诉15件。", ("not-applicable", None)),
    ],
)
def test_two_days_for_one_quantity(sentence: str, expected: tuple[str, str | None]) -> None:
    assert scope(within(REPORT, sentence)) == expected


def test_publication_is_known_from_a_page_only() -> None:
    assert assessed("D104", REPORT).verdict == "unknown"
    assert assessed("D104", f"发布日期：2025-03-26  浏览次数：3次\n{REPORT}").verdict == "met"

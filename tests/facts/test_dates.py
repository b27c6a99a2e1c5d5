from __future__ import annotations

import pytest

from linter.facts.dates import dates
from linter.facts.signature import signature
from tests.reading import REPORT, read


@pytest.mark.parametrize(
    ("words", "iso", "possible"),
    [
        ("2025年2月20日", "2025-02-20", True),
        ("2025年2月", "2025-02", True),
        ("2月20日", "--02-20", True),
        ("二〇二五年二月二十日", "2025-02-20", True),
        ("二○二五年十二月三十一日", "2025-12-31", True),
        ("2025-02-20", "2025-02-20", True),
        ("2025 年 2 月 20 日", "2025-02-20", True),
        ("2024年2月29日", "2024-02-29", True),
        ("2023年2月29日", "2023-02-29", False),
        ("2月30日", "--02-30", False),
        ("4月31日", "--04-31", False),
        ("2025年13月1日", "2025-13-01", False),
    ],
)
def test_dates(words: str, iso: str, possible: bool) -> None:
    text = f"自{words}起"
    [date] = dates(text)
    assert (date.span.of(text), date.iso, date.possible) == (words, iso, possible)


def test_a_number_is_no_date() -> None:
    assert list(dates("办结率94.5%，2024-2025学年，3.15活动，历时3个月")) == []


@pytest.mark.parametrize(
    ("foot", "name", "iso"),
    [
        ("青山县水务局\n2025年1月10日", "青山县水务局", "2025-01-10"),
        ("        青山县水务局 2025年1月10日", "青山县水务局", "2025-01-10"),
        ("青山县水务局（盖章）\n二〇二五年一月十日", "青山县水务局", "2025-01-10"),
        ("青 山 县 水 务 局\n2025年1月10日\n（联系人：张某，电话12345）", "青山县水务局", "2025-01-10"),
        ("青山县水务局\n2025年1月", "青山县水务局", "2025-01"),
        ("青山县水务局\n2025年  月  日", "青山县水务局", "2025"),
        ("2025年1月10日", "", "2025-01-10"),
        ("青山县水务局", "青山县水务局", None),
        ("特此报告。", "", None),
        ("XX县水务局\n2025年1月10日", "", "2025-01-10"),  # a place that is not filled in is no name
    ],
)
def test_signature(foot: str, name: str, iso: str | None) -> None:
    head = REPORT.partition("\n青山县水务局\n")[0]
    facts = read(f"{head}\n{foot}")
    signed = facts(signature)
    assert (signed.name, signed.date.iso if signed.date else None) == (name, iso)
    if signed.agency and name:
        assert "".join(signed.agency.of(facts.document.text).split()) == name


def test_a_signature_may_stand_under_the_title() -> None:
    signed = read("2024年法治政府建设情况报告\n青山县水务局\n（2025年1月10日）\n一、主要举措\n立案3件。")(signature)
    assert (signed.name, signed.date.iso if signed.date else None) == ("青山县水务局", "2025-01-10")


def test_neither_the_title_nor_a_last_sentence_signs() -> None:
    signed = read("青山县水务局\n2024年法治政府建设情况报告\n一、主要举措\n案卷移交县司法局。")(signature)
    assert (signed.agency, signed.date) == (None, None)

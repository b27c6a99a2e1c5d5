from __future__ import annotations

import pytest

from tests.reading import REPORT, assessed

SIGNED = "青山县水务局\n2025年1月10日"


@pytest.mark.parametrize(
    ("foot", "agency", "date"),
    [
        (SIGNED, "met", "met"),
        ("2025年1月10日", "missing", "met"),
        ("青山县水务局", "met", "missing"),
        ("青山县水务局\n2025年1月", "met", "partial"),
        ("青山县水务局\n1月10日", "met", "partial"),
        ("特此报告。", "missing", "missing"),
        ("特此报告。\n版权所有：青山县水务局\n发布日期：2025-03-01", "missing", "missing"),
    ],
)
def test_signoff(foot: str, agency: str, date: str) -> None:
    text = REPORT.removesuffix(SIGNED) + foot
    assert (assessed("S107", text).verdict, assessed("S108", text).verdict) == (agency, date)


def test_a_missing_signature_points_at_the_end() -> None:
    text = REPORT.removesuffix("\n" + SIGNED)
    anchor = assessed("S107", text).anchor
    assert anchor is not None and anchor.start == len(text)

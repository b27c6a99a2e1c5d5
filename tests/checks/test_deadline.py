from __future__ import annotations

import pytest

from tests.reading import REPORT, assessed


def verdicts(signed: str, published: str = "") -> tuple[str | None, ...]:
    text = REPORT.replace("2025年1月10日", signed)
    if published:
        text = f"发布日期：{published}  浏览次数：3次\n{text}"
    return tuple(assessed(rule, text).verdict for rule in ("D101", "D102", "D103"))


@pytest.mark.parametrize(
    ("signed", "published", "expected"),
    [
        ("2025年3月1日", "", ("met", "met", "unknown")),
        ("2025年3月2日", "", ("partial", "partial", "unknown")),
        ("2025年2月", "", ("met", "met", "unknown")),
        ("2025年3月", "", ("unknown", "unknown", "unknown")),
        ("2025年5月", "", ("partial", "partial", "unknown")),
        ("2024年12月20日", "", ("met", "met", "unknown")),
        ("2024年1月10日", "", ("unknown", "unknown", "unknown")),
        ("2025年2月30日", "", ("unknown", "unknown", "unknown")),
        ("", "2025-03-26", ("met", "unknown", "met")),
        ("", "2025-04-02", ("partial", "unknown", "partial")),
        ("2025年1月10日", "2025-04-02", ("partial", "met", "partial")),
        ("", "", ("unknown", "unknown", "unknown")),
    ],
)
def test_deadlines(signed: str, published: str, expected: tuple[str, ...]) -> None:
    assert verdicts(signed, published) == expected

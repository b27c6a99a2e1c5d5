"""Figures that cannot be."""

from __future__ import annotations

import pytest

from tests.checks.numbers_support import findings


@pytest.mark.parametrize(
    ("text", "variant"),
    [("移送案件-3件。", "negative"), ("讲座1场，0人参加。", "nobody"), ("移送案件−3件。", "negative")],
)
def test_found(text: str, variant: str) -> None:
    assert [said.hit.variant for said in findings(text, "N110")] == [variant]


@pytest.mark.parametrize(
    "text", ["行政复议案件0件。", "3-5件。", "增长-3.5%。", "1-12月共办结98件。", "12月31日。", "气温-3摄氏度。", "2024年6月-8月3次。"]
)
def test_silent(text: str) -> None:
    assert findings(text, "N110") == []

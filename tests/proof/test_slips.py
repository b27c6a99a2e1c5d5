"""Slips of the keyboard planted in the good reports, which were never counted: what share is met, and nothing where there is none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from linter.maintenance.slips import graver, is_met, planted

GOOD = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent.parent / "fixtures" / "good").glob("*.txt"))]


def test_share_of_planted_slips() -> None:
    every, met = Counter[str](), Counter[str]()
    for slip in planted(GOOD, 160, seed=1):
        every[slip.kind] += 1
        met[slip.kind] += is_met(slip)
    assert met["same"] / every["same"] >= 0.75
    assert met["doubled"] / every["doubled"] >= 0.6
    assert met.total() / every.total() >= 0.6


def test_the_same_draw_each_time() -> None:
    assert list(planted(GOOD, 5)) == list(planted(GOOD, 5))
    assert list(planted([], 5)) == []


def test_no_alarm_in_good_reports() -> None:
    assert [(finding.rule, finding.text) for text in GOOD for finding in graver(text)] == []

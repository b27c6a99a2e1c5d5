"""Changes that mean nothing change nothing: the same findings by rule and words, the same rungs."""

from __future__ import annotations

from collections import Counter

import pytest

from linter.review import Review
from tests.proof import benign, reports
from tests.proof.benign import Change

FEWEST = 5  # reports that a change must really change


def _pairs() -> list[tuple[str, Change]]:
    """Reports with each change that does something to them."""
    pairs = []
    for change in benign.EVERY:
        for name in reports.ALL:
            text = reports.text_of(name)
            if change.encode is not str.encode or change.suffix != ".txt" or change.make(text) != text:
                pairs.append((name, change))
    return pairs


PAIRS = _pairs()


def _said(review: Review, change: Change) -> Counter[tuple[str, ...]]:
    """Findings by rule and words; of a whole heading only that it is a heading, since its words may be what was changed."""
    said: Counter[tuple[str, ...]] = Counter()
    for (*key, words), number in reports.signature(review).items():
        said[(*key, reports.squeezed(change.words(words)))] += number
    return said


@pytest.mark.parametrize(("name", "change"), PAIRS, ids=[f"{change.name}-{name[:8]}" for name, change in PAIRS])
def test_nothing_changes(name: str, change: Change) -> None:
    before = reports.review_of(name)
    after = reports.review_bytes(change.encode(change.make(reports.text_of(name))), f"report{change.suffix}")
    old, new = _said(before, change), _said(after, Change(change.name, change.make) if change.name == "other names" else change)
    assert new == old, f"gone: {sorted((old - new).elements())}\nnew: {sorted((new - old).elements())}"
    assert reports.rungs(after) == reports.rungs(before)


def test_every_change_is_tried_on_some_reports() -> None:
    tried = Counter(change.name for _, change in PAIRS)
    assert all(tried[change.name] >= FEWEST for change in benign.EVERY), tried

"""Changes that mean nothing change nothing: the same findings by rule and words, the same rungs."""

from __future__ import annotations

from collections import Counter

import pytest

from linter import readers
from linter.review import Review
from tests.proof import benign, reports
from tests.proof.benign import Change, Words

FEWEST = 3  # reports that a change must really change
MOST = 6  # reports that one change is tried on, others with each change
SOON = 2  # of them, in every run of the tests; the others are long


def _pairs(most: int) -> list[tuple[str, Change]]:
    """For each change some reports that it does something to."""
    pairs = []
    for number, change in enumerate(benign.EVERY):
        names = [*list(reports.ALL)[number % len(reports.ALL) :], *list(reports.ALL)[: number % len(reports.ALL)]]
        changed = [name for name in names if change.changes(reports.text_of(name))]
        pairs += [(name, change) for name in changed[: None if change.by_reading else most]]
    return pairs


PAIRS = _pairs(MOST)
ALWAYS = _pairs(SOON)


def _said(review: Review, words_of: Words) -> Counter[tuple[str, ...]]:
    """Findings by rule and words."""
    said: Counter[tuple[str, ...]] = Counter()
    for (*key, words), number in reports.signature(review).items():
        comparable = (*key, reports.squeezed(words_of(words)))
        said[comparable] += number
    return said


@pytest.mark.parametrize(
    ("name", "change"),
    [pytest.param(*pair, id=f"{pair[1].name}-{pair[0][:8]}", marks=[] if pair in ALWAYS else pytest.mark.long) for pair in PAIRS],
)
def test_nothing_changes(name: str, change: Change) -> None:
    data = change.encode(change.make(reports.text_of(name)))
    was, document = readers.read(reports.ALL[name].read_bytes(), "report.txt"), readers.read(data, f"report{change.suffix}")
    if (document.text, document.blocks, document.format) == (was.text, was.blocks, was.format):
        return  # checks see nothing else of a document
    before = reports.review_of(name)
    after = reports.review_bytes(data, f"report{change.suffix}", before.profile.stage)
    old, new = _said(before, change.words), _said(after, change.words_after)
    new = Counter({key: number for key, number in new.items() if not (key[0] == change.own and key[3] == "info")})
    assert new == old, f"gone: {sorted((old - new).elements())}\nnew: {sorted((new - old).elements())}"
    assert reports.rungs(after) == reports.rungs(before)


def test_every_change_is_tried_on_some_reports() -> None:
    tried = Counter(change.name for _, change in PAIRS)
    assert all(tried[change.name] >= FEWEST for change in benign.EVERY), tried

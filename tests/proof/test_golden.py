"""What the user sees of the seeds, and every finding and rung of all stored reports, as they stood when last read."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from linter.writers import Look, concise, text
from linter.writers.paint import plain
from tests.proof import golden, reports


@pytest.mark.parametrize("name", sorted(reports.SEEDS))
def test_the_text_in_a_pipe(name: str) -> None:
    printed = "".join(plain(line) + "\n" for line in text.lines([reports.result_of(name)], Look(width=80)))
    golden.compare(f"text/{name}.txt", printed)


@pytest.mark.parametrize("name", sorted(reports.SEEDS))
def test_the_concise_lines(name: str) -> None:
    golden.compare(f"concise/{name}.txt", "".join(plain(line) + "\n" for line in concise.lines([reports.result_of(name)])))


def test_nothing_is_stored_for_a_report_that_is_gone() -> None:
    assert golden.stems(golden.FOLDER / "text", ".txt") == golden.stems(golden.FOLDER / "concise", ".txt") == set(reports.SEEDS)


def _corpus() -> dict[str, dict[str, list[str] | dict[str, int] | dict[str, str]]]:
    corpus: dict[str, dict[str, list[str] | dict[str, int] | dict[str, str]]] = {}
    for name in sorted(reports.ALL):
        review = reports.review_of(name)
        counts = Counter(finding.rule for finding in review.findings)
        corpus[name] = {
            "rules": dict(sorted(counts.items())), "findings": golden.ledger(review),
            "checklist": dict(sorted(reports.rungs(review).items())),
        }
    return corpus


def test_the_findings_of_all_stored_reports() -> None:
    """A change prints the findings and rungs that came and those that went."""
    golden.compare("corpus.json", json.dumps(_corpus(), ensure_ascii=False, indent=1) + "\n")

"""Faults of grammar, planted one by one, and right sentences close to them."""

from __future__ import annotations

from pathlib import Path

from linter.engine import review
from linter.facts import Facts
from linter.readers.text import from_string
from tests.checks.test_words_planted import only_words, wrongly_marked
from tests.checks.words_support import HEAD

LINES = [
    line
    for line in (Path(__file__).parent.parent / "fixtures" / "planted_grammar.txt").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("#")
]
RIGHT = [line[1:] for line in LINES if line.startswith("=")]
WRONG = [line for line in LINES if not line.startswith("=")]


def test_planted() -> None:
    assert wrongly_marked(WRONG) == []


def test_right() -> None:
    facts = Facts(from_string(HEAD.format(year=2024) + "\n".join(RIGHT)))
    assert [(finding.rule, finding.text) for finding in review(facts, only_words()).findings if finding.severity != "info"] == []

"""Errors of the usual kinds, planted one by one: what share the rules of words find, and which they are known to miss."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from linter.document import Span
from linter.engine import review
from linter.facts import Facts
from linter.readers.text import from_string
from linter.ruleset.model import Ruleset
from linter.selftest import unmarked
from tests.checks.words_support import HEAD, rules_of_words, ruleset

LINES = [
    line
    for line in (Path(__file__).parent.parent / "fixtures" / "planted_wording.txt").read_text(encoding="utf-8").split("\n")
    if line and not line.startswith("#")
]


@cache
def only_words() -> Ruleset:
    whole = ruleset()
    return Ruleset(whole.label, whole.title, rules_of_words(), whole.applicability)


def wrongly_marked(lines: Sequence[str]) -> list[str]:
    """Lines of whose marked words no error and no warning touches any, and those that begin with ~, which says so, and are found.

    All are paragraphs of one report: each in its own would take ten times as long.
    """
    text, planted = HEAD.format(year=2024), list[Span]()
    for line in lines:
        plain, (span, *_) = unmarked(line.lstrip("~"))
        planted.append(Span(len(text) + span.start, len(text) + span.end))
        text += plain + "\n"
    said = [finding.span for finding in review(Facts(from_string(text)), only_words()).findings if finding.severity != "info"]
    found = [any(each.overlaps(span) for each in said) for span in planted]
    return [line for line, is_found in zip(lines, found, strict=True) if is_found == line.startswith("~")]


def test_planted() -> None:
    assert wrongly_marked(LINES) == []


def test_share() -> None:
    known = sum(line.startswith("~") for line in LINES)
    assert len(LINES) >= 150
    assert (len(LINES) - known) / len(LINES) >= 0.8

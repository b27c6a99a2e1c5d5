"""Runs one rule of the built-in rules of words over a sentence placed in a report."""

from __future__ import annotations

from functools import cache, lru_cache

from linter import checks
from linter.checks import Hit
from linter.facts import Facts, Overrides
from linter.readers.text import from_string
from linter.ruleset.loader import loaded
from linter.ruleset.model import Rule, Ruleset

HEAD = "某某区水务局{year}年法治政府建设情况报告\n一、主要举措和成效\n"


@cache
def ruleset() -> Ruleset:
    return loaded("ecology")


def rules_of_words() -> tuple[Rule, ...]:
    return tuple(rule for rule in ruleset().rules if rule.id[0] in "WP")


def hits(rule: str, words: str, year: int = 2024, foot: str = "") -> list[tuple[str, Hit]]:
    """What `rule` finds in `words`, with the text found."""
    text = HEAD.format(year=year) + words + foot
    found = ruleset().by_id[rule]
    outcomes = checks.kind(found.spec.check).function(_facts(text, year), found.params)
    return [(hit.span.of(text), hit) for hit in outcomes if isinstance(hit, Hit)]


@lru_cache(1)  # one text is asked about by many rules in turn
def _facts(text: str, year: int) -> Facts:
    return Facts(from_string(text), Overrides(year=year))


def found(rule: str, words: str, year: int = 2024, foot: str = "") -> list[str]:
    return [text for text, _ in hits(rule, words, year, foot)]


def severity(rule: str, hit: Hit) -> str:
    return hit.severity or ruleset().by_id[rule].spec.severity

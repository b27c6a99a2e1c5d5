"""Whole sentences of last year's report among this year's achievements."""

from __future__ import annotations

import re
from collections.abc import Iterable

from linter import patterns
from linter.checks import Hit, Pattern
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.report_year import report_year
from linter.facts.roles import roles
from linter.facts.sentences import sentences

_BEGINS = re.compile(r"^(?:[一二三四五六七八九十]是|[（(]?[\d一二三四五六七八九十]{1,2}[）)、.]|截至|在)?(20\d\d) ?年度?(?:全年|，|我|共|累计|[^—\d至到底末初前起以])")
_OTHER_YEAR = re.compile(r"20\d\d ?年")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """A sentence that begins with an earlier year, tells of an act (`acts`) and compares nothing (`unless`)."""

    acts: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, year = facts(folded), facts(report_year).year
    if year is None:
        return
    acts, unless = (patterns.alternation(given) for given in (params.acts, params.unless))
    for sentence in facts(sentences).all:
        if sentence.heading or facts(roles).at(sentence.span.start) not in ("achievements", "leader"):
            continue
        words = sentence.span.of(flat)
        match = _BEGINS.match(words)
        if match is None or int(match[1]) >= year or match.group().startswith("截至"):
            continue
        others = {found[:4] for found in _OTHER_YEAR.findall(words)} - {match[1]}
        if others or not patterns.search(acts, words) or patterns.search(unless, words):
            continue
        start = sentence.span.start + match.start(1)
        yield Hit(Span(start, start + 5), {"states": match[1], "year": year})

"""Measure words that do not fit their noun: 15家部门, 3名企业, 5位案件. Only those that no reader would let pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded


class Fit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns, the measure words to use, and those that are plainly wrong; what is in neither list is let be.

    `behind`: those wrong where the noun stands before the number. Fewer: 听取意见164户 counts the households heard.
    """

    nouns: list[str]
    right: list[str]
    wrong: list[str]
    behind: list[str] = []


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`followers`: what may stand behind the noun, so that it is the head and not part of a longer one (企业 in 企业负责人)."""

    measures: list[Fit]
    followers: list[str]
    modifiers: list[str]


_ENDS = re.compile(r"^的?(?:$|并|均|已|和|及|与|、)")  # nothing behind the unit that it could count instead
_END = r"(?=$|[，。；、：）！？])"


@lru_cache(maxsize=8)
def _behind(nouns: tuple[str, ...], followers: tuple[str, ...], modifiers: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(nouns, key=lambda noun: -len(noun))))
    between = "|".join(map(re.escape, sorted(modifiers, key=lambda word: -len(word))))
    return re.compile(rf"^ ?(?P<modifier>(?:{between}){{0,3}})(?P<noun>{words})(?:{_END}|(?={'|'.join(map(re.escape, followers))}))")


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat = facts(folded)
    fits = {noun: fit for fit in params.measures for noun in fit.nouns}
    behind = _behind(tuple(fits), tuple(params.followers), tuple(params.modifiers))
    lengths = sorted({len(noun) for noun in fits}, reverse=True)
    for figure in facts(figures).all:
        match = behind.match(figure.tail.of(flat))
        if match:
            fit = fits[match["noun"]]
            if figure.unit in fit.wrong:
                yield _hit(figure, match["noun"], fit, Span(figure.span.start, figure.tail.start + match.end()))
            continue
        noun = _before(figure.lead.of(flat), fits, lengths)
        if noun is not None and figure.unit in fits[noun].behind and _ENDS.match(figure.tail.of(flat)):
            start = figure.span.start - len(noun)
            yield _hit(figure, noun, fits[noun], Span(start, figure.span.end))


def _before(lead: str, fits: dict[str, Fit], lengths: list[int]) -> str | None:
    """The noun directly before the number: 出动执法人员905家次."""
    return next((lead[-length:] for length in lengths if lead[-length:] in fits), None)


def _hit(figure: Figure, noun: str, fit: Fit, span: Span) -> Hit:
    return Hit(span, {"unit": figure.unit, "noun": noun, "right": "、".join(f"“{word}”" for word in fit.right[:2])}, entry=noun)

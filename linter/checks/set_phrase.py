"""Set phrases of four letters with one letter replaced by another of like sound or shape, or by another numeral: 徇私舞弊 written 徇私舞敝."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._alike import alike
from linter.checks._lexical import on_words
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import places
from linter.facts.phrases import index
from linter.review import Edit

_LENGTH = 4
_NUMERALS = frozenset("一二两双三四五六七八九十多")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`phrases` are right word for word; `variants` differ from one by a letter and are right too."""

    phrases: list[str]
    variants: list[str] = []


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    """A phrase with one wrong letter still has one half right: only around right halves is looked closer."""
    flat = facts(folded)
    right, halves = _table(tuple(params.phrases), tuple(params.variants))
    reported = -1
    for half in facts(index).pairs(halves.keys()):
        for at, phrase in halves[half.of(flat)]:
            span = Span(half.start - at, half.start - at + _LENGTH)
            words = span.of(flat) if facts(places).contain(span) else phrase
            if span.start != reported and words not in right and _is_taken_for(words, phrase) and not _is_part(flat, span.start, right) and on_words(facts, span):
                reported = span.start
                yield Hit(span, {"right": phrase}, edits=(Edit(span, phrase),), entry=phrase)


@cache
def _table(phrases: tuple[str, ...], variants: tuple[str, ...]) -> tuple[frozenset[str], dict[str, list[tuple[int, str]]]]:
    """All that is right, and the phrases by each of their halves with its place."""
    halves: dict[str, list[tuple[int, str]]] = {}
    for phrase in phrases:
        for at in (0, 2):
            halves.setdefault(phrase[at : at + 2], []).append((at, phrase))
    return frozenset((*phrases, *variants)), halves


def _is_taken_for(words: str, phrase: str) -> bool:
    """Whether one letter differs and is taken for the other."""
    odd = [(one, other) for one, other in zip(words, phrase, strict=True) if one != other]
    return len(odd) == 1 and (odd[0][0] in alike().of(odd[0][1]) or (_NUMERALS.issuperset(odd[0]) and len(_NUMERALS & set(phrase)) > 1))


def _is_part(flat: str, start: int, right: frozenset[str]) -> bool:
    """Whether a right phrase begins a letter or two before or after: the four letters are then cut at a wrong place."""
    return any(flat[at : at + _LENGTH] in right for at in range(max(0, start - 3), start + _LENGTH))

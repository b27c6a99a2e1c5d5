"""Another word of the same sound: both are right words, but only one is said beside these (履行 written 旅行, 重点任务 written 重点人物)."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lexical import in_title
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.language import PER_NAT, Model, Stretch, language, model
from linter.facts.phrases import index
from linter.facts.tokens import uses
from linter.review import Edit

_LENGTH = 2  # letters of a word
_REACH = 4  # symbols whose cost a word changes: its own and the two after it


class Params(Base, frozen=True, forbid_unknown_fields=True, dict=True):
    """`words` are right words, each with those written in its place; `allowed` begin with one that is right there. The text must become `enough` powers of e more probable, and `common` more
    for every tenfold use of the word that is there."""

    words: dict[str, list[str]]
    allowed: list[str] = []
    enough: float = 7
    common: float = 1

    @cached_property
    def meant(self) -> dict[str, list[tuple[str, tuple[int, int]]]]:
        """What may have been meant by each word, as letters and as symbols of the language model."""
        number = model().number
        found: dict[str, list[tuple[str, tuple[int, int]]]] = {}
        for right, wrong in self.words.items():
            for word in wrong:
                found.setdefault(word, []).append((right, (number[right[0]], number[right[1]])))
        return found

    def asked(self, word: str) -> float:
        return self.enough + self.common * math.log10(1 + uses(word))


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, known, stretches = facts(folded), model(), facts(language)
    starts = [stretch.places[0] for stretch in stretches]
    for place in facts(index).places(params.meant.keys()):
        word, block = flat[place : place + 2], bisect_right(starts, place) - 1
        if block < 0:
            continue
        stretch = stretches[block]
        at = bisect_left(stretch.places, place, 2)  # two marks stand at the first place
        if at >= len(stretch.symbols) - _REACH:
            continue
        right, span = _likelier(known, stretch, at, params.meant[word], params.asked(word)), Span(place, place + 2)
        if right is not None and not flat.startswith(tuple(params.allowed), place) and not in_title(flat, span):
            yield Hit(span, {"right": right}, edits=(Edit(span, right),), entry=word)


def _likelier(known: Model, stretch: Stretch, at: int, meant: list[tuple[str, tuple[int, int]]], asked: float) -> str | None:
    """The word by which the text gains most, if that is enough."""
    least = sum(stretch.costs[at : at + _REACH]) - asked * PER_NAT
    if least < 0:
        return None
    before, after = stretch.symbols[at - 2 : at], stretch.symbols[at + _LENGTH : at + _REACH]
    gains = [(cost, right) for right, letters in meant if (cost := known.cost([*before, *letters, *after], least)) is not None]
    return min(gains)[1] if gains else None

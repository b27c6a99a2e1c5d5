"""Another word of the same sound: both are right words, but only one is said beside these (履行 written 旅行, 重点任务 written 重点人物).

Pairs listed by hand are weighed by rows of three letters and asked the same; thousands more that were counted are weighed by rows of four, each asked more than
it gains wherever official texts have it.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Set
from functools import cached_property

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._around import begins_name, coined, quoted
from linter.checks._lexical import in_title
from linter.checks._mistaken import AFTER, FILE, Meant, gain, meant, mistaken
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.language import PER_NAT, Model, Stretch, language, model
from linter.facts.phrases import index
from linter.facts.tokens import uses
from linter.review import Edit

_LENGTH = 2  # letters of a word
_ODD = 8 * PER_NAT  # what a word costs behind what stands before it, at least, before another is tried
_REACH = 4  # symbols whose cost a word changes: its own and the two after it


class Params(Base, frozen=True, forbid_unknown_fields=True, dict=True):
    """`words` are right words, each with those written in its place; `allowed` begin with one that is right there, `ended` end with it (法律人士). The text must become `enough` powers of e more probable, and `common` more
    for every tenfold use of the word that is there. Of the pairs in `counted` more is asked for each other place that has the word too (`again`, up to three), and for a
    name in quotes (`quoted`)."""

    words: dict[str, list[str]]
    allowed: list[str] = []
    ended: list[str] = []
    enough: float = 7
    common: float = 1
    counted: str = FILE
    again: float = 3
    quoted: float = 6

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
    flat, allowed, ended = facts(folded), tuple(params.allowed), tuple(params.ended)
    told = -1
    for span, right in sorted({**_counted(facts, params), **_listed(facts, params)}.items()):
        if span.start > told and not flat.startswith(allowed, span.start) and not flat.endswith(ended, 0, span.end) and not in_title(flat, span):
            told = span.start
            yield Hit(span, {"right": right}, edits=(Edit(span, right),), entry=span.of(flat))


def _places(facts: Facts, words: Set[str]) -> Iterator[tuple[Span, Stretch, int]]:
    """Where any of `words` stands, in the text and in which stretch."""
    stretches = facts(language)
    starts = [stretch.places[0] for stretch in stretches]
    for place in facts(index).places(words):
        block = bisect_right(starts, place) - 1
        if block >= 0:
            stretch = stretches[block]
            at = bisect_left(stretch.places, place, 2)  # two marks stand at the first place
            if at < len(stretch.symbols) - _LENGTH - AFTER:
                yield Span(place, place + _LENGTH), stretch, at


def _listed(facts: Facts, params: Params) -> dict[Span, str]:
    flat, known = facts(folded), model()
    found = {}
    for span, stretch, at in _places(facts, params.meant.keys()):
        word = span.of(flat)
        right = _likelier(known, stretch, at, params.meant[word], params.asked(word))
        if right is not None:
            found[span] = right
    return found


def _counted(facts: Facts, params: Params) -> dict[Span, str]:
    flat, found = facts(folded), {}
    for span, stretch, at in _places(facts, mistaken(params.counted).keys()):
        if stretch.costs[at] + stretch.costs[at + 1] >= _ODD:
            gained, right = max(_gains(stretch, at, *meant(params.counted, span.of(flat))), default=(-1, ""))
            if gained >= 0 and gained >= PER_NAT * _more(flat, span, params):
                found[span] = right
    return found


def _gains(stretch: Stretch, at: int, others: Iterable[Meant], least: int) -> Iterator[tuple[int, str]]:
    """What others gain beyond what they are asked. Rows of three are quicker: those by which half of that is not gained are not looked at closer."""
    spent, symbols, known = sum(stretch.costs[at : at + _REACH]), stretch.symbols, model()
    if spent >= least:
        for other in others:
            if known.cost([*symbols[at - 2 : at], *other.symbols, *symbols[at + _LENGTH : at + _REACH]], spent - other.asked // 2) is not None:
                yield gain(symbols, at, other.symbols) - other.asked, other.word


def _more(flat: str, span: Span, params: Params) -> float:
    """What is asked on top here."""
    if begins_name(flat, span.end) or coined(flat, span):
        return math.inf
    return params.again * min(3, flat.count(span.of(flat)) - 1) + params.quoted * quoted(flat, span)


def _likelier(known: Model, stretch: Stretch, at: int, meant: list[tuple[str, tuple[int, int]]], asked: float) -> str | None:
    """The word by which the text gains most, if that is enough."""
    least = sum(stretch.costs[at : at + _REACH]) - asked * PER_NAT
    if least < 0:
        return None
    before, after = stretch.symbols[at - 2 : at], stretch.symbols[at + _LENGTH : at + _REACH]
    gains = [(cost, right) for right, letters in meant if (cost := known.cost([*before, *letters, *after], least)) is not None]
    return min(gains)[1] if gains else None

"""Where words and phrases stand in the folded text, found through one index of its pairs of characters.

A phrase is words in their order inside one clause, written with an ellipsis: `报…审核` is met by 报市局法制审核. One pass
over the text serves hundreds of words, most of which are then known to be absent without looking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from operator import add
from typing import NamedTuple

from linter.document import Span
from linter.facts import Facts
from linter.facts.clauses import Clauses, clauses
from linter.facts.folded import folded

ELLIPSIS = "…"
GAP = 40  # characters that may stand between two words of a phrase


class Index:
    """What pairs of adjacent characters the text holds, and where. What was looked for once is remembered."""

    def __init__(self, flat: str, parts: Clauses) -> None:
        self.flat = flat
        self._clauses = parts
        self._known: dict[str, tuple[Span, ...]] = {}
        self._places: dict[str, list[int]] = {}
        self._last = dict(zip(map(add, flat, flat[1:]), range(len(flat)), strict=False))  # where each pair stands last: most stand nowhere else
        self.held: Set[str] = self._last.keys() | set(flat)

    def may_hold(self, word: str) -> bool:
        """False for most words that are not in the text, without looking for them."""
        return word[:2] in self.held

    def has(self, pairs: Set[str]) -> bool:
        """Whether all of `pairs` are in the text."""
        return pairs <= self.held

    def among(self, pairs: Set[str]) -> Set[str]:
        """Those of `pairs` that are in the text."""
        return pairs & self._last.keys()

    def pairs(self, pairs: Set[str]) -> list[Span]:
        """The places of all of `pairs`, words of two characters, in order."""
        return [Span(place, place + 2) for place in sorted(place for pair in self.among(pairs) for place in self._word(pair))]

    def phrases(self, phrases: Iterable[str]) -> list[Span]:
        """The places of all of `phrases`, each from its first word to its last, in order."""
        known, present = self._known, self.held
        keyed, others = _by_first_pair(tuple(phrases))
        found: list[Span] = []
        for group in (*(keyed[pair] for pair in self.among(keyed.keys())), others):
            for phrase in group:
                if phrase.pairs <= present:  # most are known to be absent without looking for them
                    places = known.get(phrase.text)
                    if places is None:
                        places = known[phrase.text] = self._find(phrase.words)
                    found += places
        return sorted(set(found)) if len(found) > 1 else found

    def _find(self, words: tuple[str, ...]) -> tuple[Span, ...]:
        if len(words) == 1:
            length = len(words[0])
            return tuple([Span(place, place + length) for place in self._word(words[0])])
        counts = [len(self._word(word[:2])) if len(word) > 1 else len(self.flat) for word in words]
        rarest = counts.index(min(counts))
        found = (self._around(words, rarest, place) for place in self._word(words[rarest]))
        return tuple([span for span in found if span is not None])

    def _word(self, word: str) -> list[int]:
        """Where `word` begins, in order."""
        found = self._places.get(word)
        if found is None:
            found = self._places[word] = []
            find, last = self.flat.find, self._last.get(word[:2], len(self.flat)) + len(word)
            place = find(word, 0, last)
            while place >= 0:
                found.append(place)
                place = find(word, place + 1, last)
        return found

    def _around(self, words: tuple[str, ...], position: int, place: int) -> Span | None:
        """The phrase whose word at `position` stands at `place`, if the others stand about it in its clause."""
        clause = self._clauses.at(place)
        if clause is None:
            return None
        start, end = place, place + len(words[position])
        for word in reversed(words[:position]):
            start = self.flat.rfind(word, max(clause.span.start, start - GAP - len(word)), start)
            if start < 0:
                return None
        for word in words[position + 1 :]:
            next_start = self.flat.find(word, end, min(clause.span.end, end + GAP + len(word)))
            if next_start < 0:
                return None
            end = next_start + len(word)
        return Span(start, end)


def pairs_of(word: str) -> Iterator[str]:
    return map(add, word, word[1:])


class _Phrase(NamedTuple):
    """A phrase, its words, and the pairs of characters without which it is nowhere."""

    text: str
    words: tuple[str, ...]
    pairs: frozenset[str]


@lru_cache(maxsize=2048)
def _by_first_pair(phrases: tuple[str, ...]) -> tuple[dict[str, list[_Phrase]], list[_Phrase]]:
    """The phrases by their first two characters, and those whose first word is shorter."""
    keyed: dict[str, list[_Phrase]] = {}
    others: list[_Phrase] = []
    for phrase in phrases:
        words = tuple(word for word in phrase.split(ELLIPSIS) if word)
        if words:
            group = keyed.setdefault(words[0][:2], []) if len(words[0]) > 1 else others
            group.append(_Phrase(phrase, words, frozenset(pair for word in words for pair in pairs_of(word))))
    return keyed, others


def index(facts: Facts) -> Index:
    return Index(facts(folded), facts(clauses))

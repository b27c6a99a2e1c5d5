"""Where words and phrases stand in the folded text, found through one index of its pairs of characters.

A phrase is words in their order inside one clause, written with an ellipsis: `报…审核` is met by 报市局法制审核. One pass
over the text serves hundreds of words, most of which are then known to be absent without looking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import lru_cache
from operator import add
from typing import Any

from msgspec import Struct

from linter import patterns
from linter.document import Span
from linter.facts import Facts
from linter.facts.clauses import Clauses, clauses
from linter.facts.folded import folded
from linter.facts.pairs import Pairs
from linter.facts.windows import Windows

ELLIPSIS = "…"
GAP = 40  # characters that may stand between two words of a phrase


class Index:
    """What pairs of adjacent characters the text holds, and where. What was looked for once is remembered."""

    def __init__(self, flat: str, parts: Clauses) -> None:
        self.flat = flat
        self._clauses = parts
        self._known: dict[str, tuple[Span, ...]] = {}
        self._pairs = Pairs(flat)
        self.held: Set[str] = self._pairs.held | set(flat)
        self._windows = Windows(flat, self._pairs, self.held)

    def may_hold(self, word: str) -> bool:
        """False for most words that are not in the text, without looking for them."""
        return word[:2] in self.held

    def among(self, pairs: Set[str]) -> Set[str]:
        """Those of `pairs` that are in the text."""
        return pairs & self.held

    def places(self, pairs: Set[str]) -> list[int]:
        """Where any of `pairs`, words of two characters, begins, in order."""
        return sorted(place for pair in self.among(pairs) for place in self._pairs.of(pair))

    def matches(self, pattern: str, source: str = "", fold: Callable[[str], str] = str) -> Iterator[tuple[int, Any]]:
        """Every match of `pattern` in the text, or in the `source` of which it is the `fold`, that is not empty, and what is to be added to its offsets."""
        for start, end in self._windows.of(pattern, fold):
            for match in patterns.find_all(pattern, (source or self.flat)[start:end]):
                yield start, match

    def phrases(self, phrases: Iterable[str]) -> list[Span]:
        """The places of all of `phrases`, each from its first word to its last, in order."""
        return self.lists(_one_list(tuple(phrases))).get("", [])

    def lists(self, lists: Lists) -> dict[str, list[Span]]:
        """The places of the phrases of each list, in order; lists of which nothing is in the text are left out."""
        known, present = self._known, self.held
        found: dict[str, list[Span]] = {}
        for group in (*map(lists.keyed.__getitem__, self.among(lists.first)), lists.others):
            for phrase in group:
                if phrase.pairs <= present:  # most are known to be absent without looking for them
                    places = known.get(phrase.text)
                    if places is None:
                        places = known[phrase.text] = self._find(phrase.words)
                    for name in phrase.lists if places else ():
                        found.setdefault(name, []).extend(places)
        return {name: sorted(set(places)) if len(places) > 1 else places for name, places in found.items()}

    def _find(self, words: tuple[str, ...]) -> tuple[Span, ...]:
        places = self._pairs.of
        if len(words) == 1:
            length = len(words[0])
            return tuple([Span(place, place + length) for place in places(words[0])])
        counts = [len(places(word[:2])) if len(word) > 1 else len(self.flat) for word in words]
        rarest = counts.index(min(counts))
        found = (self._around(words, rarest, place) for place in places(words[rarest]))
        return tuple([span for span in found if span is not None])

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


class _Phrase(Struct, frozen=True):
    """A phrase, its words, the pairs of characters without which it is nowhere, and the lists that it is on."""

    text: str
    words: tuple[str, ...]
    pairs: frozenset[str]
    lists: tuple[str, ...]


class Lists:
    """Lists of phrases by name, looked for together: by their first two characters, and those whose first word is shorter."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        names: dict[str, dict[str, None]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                names.setdefault(phrase, {})[name] = None
        self.keyed: dict[str, list[_Phrase]] = {}
        self.others: list[_Phrase] = []
        for phrase, on in names.items():
            words = tuple(word for word in phrase.split(ELLIPSIS) if word)
            if words:
                group = self.keyed.setdefault(words[0][:2], []) if len(words[0]) > 1 else self.others
                group.append(_Phrase(phrase, words, frozenset(pair for word in words for pair in pairs_of(word)), tuple(on)))
        self.first = frozenset(self.keyed)


@lru_cache(maxsize=2048)
def _one_list(phrases: tuple[str, ...]) -> Lists:
    return Lists({"": phrases})


def index(facts: Facts) -> Index:
    return Index(facts(folded), facts(clauses))

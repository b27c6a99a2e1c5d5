"""Where words and phrases stand in the folded text, found through one index of its pairs of characters.

A phrase is words in their order inside one clause, written with an ellipsis: `报…审核` is met by 报市局法制审核. One pass
over the text serves hundreds of words, most of which are then known to be absent without looking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from itertools import pairwise

from linter.document import Span
from linter.facts import Facts
from linter.facts.clauses import Clauses, clauses
from linter.facts.folded import folded

ELLIPSIS = "…"
GAP = 40  # characters that may stand between two words of a phrase


class Index:
    """Places of every pair of adjacent characters. What was looked for once is remembered."""

    def __init__(self, flat: str, parts: Clauses) -> None:
        self.flat = flat
        self._clauses = parts
        self._known: dict[str, tuple[Span, ...]] = {}
        self._pairs: dict[str, list[int]] = {}
        pairs = self._pairs
        for place, pair in enumerate(map("".join, pairwise(flat))):
            if pair in pairs:
                pairs[pair].append(place)
            else:
                pairs[pair] = [place]

    def may_hold(self, word: str) -> bool:
        """False for most words that are not in the text, without looking for them."""
        return len(word) < 2 or word[:2] in self._pairs

    def among(self, pairs: Set[str]) -> Set[str]:
        """Those of `pairs` that are in the text."""
        return pairs & self._pairs.keys()

    def phrases(self, phrases: Iterable[str]) -> list[Span]:
        """The places of all of `phrases`, each from its first word to its last, in order."""
        known = self._known
        found: list[Span] = []
        for phrase in self._likely(tuple(phrases)):
            places = known.get(phrase)
            if places is None:
                places = known[phrase] = self._find(phrase)
            if places:
                found.extend(places)
        return sorted(set(found)) if len(found) > 1 else found

    def _likely(self, phrases: tuple[str, ...]) -> Iterator[str]:
        """Those whose first two characters are in the text; most are not, and are not looked at one by one."""
        keyed, others = _by_first_pair(phrases)
        for pair in self.among(keyed.keys()):
            yield from keyed[pair]
        yield from others

    def _find(self, phrase: str) -> tuple[Span, ...]:
        words = _words(phrase)
        if not words:
            return ()
        if len(words) == 1:
            return tuple(Span(place, place + len(phrase)) for place in self._word(words[0]))
        rarest, fewest = -1, len(self.flat) + 1
        for position, word in enumerate(words):
            count = len(self._pairs.get(word[:2], ())) if len(word) > 1 else len(self.flat)
            if count == 0:
                return ()
            if count < fewest:
                rarest, fewest = position, count
        found = (self._around(words, rarest, place) for place in self._word(words[rarest]))
        return tuple(span for span in found if span is not None)

    def _word(self, word: str) -> list[int]:
        """Where `word` begins, in order."""
        if len(word) == 2:
            return self._pairs.get(word, [])
        if len(word) == 1:
            return [place for place, character in enumerate(self.flat) if character == word]
        flat = self.flat
        return [place for place in self._pairs.get(word[:2], ()) if flat.startswith(word, place)]

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


@lru_cache(maxsize=2048)
def _by_first_pair(phrases: tuple[str, ...]) -> tuple[dict[str, list[str]], list[str]]:
    """The phrases by their first two characters, and those whose first word is shorter."""
    keyed: dict[str, list[str]] = {}
    others: list[str] = []
    for phrase in phrases:
        first = phrase[:2]
        if len(first) < 2 or ELLIPSIS in first:
            others.append(phrase)
        else:
            keyed.setdefault(first, []).append(phrase)
    return keyed, others


@lru_cache(maxsize=8192)
def _words(phrase: str) -> tuple[str, ...]:
    return tuple(word for word in phrase.split(ELLIPSIS) if word)


def index(facts: Facts) -> Index:
    return Index(facts(folded), facts(clauses))

"""Where words and phrases stand in the folded text, found through one index of its pairs of characters.

A phrase is words in their order inside one clause, written with an ellipsis: `报…审核` is met by 报市局法制审核. One pass
over the text serves hundreds of words, most of which are then known to be absent without looking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from linter.document import Span
from linter.facts import Facts
from linter.facts.clauses import Clauses, clauses
from linter.facts.folded import folded

ELLIPSIS = "…"
GAP = 40  # characters that may stand between two words of a phrase


class Index:
    """Places of every pair of adjacent characters."""

    def __init__(self, flat: str, parts: Clauses) -> None:
        self.flat = flat
        self._clauses = parts
        self._pairs: dict[str, list[int]] = {}
        pairs = self._pairs
        for place, pair in enumerate(map("".join, pairwise(flat))):
            if pair in pairs:
                pairs[pair].append(place)
            else:
                pairs[pair] = [place]

    def word(self, word: str) -> Iterator[int]:
        """Where `word` begins, in order."""
        if len(word) < 2:
            start = self.flat.find(word)
            while start >= 0:
                yield start
                start = self.flat.find(word, start + 1)
            return
        for place in self._pairs.get(word[:2], ()):
            if self.flat.startswith(word, place):
                yield place

    def phrase(self, phrase: str) -> Iterator[Span]:
        """The places of a phrase, each from its first word to its last."""
        before, anchor, after = _parts(phrase)
        for place in self.word(anchor):
            start, end = place, place + len(anchor)
            if before or after:
                clause = self._clauses.at(place)
                if clause is None:
                    continue
                start = self._leftward(before, start, clause.span.start)
                end = self._rightward(after, end, clause.span.end)
                if start < 0 or end < 0:
                    continue
            yield Span(start, end)

    def phrases(self, phrases: Iterable[str]) -> list[Span]:
        """The places of all of `phrases`, in order."""
        return sorted({span for phrase in phrases for span in self.phrase(phrase)})

    def _leftward(self, words: tuple[str, ...], start: int, limit: int) -> int:
        for word in reversed(words):
            start = self.flat.rfind(word, max(limit, start - GAP - len(word)), start)
            if start < 0:
                return -1
        return start

    def _rightward(self, words: tuple[str, ...], end: int, limit: int) -> int:
        for word in words:
            place = self.flat.find(word, end, min(limit, end + GAP + len(word)))
            if place < 0:
                return -1
            end = place + len(word)
        return end


@lru_cache(maxsize=8192)
def _parts(phrase: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """The words before the longest word, that word, and the words after it."""
    words = tuple(word for word in phrase.split(ELLIPSIS) if word)
    longest = max(range(len(words)), key=lambda place: len(words[place]))
    return words[:longest], words[longest], words[longest + 1 :]


def index(facts: Facts) -> Index:
    return Index(facts(folded), facts(clauses))

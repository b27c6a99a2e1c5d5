"""The parts of a text in which alone a pattern can match, by the words that it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set

from linter.facts.pairs import Pairs
from linter.needs import MARKS, Need, pairs_of_each, read

_DEAR = 200  # characters that are read in the time that it takes to begin once more
_Part = tuple[int, int]


class Windows:
    """Those of one text, with the characters and pairs of characters that it holds. `MARKS` part it into pieces: what a pattern without marks needs stands in one of them."""

    def __init__(self, text: str, pairs: Pairs, held: Set[str]) -> None:
        self._text, self._pairs, self._held = text, pairs, held
        self._ends = [*(at for at, letter in enumerate(text) if letter in MARKS), len(text)]  # of each piece
        self._piece: list[int] = []  # of each letter; a mark counts to the piece that it ends
        for number, end in enumerate(self._ends):
            self._piece += [number] * (end + 1 - len(self._piece))
        self._known: dict[Need, list[str]] = {}  # many patterns share one

    def of(self, pattern: str, fold: Callable[[str], str] = str) -> list[_Part]:
        """The parts of the text, here folded, in which alone `pattern` can match, as it does in the whole.

        All of the text is one part where nothing is known of the pattern, or where parts would cost more than they spare.
        """
        asked, longest, marks = read(pattern, fold)
        needs = list(map(self._there, asked))
        fewest = min(needs, key=_dearness, default=None)
        if fewest is None:
            return self._cheaper(None)
        places = [place for word in fewest for place in self._pairs.of(word)]
        if marks != "anywhere":
            pieces = {piece for piece in {self._piece[place] for place in places} if self._meets(*self._bounds(piece), needs)}
            if marks == "nowhere" or not pieces:
                return self._cheaper([(max(0, start - 1), end + 1) for start, end in map(self._bounds, sorted(pieces))])
            places = [place for place in places if self._piece[place] in pieces]
        if longest is None:
            return self._cheaper(None)
        parts = self._about(places, longest)
        return self._cheaper([part for part in parts if self._meets(*part, needs)] if marks == "anywhere" else parts)

    def _cheaper(self, parts: list[_Part] | None) -> list[_Part]:
        cheap = parts is not None and sum(end - start + _DEAR for start, end in parts) < len(self._text)
        return parts if parts is not None and cheap else [(0, len(self._text))]

    def _bounds(self, piece: int) -> _Part:
        return self._ends[piece - 1] + 1 if piece else 0, self._ends[piece]

    def _there(self, need: Need) -> list[str]:
        """The words of a need that are in the text."""
        found = self._known.get(need)
        if found is None:
            short, longer = need
            found = self._known[need] = list(short & self._held)
            if longer:
                found += [word for word, pairs in zip(longer, pairs_of_each(longer), strict=True) if pairs <= self._held]
        return found

    def _meets(self, start: int, end: int, needs: list[list[str]]) -> bool:
        """Whether a word of each need stands there, one after the other; what is needed twice, twice."""
        find, before = self._text.find, list[str]()
        for words in needs:
            begin = start + (words is before)
            places = [at for word in words if (at := find(word, begin, end)) >= 0]
            if not places:
                return False
            start, before = min(places), words
        return True

    def _about(self, places: Iterable[int], longest: int) -> list[_Part]:
        """A match holds a word that is needed, so it is no farther from one than it is long; where a part is cut none begins or ends."""
        found: list[_Part] = []
        for place in sorted(set(places)):
            start, stop = max(0, place - longest - 1), min(len(self._text), place + longest + 1)
            if found and start <= found[-1][1]:
                start, _ = found.pop()
            found.append((start, stop))
        return found


def _dearness(words: list[str]) -> tuple[bool, int]:
    """A single character stands in many places."""
    return any(len(word) < 2 for word in words), len(words)

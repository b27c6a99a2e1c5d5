"""Where words stand in one text, by its pairs of adjacent characters: to go through the text for each of a thousand words takes far longer."""

from __future__ import annotations

from collections.abc import Sequence, Set
from operator import add


class Places:
    """Where words stand in a text; what was looked for once is remembered. A pair that is not `held` is not in the text; `mirror` is the text from its end."""

    def __init__(self, text: str, held: Set[str]) -> None:
        self.text, self.mirror, self.held = text, text[::-1], held
        self._known: dict[str, Sequence[int]] = {}

    def of(self, word: str) -> Sequence[int]:
        """Where `word` begins, in order; the places may overlap."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._looked_for(word) if len(word) < 2 or (word[:2] in self.held and word[-2:] in self.held) else ()
        return found

    def _looked_for(self, word: str) -> Sequence[int]:
        found, find = list[int](), self.text.find
        at = find(word)
        while at >= 0:
            found.append(at)
            at = find(word, at + 1)
        return found


class Pairs(Places):
    """The same for very many words: an index of where each pair stands."""

    def __init__(self, text: str) -> None:
        first, following, mirror = dict[str, int](), list[int](), text[::-1]
        for at, pair in zip(range(len(text) - 2, -1, -1), map(add, mirror[1:], mirror)):  # noqa: B905  one less
            following.append(first.get(pair, -1))
            first[pair] = at
        following.reverse()
        self._first, self._following = first, following  # where each pair stands first, and for each place where its pair stands next
        super().__init__(text, first.keys())

    def _looked_for(self, word: str) -> Sequence[int]:
        if len(word) < 2:
            return super()._looked_for(word)
        found, at, following, stands = list[int](), self._first[word[:2]], self._following, self.text.startswith
        while at >= 0:
            if stands(word, at):
                found.append(at)
            at = following[at]
        return found

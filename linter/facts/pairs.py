"""Where words stand in one text, by its pairs of adjacent characters: to go through the text for each of a thousand words takes far longer."""

from __future__ import annotations

from collections.abc import Sequence, Set
from operator import add


class Pairs:
    """Pairs of adjacent characters: which a text holds (`held`), and where. `mirror` is the text from its end."""

    def __init__(self, text: str) -> None:
        self.text, self.mirror = text, text[::-1]
        first, following, mirror = dict[str, int](), list[int](), self.mirror
        for at, pair in zip(range(len(text) - 2, -1, -1), map(add, mirror[1:], mirror)):  # noqa: B905  one less
            following.append(first.get(pair, -1))
            first[pair] = at
        following.reverse()
        self._first, self._following = first, following  # where each pair stands first, and for each place where its pair stands next
        self._known: dict[str, list[int]] = {}
        self.held: Set[str] = first.keys()

    def places(self, word: str) -> Sequence[int]:
        """Where `word` begins, in order; the places may overlap."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = []
            at, following, stands = self._first.get(word[:2], -1), self._following, self.text.startswith
            if len(word) < 2:
                found += [at for at, letter in enumerate(self.text) if letter == word]
            while at >= 0:
                if stands(word, at):
                    found.append(at)
                at = following[at]
        return found

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
        places: dict[str, list[int]] = {}
        for at, pair in enumerate(map(add, text, text[1:])):
            if pair in places:
                places[pair].append(at)
            else:
                places[pair] = [at]
        super().__init__(text, places.keys())
        self._places = places
        self._known.update(places)

    def _looked_for(self, word: str) -> Sequence[int]:
        if len(word) < 2:
            return super()._looked_for(word)
        stands = self.text.startswith
        return [at for at in self._places[word[:2]] if stands(word, at)]

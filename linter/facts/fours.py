"""What three letters before say of the next: rows of four letters, where rows of three cannot tell two right words apart (有利推动, 有力推动).

`rulesets/lexicon/fours.bin`, made by `linter.maintenance.fours`, goes with the triples of `language.bin` one by one: for each what is left for
letters not seen after it and how many that are seen often follow. These lie in one long row of symbols, with what each costs; where those
of a triple begin is written down for every 64th and counted up from there. It is read when a place is first met that is worth the look, and
of the symbols only those that are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from linter import resources
from linter.facts.language import Model, model, numbers, symbols_of

FILE = "fours.bin"
MAGIC = b"fazhi-lint rows of four 1\n"
SIZES = 2 * 4  # bytes that say how many triples and rows of four there are
LENGTH = 4
BLOCK = 64  # triples of which it is known where the first begins


class Spent(NamedTuple):
    """What symbols cost, in steps of the language model, and how many of them are known to follow the three before."""

    steps: int
    known: int


class Fours:
    def __init__(self, data: bytes | memoryview, known: Model) -> None:
        view = memoryview(data)[len(MAGIC) :]
        triples, rows = numbers(view[:SIZES]) if data[: len(MAGIC)] == MAGIC else (0, 0)
        if triples != known.triples:
            raise ValueError(f"{FILE}: not made from this language.bin by linter.maintenance.fours")
        self._model = known
        view = view[SIZES:]
        blocks = -(-triples // BLOCK)
        ends = [4 * blocks, 4 * blocks + triples, 4 * blocks + 2 * triples, 4 * blocks + 2 * triples + 2 * rows]
        starts, self._rest, self._many, self._letters, self._costs = (view[start:end] for start, end in zip([0, *ends], [*ends, len(view)], strict=True))
        self._starts = numbers(starts)

    def spent(self, symbols: Sequence[int]) -> Spent:
        """What the fourth and further symbols cost, each after the three before."""
        steps = seen = 0
        for at, cost in enumerate(self._model.costs(symbols[1:])):
            one, two, three, four = symbols[at : at + 4]
            triple = self._model.triple(one, two, three)
            place = self._place(triple, four) if triple >= 0 else -1
            steps += cost + self._rest[triple] if place < 0 <= triple else cost if triple < 0 else self._costs[place]
            seen += place >= 0
        return Spent(steps, seen)

    def _place(self, triple: int, letter: int) -> int:
        block = triple // BLOCK
        start = self._starts[block] + sum(self._many[block * BLOCK : triple])
        place = symbols_of(self._letters[2 * start : 2 * (start + self._many[triple])]).find(chr(letter))
        return start + place if place >= 0 else -1


@cache
def fours() -> Fours:
    return Fours(resources.mapped(FILE), model())

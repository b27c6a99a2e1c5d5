"""How probable official prose is, letter by letter: a language model of triples of letters, and the report read through it.

The model (`rulesets/lexicon/language.bin`, made by `linter.maintenance.language_model`) holds, for letters, pairs and triples
seen often enough, the probability of the last letter after the ones before, and for letters and pairs what is left for
letters not seen after them; last, for each letter those that stand before it. A run of digits, of Latin letters and of anything else is one symbol each. Arrays are searched
where they lie in the file: nothing is parsed.
"""

from __future__ import annotations

import re
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

from linter import resources
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body

FILE = "language.bin"
MAGIC = b"fazhi-lint language model 2\n"
SIZES = struct.Struct("<4I")  # bytes of the letters, symbols, pairs, triples
UNKNOWN, MARK, FIGURE, LATIN = range(4)  # symbols that are no letter; letters follow
_REMEMBERED = 1 << 16  # costs of triples, some ten megabytes
PER_NAT = 12  # steps of a probability in a byte; a nat is a factor of e
SYMBOL = re.compile(r"[\u4e00-\u9fff]|[0-9][0-9.%]*|[A-Za-z]+|[^\u4e00-\u9fff0-9A-Za-z \n]+|\n")

RUN = re.compile(rf"(?P<letters>[\u4e00-\u9fff]+)|{SYMBOL.pattern}")  # a run of letters at once


def symbol(text: str, known: dict[str, int]) -> int:
    """The number of one match of `SYMBOL`."""
    if "\u4e00" <= text[0] <= "\u9fff":
        return known.get(text, UNKNOWN)
    if text[0] in "0123456789":
        return FIGURE
    return LATIN if text[0].isascii() and text[0].isalpha() else MARK


class _Rows(dict[int, dict[int, int]]):
    """What is known to stand right after each letter, with the place of the pair; a row is read when it is first asked for."""

    def __init__(self, starts: Sequence[int], letters: Sequence[int]) -> None:
        super().__init__()
        self._starts, self._letters = starts, letters

    def __missing__(self, one: int) -> dict[int, int]:
        places = range(self._starts[one], self._starts[one + 1])
        row = self[one] = dict(zip(self._letters[places.start : places.stop], places, strict=True))
        return row


class _Masks(dict[int, int]):
    """The letters of each row as bits: those that fit on both sides of a place are found by a single operation."""

    def __init__(self, starts: Sequence[int], letters: Sequence[int]) -> None:
        super().__init__()
        self._starts, self._letters = starts, letters

    def __missing__(self, one: int) -> int:
        found = self[one] = mask(self._letters[self._starts[one] : self._starts[one + 1]])
        return found


def mask(letters: Iterable[int]) -> int:
    bits = bytearray(1 << 13)
    for letter in letters:
        bits[letter >> 3] |= 1 << (letter & 7)
    return int.from_bytes(bits, "little")


def among(mask: int) -> Iterator[int]:
    """The letters of a mask, last to first."""
    while mask:
        letter = mask.bit_length() - 1
        yield letter
        mask ^= 1 << letter


class Model:
    """Logarithms of probabilities as counts of `PER_NAT`, 0 to 255 downwards: 12 is a factor of e less probable than 0."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC):
            raise ValueError(f"{FILE}: not made by this version of linter.maintenance.language_model")
        text, count, pairs, triples = SIZES.unpack_from(data, len(MAGIC))
        view, self._at = memoryview(data), len(MAGIC) + SIZES.size
        self.letters = ["", "|", "0", "a", *self._take(view, text).tobytes().decode("utf-8")]
        self.number = {letter: number for number, letter in enumerate(self.letters) if number > LATIN}
        self._alone, self._rest = self._take(view, count), self._take(view, count)
        self._first = _numbers("I", self._take(view, 4 * (count + 1)))
        self._second, self._pair, self._pair_rest = _numbers("H", self._take(view, 2 * pairs)), self._take(view, pairs), self._take(view, pairs)
        self._next = _numbers("I", self._take(view, 4 * (pairs + 1)))
        self._third, self._triple = _numbers("H", self._take(view, 2 * triples)), self._take(view, triples)
        starts, before = _numbers("I", self._take(view, 4 * (count + 1))), _numbers("H", self._take(view, 2 * pairs))
        self.after = _Rows(self._first, self._second)
        self.follow, self.precede = _Masks(self._first, self._second), _Masks(starts, before)
        self._usual = lru_cache(_REMEMBERED)(self.cost)

    def _take(self, view: memoryview, length: int) -> memoryview:
        self._at += length
        return view[self._at - length : self._at]

    def costs(self, symbols: Sequence[int]) -> list[int]:
        """How improbable the third and further symbols are, each after the two before."""
        return list(map(self._usual, symbols, symbols[1:], symbols[2:]))

    def cost(self, one: int, two: int, three: int) -> int:
        """How improbable `three` is after `one` and `two`, in steps."""
        return self._cost(self.after[one].get(two), two, three, self.after[two].get(three))

    def likeliest(self, around: Sequence[int], letters: Iterable[tuple[int, int]], most: int) -> tuple[int, int] | None:
        """Of `letters`, each with what its choice costs beside, the first that makes two symbols, itself and two more the least improbable,
        and that cost. None may cost more than `most`."""
        one, two, four, five = around
        first, row, last = self.after[one].get(two), self.after[two], self.after[four].get(five)
        found = None
        for number, beside in letters:
            second = row.get(number)
            spent = beside + self._cost(first, two, number, second)
            if spent > most:
                continue
            third = self.after[number].get(four)
            spent += self._cost(second, number, four, third)
            if spent <= most and (spent := spent + self._cost(third, four, five, last)) <= most:
                found, most = (number, spent), spent - 1
        return found

    def _cost(self, before: int | None, two: int, three: int, pair: int | None) -> int:
        """The same with the places of the pairs: the two before, and the last two; null where not known."""
        spent = 0
        if before is not None:
            start, end = self._next[before], self._next[before + 1]
            place = bisect_left(self._third, three, start, end)
            if place < end and self._third[place] == three:
                return self._triple[place]
            spent = self._pair_rest[before]
        if pair is not None:
            return spent + self._pair[pair]
        return spent + self._rest[two] + self._alone[three]


def _numbers(kind: Literal["H", "I"], data: memoryview) -> Sequence[int]:
    """Little-endian numbers as they lie."""
    if sys.byteorder == "little":
        return data.cast(kind)
    numbers = array(kind, data.tobytes())
    numbers.byteswap()
    return numbers


@cache
def model() -> Model:
    return Model(resources.lexicon(FILE).read_bytes())


class Stretch(Struct, frozen=True):
    """One block of text as symbols with two marks before and after; `places` are their offsets, `costs` how improbable each is after the two before."""

    symbols: Sequence[int]
    places: Sequence[int]
    costs: Sequence[int]


def language(facts: Facts) -> tuple[Stretch, ...]:
    """The report's own text, block by block."""
    flat, known = facts(folded), model()
    return tuple(stretch(known, flat, block.span) for block in facts(body))


def stretch(known: Model, flat: str, span: Span) -> Stretch:
    symbols, places = [MARK, MARK], [span.start, span.start]
    number = known.number
    for match in RUN.finditer(flat, span.start, span.end):
        start, end = match.span()
        if match.lastgroup == "letters":
            symbols.extend([number.get(letter, UNKNOWN) for letter in flat[start:end]])
            places.extend(range(start, end))
        elif (other := symbol(flat[start], number)) != MARK or symbols[-1] != MARK:
            symbols.append(other)
            places.append(start)
    symbols += [MARK] * 3
    places += [span.end] * (len(symbols) - len(places))
    return Stretch(symbols, places, [0, 0, *known.costs(symbols)])

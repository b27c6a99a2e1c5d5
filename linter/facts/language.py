"""How probable official prose is, letter by letter: a language model of triples of letters, and the report read through it.

The model (`rulesets/lexicon/language.bin`, made by `linter.maintenance.language_model`) holds, for letters, pairs and triples
seen often enough, the probability of the last letter after the ones before, and for letters and pairs what is left for
letters not seen after them; last, for each letter those that stand before it. A run of digits, of Latin letters and of anything else is one symbol each.

What stands after a letter, and after a pair, is a stretch of one long string of symbols, the likeliest first: `str.find` gives the place of the
pair or of the triple, and nothing is parsed. It looks for the lower byte of a character first. So that no upper byte is taken for one,
symbols are numbered without those whose lower byte is below 32.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import repeat

from msgspec import Struct

from linter import resources
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.late import late

FILE = "language.bin"
MAGIC = b"fazhi-lint language model 3\n"
SIZES = 4 * 4  # bytes that say how many bytes the letters have, how many symbols, pairs and triples there are
LOWEST = 32  # the lower byte of a symbol's number at least
UNKNOWN, MARK, FIGURE, LATIN = range(LOWEST, LOWEST + 4)  # symbols that are no letter; letters follow
PER_NAT = 12  # steps of a probability in a byte; a nat is a factor of e
_SYMBOL = r"[\u4e00-\u9fff]|[0-9][0-9.%]*|[A-Za-z]+|[^\u4e00-\u9fff0-9A-Za-z \n]+|\n"
SYMBOL = late(_SYMBOL)

_RUN = late(rf"(?P<letters>[\u4e00-\u9fff]+)|{_SYMBOL}")  # a run of letters at once
END = (MARK, MARK, MARK)
_REMEMBERED = 1 << 16  # triples with what they cost, some ten megabytes: those of a report are for the most part in others too


def symbol(text: str, known: dict[str, int]) -> int:
    """The number of one match of `SYMBOL`."""
    if "\u4e00" <= text[0] <= "\u9fff":
        return known.get(text, UNKNOWN)
    if text[0] in "0123456789":
        return FIGURE
    return LATIN if text[0].isascii() and text[0].isalpha() else MARK


class _Known(dict[tuple[int, int, int], int]):
    """What triples cost that have been asked about."""

    def __init__(self, cost: Callable[[int, int, int], int]) -> None:
        super().__init__()
        self._cost = cost

    def __missing__(self, symbols: tuple[int, int, int]) -> int:
        found = self[symbols] = self._cost(*symbols)
        return found


class Model:
    """Logarithms of probabilities as counts of `PER_NAT`, 0 to 255 downwards: 12 is a factor of e less probable than 0."""

    def __init__(self, data: bytes | memoryview) -> None:
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError(f"{FILE}: not made by this version of linter.maintenance.language_model")
        view, self._at = memoryview(data), len(MAGIC)
        text, count, pairs, triples = numbers(self._take(view, SIZES))
        self.letters = self._take(view, text).tobytes().decode("utf-8")  # a blank where a number is no letter's
        self.number = {letter: number for number, letter in enumerate(self.letters) if letter != " "}
        self._alone, self._rest = self._take(view, count), self._take(view, count)
        self._first = numbers(self._take(view, 4 * (count + 1)))
        self._second, self._pair, self._pair_rest = symbols_of(self._take(view, 2 * pairs)), self._take(view, pairs), self._take(view, pairs)
        self._next = numbers(self._take(view, 4 * (pairs + 1)))
        self.triples = triples
        self._third, self._triple = symbols_of(self._take(view, 2 * triples)), self._take(view, triples)
        self._last, self._before = numbers(self._take(view, 4 * (count + 1))), symbols_of(self._take(view, 2 * pairs))
        self._known = _Known(self._third_of)

    def _take(self, view: memoryview, length: int) -> memoryview:
        self._at += length
        return view[self._at - length : self._at]

    def costs(self, symbols: Sequence[int]) -> list[int]:
        """How improbable the third and further symbols are, each after the two before, in steps."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        return list(map(self._known.__getitem__, zip(symbols, symbols[1:], symbols[2:])))  # noqa: B905  two less

    def cost(self, symbols: Sequence[int], most: float) -> int | None:
        """What the third and further symbols cost in all, each after the two before; null where that is more than `most`."""
        find, first, third, following = self._second.find, self._first, self._third.find, self._next  # asked a thousand times a report
        one, two, *others = symbols
        before, spent = find(chr(two), first[one], first[one + 1]), 0
        for three in others:
            letter = chr(three)
            last = find(letter, first[two], first[two + 1])
            if before >= 0 and (place := third(letter, following[before], following[before + 1])) >= 0:
                spent += self._triple[place]
            else:
                spent += (self._pair_rest[before] if before >= 0 else 0) + (self._pair[last] if last >= 0 else self._rest[two] + self._alone[three])
            if spent > most:
                return None
            two, before = three, last
        return spent

    def following(self, one: int) -> str:
        """The symbols, as characters, known to stand right after `one`."""
        return self._second[self._first[one] : self._first[one + 1]]

    def preceding(self, two: int) -> str:
        """Those known to stand right before `two`."""
        return self._before[self._last[two] : self._last[two + 1]]

    def follows(self, two: int, one: int) -> bool:
        """Whether `two` is known to stand right after `one`."""
        return self._place(one, two) >= 0

    def after(self, one: int, two: int, most: int) -> str:
        """The symbols, as characters, known to stand right after the two that cost at most that, the likeliest first."""
        pair = self._place(one, two)
        start, stop = (self._next[pair], self._next[pair + 1]) if pair >= 0 else (0, 0)
        return self._third[start : bisect_right(self._triple, most, start, stop)]

    def triple(self, one: int, two: int, three: int) -> int:
        """Which of the triples it is, -1 where it is not known."""
        pair = self._place(one, two)
        return self._third.find(chr(three), self._next[pair], self._next[pair + 1]) if pair >= 0 else -1

    def likeliest(self, around: Sequence[int], letters: Iterable[tuple[str, int]], most: int) -> tuple[int, int] | None:
        """Of `letters`, symbols as characters, each with what its choice costs beside, the first that makes two symbols, itself and two more the least improbable,
        and that cost. None may cost more than `most`."""
        one, two, four, five = around
        find, third, following, first, pairs = self._second.find, self._third.find, self._next, self._first, self._pair
        before, last = self._place(one, two), self._place(four, five)
        start, stop = (following[before], following[before + 1]) if before >= 0 else (0, 0)
        spare, begin, end = self._pair_rest[before] if before >= 0 else 0, first[two], first[two + 1]
        found = None
        for letter, beside in letters:  # twenty at each of a hundred places of a report
            number = ord(letter)
            second, place = find(letter, begin, end), third(letter, start, stop)
            spent = beside + (self._triple[place] if place >= 0 else spare + (pairs[second] if second >= 0 else self._rest[two] + self._alone[number]))
            if spent > most:
                continue
            follow = self._place(number, four)
            spent += self._cost(second, number, four, follow)
            if spent <= most and (spent := spent + self._cost(follow, four, five, last)) <= most:
                found, most = (number, spent), spent - 1
        return found

    def _place(self, one: int, two: int) -> int:
        """Where the pair stands, -1 where it is not known."""
        return self._second.find(chr(two), self._first[one], self._first[one + 1])

    def _third_of(self, one: int, two: int, three: int) -> int:
        """How improbable `three` is after `one` and `two`."""
        before = self._place(one, two)
        if before >= 0 and (place := self._third.find(chr(three), self._next[before], self._next[before + 1])) >= 0:
            return self._triple[place]
        last = self._place(two, three)
        return (self._pair_rest[before] if before >= 0 else 0) + (self._pair[last] if last >= 0 else self._rest[two] + self._alone[three])

    def _cost(self, before: int, two: int, three: int, pair: int) -> int:
        """How improbable `three` is, with the places of the pair before it and of the one it ends."""
        spent = 0
        if before >= 0:
            place = self._third.find(chr(three), self._next[before], self._next[before + 1])
            if place >= 0:
                return self._triple[place]
            spent = self._pair_rest[before]
        return spent + (self._pair[pair] if pair >= 0 else self._rest[two] + self._alone[three])


def symbols_of(data: memoryview) -> str:
    """Symbols as characters of their numbers, which are below those that UTF-16 sets aside."""
    return str(data, "utf-16-le")


def numbers(data: memoryview) -> Sequence[int]:
    """Little-endian numbers of four bytes as they lie."""
    if sys.byteorder == "little":
        return data.cast("I")
    from array import array  # noqa: PLC0415  hardly any machine needs it

    numbers = array("I", data.tobytes())
    numbers.byteswap()
    return numbers


@cache
def model() -> Model:
    return Model(resources.mapped(FILE))


class Stretch(Struct, frozen=True):
    """One block of text as symbols with two marks before and three after; `places` are their offsets, `costs` how improbable each is after the two before."""

    symbols: Sequence[int]
    places: Sequence[int]
    costs: Sequence[int]


def language(facts: Facts) -> tuple[Stretch, ...]:
    """The report's own text, block by block."""
    flat, known = facts(folded), model()
    return tuple(stretch(known, flat, block.span) for block in facts(body))


def stretch(known: Model, flat: str, span: Span) -> Stretch:
    symbols, places, costs = _read(known, span.of(flat))
    return Stretch(symbols, [span.start + place for place in places], costs)


@lru_cache(maxsize=1 << 10)  # most paragraphs of a draft are in the next
def _read(known: Model, text: str) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    symbols, places, number = [MARK, MARK], [0, 0], known.number
    for match in _RUN.finditer(text):
        start, end = match.span()
        if match.lastgroup == "letters":
            symbols.extend(map(number.get, text[start:end], repeat(UNKNOWN)))
            places.extend(range(start, end))
        elif (other := symbol(text[start], number)) != MARK or symbols[-1] != MARK:
            symbols.append(other)
            places.append(start)
    symbols += END
    places += [len(text)] * len(END)
    return symbols, places, [0, 0, *known.costs(symbols)]

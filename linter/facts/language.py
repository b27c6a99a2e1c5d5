"""How probable official prose is, letter by letter: a language model of triples of letters, and the report read through it.

The model (`rulesets/lexicon/language.bin`, made by `linter.maintenance.language_model`) holds, for letters, pairs and triples
seen often enough, the probability of the last letter after the ones before, and for letters and pairs what is left for
letters not seen after them; last, for each letter those that stand before it. A run of digits, of Latin letters and of anything else is one symbol each.

What stands after a letter, and after a pair, is a stretch of one long string of symbols, the likeliest first: `str.find` gives the place of the
pair or of the triple, and nothing is parsed. It looks for the lower byte of a character first. So that no upper byte is taken for one,
symbols are numbered without those whose lower byte is below 32.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from linter import resources
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.late import late

FILE = "language.bin"
MAGIC = b"fazhi-lint language model 3\n"
SIZES = struct.Struct("<4I")  # bytes of the letters, symbols, pairs, triples
LOWEST = 32  # the lower byte of a symbol's number at least
UNKNOWN, MARK, FIGURE, LATIN = range(LOWEST, LOWEST + 4)  # symbols that are no letter; letters follow
_MOST = 1 << 13  # no symbol has this number or a greater one
_BIT = [1 << (symbol & 7) for symbol in range(_MOST)]
PER_NAT = 12  # steps of a probability in a byte; a nat is a factor of e
_SYMBOL = r"[\u4e00-\u9fff]|[0-9][0-9.%]*|[A-Za-z]+|[^\u4e00-\u9fff0-9A-Za-z \n]+|\n"
SYMBOL = late(_SYMBOL)

_RUN = late(rf"(?P<letters>[\u4e00-\u9fff]+)|{_SYMBOL}")  # a run of letters at once
_CLAUSE = late(r"[\u4e00-\u9fffA-Za-z ]*(?:[0-9][0-9.%]*[\u4e00-\u9fffA-Za-z ]*)*[^\u4e00-\u9fff0-9A-Za-z ]*")  # with the marks that end it
END = (MARK, MARK, MARK)
_REMEMBERED = 1 << 14  # clauses, some ten megabytes
USUAL = 200  # letters of a clause at most; a longer one is in no other report, and not remembered


def symbol(text: str, known: dict[str, int]) -> int:
    """The number of one match of `SYMBOL`."""
    if "\u4e00" <= text[0] <= "\u9fff":
        return known.get(text, UNKNOWN)
    if text[0] in "0123456789":
        return FIGURE
    return LATIN if text[0].isascii() and text[0].isalpha() else MARK

Clause = tuple[list[int], list[int], list[int]]  # symbols, their offsets, what the second and further cost


class Masks(dict[int, int]):
    """The symbols of each row as bits: those that fit on both sides of a place are found by a single operation. A row is read when it is first asked for."""

    def __init__(self, starts: Sequence[int], symbols: str) -> None:
        super().__init__()
        self._starts, self._symbols = starts, symbols

    def __missing__(self, one: int) -> int:
        found = self[one] = mask(map(ord, self._symbols[self._starts[one] : self._starts[one + 1]]))
        return found


def mask(symbols: Iterable[int]) -> int:
    bits = bytearray(_MOST >> 3)
    for symbol in symbols:
        bits[symbol >> 3] |= _BIT[symbol]
    return int.from_bytes(bits, "little")


def among(mask: int) -> Iterator[int]:
    """The symbols of a mask, last to first."""
    while mask:
        symbol = mask.bit_length() - 1
        yield symbol
        mask ^= 1 << symbol


class Model:
    """Logarithms of probabilities as counts of `PER_NAT`, 0 to 255 downwards: 12 is a factor of e less probable than 0."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC):
            raise ValueError(f"{FILE}: not made by this version of linter.maintenance.language_model")
        text, count, pairs, triples = SIZES.unpack_from(data, len(MAGIC))
        view, self._at = memoryview(data), len(MAGIC) + SIZES.size
        self.letters = self._take(view, text).tobytes().decode("utf-8")  # a blank where a number is no letter's
        self.number = {letter: number for number, letter in enumerate(self.letters) if letter != " "}
        self._alone, self._rest = self._take(view, count), self._take(view, count)
        self._first = numbers(self._take(view, 4 * (count + 1)))
        self._second, self._pair, self._pair_rest = symbols_of(self._take(view, 2 * pairs)), self._take(view, pairs), self._take(view, pairs)
        self._next = numbers(self._take(view, 4 * (pairs + 1)))
        self.triples = triples
        self._third, self._triple = symbols_of(self._take(view, 2 * triples)), self._take(view, triples)
        starts, before = numbers(self._take(view, 4 * (count + 1))), symbols_of(self._take(view, 2 * pairs))
        self._clauses: dict[str, Clause] = {}
        self.follow, self.precede = Masks(self._first, self._second), Masks(starts, before)

    def _take(self, view: memoryview, length: int) -> memoryview:
        self._at += length
        return view[self._at - length : self._at]

    def costs(self, symbols: Sequence[int]) -> list[int]:
        """How improbable the third and further symbols are, each after the two before, in steps."""
        find, first, following, spared, pair, rest, alone = self._third.find, self._first, self._next, self._pair_rest, self._pair, self._rest, self._alone
        words, found = list(map(chr, symbols)), self._second.find
        places = [found(letter, first[one], first[one + 1]) for one, letter in zip(symbols, words[1:])]  # noqa: B905  one less
        costs: list[int] = []
        for two, three, letter, before, last in zip(symbols[1:], symbols[2:], words[2:], places, places[1:]):  # noqa: B905
            if before >= 0 and (place := find(letter, following[before], following[before + 1])) >= 0:
                costs.append(self._triple[place])
            else:
                costs.append((spared[before] if before >= 0 else 0) + (pair[last] if last >= 0 else rest[two] + alone[three]))
        return costs

    def clauses(self, texts: list[str]) -> list[Clause]:
        """What stands between marks, each with the marks that end it. Reports have many clauses in common; those not met before are read at once."""
        if len(self._clauses) > _REMEMBERED:
            self._clauses.clear()
        known = {words: found for words in texts if (found := self._clauses.get(words)) is not None}
        new = {words: _read(words, self.number) for words in texts if words not in known}
        symbols = [MARK]
        for own, _ in new.values():
            symbols += own if own[-1:] == [MARK] else [*own, MARK]
        costs, at = self.costs(symbols), 0
        for words, (own, offsets) in new.items():
            known[words] = own, offsets, costs[at : at + len(own) - 1] if own else []
            at += len(own) + (own[-1:] != [MARK])
            if len(words) <= USUAL:
                self._clauses[words] = known[words]
        return list(map(known.__getitem__, texts))

    def opening(self, before: int, first: int) -> int:
        """How improbable it is that a symbol begins what follows a mark after another symbol."""
        return self._cost(self._place(before, MARK), MARK, first, self._place(MARK, first))

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

    def follows(self, two: int, one: int) -> bool:
        """Whether `two` is known to stand right after `one`."""
        return self._place(one, two) >= 0

    def triple(self, one: int, two: int, three: int) -> int:
        """Which of the triples it is, -1 where it is not known."""
        pair = self._place(one, two)
        return self._third.find(chr(three), self._next[pair], self._next[pair + 1]) if pair >= 0 else -1

    def likeliest(self, around: Sequence[int], letters: Iterable[tuple[int, int]], most: int) -> tuple[int, int] | None:
        """Of `letters`, each with what its choice costs beside, the first that makes two symbols, itself and two more the least improbable,
        and that cost. None may cost more than `most`."""
        one, two, four, five = around
        first, last = self._place(one, two), self._place(four, five)
        found = None
        for number, beside in letters:
            second = self._place(two, number)
            spent = beside + self._cost(first, two, number, second)
            if spent > most:
                continue
            third = self._place(number, four)
            spent += self._cost(second, number, four, third)
            if spent <= most and (spent := spent + self._cost(third, four, five, last)) <= most:
                found, most = (number, spent), spent - 1
        return found

    def _place(self, one: int, two: int) -> int:
        """Where the pair stands, -1 where it is not known."""
        return self._second.find(chr(two), self._first[one], self._first[one + 1])

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
    return data.tobytes().decode("utf-16-le")


def numbers(data: memoryview) -> Sequence[int]:
    """Little-endian numbers of four bytes as they lie."""
    if sys.byteorder == "little":
        return data.cast("I")
    numbers = array("I", data.tobytes())
    numbers.byteswap()
    return numbers


@cache
def model() -> Model:
    return Model(resources.lexicon(FILE).read_bytes())


class Stretch(Struct, frozen=True):
    """One block of text as symbols with two marks before and after; `places` are their offsets, `costs` how improbable each is after the two before.

    `clauses`: where the symbols of each begin, and its text with the marks that end it.
    """

    symbols: Sequence[int]
    places: Sequence[int]
    costs: Sequence[int]
    clauses: Sequence[tuple[int, str]] = ()


def language(facts: Facts) -> tuple[Stretch, ...]:
    """The report's own text, block by block."""
    flat, known = facts(folded), model()
    return tuple(stretch(known, flat, block.span) for block in facts(body))


def stretch(known: Model, flat: str, span: Span) -> Stretch:
    matches = list(_CLAUSE.finditer(flat, span.start, span.end))
    clauses = known.clauses([match[0] for match in matches])
    symbols, places, costs, starts = [MARK, MARK], [span.start, span.start], [0, 0], list[tuple[int, str]]()
    for match, (own, offsets, further) in zip(matches, clauses, strict=True):
        if own:
            starts.append((len(symbols), match[0]))
            costs.append(_opening(symbols[-2], own[0]))
            costs += further
            symbols += own
            start = match.start()
            places += [start + offset for offset in offsets]
    costs += _closing(*symbols[-2:])
    return Stretch([*symbols, *END], [*places, *[span.end] * len(END)], costs, starts)


@lru_cache(maxsize=1 << 10)  # several checks go through a report one after another
def clause(before: tuple[int, int], words: str, after: tuple[int, int]) -> Stretch:
    """One clause between its neighbours' symbols; its places are those in `words`."""
    own, offsets, _ = model().clauses([words])[0]
    symbols = [*before, *own, *after, MARK]
    return Stretch(symbols, [0, 0, *offsets], [0, 0, *model().costs(symbols)])


@lru_cache(maxsize=1 << 13)
def _opening(before: int, first: int) -> int:
    return model().opening(before, first)


@lru_cache(maxsize=1 << 12)
def _closing(one: int, two: int) -> tuple[int, ...]:
    """What the marks cost that end a block."""
    return tuple(model().costs([one, two, *END]))


def _read(words: str, number: dict[str, int]) -> tuple[list[int], list[int]]:
    """The symbols of what stands after a mark, and where they stand."""
    symbols, offsets = [MARK], list[int]()
    for match in _RUN.finditer(words):
        start, end = match.span()
        if match.lastgroup == "letters":
            symbols.extend([number.get(letter, UNKNOWN) for letter in words[start:end]])
            offsets.extend(range(start, end))
        elif (other := symbol(words[start], number)) != MARK or symbols[-1] != MARK:
            symbols.append(other)
            offsets.append(start)
    return symbols[1:], offsets

"""What a pattern cannot match without, read from the pattern itself: most match nowhere, which is known before they run or are even compiled.

A need is some words one of which is in every match. Of a longer one its pairs of characters are asked for, so that the pairs and the
characters of a text answer for all patterns at once. What is not understood is no need: nothing is ever left out wrongly.

To read a pattern takes a quarter of a millisecond, so what was read of all of them is kept from run to run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence, Set
from contextlib import suppress
from functools import lru_cache
from itertools import product
from operator import add
from typing import Literal, NamedTuple

import re2
from msgspec import Struct

from linter.cache import Memo
from linter.late import late

Words = frozenset[str]
Need = tuple[Words, tuple[str, ...]]  # words of one or two characters; longer ones
MARKS = "，。；"  # few patterns reach from one side of them to the other
Marks = Literal["nowhere", "at its ends", "anywhere"]  # where one of them may stand in a match: as its first or last character, or within
_MORE = ("nowhere", "at its ends", "anywhere").index
_MOST = 100  # words of a need: one of so many is hardly ever absent
_FEW = 3  # needs of a pattern, the quickest to tell: more hardly ever tell more
_DEEPEST = 100  # groups: what has more may be nested too deep
_UNREAD = late(r"\(\?[a-zA-Z-]*i|\\[Q0-9]")  # letters of either case, quoted stretches, octal numbers
_PLAIN = r"[^\\.^$()|?*+{\[]"
_TOKEN = late(
    rf"(?P<letters>{_PLAIN}+(?![?*+{{]))|\(\?:(?P<words>{_PLAIN}+(?:\|{_PLAIN}+)*)\)|"
    r"(?P<zero>[.^$]|\(\?[a-zA-Z-]+\))|(?P<open>\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?)|(?P<close>\))|(?P<bar>\|)"
    r"|(?P<repeat>[?*+]\??|\{\d+(?:,\d*)?\}\??)|(?P<set>\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\])"
    r"|\\(?:x\{(?P<code>[0-9a-fA-F]+)\}|x(?P<byte>[0-9a-fA-F]{2})|(?P<control>[nrt])|(?P<kind>[pP]\{\^?\w+\}|[pP]?[a-zA-Z])|(?P<escaped>.))|(?P<letter>.)",
    re.DOTALL,
)
_MEMBER = late(r"\\n|\\[^a-zA-Z0-9]|[^\\]")
_TIMES = late(r"\{(?:\d+,)?(\d+)\}")  # how often at most
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}


class _Part(Struct, frozen=True):
    """A part of a pattern: all that it may be, where that is known and little; what it needs where not, how long it is at most, and where in it marks may stand."""

    words: Words | None
    needs: tuple[Words, ...] = ()
    most: int | None = None
    at: Marks = "anywhere"

    @property
    def longest(self) -> int | None:
        return self.most if self.words is None else max(map(len, self.words), default=0)

    @property
    def needed(self) -> tuple[Words, ...]:
        if self.words is None:
            return self.needs
        return () if "" in self.words else (self.words,)

    @property
    def marks(self) -> Marks:
        if self.words is None:
            return self.at
        if any(mark in word[1:-1] for word in self.words for mark in MARKS):
            return "anywhere"
        return "at its ends" if any(mark in word for word in self.words for mark in MARKS) else "nowhere"


_NOTHING = frozenset({""})
_LETTER, _NO_MARK = _Part(None, most=1, at="at its ends"), _Part(None, most=1, at="nowhere")


class Read(NamedTuple):
    """What was read of a pattern: what it needs, in the order in which it stands in a match; `longest`: characters that a match has at most.

    Where `marks` stand nowhere in a match, or at its ends alone, no need holds one.
    """

    needs: tuple[Need, ...] = ()
    longest: int | None = None
    marks: Marks = "anywhere"


def needs(pattern: str, fold: Callable[[str], str] = str) -> tuple[Need, ...]:
    """Every match of `pattern`, which RE2 accepts, holds a word of each of these, here folded."""
    return read(pattern, fold).needs


@lru_cache(maxsize=4096)
def read(pattern: str, fold: Callable[[str], str] = str, *, made: bool = False) -> Read:
    """Of one `made` of words of a report nothing is kept."""
    return _read(pattern, fold) if made else _kept(f"{fold.__module__}.{fold.__qualname__} {pattern}", lambda: _read(pattern, fold))


_kept: Memo[Read] = Memo("needs", (), Read)


def _read(pattern: str, fold: Callable[[str], str]) -> Read:
    if pattern.count("(") > _DEEPEST or _UNREAD.search(pattern):
        return Read()
    tokens = [(match.lastgroup or "", match[match.lastgroup or 0]) for match in reversed(list(_TOKEN.finditer(pattern)))]
    part = _either(tokens)
    found = (_cut({fold(word) for word in words}) for words in part.needed)
    quickest = sorted(enumerate(found), key=lambda each: len(each[1][0]) + 3 * len(each[1][1]))[:_FEW]
    needs = tuple(need for _, need in sorted(quickest, key=lambda each: each[0]))
    in_one = part.marks != "anywhere" and fold is str and not any(mark in word for short, longer in needs for word in (*short, *longer) for mark in MARKS)
    return Read(needs, part.longest, part.marks if in_one else "anywhere")


def _cut(words: Set[str]) -> Need:
    """A word that holds another of them needs no look."""
    short = frozenset(word for word in words if len(word) < 3 and not (len(word) == 2 and (word[0] in words or word[1] in words)))
    return short, tuple(sorted(word for word in words if len(word) > 2 and short.isdisjoint((*word, *_pairs(word)))))


@lru_cache(maxsize=1 << 14)
def _pairs(word: str) -> Words:
    return frozenset(map(add, word, word[1:]))


def possible(pattern: str, held: Set[str], *, made: bool = False) -> bool:
    """False where `pattern` matches nowhere in a text that holds these characters and pairs of characters."""
    for short, longer in read(pattern, made=made).needs:
        if held.isdisjoint(short) and not any(map(held.__ge__, pairs_of_each(longer))):
            return False
    return True


@lru_cache(maxsize=4096)
def pairs_of_each(words: tuple[str, ...]) -> tuple[Words, ...]:
    return tuple(map(_pairs, words))


class Sieve:
    """Patterns that are looked for in one text. Each need is a bit; what the text holds meets the needs of all of them in one go."""

    def __init__(self, patterns: Iterable[str], fold: Callable[[str], str] = str) -> None:
        self._asked: list[int] = []
        self._short: dict[str, int] = {}
        self._longer: dict[str, list[tuple[str, int]]] = {}  # by the pair in the middle: there meet words of two characters, which seldom stand so
        bits: dict[Need, int] = {}  # many patterns share one
        for pattern in patterns:
            asked = 0
            for need in needs(pattern, fold):
                if need not in bits:
                    bit = bits[need] = 1 << len(bits)
                    for word in need[0]:
                        self._short[word] = self._short.get(word, 0) | bit
                    for word in need[1]:
                        middle = len(word) // 2
                        self._longer.setdefault(word[middle - 1 : middle + 1], []).append((word, bit))
                asked |= bits[need]
            self._asked.append(asked)

    def possible(self, held: Set[str]) -> list[bool]:
        """For each pattern in turn, false where it matches nowhere in a text that holds, folded, these characters and pairs of characters."""
        met = 0
        for word in self._short.keys() & held:
            met |= self._short[word]
        for pair in self._longer.keys() & held:
            for word, bit in self._longer[pair]:
                if not met & bit and _pairs(word) <= held:
                    met |= bit
        return [asked & met == asked for asked in self._asked]


def _either(tokens: list[tuple[str, str]]) -> _Part:
    """What stands up to the end of the group; `tokens` are taken from the end of the list."""
    branches = [_sequence(tokens)]
    while tokens and tokens[-1][0] == "bar":
        tokens.pop()
        branches.append(_sequence(tokens))
    if tokens:
        tokens.pop()
    if len(branches) == 1:
        return branches[0]
    known = [branch.words for branch in branches if branch.words is not None]
    if len(known) == len(branches):
        return _bounded(frozenset().union(*known))
    best = [min(branch.needed, key=_weakness, default=None) for branch in branches]
    needed = [need for need in best if need is not None]
    longest = _of(max, [branch.longest for branch in branches])
    return _Part(None, _bounded(frozenset().union(*needed)).needed if len(needed) == len(branches) else (), longest, max((branch.marks for branch in branches), key=_MORE))


def _of(together: Callable[[Iterable[int]], int], lengths: Sequence[int | None]) -> int | None:
    known = [length for length in lengths if length is not None]
    return together(known) if len(known) == len(lengths) else None


def _weakness(need: Words) -> tuple[bool, int]:
    return any(len(word) < 2 for word in need), len(need)


def _bounded(words: Words) -> _Part:
    whole = _Part(words)
    return whole if len(words) <= _MOST else _Part(None, most=whole.longest, at=whole.marks)


def _sequence(tokens: list[tuple[str, str]]) -> _Part:
    words: Words = _NOTHING  # of the parts since the last one that is not known
    found: list[Words] = []
    whole, parts = True, list[_Part]()
    while tokens and tokens[-1][0] not in ("bar", "close"):
        part = _atom(tokens)
        parts.append(part)
        if part.words is not None and len(words) * len(part.words) <= _MOST:
            words = frozenset(map("".join, product(words, part.words)))
            continue
        whole = False
        found += (*_Part(words).needed, *part.needs)
        if part.words and "" not in words | part.words:  # too many together: where they meet
            found.append(frozenset(one[-1] + other[0] for one in words for other in part.words))
        words = part.words or _NOTHING
    return _Part(words) if whole else _Part(None, (*found, *_Part(words).needed), _of(sum, [part.longest for part in parts]), _marks_in(parts))


def _marks_in(parts: Sequence[_Part]) -> Marks:
    """Where marks may stand in one part after another."""
    parts = [part for part in parts if part.longest != 0]
    if len(parts) == 1:
        return parts[0].marks
    marked = [number for number, part in enumerate(parts) if part.marks != "nowhere"]
    at_ends = all(number in (0, len(parts) - 1) and parts[number].longest == 1 for number in marked)
    return "nowhere" if not marked else "at its ends" if at_ends else "anywhere"


def _atom(tokens: list[tuple[str, str]]) -> _Part:
    """One thing with how often it is repeated."""
    kind, text = tokens.pop()
    if kind == "open":
        part = _either(tokens)
    elif kind == "words":
        part = _bounded(frozenset(text.split("|")))
    elif kind == "set":
        part = _members(text)
    elif kind in ("code", "byte"):
        part = _Part(frozenset({chr(int(text, 16))}))
    elif kind == "control":
        part = _Part(frozenset({_CONTROLS[text]}))
    elif kind in ("letters", "letter", "escaped"):
        part = _Part(frozenset({text}))
    elif kind == "zero" and text != ".":
        part = _Part(_NOTHING)
    else:
        part = _NO_MARK if text in "dws" else _LETTER
    while tokens and tokens[-1][0] == "repeat":
        part = _repeated(part, tokens.pop()[1])
    return part


def _repeated(part: _Part, sign: str) -> _Part:
    if sign[0] == "?":
        return _Part(part.words | {""}) if part.words is not None else _Part(None, most=part.most, at=part.at)
    times = _TIMES.match(sign)
    most = int(times[1]) * part.longest if times and part.longest is not None else None
    return _Part(None, () if sign[0] == "*" or sign.startswith("{0") else part.needed, most, "nowhere" if part.marks == "nowhere" else "anywhere")


def _members(written: str) -> _Part:
    """The letters of a set that lists them; of ranges and classes nothing is known."""
    letters = _MEMBER.findall(written[1:-1])
    listed = "".join(letters) == written[1:-1] and "[:" not in written and letters[0] != "^" and "-" not in letters[1:-1]
    return _bounded(frozenset("\n" if letter == "\\n" else letter[-1] for letter in letters)) if listed else _letter_of(written)


@lru_cache(maxsize=1024)
def _letter_of(written: str) -> _Part:
    with suppress(re2.error):
        return _LETTER if re2.search(written, MARKS) else _NO_MARK
    return _LETTER

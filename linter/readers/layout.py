"""From letters at places on pages to rows of text, for formats that know no paragraphs (PDF, OFD).

Lengths are in points, y grows downwards. Letters come in the order in which the page draws them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from linter.readers import Unreadable


class Letter(NamedTuple):
    """One letter: `left` and `right` are the ends of its advance, `base` its base line, `size` the height of the type."""

    char: str
    left: float
    right: float
    base: float
    size: float


class Row(NamedTuple):
    """Letters that stand in one row. `shared`: other words stand in the same row, far away (cells of a table)."""

    words: str
    left: float
    right: float
    base: float
    size: float
    shared: bool = False


class Page(NamedTuple):
    """`number` counts from 1. `apart`: rows known to be no text (a watermark, a seal). `picture`: it holds a picture instead of text.
    `foreign`: the share of letters that no table of codes explains."""

    number: int
    width: float
    height: float
    rows: tuple[Row, ...]
    apart: tuple[Row, ...] = ()
    picture: bool = False
    foreign: float = 0.0


FEW = 40  # letters: a page with fewer may be a picture of a page
_SAME_ROW = 0.35  # of the size: how far base lines of one row may lie apart
_APART, _AFTER_NUMBER = 2.0, 6.0  # sizes: a wider gap is one between cells; after a number of a list stands a tabulator
NUMBERED = re.compile(r"第?[一二三四五六七八九十]{1,3}[、.，章条]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)|[①-⑳]")
_BLANK, _WIDE_BLANK = 0.3, 1.0  # sizes: gaps that are a blank between Latin words, between any words
_RECENT = 100  # equal letters of a row that are looked at
_MOST_ROWS = 5_000  # of a page; a page of small type has some hundred
_SMALL = 0.8  # of the size: raised letters
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DOUBLE = 0.15  # sizes: the same letter again so near is bold print done by hand


def rows_of(letters: Iterable[Letter]) -> tuple[Row, ...]:
    """The rows from top to bottom, or in the order of the page where that goes through columns or cells. Raises `Unreadable`."""
    grown: list[_Growing] = []
    for letter in letters:
        row = grown[-1] if grown else None
        if row is not None and row.repeats(letter):
            continue
        if row is not None and row.takes(letter):
            row.add(letter)
        else:
            grown.append(_Growing(letter))
    if len(grown) > _MOST_ROWS:
        raise Unreadable("too-large", f"有一页的文字散成 {len(grown)} 处，不像报告，没有检查；请确认是否选错了文件")
    filled = [row.finished() for row in grown if any(not letter.char.isspace() for letter in row.letters)]
    return _marked(_in_order(filled))


def foreign(rows: Iterable[Row]) -> float:
    """The share of letters whose code says nothing, because the typeface has no table for it."""
    words = "".join(row.words for row in rows)
    return sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000" for char in words) / max(1, len(words))


class _Growing:
    """A row that takes letters as long as they stand in it."""

    def __init__(self, letter: Letter) -> None:
        self.letters: list[Letter] = []
        self._places: dict[str, list[float]] = {}  # a letter -> where it stands
        self.add(letter)

    def add(self, letter: Letter) -> None:
        self._places.setdefault(letter.char, []).append(letter.left)
        raised = self.letters and self._is_raised(letter)
        self.letters.append(letter._replace(char=letter.char.translate(_RAISED)) if raised else letter)

    def takes(self, letter: Letter) -> bool:
        first, last = self.letters[0], self.letters[-1]
        size = max(first.size, letter.size)
        apart = _AFTER_NUMBER if NUMBERED.fullmatch("".join(one.char for one in self.letters[:8]).strip()) else _APART
        return (abs(letter.base - first.base) <= _SAME_ROW * size or self._is_raised(letter)) and -0.6 * size <= letter.left - last.right <= apart * size

    def _is_raised(self, letter: Letter) -> bool:
        """A mark of a note, a power: m², 见脚注¹."""
        first = self.letters[0]
        return letter.size <= _SMALL * first.size and 0.15 * first.size <= first.base - letter.base <= 0.8 * first.size

    def repeats(self, letter: Letter) -> bool:
        near = _DOUBLE * letter.size
        return abs(letter.base - self.letters[-1].base) <= near and any(abs(left - letter.left) <= near for left in self._places.get(letter.char, [])[-_RECENT:])

    def finished(self) -> Row:
        """Words without blanks at the ends; left and right are those of the words."""
        inked = [letter for letter in self.letters if not letter.char.isspace()]
        blank = {id(after): before.char for before, after in pairwise(self.letters) if before.char.isspace()}
        words = inked[0].char
        for before, letter in pairwise(inked):
            words += ("" if NUMBERED.fullmatch(words) else _blank(before, letter, blank.get(id(letter), ""))) + letter.char
        size = median(letter.size for letter in inked)
        return Row(words, inked[0].left, inked[-1].right, median(letter.base for letter in inked), size)


def _blank(before: Letter, letter: Letter, written: str) -> str:
    """What stands between two letters: between Latin ones the blank that is written or a gap, else an ideographic blank or a wide gap."""
    if written == "\u3000":
        return written
    gap = letter.left - before.right
    if before.char.isascii() and letter.char.isascii():
        return " " if written or gap > _BLANK * letter.size else ""
    return " " if gap > _WIDE_BLANK * letter.size else ""


def _in_order(rows: list[Row]) -> list[Row]:
    """As drawn, unless a row is drawn above an earlier one without standing to the right of it; then by place."""
    for before, row in pairwise(rows):
        if row.base < before.base - _SAME_ROW * row.size and row.left < before.right:
            return sorted(rows, key=lambda row: (round(row.base / max(1.0, row.size)), row.left))
    return rows


def _marked(rows: Sequence[Row]) -> tuple[Row, ...]:
    """With `shared` set where another row stands on the same base line."""
    by_base: dict[int, list[Row]] = {}
    for row in rows:
        by_base.setdefault(round(row.base / 4), []).append(row)

    def neighbours(row: Row) -> list[Row]:
        return [other for step in (-1, 0, 1) for other in by_base.get(round(row.base / 4) + step, ())]

    return tuple(
        row._replace(shared=any(other is not row and abs(other.base - row.base) <= _SAME_ROW * row.size for other in neighbours(row))) for row in rows
    )

"""From rows on pages to a document: rows that go on are joined to paragraphs, across pages too; page frames become furniture.

A new paragraph begins with an indent, after a row that ends before the margin, at another size of type, below a wider gap.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median, quantiles

from msgspec import Struct

from linter.document import BlockKind, Document, Unread
from linter.readers.building import Builder, Run
from linter.readers.layout import NUMBERED, Page, Row
from linter.readers.page_frame import frame

_INDENT = 0.9  # sizes: where a row begins so far from the left margin, a paragraph begins
_OTHER_SIZE = 0.12
_WIDE_GAP = 1.3  # usual distances of rows
_OFTEN = 0.04  # the share of rows from which a document marks its paragraphs so
_SMALL = 0.85  # of the usual size: notes
_NOTE = re.compile(r"[\[［（(]?[\d①-⑳※*⁰¹²³⁴-⁹]|注")
_SPARE = 0.8  # sizes: what may stay free at the right margin beside what did not fit
_LONG = 0.6  # of the longest row: rows that tell the margins
_HANGING = "，。、；：？！）》”’〉】"
_TOKEN = re.compile(r"[（《“‘〈【\[(]*(?:[A-Za-z0-9.%+\-/:]+|.)[，。、；：？！）》”’〉】％,.;:?!)\]]*")
_ENDS = re.compile(r"[。！？!?][”’）》)]*$")
_PAUSES = re.compile(r"[。！？；：!?;:][”’）》)]*$")


class _Margins(Struct, frozen=True):
    """Of a page. `gap`: the usual distance of rows; `indented`, `spaced`: whether paragraphs begin with an indent, below a wide gap."""

    left: float
    right: float
    gap: float
    indented: bool
    spaced: bool


_Place = tuple[int, Row, int]  # index of the page, row, column of the row in the page's text


def document_of(pages: Sequence[Page], format: str, unread: tuple[Unread, ...] = ()) -> Document:
    """The lines of the document are the pages' numbers, its columns code points of a page's text, rows one below the other."""
    outside = frame(pages)
    margins = _margins(pages, outside)
    usual = median([row.size for page in pages for row in page.rows] or [1.0])
    inside: list[_Place] = []
    apart: deque[tuple[BlockKind, list[_Place]]] = deque()
    for p, page in enumerate(pages):
        first_note = _first_note([row for r, row in enumerate(page.rows) if (p, r) not in outside], usual)
        notes: list[_Place] = []
        column = 1
        for r, row in enumerate((*page.rows, *page.apart)):
            place = (p, row, column)
            if (p, r) in outside or r >= len(page.rows):
                apart.append(("furniture", [place]))
            elif first_note is not None and row.base >= first_note.base:
                notes.append(place)
            else:
                inside.append(place)
            column += len(row.words) + 1
        apart.extend(("note", note) for note in _paragraphs(notes, margins))
    builder = Builder()
    for paragraph in _paragraphs(inside, margins):
        while apart and apart[0][1][0][0] < paragraph[0][0]:  # those of a page after what begins on it
            kind, places = apart.popleft()
            _add(builder, places, pages, kind)
        _add(builder, paragraph, pages, "cell" if paragraph[0][1].shared else "paragraph")
    for kind, places in apart:
        _add(builder, places, pages, kind)
    return builder.document(format, unread=unread)


def _first_note(rows: Sequence[Row], usual: float) -> Row | None:
    """The first row of the notes at the foot of a page: in smaller type, down to the end, and beginning with a mark."""
    first = None
    for row in reversed(rows):
        if row.size > _SMALL * usual or row.shared:
            break
        first = row
    return first if first is not None and first is not rows[0] and _NOTE.match(first.words) else None


def _add(builder: Builder, places: Sequence[_Place], pages: Sequence[Page], kind: BlockKind) -> None:
    runs = []
    for index, (p, row, column) in enumerate(places):
        blank = " " if index + 1 < len(places) and _needs_blank(row.words, places[index + 1][1].words) else ""
        runs.append(Run(row.words + blank, pages[p].number, column, (("kind", "page"), ("page", pages[p].number))))
    builder.add(runs, kind)


def _needs_blank(before: str, after: str) -> bool:
    """Latin words are broken at blanks, all others anywhere."""
    return before[-1].isascii() and after[0].isascii() and before[-1].isalnum() and after[0].isalpha()


def _paragraphs(places: Iterable[_Place], margins: Sequence[_Margins]) -> Iterator[list[_Place]]:
    paragraph: list[_Place] = []
    for place in places:
        in_cell = bool(paragraph) and paragraph[0][1].shared
        if paragraph and not (_is_in_cell(paragraph[-1], place) if in_cell else _goes_on(paragraph[-1], place, margins)):
            yield paragraph
            paragraph = []
        paragraph.append(place)
    if paragraph:
        yield paragraph


def _goes_on(one: _Place, other: _Place, margins: Sequence[_Margins]) -> bool:
    """Whether the second row belongs to the paragraph of the first."""
    before, row = one[1], other[1]
    here, there = margins[one[0]], margins[other[0]]
    if before.shared or row.shared or abs(before.size - row.size) > _OTHER_SIZE * before.size:
        return False
    if one[0] == other[0] and not 0 < row.base - before.base <= _WIDE_GAP * here.gap:
        return False
    if here.right - before.right > _width_of(_TOKEN.match(row.words), row) + _SPARE * row.size:
        return False
    ended, numbered = _ENDS.search(before.words) is not None, NUMBERED.match(row.words) is not None
    if numbered and _PAUSES.search(before.words):
        return False
    if row.left - there.left > _INDENT * row.size:  # a hanging indent goes on in the middle of a sentence
        return not ended and not numbered and row.left - there.left < 4 * row.size and row.left > before.left
    return not ended or here.indented or (here.spaced and one[0] == other[0])


def _is_in_cell(one: _Place, other: _Place) -> bool:
    """Whether the second row goes on in the cell of the first: right below it, at the same place."""
    before, row = one[1], other[1]
    below = one[0] == other[0] and 0 < row.base - before.base <= 2 * row.size
    return below and not row.shared and abs(row.left - before.left) <= _INDENT * row.size


def _width_of(token: re.Match[str] | None, row: Row) -> float:
    """How wide the word is that did not fit into the row before."""
    return sum(0.55 if char.isascii() else 1.0 for char in token.group()) * row.size if token else 0.0


def _margins(pages: Sequence[Page], outside: set[tuple[int, int]]) -> list[_Margins]:
    """Of every page its own where it holds enough rows, else those of all pages together."""
    rows = [[row for r, row in enumerate(page.rows) if (p, r) not in outside and not row.shared] for p, page in enumerate(pages)]
    gaps = [below.base - above.base for page in rows for above, below in pairwise(page) if below.base > above.base]
    gap = median(gaps) if gaps else 1.0
    indented = _is_indented(rows)
    spaced = sum(_WIDE_GAP * gap < wide < 3 * gap for wide in gaps) > _OFTEN * len(gaps)
    shared = _edges([row for page in rows for row in page])
    result = []
    for page in rows:
        left, right = _edges(page) if len(_long(page)) >= 8 else shared
        result.append(_Margins(left, right, gap, indented, spaced))
    return result


def _long(rows: Sequence[Row]) -> list[Row]:
    longest = max((row.right - row.left for row in rows), default=0.0)
    return [row for row in rows if row.right - row.left >= _LONG * longest]


def _edges(rows: Sequence[Row]) -> tuple[float, float]:
    long = _long(rows)
    if len(long) < 2:
        return (long[0].left, long[0].right) if long else (0.0, 0.0)
    right = [row.right - row.size * (row.words[-1] in _HANGING) for row in long]  # such marks may stand outside the margin
    return quantiles([row.left for row in long], n=10)[0], quantiles(right, n=10)[-1]


def _is_indented(pages: Sequence[Sequence[Row]]) -> bool:
    rows = [row for page in pages for row in page]
    left, _ = _edges(rows)
    long = _long(rows)
    return sum(_INDENT * row.size < row.left - left < 4 * row.size for row in long) > _OFTEN * len(long)

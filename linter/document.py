"""The report as the program holds it: one string of code points and where each part of it came from.

Every offset in the program is a half-open code-point range into `Document.text`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple

from msgspec import Struct

BlockKind = Literal["title", "heading", "paragraph", "cell", "note", "furniture"]
TraceKind = Literal["insertion", "deletion", "formatting", "comment", "hidden", "placeholder"]
# what the JSON calls a location: a line, a Word paragraph, a page
Location = tuple[tuple[str, str | int], ...]
LINE: Location = (("kind", "line"),)


class Span(NamedTuple):
    """A half-open range of code points, `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class Spans:
    """Spans that are asked often about a place: in a text of many, none is looked at one by one. They may overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reach = list(accumulate((span.end for span in ordered), max))  # how far those up to here go

    def overlap(self, span: Span) -> bool:
        """Whether any of them overlaps `span`."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reach[before - 1] > span.start

    def contain(self, span: Span) -> bool:
        """Whether any of them holds all of `span`."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and self._reach[before - 1] >= span.end


class Position(NamedTuple):
    """A place in the source file: 1-based line and column in code points."""

    line: int
    column: int


class Block(Struct, frozen=True):
    """A paragraph-sized part of the text; `level` is a heading's depth where the format itself states one."""

    span: Span
    kind: BlockKind = "paragraph"
    level: int | None = None


class Piece(Struct, frozen=True):
    """Where the text from `span` on stands in the source; code points run in step until the piece ends.

    `location` is what the JSON calls a location: `{"kind": "line"}`, a Word paragraph, a page. `generated` text (an automatic
    number) is shown by the word processor and written nowhere in the source: an edit may not touch it.
    """

    span: Span
    line: int
    column: int
    location: Location = LINE
    generated: bool = False


class Unread(Struct, frozen=True):
    """A part of the source that the reader could not read."""

    code: str
    message: str


class Trace(Struct, frozen=True):
    """What a reader notices beside the text: a tracked change, a comment, hidden text, a form field that still shows its prompt.

    `span` is what was inserted, commented, prompted; empty where nothing stands in the text (a deletion, hidden text).
    `text` is what was deleted, hidden or said in the comment; `thread` is the author of the comment that this one answers.
    A comment has an `id`; an answer names in `answers` the one that begins its thread; `done` is one marked as resolved.
    """

    kind: TraceKind
    span: Span
    text: str = ""
    author: str = ""
    thread: str = ""
    id: str = ""
    answers: str = ""
    done: bool = False


class Source(Struct, frozen=True):
    """How a text file was written, so that an edited text can be written back the same way."""

    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"


class Document(Struct, frozen=True, dict=True):
    """A report read from its source. Blocks are in order, do not overlap, and are joined by newlines in `text`.

    `published` is where the source states, as data or beside the title, the day on which it was published.
    """

    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    format: str = "text"
    unread: tuple[Unread, ...] = ()
    traces: tuple[Trace, ...] = ()
    source: Source = Source()
    published: Span | None = None

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.span.start for piece in self.pieces]

    @property
    def left_out(self) -> tuple[Span, ...]:
        """What the reader knows to be no part of the report: navigation of a page, headers, page numbers."""
        return tuple(block.span for block in self.blocks if block.kind == "furniture" and block.span.of(self.text).strip())

    def piece_at(self, offset: int) -> Piece:
        """The piece that holds `offset`; an offset past the last piece belongs to the last."""
        after = bisect_right(self._starts, offset)
        return self.pieces[after - 1 if after else 0]

    def position(self, offset: int) -> Position:
        """Line and column of `offset`. The end of a piece is the column after its last code point."""
        piece = self.piece_at(offset)
        start, end = piece.span
        inside = 0 if offset < start else (offset if offset < end else end) - start
        return Position(piece.line, piece.column + inside)

    def end_position(self, span: Span) -> Position:
        """Line and exclusive column of the end of `span`, on the line of its last code point."""
        if span.end <= span.start:
            return self.position(span.start)
        last = self.position(span.end - 1)
        return Position(last.line, last.column + 1)

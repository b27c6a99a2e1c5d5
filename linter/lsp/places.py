"""Places as an editor counts them: lines from 0, characters in units of the encoding that it asked for (UTF-16 unless it says).

A line ends at LF, CRLF or a lone CR and nowhere else. Python and pygls also end one at the line and page breaks that come with a
text pasted from Word (U+000B, U+000C, U+2028), so lines are found here.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol import types
from pygls.workspace import PositionCodec, TextDocument

from linter.document import Document, Position, Span

_BREAK = re.compile("\r\n|\n|\r")
_BOM = "\ufeff"


class Places:
    """From code points of a text to its lines and characters, and back."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        self._text, self._codec = text, codec
        breaks = [match.span() for match in _BREAK.finditer(text)]
        self._starts = [0, *(end for _, end in breaks)]
        self._ends = [*(start for start, _ in breaks), len(text)]
        self._rows = [0, *(match.end() for match in re.finditer("\n", text))]  # lines as a `Document` counts them
        self._lead = len(_BOM) if text.startswith(_BOM) else 0

    def position(self, offset: int) -> types.Position:
        line = bisect_right(self._starts, offset) - 1
        return types.Position(line, self._codec.client_num_units(self._text[self._starts[line] : offset]))

    def offset(self, position: types.Position) -> int:
        """The code point at `position`; one past the end of a line means that end, one past the last line the end of the text."""
        if position.line >= len(self._starts):
            return len(self._text)
        start, end = self._starts[position.line], self._ends[position.line]
        units = 0
        for at in range(start, end):
            if units >= position.character:
                return at
            units += self._codec.client_num_units(self._text[at])
        return end

    def range(self, document: Document, span: Span) -> types.Range:
        """Where a span of the document that was read from this text stands in it."""
        start = self._source_offset(document.position(span.start))
        end = self._source_offset(document.end_position(span))
        return types.Range(self.position(start), self.position(max(start, end)))

    def whole(self) -> types.Range:
        return types.Range(types.Position(0, 0), self.position(len(self._text)))

    def _source_offset(self, place: Position) -> int:
        lead = self._lead if place.line == 1 else 0  # a byte order mark is no column
        return min(self._rows[place.line - 1] + place.column - 1 + lead, len(self._text))


class OpenText(TextDocument):
    """A text that the editor holds, changed as it says."""

    def apply_change(self, change: types.TextDocumentContentChangeEvent) -> None:
        if isinstance(change, types.TextDocumentContentChangePartial):
            old = self.source
            places = Places(old, self.position_codec)
            start, end = places.offset(change.range.start), places.offset(change.range.end)
            self._source = old[:start] + change.text + old[max(start, end) :]
        else:
            self._source = change.text

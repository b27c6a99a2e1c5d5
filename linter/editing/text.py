"""Plain text and Markdown: encoding, byte order mark, newlines and every mark stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from linter.document import Document
from linter.readers.encoding import decode, encode
from linter.review import Edit


class Editor:
    """A text file and the document that was read from it."""

    def __init__(self, data: bytes, document: Document) -> None:
        self._data, self._document = data, document

    def reaches(self, edit: Edit) -> bool:
        """Whether the edit lies in one run of the source: no line break and no Markdown mark is inside."""
        return edit.span.end <= self._document.piece_at(edit.span.start).span.end

    def rewrite(self, edits: Sequence[Edit], _: date) -> bytes | None:
        """The file with the edits; null where it cannot be written back as it was."""
        text, source = decode(self._data)
        if encode(text, source) != self._data:
            return None  # two byte sequences of GB18030 that mean one character
        starts = [0]
        for line in text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        parts, last = [], 0
        for edit in edits:
            place = self._document.position(edit.span.start)
            start = starts[place.line - 1] + place.column - 1
            parts += [text[last:start], edit.text]
            last = start + edit.span.end - edit.span.start
        return encode("".join([*parts, text[last:]]), source)

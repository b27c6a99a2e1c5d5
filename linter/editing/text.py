"""Plain text and Markdown: encoding, byte order mark, newlines and every mark stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from linter.document import Document
from linter.readers.encoding import decode, encode
from linter.review import Edit


def reaches(document: Document, edit: Edit) -> bool:
    """Whether the edit lies in one run of the source: no line break and no Markdown mark is inside."""
    return edit.span.end <= document.piece_at(edit.span.start).span.end


def rewrite(data: bytes, document: Document, edits: Sequence[Edit], _: date) -> bytes | None:
    """The file with the edits, which are in order and do not overlap; null where it cannot be written back as it was."""
    text, source = decode(data)
    if encode(text, source) != data:
        return None  # two byte sequences of GB18030 that mean one character
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    parts, last = [], 0
    for edit in edits:
        place = document.position(edit.span.start)
        start = starts[place.line - 1] + place.column - 1
        parts += [text[last:start], edit.text]
        last = start + edit.span.end - edit.span.start
    return encode("".join([*parts, text[last:]]), source)

"""Plain text: one line, one block."""

from __future__ import annotations

from linter.document import Block, Document, Piece, Source, Span
from linter.readers.encoding import decode
from linter.readers.lines import source_lines


def read(data: bytes) -> Document:
    """A document of lines. CRLF and lone CR become LF in the text; lines and columns stay those of the file."""
    return from_string(*decode(data))


def from_string(text: str, source: Source | None = None) -> Document:
    blocks, pieces, parts = [], [], []
    offset = 0
    for words, line, column in source_lines(text):
        span = Span(offset, offset + len(words))
        blocks.append(Block(span))
        pieces.append(Piece(span, line, column))
        parts.append(words)
        offset = span.end + 1
    return Document("\n".join(parts), tuple(blocks), tuple(pieces), "text", source=source or Source())

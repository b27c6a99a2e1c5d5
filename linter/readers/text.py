"""Plain text: one line, one block."""

from __future__ import annotations

import re

from linter.document import Block, Document, Piece, Source, Span
from linter.readers.encoding import decode

_BREAK = re.compile("\r\n|\n|\r")


def read(data: bytes) -> Document:
    """A document of lines. CRLF and lone CR become LF in the text; lines and columns stay those of the file."""
    text, source = decode(data)
    return from_string(text, source)


def from_string(text: str, source: Source | None = None) -> Document:
    blocks, pieces, parts = [], [], []
    offset = start = 0
    line, line_start = 1, 0  # as `split("\n")` counts: a lone CR is a column of its line
    for match in [*_BREAK.finditer(text), None]:
        words = text[start : match.start()] if match else text[start:]
        span = Span(offset, offset + len(words))
        blocks.append(Block(span))
        pieces.append(Piece(span, line, start - line_start + 1))
        parts.append(words)
        offset = span.end + 1
        if match:
            start = match.end()
            if match.group() != "\r":
                line, line_start = line + 1, start
    return Document("\n".join(parts), tuple(blocks), tuple(pieces), "text", (), source or Source())

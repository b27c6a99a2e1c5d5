"""A report as plain text that a line-by-line comparison can follow: a sentence a line, an empty line between paragraphs."""

from __future__ import annotations

import re

from linter.document import Block, Document

_END = re.compile(r"(?<=[。！？；])(?![。！？；”’」』）])")
_MARKS = {"title": "# ", "cell": "| ", "note": "［注］", "furniture": "［页眉页脚］"}


def reading(document: Document, *, sentences: bool = True) -> str:
    """Everything that was read, numbers as a reader sees them. What the file itself calls a heading begins with # as in Markdown."""
    parts = [_part(document, block, sentences) for block in document.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _part(document: Document, block: Block, sentences: bool) -> str:
    words = block.span.of(document.text).strip()
    if not words:
        return ""
    mark = "#" * (block.level or 2) + " " if block.kind == "heading" else _MARKS.get(block.kind, "")
    return mark + ("\n".join(part.strip() for part in _END.split(words) if part.strip()) if sentences else words)

"""Markdown: marks are dropped from the text, what they mark is kept, and every kept run knows its line and column.

Ordered list numbers are the report's own numbering (1. 2.) and stay. Lines of four blanks are paragraphs, not code:
reports indent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from linter.document import Block, BlockKind, Document, Piece, Source, Span
from linter.readers.encoding import decode

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+")
_ATX_END = re.compile(r"[ \t]+#+[ \t]*$")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_LIST = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+$")
# what is dropped inside a line; the group is what stays of it
_INLINE = re.compile(
    r"<!--.*?-->|!\[[^\]]*\]\([^)]*\)|\[([^\]\[]+)\]\([^)]*\)|\*\*(?=\S)|(?<=\S)\*\*|~~|`+|\*(?=[^\s*])([^*]+?)(?<=\S)\*"
    r"|\\([!-/:-@\[-`{-~])|<br ?/?>"
)
_TITLE_LEVEL = 1


class _Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self.length = 0

    def block(self, runs: list[tuple[str, int]], line: int, kind: BlockKind = "paragraph", level: int | None = None) -> None:
        """Add one block of runs, each a piece of text with its 0-based column."""
        if self.blocks:
            self.parts.append("\n")
            self.length += 1
        start = self.length
        for words, column in runs or [("", 0)]:
            self.pieces.append(Piece(Span(self.length, self.length + len(words)), line, column + 1))
            self.parts.append(words)
            self.length += len(words)
        self.blocks.append(Block(Span(start, self.length), kind, level))


def read(data: bytes) -> Document:
    text, source = decode(data)
    return from_string(text, source)


def from_string(text: str, source: Source | None = None) -> Document:
    builder = _Builder()
    lines = [line.rstrip("\r") for line in text.split("\n")]
    skip_to = _after_front_matter(lines)
    fence = ""
    comment = False
    for number, line in enumerate(lines):
        if number < skip_to:
            continue
        if comment or (line.lstrip().startswith("<!--") and "-->" not in line):
            comment = "-->" not in line
            continue
        opening = _FENCE.match(line)
        if opening and (not fence or opening[1].startswith(fence)):
            fence = "" if fence else opening[1]
            continue
        _line(builder, line, number + 1, lines[number + 1] if number + 1 < len(lines) else "", bool(fence))
    return Document("".join(builder.parts), tuple(builder.blocks), tuple(builder.pieces), "markdown", (), source or Source())


def _line(builder: _Builder, line: str, number: int, following: str, verbatim: bool) -> None:
    if verbatim:
        builder.block([(line, 0)], number)
        return
    if _TABLE_RULE.match(line) or (_SETEXT.match(line) and builder.blocks and builder.blocks[-1].kind in ("title", "heading")):
        return
    if _RULE.match(line):
        return
    heading = _ATX.match(line)
    if heading:
        end = _ATX_END.search(line)
        level = len(heading[1])
        _heading(builder, list(_runs(line[: end.start()] if end else line, heading.end())), number, level)
        return
    if line.strip() and _SETEXT.match(following) and not line.lstrip().startswith(("|", "-", ">")):
        _heading(builder, list(_runs(line, 0)), number, 1 if following.strip().startswith("=") else 2)
        return
    if line.lstrip().startswith("|"):
        for left, right in _cells(line):
            builder.block(list(_runs(line[:right], left)), number, "cell")
        return
    begin = 0
    for marker in (_QUOTE, _LIST):
        match = marker.match(line, begin)
        begin = match.end() if match else begin
    builder.block(list(_runs(line, begin)), number)


def _heading(builder: _Builder, runs: list[tuple[str, int]], number: int, level: int) -> None:
    first = level == _TITLE_LEVEL and not any(block.kind == "title" for block in builder.blocks)
    builder.block(runs, number, "title" if first else "heading", level)


def _runs(line: str, begin: int) -> Iterator[tuple[str, int]]:
    """What stays of `line[begin:]`, with columns."""
    for match in _INLINE.finditer(line, begin):
        if match.start() > begin:
            yield line[begin : match.start()], begin
        for group in (1, 2, 3):
            if match[group]:
                yield match[group], match.start(group)
        begin = match.end()
    if begin < len(line):
        yield line[begin:], begin


def _cells(line: str) -> Iterator[tuple[int, int]]:
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    bounds = [*bars, len(line)] if line.strip() and not line.rstrip().endswith("|") else bars
    for left, right in pairwise(bounds):
        words = line[left + 1 : right]
        if words.strip():
            start = left + 1 + len(words) - len(words.lstrip())
            yield start, start + len(words.strip())


def _after_front_matter(lines: list[str]) -> int:
    """The index after a YAML front matter; 0 where there is none."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    for index, line in enumerate(lines[1:60], 1):
        if line.rstrip() in ("---", "..."):
            return index + 1
    return 0

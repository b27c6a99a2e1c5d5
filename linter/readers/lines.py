"""The lines of a text file with their places: CRLF, LF and a lone CR all end a line of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_BREAK = re.compile("\r\n|\n|\r")


def unified(text: str) -> str:
    """The same lines, each ended by LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class SourceLine(NamedTuple):
    """Words between two breaks, and where they begin in the file as `split("\\n")` counts: a lone CR is a column of its line."""

    words: str
    line: int
    column: int


def source_lines(text: str) -> Iterator[SourceLine]:
    start = line_start = 0
    line = 1
    for match in _BREAK.finditer(text):
        yield SourceLine(text[start : match.start()], line, start - line_start + 1)
        start = match.end()
        if match.group() != "\r":
            line, line_start = line + 1, start
    yield SourceLine(text[start:], line, start - line_start + 1)

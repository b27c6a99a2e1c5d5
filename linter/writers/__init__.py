"""From results to what is printed or saved, one file a format. A writer reads reviews and changes nothing.

A format's module offers `write(results, look)`: lines of styled text for people, a stream, a string or bytes for programs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.writers.paint import Line

if TYPE_CHECKING:
    from linter.batch import Result


class Stream(Struct, frozen=True):
    """A document for programs as UTF-8, part by part, to be gone through once: its whole need never be in memory."""

    parts: Iterable[bytes]

    def __str__(self) -> str:
        return b"".join(self.parts).decode()


Content = Iterable[Line] | str | bytes | Stream

# name of a format -> module in this package
FORMATS: Mapping[str, str] = {
    "text": "text", "concise": "concise", "json": "json", "jsonl": "jsonl", "html": "html", "docx": "docx", "csv": "csv", "markdown": "markdown",
    "sarif": "sarif", "github": "github", "gitlab": "gitlab", "junit": "junit", "checkstyle": "checkstyle", "rdjson": "rdjson",
}
# formats that are files of their own kind, never printed on a screen
BINARY: frozenset[str] = frozenset({"docx"})


class Unwritable(Exception):
    """Results that a format cannot hold, or an input that is not to be had any more; the text says why."""


class Look(Struct, frozen=True):
    """How to show it: `width` in cells, `ambiguous` cells of “ ” …; `wrapped` on a terminal, not in a pipe where a line is a record.

    `day` is the date that a format which needs one puts in.
    """

    width: int = 80
    wrapped: bool = False
    ambiguous: int = 1
    everything: bool = False
    checklist: bool = True
    statistics: bool = False
    quiet: bool = False
    suppressed: bool = False
    day: date = date(2000, 1, 1)


def shows_checklist(name: str, look: Look) -> bool:
    """Whether it is part of that format."""
    return name in ("json", "jsonl", "html") or (look.checklist and (name == "docx" or (name == "text" and not look.quiet)))


def write(name: str, results: Sequence[Result], look: Look) -> Content:
    """The results in the format of that name. Raises `Unwritable`."""
    content: Content = import_module(f"{__name__}.{FORMATS[name]}").write(results, look)
    return content

"""From a parsed web page to passages: rows of text as a browser would show them, each with its places and its surroundings.

A passage ends where a browser begins a new line. Blanks are collapsed as a browser does; a line break of the source
between Chinese characters is no blank. What is not shown (scripts, hidden elements) is left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field

from linter.document import BlockKind
from linter.readers.html_lists import Numbering
from linter.readers.html_tables import data_tables

if TYPE_CHECKING:
    from justhtml import Node

_UNSEEN = frozenset("head script style noscript template iframe object embed applet audio video canvas svg math datalist title".split())
_STYLED_AWAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CONTAINERS = frozenset("html body div section article main table ul ol dl form fieldset blockquote center details figure header footer nav aside".split())
_ROWS = _CONTAINERS | frozenset(
    "p h1 h2 h3 h4 h5 h6 li dt dd tr td th thead tbody tfoot caption pre hr address option select button textarea legend summary figcaption menu dir marquee"
    .split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LANDMARKS = frozenset("nav aside footer select button textarea menu dialog".split())
_LANDMARK_ROLES = frozenset("navigation banner contentinfo complementary search menu menubar toolbar dialog".split())
_BLANK = re.compile(r"[ \t\n\f\r]+")
_STEP = re.compile(r"&(?:#[xX]?[0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);?|\r\n?|<[^>]*>|[^&\r<\0]+|.", re.DOTALL)
_ATTACHMENT = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|rtf|txt|zip|rar|7z)(?:[?#].*)?$", re.IGNORECASE)


class Words(NamedTuple):
    """Words of a passage and where they stand: an offset into the source; `generated` ones at what they belong to."""

    words: str
    at: int
    generated: bool = False


class Passage(Struct):
    """`linked` of its characters stand in links, those to attached files not counted. `climb` is how many containers end between
    the passage before and this one. `landmark`: it stands in an element that says itself that it is not the text."""

    kind: BlockKind = "paragraph"
    level: int | None = None
    words: list[Words] = field(default_factory=list)
    linked: int = 0
    climb: int = 0
    landmark: bool = False
    links: list[tuple[str, str]] = field(default_factory=list)  # words, address

    @property
    def text(self) -> str:
        return "".join(part.words for part in self.words)

    @property
    def size(self) -> int:
        """Characters without blanks."""
        return sum(not char.isspace() for part in self.words for char in part.words)


def passages(root: Node, source: str) -> list[Passage]:
    """Every passage that is shown, in the order of the page."""
    return _Walk(source, data_tables(root)).run(root)


class _Walk:
    def __init__(self, source: str, tables: set[int]) -> None:
        self.source, self.tables = source, tables
        self.done: list[Passage] = []
        self.row = Passage()
        self.blank: tuple[int, bool] | None = None  # a blank that waits for the next word: its place, whether it is a line break
        self.climb = 0
        self.label, self.numbering = "", Numbering()
        self.inside: dict[str, int] = {}  # how many open elements are of a kind that matters
        self.address = ""

    def run(self, root: Node) -> list[Passage]:
        """Without recursion: pages nest as deep as they like."""
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                self.leave(node)
            elif node.name == "#text":
                self.text(node)
            elif not _is_unseen(node):
                self.enter(node)
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(node.children or ()))
        self.flush()
        return self.done

    def enter(self, node: Node) -> None:
        name = node.name
        if name in _ROWS or name == "br":
            self.flush()
        for state in _states(node, self.tables):
            self.inside[state] = self.inside.get(state, 0) + 1
        if name == "a":
            self.address = (node.attrs or {}).get("href") or ""
        elif name == "li":
            self.label = self.numbering.label(node)

    def leave(self, node: Node) -> None:
        name = node.name
        if name in _ROWS:
            self.flush()
            self.label = ""
        self.climb += name in _CONTAINERS
        for state in _states(node, self.tables):
            self.inside[state] -= 1
        if name == "a":
            self.address = ""

    def text(self, node: Any) -> None:
        at = node.origin_offset or 0
        for part in located(self.source, at, node.data):
            if self.inside.get("pre"):
                self._as_written(part)
            else:
                self._collapsed(part)

    def _as_written(self, part: Words) -> None:
        start = part.at
        for number, line in enumerate(part.words.split("\n")):
            if number:
                self.flush()
            self._add(Words(line, start))
            start += len(line) + 1

    def _collapsed(self, part: Words) -> None:
        start = 0
        for match in _BLANK.finditer(part.words):
            self._add(Words(part.words[start : match.start()], part.at + start))
            breaks = "\n" in match.group() and (self.blank is None or self.blank[1])
            self.blank = (self.blank[0] if self.blank else part.at + match.start(), breaks)
            start = match.end()
        self._add(Words(part.words[start:], part.at + start))

    def _add(self, part: Words) -> None:
        if not part.words:
            return
        row = self.row
        if self.label and part.words.strip():
            row.words.append(Words(self.label, part.at, generated=True))
            self.label, self.blank = "", None
        if self.blank is not None and row.words:
            before, after = row.words[-1].words[-1], part.words[0]
            if not (self.blank[1] and (_is_wide(before) or _is_wide(after))):
                row.words.append(Words(" ", self.blank[0]))
        self.blank = None
        row.words.append(part)
        if self.address and not _ATTACHMENT.search(self.address):
            row.linked += sum(not char.isspace() for char in part.words)
        if self.address:
            row.links.append((part.words, self.address))

    def flush(self) -> None:
        """End the passage; one without words is none."""
        row, self.row, self.blank = self.row, Passage(), None
        row.words = _stripped(row.words)
        if not row.words:
            return
        if self.inside.get("cell"):
            row.kind = "cell"
        else:
            row.level = next((level for name, level in _HEADINGS.items() if self.inside.get(name)), None)
            row.kind = "heading" if row.level else "paragraph"
        row.landmark = bool(self.inside.get("landmark"))
        row.climb, self.climb = self.climb, 0
        self.done.append(row)


def located(source: str, at: int, data: str) -> Iterator[Words]:
    """The text of a node, which begins at `at`, in parts whose code points run in step with the source (a reference stands for
    one character, and a parser that puts text of two places into one node leaves out the tags between)."""
    done = 0
    while done < len(data):
        match = _STEP.match(source, at)
        if match is None:
            break
        token = match.group()
        if token.startswith("&"):
            shown = html.unescape(token)
        elif token.startswith("<") and not data.startswith(token, done):
            shown = "<" if data[done] == "<" else ""
            at = at + 1 if shown else match.end()
            if shown:
                yield Words("<", at - 1)
                done += 1
            continue
        else:
            shown = "\n" if token[0] == "\r" else "" if token == "\0" else token
        shown = shown[: len(data) - done]
        if not data.startswith(shown, done):
            break
        if shown:
            yield Words(shown, at)
        done += len(shown)
        at = match.end()
    if done < len(data):  # where the parser mended more than we follow: all at the last place known
        yield Words(data[done:], at)


def _states(node: Node, tables: set[int]) -> Iterator[str]:
    name, attrs = node.name, node.attrs or {}
    if name in _HEADINGS or name in ("pre", "textarea"):
        yield "pre" if name == "textarea" else name
    if name in _LANDMARKS or (attrs.get("role") or "").strip().lower() in _LANDMARK_ROLES:
        yield "landmark"
    if id(node) in tables:
        yield "cell"


def _is_unseen(node: Node) -> bool:
    if node.name in _UNSEEN or node.name.startswith(("#comment", "!", "?")):
        return True
    attrs = node.attrs or {}
    return "hidden" in attrs or (node.name == "input") or _STYLED_AWAY.search(attrs.get("style") or "") is not None


def _is_wide(char: str) -> bool:
    return char >= "\u2e80" or char in "“”‘’…—·"


def _stripped(words: list[Words]) -> list[Words]:
    """Without blanks at the ends."""
    while words and not words[0].words.strip():
        words = words[1:]
    while words and not words[-1].words.strip():
        words = words[:-1]
    if not words or (len(words) == 1 and words[0].generated):
        return []
    first = words[0]
    lead = len(first.words) - len(first.words.lstrip())
    words[0] = Words(first.words[lead:], first.at + lead, first.generated)
    words[-1] = Words(words[-1].words.rstrip(), words[-1].at, words[-1].generated)
    return words

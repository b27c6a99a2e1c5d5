"""Markdown: marks are dropped from the text, what they mark is kept, and every kept run knows its line and column.

Ordered list numbers are the report's own numbering (1. 2.) and stay. Lines of four blanks are paragraphs, not code:
reports indent. Where CommonMark would swallow the report's words (a comment or front matter that never ends), they stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from linter.document import BlockKind, Document, Source
from linter.readers.building import Builder, Run
from linter.readers.encoding import decode
from linter.readers.lines import SourceLine, source_lines

_FENCE = re.compile(r" {0,3}(```+|~~~+(?!~))[ \t]*([!-_a-~][!-_a-~ \t]*)?$")  # the name of a language may follow, words of the report not
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|(?=[\u3400-\u9fff（《“]))")  # many write no blank after the #
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_SETEXT_LONGEST = 60  # a longer line above --- is a paragraph above a rule
_LIST = re.compile(r"[ \t]*[-*+][ \t]+(?=\S)")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_BAR = re.compile(r"(?<!\\)\|")
_FRONT_MATTER = re.compile(r"[\w-]+[ \t]*:(?:\s|$)|[ \t#-]|$")
_BREAK = re.compile(r"<br ?/?>|</(?:p|div|li|t[dhr])>", re.IGNORECASE)
# what is dropped inside a line; a group is what stays of it
_INLINE = re.compile(
    r"<!--.{0,2000}?-->|!\[[^\]]{0,300}\]\([^)]{0,500}\)|\[([^\]\[]{1,300})\]\([^)]{0,500}\)"
    r"|\*\*(?=\S)|(?<=\S)\*\*|~~|`+|\*(?=[^\s*])([^*]+?)(?<=\S)\*|\\([!-/:-@\[-`{-~])"
    r"|</?(?:a|b|center|div|em|font|i|li|ol|p|s|span|strong|su[bp]|table|tbody|thead|t[dhr]|u|ul)(?: [^<>]{0,200})?>"
    r"|&(?:nbsp|ensp|emsp|#160|#12288);"
)

Runs = list[tuple[str, int]]  # pieces of a line that stay, each with its 0-based place in the line


class _Builder(Builder):
    def block(self, runs: Runs, source: SourceLine, kind: BlockKind = "paragraph", level: int | None = None) -> None:
        """Add one block made of runs of one source line."""
        self.add([Run(words, source.line, source.column + at) for words, at in runs or [("", 0)]], kind, level)

    def heading(self, runs: Runs, source: SourceLine, level: int) -> None:
        """The first heading of the first level is the title."""
        first = level == 1 and not any(block.kind == "title" for block in self.blocks)
        self.block(runs, source, "title" if first else "heading", level)


def read(data: bytes) -> Document:
    return from_string(*decode(data))


def from_string(text: str, source: Source | None = None) -> Document:
    builder = _Builder()
    lines = list(source_lines(text))
    lines = list(_without_comments(lines[_after_front_matter(lines) :]))
    fence = ""
    for line, following in pairwise([*lines, SourceLine("", 0, 0)]):
        opening = _FENCE.match(line.words)
        if opening and (not fence or (opening[1].startswith(fence) and not opening[2])):
            fence = "" if fence else opening[1]
        elif fence:
            builder.block([(line.words, 0)], line)
        else:
            _line(builder, line, following.words)
    return builder.document("markdown", source=source or Source())


def _line(builder: _Builder, source: SourceLine, following: str) -> None:
    line = source.words
    underlines = _SETEXT.match(line) and builder.blocks and builder.blocks[-1].kind in ("title", "heading")
    if underlines or _is_rule(line) or _is_table_rule(line):
        return
    heading = _ATX.match(line)
    if heading:
        builder.heading(list(_runs(line, heading.end(), _atx_end(line))), source, len(heading[1]))
    elif _is_underlined(line, following):
        builder.heading(list(_runs(line, 0, len(line))), source, 1 if following.lstrip().startswith("=") else 2)
    elif line.lstrip().startswith("|"):
        for start, end in _cells(line):
            _blocks(builder, source, start, end, "cell")
    else:
        begin = 0
        for marker in (_QUOTE, _LIST):
            match = marker.match(line, begin)
            begin = match.end() if match else begin
        _blocks(builder, source, begin, len(line), "paragraph")


def _blocks(builder: _Builder, source: SourceLine, start: int, end: int, kind: BlockKind) -> None:
    """A block for each part of `source[start:end]` between line breaks of HTML."""
    breaks = [match.span() for match in _BREAK.finditer(source.words, start, end)]
    for (_, left), (right, _) in pairwise([(start, start), *breaks, (end, end)]):
        if left < right or not breaks:
            builder.block(list(_runs(source.words, left, right)), source, kind)


def _runs(line: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """What stays of `line[start:end]`, with places."""
    for match in _INLINE.finditer(line, start, end):
        if match.start() > start:
            yield line[start : match.start()], start
        if match.lastindex == 3:  # an escaped mark
            yield match[3], match.start(3)
        elif match.lastindex:
            yield from _runs(line, *match.span(match.lastindex))
        start = match.end()
    if start < end:
        yield line[start:end], start


def _is_rule(line: str) -> bool:
    marks = "".join(line.split())
    return len(marks) >= 3 and marks[0] in "*-_" and marks == marks[0] * len(marks) and not line.startswith("    ")


def _is_table_rule(line: str) -> bool:
    return "|" in line and "-" in line and not line.strip("|:- \t")


def _is_underlined(line: str, following: str) -> bool:
    short = 0 < len(line.strip()) <= _SETEXT_LONGEST
    return short and _SETEXT.match(following) is not None and not line.lstrip().startswith(("|", "-", ">"))


def _atx_end(line: str) -> int:
    """Where a heading's words end: closing marks and the blank before them are not its words."""
    words = line.rstrip()
    bare = words.rstrip("#")
    return len(bare.rstrip()) if bare != words and bare.endswith((" ", "\t")) else len(words)


def _cells(line: str) -> Iterator[tuple[int, int]]:
    bars = [match.start() for match in _BAR.finditer(line)]
    for left, right in pairwise(bars if line.rstrip().endswith("|") and len(bars) > 1 else [*bars, len(line)]):
        words = line[left + 1 : right]
        if words.strip():
            start = left + 1 + len(words) - len(words.lstrip())
            yield start, start + len(words.strip())


def _after_front_matter(lines: Sequence[SourceLine]) -> int:
    """The index after a YAML front matter; 0 where there is none, as where a text stands between two rules."""
    if lines[0].words.rstrip() != "---":
        return 0
    for index, line in enumerate(lines[1:60], 1):
        if line.words.rstrip() in ("---", "..."):
            return index + 1
        if not _FRONT_MATTER.match(line.words):
            return 0
    return 0


def _without_comments(lines: Sequence[SourceLine]) -> Iterator[SourceLine]:
    """The lines without comments that run over several; those within one line are dropped with the other marks."""
    last_end = max((index for index, line in enumerate(lines) if "-->" in line.words), default=-1)
    inside = False
    for index, line in enumerate(lines):
        words, column = line.words, line.column
        if inside:
            end = words.find("-->")
            if end < 0:
                continue
            inside = False
            words, column = words[end + 3 :], column + end + 3
        opening = words.rfind("<!--")
        if opening > words.rfind("-->") and index < last_end:
            words, inside = words[:opening], True
        yield SourceLine(words, line.line, column)

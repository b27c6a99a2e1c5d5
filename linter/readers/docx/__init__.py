"""Word files (.docx), read as Word shows them: one paragraph, one block, a line break within it begins another.

`open_word(data)` gives the `Document` together with the paragraphs it is made of, for an editor:

    word = open_word(data)
    for atom, start, end in word.atoms(finding.span):
        # code points start:end of atom.text lie in the span. Where atom.is_source they are
        # atom.node.text[atom.at + start : atom.at + end], atom.node being the w:t inside its w:r;
        # elsewhere (an automatic number, a tab, a break) there is no text in the file to edit.

The nodes belong to the trees in `word.parts.trees`, one a part, unchanged: change them and write those parts back.
Columns count the paragraph as it is shown, its automatic number included.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from linter.document import Document, Location, Span, Trace, Unread
from linter.readers.building import Builder, Run
from linter.readers.docx.comments import comment_traces
from linter.readers.docx.paragraphs import Atom, Paragraph
from linter.readers.docx.parts import Parts
from linter.readers.docx.stories import Stories

_NEAR = 50  # blank paragraphs within one tracked change


class Word(Struct, frozen=True, dict=True):
    """A Word file that was read: the document, the paragraphs in its order, and the parts they belong to."""

    document: Document
    paragraphs: tuple[Paragraph, ...]
    parts: Parts

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def paragraph_at(self, offset: int) -> Paragraph:
        return self.paragraphs[max(0, bisect_right(self._starts, offset) - 1)]

    def atoms(self, span: Span) -> Iterator[tuple[Atom, int, int]]:
        """The stretches of text that `span` covers, each with the range of its own text that lies in the span."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        for paragraph in self.paragraphs[first:]:
            if paragraph.start >= span.end:
                return
            at = paragraph.start
            for atom in paragraph.atoms:
                start, end = max(span.start - at, 0), min(span.end - at, len(atom.text))
                if start < end:
                    yield atom, start, end
                at += len(atom.text)


def read(data: bytes) -> Document:
    return open_word(data).document


def open_word(data: bytes) -> Word:
    """Raises `Unreadable`."""
    parts = Parts(data)
    stories = Stories(parts)
    paragraphs = tuple(stories.paragraphs())
    _title(paragraphs)
    builder = Builder()
    for paragraph in paragraphs:
        lines = [builder.add(line, paragraph.kind, paragraph.level) for line in _lines(paragraph)]
        paragraph.start = lines[0].start
    document = builder.document("docx", unread=tuple(Unread("embedded", f"{what}没有读出来") for what in dict.fromkeys(stories.lost)))
    traces = sorted([*_traces(paragraphs, document.text), *comment_traces(parts, paragraphs)], key=lambda trace: trace.span)
    return Word(replace(document, traces=tuple(traces)), paragraphs, parts)


def _title(paragraphs: tuple[Paragraph, ...]) -> None:
    """Levels as other formats have them, where the title is 1. Without a paragraph in Word's title style, the one heading of
    the first level above all others is the title; else the first level is that of the sections."""
    headings = [paragraph for paragraph in paragraphs if paragraph.kind == "heading"]
    top = [heading for heading in headings if heading.level == 1]
    titled = any(paragraph.kind == "title" for paragraph in paragraphs)
    if len(top) == 1 and top == headings[:1] and not titled:
        headings[0].kind = "title"
        return
    for heading in headings:
        heading.level = (heading.level or 1) + 1


def _lines(paragraph: Paragraph) -> Iterator[list[Run]]:
    """The paragraph between its line breaks. Columns begin anew where another w:p was joined to it."""
    line: list[Run] = []
    number, column = paragraph.number, 1
    for atom in paragraph.atoms:
        number, column = atom.number, column if atom.number == number else 1
        run = Run(atom.text, number, column, _location(paragraph.part, number), atom.node is None)
        if atom.text == "\n":
            yield line or [run._replace(words="")]
            line = []
        else:
            line.append(run)
        column += len(atom.text)
    yield line or [Run("", number, column, _location(paragraph.part, number))]


def _location(part: str, number: int) -> Location:
    return (("kind", "paragraph"), ("part", part), ("paragraph", number))


def _traces(paragraphs: tuple[Paragraph, ...], text: str) -> Iterator[Trace]:
    """Tracked changes, hidden text and prompts. A change that Word has split up, or that runs over paragraphs, is one again."""
    last: dict[tuple[str, str], Trace] = {}  # by kind and author
    for paragraph in paragraphs:
        for mark in paragraph.marks:
            trace = Trace(mark.kind, Span(paragraph.start + mark.start, paragraph.start + mark.end), mark.text, mark.author)
            before = last.pop((trace.kind, trace.author), None)
            if before is not None and trace.kind != "placeholder" and _touch(text, before.span.end, trace.span.start):
                trace = replace(trace, span=Span(before.span.start, trace.span.end), text=before.text + trace.text)
            elif before is not None:
                yield before
            last[trace.kind, trace.author] = trace
    yield from last.values()


def _touch(text: str, end: int, start: int) -> bool:
    """Whether nothing stands between but ends of paragraphs."""
    return start - end < _NEAR and not text[end:start].strip("\n")

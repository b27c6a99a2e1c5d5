"""Sentences of the report with their section, and the clauses of a sentence. Headings are sentences too, marked so."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from msgspec import Struct

from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body, furniture
from linter.facts.outline import Section, outline
from linter.facts.signature import signature
from linter.facts.title import title
from linter.late import late

_END = late(r"[。！？]+[”’」』）]*|\n")
_CLAUSE = late(r"[^，；：。！？]+(?:，(?<=\d，)(?=\d{3}(?![\d%]))[^，；：。！？]+)*")  # the comma of 1,346 parts nothing
SIGNATURE, HEADING = "落款", "，标题"  # what a place is called there; how the name of a heading's ends
_LONGEST = 2_000  # letters; nobody writes such a sentence, and what looks through a sentence for each word of it must come to an end


class Sentence(Struct, frozen=True):
    """`ordinal` counts from 1 within the section's own text (headings are 0), `section` is its index or null.

    `clauses` are its parts between ，；：。 — without the mark, none empty.
    """

    index: int
    span: Span
    clauses: tuple[Span, ...]
    section: int | None
    ordinal: int
    heading: bool = False


class Sentences(Struct, frozen=True, dict=True):
    all: tuple[Sentence, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.all]

    def at(self, offset: int) -> Sentence | None:
        """The sentence that holds `offset`, or the one before it."""
        index = bisect_right(self._starts, offset) - 1
        return self.all[index] if index >= 0 else None

    def within(self, span: Span) -> tuple[Sentence, ...]:
        """Sentences that begin inside `span`."""
        first = bisect_right(self._starts, span.start - 1)
        last = bisect_right(self._starts, span.end - 1)
        return self.all[first:last]


def sentences(facts: Facts) -> Sentences:
    """Every sentence of the body after the title, in order."""
    flat, tree, heading = facts(folded), facts(outline), facts(title)
    headings = {section.heading.start: section for section in tree.sections if section.title.end > section.title.start}
    found: list[Sentence] = []
    count: dict[int | None, int] = {}
    for block in facts(body):
        if heading is not None and block.span.overlaps(heading.span):
            continue
        for span in _split(flat, block.span, headings):
            section = tree.at(span.start)
            index = section.index if section else None
            is_heading = span.start in headings
            if not is_heading:
                count[index] = count.get(index, 0) + 1
            found.append(Sentence(len(found), span, tuple(clauses(flat, span)), index, 0 if is_heading else count[index], is_heading))
    return Sentences(tuple(found))


def _split(flat: str, block: Span, headings: dict[int, Section]) -> list[Span]:
    result: list[Span] = []
    start = _skip_blanks(flat, block.start, block.end)
    if start in headings:
        end = headings[start].heading.end
        result.append(Span(start, end))
        start = _skip_blanks(flat, end + (flat[end : end + 1] == "。"), block.end)
    while start < block.end:
        limit = min(block.end, start + _LONGEST)
        match = _END.search(flat, start, limit)
        end = match.end() if match else limit if limit == block.end else _after_comma(flat, start, limit)
        stop = start + len(flat[start:end].rstrip())
        if stop > start:
            result.append(Span(start, stop))
        start = _skip_blanks(flat, end, block.end)
    return result


def _after_comma(flat: str, start: int, end: int) -> int:
    return max(flat.rfind(mark, start, end) for mark in "，；") + 1 or end


def _skip_blanks(flat: str, start: int, end: int) -> int:
    while start < end and flat[start] == " ":
        start += 1
    return start


def clauses(flat: str, span: Span) -> list[Span]:
    """The parts of a sentence between ，；：。 — without the mark, none empty."""
    return [Span(*match.span()) for match in _CLAUSE.finditer(flat, span.start, span.end)]


def place(facts: Facts, offset: int) -> str:
    """Where in the outline `offset` stands, as a person would say it: 二（五）3，第2句."""
    heading = facts(title)
    if any(span.start <= offset < span.end for span in facts(furniture).marked):
        return "页头页脚"
    if heading is not None and offset < heading.span.end:
        return "标题" if offset >= heading.span.start else "篇首"
    if any(stretch.start <= offset < stretch.end for stretch in facts(furniture).spans):
        return "页头页脚"
    if any(span.start <= offset < span.end for span in facts(signature).spans):
        return SIGNATURE
    tree = facts(outline)
    sentence = facts(sentences).at(offset)
    section = tree.at(offset)
    if section is None:
        return f"开头，第{sentence.ordinal}句" if sentence and not sentence.heading else "开头"
    name = tree.name(section)
    if sentence is None or sentence.heading or sentence.section != section.index:
        return f"{name}{HEADING}"
    return f"{name}，第{sentence.ordinal}句"

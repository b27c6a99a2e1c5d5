"""The report as written, for a page: its blocks in order, marks in place, and beside each block what is said of it.

Marks may nest, overlap and run over blocks: a block is cut wherever a mark begins or ends, and each piece carries all marks on it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from linter.document import Document, Span
from linter.facts import Facts
from linter.facts.outline import outline
from linter.facts.title import title
from linter.writers.markup import Node, Safe, join, tag

_FOLDED = 3  # blocks of a page's frame in a row that may stand open
_TOP = 4  # level of the report's first heading in the page


class Mark(Struct, frozen=True):
    """A stretch to be marked; an empty one is a place only. `name` is the id of the place where it begins, `badge` stands there."""

    name: str
    span: Span
    classes: str = ""
    badge: Safe | None = None


class Blocks:
    """The blocks of a document that hold words, and which of them an offset belongs to."""

    def __init__(self, document: Document) -> None:
        self.all = [block for block in document.blocks if block.span.of(document.text).strip()]
        self._starts = [block.span.start for block in self.all]

    def at(self, offset: int) -> int:
        """The index of the block that holds `offset`, or of the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)


def marked(document: Document, prefix: str, marks: Sequence[Mark], beside: Callable[[int], Node]) -> Iterator[Node]:
    """The text as elements with ids `prefix`b0, b1 …; `beside` gives what stands next to the block of that index."""
    blocks = Blocks(document)
    on: dict[int, list[Mark]] = defaultdict(list)
    beginning: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        first = blocks.at(mark.span.start)
        beginning[first].append(mark)
        for index in range(first, blocks.at(max(mark.span.start, mark.span.end - 1)) + 1):
            on[index].append(mark)
    heads = _heads(document, blocks)

    def shown(index: int) -> Iterator[Node]:
        block = blocks.all[index]
        name, level = heads.get(index, (f"block-{block.kind}", 0))
        words = join(_pieces(document.text, block.span, on[index], beginning[index]))
        yield tag(f"h{min(level, 6)}" if level else "p", words, id=f"{prefix}b{index}", class_=name)
        yield beside(index)

    for furniture, group in groupby(range(len(blocks.all)), key=lambda index: blocks.all[index].kind == "furniture"):
        parts = [list(shown(index)) for index in group]
        folded = furniture and len(parts) > _FOLDED
        yield tag("details", tag("summary", f"页眉、页脚、网页导航等 {len(parts)}处，不作正文"), *parts, class_="frame") if folded else join(*parts)


def _heads(document: Document, blocks: Blocks) -> dict[int, tuple[str, int]]:
    """Class and heading level (0: not a heading of its own) of the blocks of the title and of headings, by index.

    No heading is more than one level below the one before it.
    """
    facts = Facts(document)
    result: dict[int, tuple[str, int]] = {}
    last = _TOP - 1
    if heading := facts(title):
        first = blocks.at(heading.span.start)
        result = dict.fromkeys(range(first, blocks.at(heading.span.end - 1) + 1), ("title", 0)) | {first: ("title", _TOP)}
        last = _TOP
    base = last + 1
    for section in facts(outline).sections:
        index = blocks.at(section.heading.start)
        if not section.run_in and section.title.end > section.title.start and index not in result:
            last = min(base + section.level - 1, last + 1)
            result[index] = ("heading", last)
    return result


def _pieces(text: str, block: Span, marks: Sequence[Mark], beginning: Sequence[Mark]) -> Iterator[Node]:
    """The words of a block, cut where marks begin and end, the longest mark outermost; a place before each that begins here."""
    parts = {mark.name: _within(mark.span, block) for mark in marks}
    cuts = sorted({*block, *(edge for part in parts.values() for edge in part)})
    places: dict[int, list[Mark]] = defaultdict(list)
    for mark in beginning:
        places[parts[mark.name].start].append(mark)
    inward = deque(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)))
    over: list[Mark] = []  # those that the piece stands in
    for start, end in zip(cuts, [*cuts[1:], block.end], strict=True):
        for mark in places[start]:
            yield tag("span", mark.badge, id=mark.name, class_="place" if mark.span.end > mark.span.start else "bare place")
        while inward and parts[inward[0].name].start <= start:
            over.append(inward.popleft())
        over = [mark for mark in over if parts[mark.name].end >= end > start]
        piece: Node = text[start:end]
        for mark in reversed(over):
            piece = tag("span", piece, class_=mark.classes)
        yield piece


def _within(span: Span, block: Span) -> Span:
    """The part of `span` in the block; what stands before or after it is a place at its edge."""
    start = min(max(span.start, block.start), block.end)
    return Span(start, max(start, min(span.end, block.end)))

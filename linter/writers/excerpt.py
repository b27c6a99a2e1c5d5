"""The passage around a finding and a mark under it that lines up for full-width characters."""

from __future__ import annotations

from linter.document import Document, Span
from linter.width import blank, width

_BLANKS = str.maketrans({"\t": " ", "\u3000": " ", "\xa0": " "})


def excerpt(document: Document, span: Span, cells: int, ambiguous: int = 1) -> tuple[str, str]:
    """One line of text holding the beginning of `span`, at most `cells` wide, and the mark line below it."""
    text = document.text
    left = text.rfind("\n", 0, span.start) + 1
    right = text.find("\n", span.start)
    right = len(text) if right < 0 else right
    end = min(max(span.end, span.start + 1), right)
    while left < span.start and text[left].isspace():
        left += 1
    room = cells - 4
    start, stop = _window(text, left, right, span.start, end, room, ambiguous)
    head = ".." if start > left else ""
    tail = ".." if stop < right else ""
    shown = text[start:stop].translate(_BLANKS)
    marked = shown[span.start - start : min(end, stop) - start]
    lead = blank(head + shown[: span.start - start], ambiguous)
    kept = shown if tail else shown[: max(len(shown.rstrip()), min(end, stop) - start)]  # blanks that are marked stay
    return head + kept + tail, lead + "^" * max(1, width(marked, ambiguous))


def _window(text: str, left: int, right: int, begin: int, end: int, room: int, ambiguous: int) -> tuple[int, int]:
    """A stretch of the line around [begin, end) that fits, with a little more before than after."""
    start = stop = begin
    used = 0
    while stop < end and used + width(text[stop], ambiguous) <= room:
        used += width(text[stop], ambiguous)
        stop += 1
    before = used + (room - used) // 2
    while start > left and used + width(text[start - 1], ambiguous) <= before:
        start -= 1
        used += width(text[start], ambiguous)
    while stop < right and used + width(text[stop], ambiguous) <= room:
        used += width(text[stop], ambiguous)
        stop += 1
    while start > left and used + width(text[start - 1], ambiguous) <= room:
        start -= 1
        used += width(text[start], ambiguous)
    return start, stop

"""The sentence that a place in a report belongs to, as a person would quote it."""

from __future__ import annotations

from linter.document import Document, Span

_ENDS = "。！？\n"


def sentence(document: Document, span: Span, longest: int = 200) -> str:
    """The sentence or sentences that hold `span`, on one line; of more than `longest` letters, what stands around the place."""
    text = document.text
    start = max(text.rfind(end, 0, span.start) for end in _ENDS) + 1
    ends = [at + 1 for end in _ENDS if (at := text.find(end, max(span.start, span.end - 1))) >= 0]
    end = min(ends, default=len(text))
    before = max(start, span.start - longest // 3) if end - start > longest else start
    after = min(end, max(span.end, before + longest)) if end - start > longest else end
    words = " ".join(text[before:after].split())
    return f"{'……' if before > start else ''}{words}{'……' if after < end else ''}"

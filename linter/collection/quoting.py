"""The sentence or the paragraph that a place in a report belongs to, as a person would quote it."""

from __future__ import annotations

from linter.document import Document, Span
from linter.review import Finding

_ENDS = "。！？\n"


def where(finding: Finding) -> str:
    """Its place in the outline; what is said of the whole report stands nowhere."""
    return finding.place if finding.text else "全文"


def sentence(document: Document, span: Span, longest: int = 200) -> str:
    """The sentence or sentences that hold `span`, on one line; of more than `longest` letters, what stands around the place."""
    text = document.text
    start = first = max(text.rfind(end, 0, span.start) for end in _ENDS) + 1
    ends = [at + 1 for end in _ENDS if (at := text.find(end, max(span.start, span.end - 1))) >= 0]
    end = min(ends, default=len(text))
    if end - start > longest:
        start = max(start, span.start - longest // 3)
    stop = min(end, start + longest) if end - start > longest else end
    words = " ".join(text[start:stop].split())
    return f"{'……' if start > first else ''}{words}{'……' if stop < end else ''}"


def paragraph(document: Document, span: Span, around: int = 300) -> tuple[str, str, str]:
    """The paragraph before `span`, what stands there, the paragraph after it; of more than `around` letters the nearest."""
    text = document.text
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", max(span.start, span.end - 1))
    before, after = text[start : span.start].lstrip(), text[span.end : end if end >= 0 else len(text)].rstrip()
    return (
        f"……{before[-around:]}" if len(before) > around else before, span.of(text),
        f"{after[:around]}……" if len(after) > around else after,
    )

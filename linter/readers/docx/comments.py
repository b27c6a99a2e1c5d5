"""Comments (批注): who says what, over which words, in answer to whom, and whether it is marked as settled."""

from __future__ import annotations

from typing import NamedTuple

from linter.document import Span, Trace
from linter.readers.docx.names import children, name_of, texts, value
from linter.readers.docx.paragraphs import Paragraph
from linter.readers.docx.parts import Parts


class _Comment(NamedTuple):
    author: str
    text: str
    first: str  # the comment that begins the thread
    done: bool


def comment_traces(parts: Parts, paragraphs: tuple[Paragraph, ...]) -> list[Trace]:
    """A trace for each comment that is anchored in the text; one without a range stands at its reference, an answer without
    any anchor where its thread begins."""
    comments = _comments(parts)
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    for paragraph in paragraphs:
        for bound in paragraph.bounds:
            (starts if bound.opens else ends).setdefault(bound.comment, paragraph.start + bound.at)
    traces = []
    for name, one in comments.items():
        anchor = name if name in ends else one.first
        if anchor in ends:
            span = Span(starts.get(anchor, ends[anchor]), ends[anchor])
            answers = "" if one.first == name else one.first
            traces.append(Trace("comment", span, one.text, one.author, comments[one.first].author, name, answers, one.done))
    return traces


def _comments(parts: Parts) -> dict[str, _Comment]:
    root = parts.related_tree("comments")
    elements = {value(one, "w:id") or "": one for one in children(root, "w:comment")}
    last = {name: [value(one, "w14:paraId") for one in element.iter() if name_of(one) == "w:p"][-1:] for name, element in elements.items()}
    by_paragraph = {ids[0]: name for name, ids in last.items() if ids and ids[0]}
    more = {value(one, "w15:paraId"): one for one in children(parts.related_tree("commentsExtended"), "w15:commentEx")}

    def comment(name: str) -> _Comment:
        element = elements[name]
        extended = more.get(last[name][0]) if last[name] else None
        first = by_paragraph.get(value(extended, "w15:paraIdParent") or "", name)
        return _Comment(value(element, "w:author") or "", texts(element), first, value(extended, "w15:done") in ("1", "true"))

    return {name: comment(name) for name in elements}

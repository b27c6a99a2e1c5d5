"""Comments (批注): who says what, over which words, in answer to whom."""

from __future__ import annotations

from typing import NamedTuple

from linter.document import Span, Trace
from linter.readers.docx.names import children, name_of, texts, value
from linter.readers.docx.paragraphs import Paragraph
from linter.readers.docx.parts import Parts


class _Comment(NamedTuple):
    author: str
    text: str
    thread: str  # the author of the comment that begins the thread


def comment_traces(parts: Parts, paragraphs: tuple[Paragraph, ...]) -> list[Trace]:
    """A trace for each comment that is anchored in the text; one without a range stands at its reference."""
    comments = _comments(parts)
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    for paragraph in paragraphs:
        for bound in paragraph.bounds:
            (starts if bound.opens else ends).setdefault(bound.comment, paragraph.start + bound.at)
    return [
        Trace("comment", Span(starts.get(name, end), end), comments[name].text, comments[name].author, comments[name].thread)
        for name, end in ends.items()
        if name in comments
    ]


def _comments(parts: Parts) -> dict[str, _Comment]:
    root = parts.related_tree("comments")
    elements = {value(one, "w:id") or "": one for one in children(root, "w:comment")}
    last = {name: [value(one, "w14:paraId") for one in element.iter() if name_of(one) == "w:p"][-1:] for name, element in elements.items()}
    by_paragraph = {ids[0]: name for name, ids in last.items() if ids and ids[0]}
    parents = {
        value(one, "w15:paraId"): value(one, "w15:paraIdParent") for one in children(parts.related_tree("commentsExtended"), "w15:commentEx")
    }
    authors = {name: value(element, "w:author") or "" for name, element in elements.items()}

    def thread(name: str) -> str:
        parent = parents.get(last[name][0]) if last[name] else None
        return authors[by_paragraph[parent]] if parent in by_paragraph else authors[name]

    return {name: _Comment(authors[name], texts(element), thread(name)) for name, element in elements.items()}


"""The report's title, on one line or several, with or without the agency's name on a line of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body

_SUBJECT = re.compile(r"法治(?:政府)?建设|依法行政|法治工作")
_GENRE = re.compile(r"(?:报告|总结|情况|汇报)(?:（.{1,12}）)?$")
_SENTENCE = re.compile(r"[。；]|，.*，")
_LINES = 6  # how far down a title may begin


@dataclass(frozen=True, slots=True)
class Title:
    """The title's words without blanks, and where they stand."""

    text: str
    span: Span


def title(facts: Facts) -> Title | None:
    """Null where no line at the head of the text looks like a title."""
    flat = facts(folded)
    lines = [(block.span, block.span.of(flat).strip()) for block in facts(body)[:_LINES]]
    for first in range(len(lines)):
        for last in range(first, min(first + 4, len(lines))):
            chosen = lines[first : last + 1]
            words = "".join(words for _, words in chosen)
            if len(words) > 80 or _SENTENCE.search(words):
                break
            if _GENRE.search(words) and (_SUBJECT.search(words) or (facts.document.blocks and _is_stated(facts, chosen[0][0]))):
                return Title(words.replace(" ", ""), Span(chosen[0][0].start, chosen[-1][0].end))
    return None


def _is_stated(facts: Facts, span: Span) -> bool:
    return any(block.span == span and block.kind == "title" for block in facts.document.blocks)

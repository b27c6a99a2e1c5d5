"""The same paragraph, heading or title twice: pasted again, or not taken out where it was moved from."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from linter import patterns
from linter.checks import Hit, Pattern
from linter.checks import Params as Base
from linter.document import Span, Spans
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.genre import ANNUAL_REPORT, genre
from linter.facts.outline import outline
from linter.facts.sentences import sentences
from linter.facts.title import SUBJECT, below_title, title
from linter.late import late
from linter.review import Related

_SHORTEST, _LONGEST = 6, 60  # characters of a line that may be a title or a running header
_SHORTEST_HEADING = 4
_FIGURE = late(r"\d")  # a heading with a figure is an item of a list
_LABEL = late(r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[一二三四五六七八九十]是|第[一二三四五六七八九十]，)+")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`paragraph` and `sentence` are the fewest characters that make a repetition no chance, `told` those of a sentence with a
    figure, `at_once` those of one right behind the other, without its full stop; a line that stands `running` times and holds one of `header` is the
    running header of a page."""

    paragraph: int
    sentence: int
    told: int
    at_once: int
    running: int
    header: tuple[Pattern, ...]


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    yield from _titles(facts, params)
    yield from _headings(facts)
    blocks = [block.span for block in facts(body) if block.kind != "cell"]
    repeated = list(_pairs(flat, blocks, params.paragraph))
    inside = Spans(again for _, again in repeated)
    for first, again in repeated:
        yield Hit(again, {}, related=(Related(first, "前面已有同样的一段"),))
    spans = [sentence.span for sentence in facts(sentences).all if not sentence.heading]
    at_once = {again: first for first, again in _said_at_once(flat, spans, params.at_once) if not inside.contain(again)}
    for again, first in at_once.items():
        yield Hit(again, {}, related=(Related(first, "前面已有同样的一句"),), variant="sentence")
    if facts(genre).name != ANNUAL_REPORT:
        return  # a statute says the same of many matters
    for first, again in _pairs(flat, spans, min(params.sentence, params.told)):
        if inside.contain(again) or again in at_once:
            continue
        length = again.end - again.start
        told = length >= params.told and _FIGURE.search(again.of(flat)) is not None and flat[again.end - 1] in "。；"
        if told or length >= params.sentence:
            yield Hit(again, {}, related=(Related(first, "前面已有同样的一句"),), variant="sentence", severity=None if told else "info")


def _said_at_once(flat: str, spans: list[Span], shortest: int) -> Iterable[tuple[Span, Span]]:
    """A sentence of that many letters that says once more what the one right before it says or how it ends: 办结率99%，次月来信减少。次月来信减少。"""
    for before, again in pairwise(spans):
        length = again.end - again.start
        start = before.end - length
        whole = _LABEL.sub("", before.of(flat)) == again.of(flat)
        ends = before.start < start and flat[start - 1] in "，；：" and flat.startswith(again.of(flat), start)
        if length > shortest and flat[again.end - 1] == "。" and (whole or ends) and not flat[before.end : again.start].strip(" \n"):
            yield Span(start, before.end), again


def _titles(facts: Facts, params: Params) -> Iterable[Hit]:
    """The title again below the title, and lines that return again and again."""
    flat, heading, tree = facts(folded), facts(title), facts(outline)
    starts = {section.heading.start for section in tree.sections if section.label}
    named = "".join(heading.text.split()) if heading else ""
    lines: dict[str, list[Span]] = {}
    for block in facts(below_title):
        words = "".join(block.span.of(flat).split())
        if _SHORTEST <= len(words) <= _LONGEST and words[-1] not in "。；，：" and block.kind != "cell" and block.span.start not in starts:
            lines.setdefault(words, []).append(_trimmed(flat, block.span))
    header = patterns.alternation(params.header)
    for words, spans in lines.items():
        again = len(words) >= _SHORTEST and (words == named or (words in named and len(words) * 2 > len(named) and SUBJECT.search(words) is not None))
        if again or (len(spans) >= params.running and patterns.search(header, words)):
            related = tuple(Related(span, "同样的一行") for span in spans[1:])
            yield Hit(spans[0], {"count": len(spans)}, related=related, variant="title" if len(spans) == 1 else "header")


def _headings(facts: Facts) -> Iterable[Hit]:
    """Two sections of one parent under the same words."""
    tree = facts(outline)
    seen: dict[tuple[int | None, str], Span] = {}
    for section in tree.sections:
        words = "".join(tree.title_of(section).split()).strip("。")
        if len(words) < _SHORTEST_HEADING or _FIGURE.search(words):
            continue
        first = seen.setdefault((section.parent, words), section.title)
        if first is not section.title:
            yield Hit(section.title, related=(Related(first, "前面已有同样的标题"),), variant="heading", severity="info")


def _pairs(flat: str, spans: list[Span], least: int) -> Iterable[tuple[Span, Span]]:
    seen: dict[str, Span] = {}
    for span in spans:
        words = _LABEL.sub("", "".join(span.of(flat).split()))
        if len(words) < least:
            continue
        first = seen.setdefault(words, span)
        if first is not span:
            yield first, _trimmed(flat, span)


def _trimmed(flat: str, span: Span) -> Span:
    words = span.of(flat)
    return Span(span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip()))

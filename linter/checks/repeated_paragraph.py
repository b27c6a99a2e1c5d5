"""The same paragraph twice: pasted again, or not taken out where it was moved from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.sentences import sentences
from linter.review import Related

_LABEL = re.compile(r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[一二三四五六七八九十]是|第[一二三四五六七八九十]，)+")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`paragraph` and `sentence` are the fewest characters that make a repetition no chance."""

    paragraph: int
    sentence: int


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    blocks = [block.span for block in facts(body) if block.kind != "cell"]
    repeated = list(_pairs(flat, blocks, params.paragraph))
    inside = [again for _, again in repeated]
    for first, again in repeated:
        yield Hit(again, {}, related=(Related(first, "前面已有同样的一段"),))
    spans = [sentence.span for sentence in facts(sentences).all if not sentence.heading]
    for first, again in _pairs(flat, spans, params.sentence):
        if not any(paragraph.contains(again) for paragraph in inside):
            yield Hit(again, {}, related=(Related(first, "前面已有同样的一句"),), variant="sentence", severity="info")


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

"""Straight quotation marks \"…\" around Chinese words instead of “…”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._gather import gathered, merged
from linter.document import Span
from linter.facts import Facts
from linter.facts.furniture import body
from linter.late import late
from linter.review import Edit

_QUOTED = late("([\"＂])([^\"＂\n]{0,200})[\"＂]|(?<![A-Za-z0-9])(')([^'\n]{1,80})'(?![A-Za-z])")
_HAN = late("[\u3400-\u4dbf\u4e00-\u9fff]")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """As for half-width marks: more than `share` and at least `least` are the whole report's, more than `most` one finding."""

    share: float = 0.25
    least: int = 4
    most: int = 5


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    text = facts.document.text
    if not any(mark in text for mark in "\"＂'"):
        return
    blocks = [block.span for block in facts(body)]
    hits = [hit for span in blocks for hit in _quoted(text, span)]
    proper = sum(text.count(mark, span.start, span.end) for span in blocks for mark in "“‘")
    if len(hits) >= params.least and len(hits) > params.share * (len(hits) + proper):
        yield merged(hits, "info")
    else:
        yield from gathered(hits, params.most)


def _quoted(text: str, block: Span) -> Iterator[Hit]:
    for match in _QUOTED.finditer(text, block.start, block.end):
        double = match[1] is not None
        inside = match[2] if double else match[4]
        around = text[max(block.start, match.start() - 1) : match.start()] + text[match.end() : min(block.end, match.end() + 1)]
        if not (_HAN.search(inside) or (inside and _HAN.search(around))):
            continue
        opening, closing = "“”" if double else "‘’"
        edits = (Edit(Span(match.start(), match.start() + 1), opening), Edit(Span(match.end() - 1, match.end()), closing))
        yield Hit(Span(*match.span()), {"right": f"{opening}{inside}{closing}"}, edits=edits, safe=True)

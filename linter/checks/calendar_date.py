"""Days that no calendar has, stretches that end before they begin, dates not written in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.dates import Date, dates
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.signature import signature
from linter.late import late

_PADDED = late(r"(?<!\d)0\d ?[月日]")
_ABOUT = late("(?:一二|二三|三四|四五|五六|六七|七八|八九) ?月")  # 四五月 are two
_TO = late("[ 日月起]{0,2}(?:至|到|[-—–~～]{1,2}) ?")
_SHORT_YEAR = late(r"(?<![\d.、—~至-])([12]\d年)(?=度|底|初|\d{1,2}月)")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    ask: Literal["impossible", "reversed", "padded", "short-year"]


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    if params.ask == "impossible":
        yield from (Hit(date.span) for date in _dates(facts) if not date.possible and not _ABOUT.fullmatch(date.span.of(facts(folded))))
    elif params.ask == "reversed":
        yield from (Hit(span) for span in _reversed(facts))
    elif params.ask == "padded":
        signed = facts(signature).date
        if signed and _PADDED.search(signed.span.of(facts(folded))):
            yield Hit(signed.span)
    else:
        flat = facts(folded)
        for block in facts(body):
            yield from (Hit(Span(*match.span(1))) for match in _SHORT_YEAR.finditer(flat, *block.span))


def _reversed(facts: Facts) -> Iterator[Span]:
    """2023年3月至2022年10月. What has no year of its own may be of the next (11月至3月), but not in the same month."""
    for begin, end in pairwise(_dates(facts)):
        if begin.month is None or end.month is None or not _TO.fullmatch(facts(folded), begin.span.end, end.span.start):
            continue
        first, last = (begin.year or 0, begin.month, begin.day or 0), (end.year or begin.year or 0, end.month, end.day or (begin.day or 0))
        told = begin.year is not None and end.year is not None
        if last < first and (told or first[1] == last[1]) and not (end.year is not None and begin.year is None):
            yield Span(begin.span.start, end.span.end)


def _dates(facts: Facts) -> Iterable[Date]:
    for block in facts(body):
        yield from dates(facts(folded), *block.span)

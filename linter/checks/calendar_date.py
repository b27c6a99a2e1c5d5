"""Days that no calendar has, dates not written in full."""

from __future__ import annotations

from collections.abc import Iterable
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
_SHORT_YEAR = late(r"(?<![\d.、—~至-])([12]\d年)(?=度|底|初|\d{1,2}月)")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    ask: Literal["impossible", "padded", "short-year"]


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    if params.ask == "impossible":
        yield from (Hit(date.span) for date in _dates(facts) if not date.possible)
    elif params.ask == "padded":
        signed = facts(signature).date
        if signed and _PADDED.search(signed.span.of(facts(folded))):
            yield Hit(signed.span)
    else:
        flat = facts(folded)
        for block in facts(body):
            yield from (Hit(Span(*match.span(1))) for match in _SHORT_YEAR.finditer(flat, *block.span))


def _dates(facts: Facts) -> Iterable[Date]:
    for block in facts(body):
        yield from dates(facts(folded), *block.span)

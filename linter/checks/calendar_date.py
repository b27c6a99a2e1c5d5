"""Days that no calendar has, and a date that comes before the year it reports on is over."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from linter.checks import Hit
from linter.checks import Params as Base
from linter.facts import Facts
from linter.facts.dates import dates
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.report_year import report_year
from linter.facts.signature import signature

_WHOLE_YEAR = re.compile(r"全年[^。；]{0,40}\d")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    ask: Literal["impossible", "before-year-end"]


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    if params.ask == "impossible":
        for block in facts(body):
            for date in dates(flat, block.span.start, block.span.end):
                if not date.possible:
                    yield Hit(date.span)
        return
    signed, year = facts(signature).date, facts(report_year).year
    if signed is None or not signed.whole or year is None or signed.year != year or signed.iso >= f"{year}-12-31":
        return
    if _WHOLE_YEAR.search(flat):
        yield Hit(signed.span, {"year": year})

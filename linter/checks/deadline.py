"""Whether the report was handed in and published in time, as far as its own dates tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from linter.checks import Assessment, Outcome
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.furniture import furniture
from linter.facts.report_year import can_be_signed, report_year
from linter.facts.signature import signature

Part = Literal["submit", "publish"]


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`parts` are the dates to look at, `submit` and `publish` the last day (month, day) of the year after."""

    parts: list[Part]
    submit: tuple[int, int]
    publish: tuple[int, int]


def check(facts: Facts, params: Params) -> Iterable[Outcome]:
    year = facts(report_year).year
    known = [(part, *found) for part in params.parts if year is not None and (found := _timely(facts, part, year, params))]
    late = [span for _, timely, span in known if not timely]
    if late:
        yield Assessment(verdict="partial", evidence=tuple(late))
    elif known:
        yield Assessment(verdict="met", evidence=tuple(span for _, _, span in known))
    else:
        yield Assessment(verdict="unknown")


def _timely(facts: Facts, part: Part, year: int, params: Params) -> tuple[bool, Span] | None:
    """Null where the date is not known, or cannot be one of this report."""
    if part == "submit":
        date, last = facts(signature).date, params.submit
        if date is None or date.year is None or date.month is None or not date.possible or not can_be_signed(date, year):
            return None
        if date.day is None and (date.year, date.month) == (year + 1, last[0]):
            return None
        return (date.year, date.month, date.day or 1) <= (year + 1, *last), date.span
    page, last = facts(furniture), params.publish
    if page.published is None or page.published_at is None or page.published[0] < year:
        return None
    return page.published <= (year + 1, *last), page.published_at

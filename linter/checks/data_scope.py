"""Whether the report says how far its figures reach: signed before the year is over, or one quantity counted up to two days."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Assessment
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded
from linter.facts.report_year import report_year
from linter.facts.signature import signature
from linter.late import late

_WHOLE_YEAR = late(r"全年[^。；]{0,40}\d")
_CUT_OFF = late(r"截[至止](?=.*[月底末日])")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """Takes no parameters."""


def check(facts: Facts, _: Params) -> Iterable[Assessment]:
    early, twice = _signed_early(facts), _counted_twice(facts)
    year = facts(report_year).year or 0
    if early is not None and _WHOLE_YEAR.search(facts(folded)):
        yield Assessment(verdict="partial", evidence=(early,), variant="early", values={"year": year})
    elif twice is not None:
        first, other = twice
        values = {"noun": other.subject.noun, "first": first.period, "other": other.period}
        yield Assessment(verdict="partial", evidence=(other.span, first.span), variant="twice", values=values)
    elif early is not None and (stated := _stated(facts)):
        yield Assessment(verdict="met", evidence=(stated,))
    else:
        yield Assessment(verdict="not-applicable")


def _signed_early(facts: Facts) -> Span | None:
    """The date of a report signed at the end of its own year; an earlier month is a wrong year rather than an early report."""
    signed, year = facts(signature).date, facts(report_year).year
    if signed is None or year is None or not signed.whole or not f"{year}-11" <= signed.iso < f"{year}-12-31":
        return None
    return signed.span


def _stated(facts: Facts) -> Span | None:
    return next((figure.sentence.span for figure in facts(figures).all if _CUT_OFF.match(figure.period)), None)


def _counted_twice(facts: Facts) -> tuple[Figure, Figure] | None:
    """Two figures of one quantity, each up to another day."""
    first: dict[tuple[str, ...], Figure] = {}
    for figure in facts(figures).all:
        if not (_CUT_OFF.match(figure.period) and figure.subject.verb and figure.subject.noun):
            continue
        before = first.setdefault((figure.kind, figure.subject.verb, figure.subject.noun, figure.place), figure)
        if before.period != figure.period and before.value != figure.value:
            return before, figure
    return None

"""The numeric ledger as rows for a table: what the drafter checks against the accounts."""

from __future__ import annotations

from msgspec import Struct

from linter.facts import Facts
from linter.facts.figures import Figures, figures, shown
from linter.facts.sentences import place


class Row(Struct, frozen=True):
    """One figure. `start` and `end` are offsets into the document's text; `where` is its place in the outline."""

    start: int
    end: int
    text: str
    value: str
    upper: str
    unit: str
    approximator: str
    exact: bool
    verb: str
    noun: str
    period: str
    scope: str
    where: str
    sentence: str


def ledger(facts: Facts) -> tuple[Row, ...]:
    """Every figure of the report in reading order."""
    text = facts.document.text
    found: Figures = facts(figures)
    return tuple(
        Row(
            figure.span.start, figure.span.end, figure.span.of(text), shown(figure.value),
            shown(figure.quantity.upper) if figure.quantity.upper is not None else "", figure.unit, figure.quantity.approximator, figure.exact,
            figure.subject.verb, figure.subject.noun, figure.period, figure.place, place(facts, figure.span.start),
            figure.sentence.span.of(text),
        )
        for figure in found.all
    )

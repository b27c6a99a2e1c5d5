"""The numeric ledger: every quantity of the report with what it counts, when and where."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from linter.document import Span
from linter.facts import Facts, units
from linter.facts.folded import folded
from linter.facts.periods import period, place
from linter.facts.profile import profile
from linter.facts.quantities import Quantity, quantities
from linter.facts.sentences import Sentence, sentences
from linter.facts.subjects import Subject, subject
from linter.late import late

_REACH = 300  # how far back an expression of time may stand
_MARK = late(r"[，。；：、（）！？\n]")


class Figure(Struct, frozen=True):
    """A quantity in its clause. `lead` is the text between the mark or figure before it and itself, `tail` that behind it."""

    index: int
    quantity: Quantity
    kind: str  # what the unit counts; figures of one kind may be compared
    exact: bool
    subject: Subject
    period: str
    place: str
    sentence: Sentence
    lead: Span
    tail: Span

    @property
    def span(self) -> Span:
        return self.quantity.span

    @property
    def value(self) -> Decimal:
        return self.quantity.value

    @property
    def unit(self) -> str:
        return self.quantity.unit


class Figures(Struct, frozen=True, dict=True):
    all: tuple[Figure, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [figure.span.start for figure in self.all]

    def within(self, span: Span) -> tuple[Figure, ...]:
        """Figures that begin inside `span`."""
        return self.all[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    @cached_property
    def by_sentence(self) -> tuple[tuple[Figure, ...], ...]:
        """Figures of each sentence that has any, in order."""
        groups: list[list[Figure]] = []
        for figure in self.all:
            if groups and groups[-1][0].sentence.index == figure.sentence.index:
                groups[-1].append(figure)
            else:
                groups.append([figure])
        return tuple(tuple(group) for group in groups)


def figures(facts: Facts) -> Figures:
    flat, source, year = facts(folded), facts.document.text, facts(profile).year
    found: list[Figure] = []
    for sentence in facts(sentences).all:
        previous = sentence.span.start
        row = list(quantities(flat, source, sentence.span))
        for position, quantity in enumerate(row):
            lead = Span(_after_mark(flat, previous, quantity.span.start), quantity.span.start)
            limit = row[position + 1].span.start if position + 1 < len(row) else sentence.span.end
            tail = Span(quantity.span.end, _before_mark(flat, quantity.span.end, limit))
            found.append(
                Figure(
                    len(found), quantity, units.kind(quantity.unit), quantity.exact, subject(flat, lead, tail), period(flat, max(sentence.span.start, quantity.span.start - _REACH), quantity.span.start, year),
                    place(lead.of(flat) + tail.of(flat)), sentence, lead, tail,
                )
            )
            previous = quantity.span.end
    return Figures(tuple(found))


def _after_mark(flat: str, start: int, end: int) -> int:
    for match in _MARK.finditer(flat, start, end):
        start = match.end()
    return start


def _before_mark(flat: str, start: int, end: int) -> int:
    match = _MARK.search(flat, start, end)
    return match.start() if match else end


def shown(value: Decimal) -> str:
    """A value as a reader would write it: 1200, 62.5, no trailing zeros, no exponent."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text

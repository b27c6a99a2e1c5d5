"""Whether the text is more probable with some of its letters put in or left out, as the language model has it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from linter.document import Span
from linter.facts import Facts
from linter.facts.language import PER_NAT, UNKNOWN, Stretch, language, model

_REACH = 2  # letters before a place that the letters behind it depend on, and letters behind it that are looked at


def stretch_at(facts: Facts, place: int) -> Stretch | None:
    """The block that holds `place`, or the one before it."""
    stretches = facts(language)
    block = bisect_right(stretches, place, key=lambda stretch: stretch.places[0]) - 1
    return stretches[block] if block >= 0 else None


def gain(facts: Facts, span: Span, instead: str) -> float:
    """What the text gains by `instead` standing at `span`, in nats; 0 at the edge of a block."""
    stretch = stretch_at(facts, span.start)
    if stretch is None:
        return 0
    symbols, places = stretch.symbols, stretch.places
    begin, end = bisect_left(places, span.start, _REACH), bisect_left(places, span.end, _REACH)
    if end + _REACH > len(symbols):
        return 0
    known = model()
    before, after = list(symbols[begin - _REACH : begin]), list(symbols[end : end + _REACH])
    put_in = [known.number.get(letter, UNKNOWN) for letter in instead]
    return (sum(known.costs([*before, *symbols[begin:end], *after])) - sum(known.costs([*before, *put_in, *after]))) / PER_NAT

"""Figures that cannot be: a negative count, 0人参加. Dates that no calendar has are another check's."""

from __future__ import annotations

from collections.abc import Iterator

from linter.checks import Hit
from linter.checks import Params as Base
from linter.facts import Facts, units
from linter.facts.figures import figures
from linter.facts.folded import folded

_MAY_BE_NEGATIVE = units.PERCENT | frozenset({"元", "倍", "分贝", "摄氏度"})


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`attended`: words behind 0人 that say people came, where an explicit zero would be written otherwise."""

    attended: list[str]


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat = facts(folded)
    for figure in facts(figures).all:
        if figure.value < 0 and figure.unit not in _MAY_BE_NEGATIVE:
            yield Hit(figure.span, variant="negative")
        elif figure.value == 0 and figure.kind in ("人", "人次") and figure.tail.of(flat).startswith(tuple(params.attended)):
            yield Hit(figure.span, variant="nobody")

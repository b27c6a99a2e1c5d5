"""Approximators that say the same twice (约300余份, 超过50%以上) or stand beside an exact number (2346余家次)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts, units
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded
from linter.review import Edit


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`report`: which of the two faults. `pairs`: an approximator before and those behind that it does not go with."""

    report: Literal["doubled", "exact"]
    pairs: dict[str, list[str]] = msgspec.field(default_factory=dict)


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    text = facts.document.text
    for figure in facts(figures).all:
        if params.report == "doubled":
            yield from _doubled(figure, params, text)
        else:
            yield from _exact(figure, facts(folded))


def _doubled(figure: Figure, params: Params, text: str) -> Iterator[Hit]:
    quantity = figure.quantity
    behind = [word for word in (quantity.inner, quantity.outer) if word]
    clash = next((word for word in behind if word in params.pairs.get(quantity.before, ())), None)
    if clash is not None:
        start = quantity.span.start
        dropped = Edit(Span(start, start + len(quantity.before)), "")
        without = quantity.span.of(text)[len(quantity.before) :]
        yield Hit(quantity.span, {"before": quantity.before, "after": clash, "right": without.strip()}, edits=(dropped,))
    elif len(behind) == 2 and quantity.inner in ("余", "多") and quantity.outer in ("左右", "上下", "以上"):
        yield Hit(quantity.span, {"before": quantity.inner, "after": quantity.outer, "right": quantity.span.of(text)[: -len(quantity.outer)]})
    elif quantity.before and quantity.before not in params.pairs and len(quantity.before) > 1 and any(
        quantity.before == one + other for one in params.pairs for other in params.pairs
    ):
        yield Hit(quantity.span, {"before": quantity.before, "after": "", "right": ""}, variant="stacked")


def _exact(figure: Figure, flat: str) -> Iterator[Hit]:
    """余 and 多 stand for what was rounded off: after 2346 or 25.6万 nothing was; 3万余 and 120余 are round.

    约2346余 is the other rule's.
    """
    quantity = figure.quantity
    if not quantity.inner or quantity.before or quantity.vague or figure.unit in units.TIME | {"倍"}:
        return
    numeral = quantity.digits.of(flat)
    point = "." in numeral
    follows = flat[quantity.digits.end : quantity.number.end].strip().startswith(quantity.inner)
    if not point and (not follows or numeral[-1] in "0十百千"):
        return
    usual = point and len(numeral) == 3 and not follows  # 1.2万余 is common usage
    yield Hit(quantity.span, {"inner": quantity.inner, "number": numeral}, severity="info" if usual else None)

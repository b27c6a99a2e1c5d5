"""Shares listed side by side are of one whole, though it be told nowhere: 咨询2480件，占49.6%；求助1510件，占30.2%；投诉1010件，占20.2%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from linter.checks import Hit
from linter.checks._sums import additive, said
from linter.facts.figures import Figure, shown
from linter.late import late
from linter.review import Related

_LOOSELY = late("[约为达到仅只，的 ]")
_LEAST = 2  # shares that must agree before another can be told to be out of line

Pair = tuple[Figure, Figure]  # a part and its share
Bounds = tuple[Decimal, Decimal]


def siblings(flat: str, rate: Figure, part: Figure, row: Sequence[Figure]) -> list[Pair]:
    """The other parts of the row that have their share right behind them, in the words of this one (占, 占比, 占总数的)."""
    words = _LOOSELY.sub("", rate.lead.of(flat))
    pairs = [(one, share) for one, share in pairwise(row) if share.unit == "%" and share is not rate and share.exact and additive(one)]
    return [(one, share) for one, share in pairs if one.kind == part.kind and _LOOSELY.sub("", share.lead.of(flat)) == words and _bounds(one, share)]


def agrees(pair: Pair, others: Sequence[Pair]) -> bool:
    """Whether another of the list is a share of the same whole."""
    own = _bounds(*pair)
    return own is None or any(_common([own, bounds]) for other in others if (bounds := _bounds(*other)))


def out_of_line(rate: Figure, part: Figure, others: Sequence[Pair]) -> Iterator[Hit]:
    """Where most of the others agree on a whole of which this share is none."""
    every = [(pair, bounds) for pair in others if (bounds := _bounds(*pair))]
    together = max(([pair for pair, bounds in every if _common([first, bounds])] for _, first in every), key=len, default=[])
    common = _common([bounds for pair, bounds in every if pair in together])
    if len(together) < _LEAST or 2 * len(together) <= len(every) or common is None:
        return
    true = part.value * 200 / (common[0] + common[1])
    values = {"rate": said(rate), "part": said(part), "true": shown(true.quantize(min(rate.quantity.step, Decimal("0.1"))))}
    yield Hit(rate.span, values, tuple(Related(share.span, said(share)) for _, share in together), variant="list", severity="warning")


def _bounds(one: Figure, share: Figure) -> Bounds | None:
    """Between which values the whole lies, the share being rounded or cut off."""
    step = share.quantity.step
    if share.value <= step or one.value <= 0:
        return None
    rough = one.quantity.step if one.quantity.step != 1 else Decimal(0)
    return (one.value - rough / 2) * 100 / (share.value + step), (one.value + rough) * 100 / (share.value - step / 2)


def _common(all_bounds: Sequence[Bounds]) -> Bounds | None:
    low, high = max(low for low, _ in all_bounds) if all_bounds else Decimal(1), min((high for _, high in all_bounds), default=Decimal(0))
    return (low, high) if low <= high else None

"""Shares listed side by side are of one whole, though it be told nowhere: 咨询2480件，占49.6%；求助1510件，占30.2%；投诉1010件，占20.2%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from linter.checks import Hit
from linter.checks._sums import additive, said
from linter.facts.figures import Figure, shown
from linter.late import late
from linter.review import Related

_LOOSELY = late("[约为达到仅只，的 ]")
_BARE = late("占(?:比|总[数量额])?$")  # of what, the first of the list says
_LEAST = 2  # shares that must agree before another can be told to be out of line
_FORCED = 2  # last digits by which a share may be moved so that all make 100%
_EACH_OF = late("[^，；。、]{0,8}，(?:分别|依次)约?占[^，；。、\\d]{0,12}$")

Pair = tuple[Figure, Figure]  # a part and its share
Bounds = tuple[Decimal, Decimal]


def siblings(flat: str, rate: Figure, part: Figure, row: Sequence[Figure]) -> list[Pair]:
    """The other parts of the row that have their share right behind them, in the words of this one (占投诉总量的) or in none of their own."""
    pairs = [(one, share) for one, share in pairwise(row) if share.unit == "%" and share.exact and additive(one) and one.kind == part.kind]
    words = [_LOOSELY.sub("", share.lead.of(flat)) for _, share in pairs]
    own = next((at for at, (_, share) in enumerate(pairs) if share is rate), None)
    if own is None:
        return []
    first = max((at for at in range(own + 1) if not _BARE.fullmatch(words[at])), default=0)
    last = next((at for at in range(first + 1, len(pairs)) if not _BARE.fullmatch(words[at])), len(pairs))
    alike = [at for at in range(len(pairs)) if first <= at < last or (words[at] == words[own] and "占" in words[at])]
    return [pairs[at] for at in alike if at != own and "占" in words[at] and _bounds(*pairs[at])]


def each_of_them(flat: str, row: Sequence[Figure]) -> Iterator[tuple[Figure, Figure, list[Pair]]]:
    """食品145件、服装95件、家居55件，分别占投诉总量的23.7%、15.5%、9.0%: each share with its part and the other pairs."""
    for at, rate in enumerate(row[1:], 1):
        if rate.unit != "%" or not _EACH_OF.fullmatch(flat[row[at - 1].span.end : rate.span.start]):
            continue
        rates = _run(flat, row[at:])
        parts = _run(flat, row[at - 1 :: -1])[::-1]
        if len(rates) != len(parts) or len(rates) <= _LEAST or not all(map(additive, parts)) or not all(one.exact for one in rates):
            continue
        pairs = list(zip(parts, rates, strict=True))
        yield from ((share, part, [pair for pair in pairs if pair[1] is not share and _bounds(*pair)]) for part, share in pairs)


def _run(flat: str, row: Sequence[Figure]) -> list[Figure]:
    """The figures of one unit from the first on that are parted by 、 alone or with a short label."""
    run = [row[0]]
    for figure in row[1:]:
        one, other = sorted((run[-1], figure), key=lambda each: each.index)
        if figure.unit != run[0].unit or not re.fullmatch(r"[、和及][^，；。、\d]{0,14}", flat[one.span.end : other.span.start]):
            break
        run.append(figure)
    return run


def agrees(pair: Pair, others: Sequence[Pair]) -> bool:
    """Whether the share is of the whole on which most of the others agree, or of one with another of them (two lists in one sentence)."""
    own, (together, common) = _bounds(*pair), _agreed(others)
    if own is None or (common and _common([own, common])):
        return True
    return any(_common([own, bounds]) for other in others if other not in together and (bounds := _bounds(*other)))


def out_of_line(rate: Figure, part: Figure, others: Sequence[Pair]) -> Iterator[Hit]:
    """Where most of the others agree on a whole of which this share is none."""
    together, common = _agreed(others)
    if common is None:
        return
    true = part.value * 200 / (common[0] + common[1])
    if abs(true - rate.value) < _FORCED * rate.quantity.step:
        return
    values = {"rate": said(rate), "part": said(part), "true": shown(true.quantize(min(rate.quantity.step, Decimal("0.1"))))}
    yield Hit(rate.span, values, tuple(Related(share.span, said(share)) for _, share in together), variant="list", severity="warning")


def _agreed(others: Sequence[Pair]) -> tuple[list[Pair], Bounds | None]:
    """The most that agree on one whole, and between which values it lies; nothing where they are but half of all."""
    every = [(pair, bounds) for pair in others if (bounds := _bounds(*pair))]
    together = max(([pair for pair, bounds in every if _common([first, bounds])] for _, first in every), key=len, default=[])
    if len(together) < _LEAST or 2 * len(together) <= len(every):
        return [], None
    return together, _common([bounds for pair, bounds in every if pair in together])


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

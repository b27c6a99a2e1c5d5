"""Whether a rate follows from figures beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, dropwhile, takewhile

from linter.checks._sums import additive
from linter.facts.figures import Figure
from linter.late import late

_ALL = Decimal("0.05")  # points below 100% that are still told as 100%
_ANOTHER = late("[。；%]")  # between figures of which the later are no parts of the first


def fits(rate: Figure, true: Decimal) -> bool:
    """Shown rounded to the nearest or cut off: both are usual; 98%以上 is any that is not less."""
    step = rate.quantity.step
    if not rate.exact:
        return true >= rate.value
    if rate.value == 100:  # 99.6% is not all of them
        return true > 100 - _ALL
    return abs(true - rate.value) <= step / 2 or 0 <= true - rate.value < step


def ratio_fits(rate: Figure, part: Figure, whole: Figure) -> bool:
    """Whether the rate is what the two give, each of which may be rounded itself: 2.31万件 of 2.36万件 is anything from 97.5% to 98.3%."""
    if fits(rate, part.value / whole.value * 100):
        return True
    below, above = _loose(part), _loose(whole)
    if not (below or above) or not rate.exact or rate.value == 100:
        return False
    least, most = (part.value - below / 2) / (whole.value + above), (part.value + below) / (whole.value - above / 2)
    return least * 100 - rate.quantity.step < rate.value <= most * 100 + rate.quantity.step / 2


def _loose(figure: Figure) -> Decimal:
    """How far a figure may have been rounded: what is counted one by one, not at all."""
    return figure.quantity.step if figure.quantity.step != 1 and figure.quantity.step < figure.value else Decimal(0)


def explained(flat: str, rate: Figure, counts: Sequence[Figure], done: Sequence[Figure] = ()) -> bool:
    """Whether any two figures of the sentence give the rate, or some neighbours of those that make up one: 优秀71卷、合格158卷 of 240.

    All of those are 100% of it, which says nothing of others that are `done` (现有89名，男65名、女24名，持证87名)."""
    if any(ratio_fits(rate, one, other) for one in counts for other in counts if one is not other and other.value >= one.value > 0 and (not done or rate.value < 100 or one in done or other in done)):
        return True
    return any(fits(rate, share * 100) for at, whole in enumerate(counts) if whole.value for share in _shares(flat, whole, counts[at + 1 :], done))


def explained_with(rate: Figure, part: Figure, earlier: Sequence[Figure], counts: Sequence[Figure] = ()) -> bool:
    """Whether the part, alone or with those of its list right behind it (撤销6件，确认违法3件，责令履行2件，纠错率15.5%), and a figure shortly before give the rate."""
    wholes = [other for other in earlier if additive(other) and other.value >= part.value > 0]
    if any(ratio_fits(rate, part, other) for other in wholes):
        return True
    runs = accumulate(figure.value for figure in takewhile(lambda figure: figure.kind == part.kind, dropwhile(lambda figure: figure is not part, counts)))
    return any(fits(rate, value / other.value * 100) for value in runs for other in wholes if other.kind == part.kind)


def _shares(flat: str, whole: Figure, following: Sequence[Figure], done: Sequence[Figure]) -> Iterator[Decimal]:
    """What neighbours among the parts of a whole, all of which are told right behind it, are of it together."""
    parts: list[Decimal] = []
    of_all = not done
    for figure in following:
        if figure.kind != whole.kind or _ANOTHER.search(flat, whole.span.end, figure.span.start):
            break
        parts.append(figure.value)
        of_all = of_all or figure in done
        if sum(parts) == whole.value:
            yield from (sum(parts[start:end], Decimal()) / whole.value for start in range(len(parts)) for end in range(start + 2, len(parts) + (of_all or start > 0)))
            break

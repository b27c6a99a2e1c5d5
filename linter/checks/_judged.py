"""Whether a rate follows from its part and its whole, and what is said where it does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from linter.checks import Hit
from linter.checks._explained import fits, ratio_fits
from linter.checks._sums import additive, said, says, total
from linter.document import Span
from linter.facts.figures import Figure, shown
from linter.review import Related

BEHIND = 8  # how far behind a figure the word for what it counts may stand


def judge(flat: str, rate: Figure, part: Figure, whole: Figure, *, excused: bool, name: str) -> Iterator[Hit]:
    if not whole.value:
        return  # 受理0件，办结率100%: of nothing there is no rate
    true = part.value / whole.value * 100
    if ratio_fits(rate, part, whole):
        return
    step = rate.quantity.step
    rounded = shown(true.quantize(min(step, Decimal("0.1"))))
    near = rate.value != 100 and abs(true - rate.value) < step  # rounded up: neither rounding nor cutting off, and no great matter
    values = {"name": name, "rate": said(rate), "part": said(part), "whole": said(whole), "true": rounded}
    related = (Related(part.span, said(part)), Related(whole.span, said(whole)))
    start = rate.lead.start + rate.lead.of(flat).rfind(name) if name in rate.lead.of(flat) else rate.span.start
    variant = "full" if rate.value == 100 else "default"
    yield Hit(Span(start, rate.span.end), values, related, variant=variant, severity="info" if near or excused else None)


def over(rate: Figure, part: Figure, whole: Figure, *, name: str) -> Hit:
    values = {"name": name, "rate": said(rate), "part": said(part), "whole": said(whole)}
    return Hit(part.span, values, (Related(whole.span, said(whole)),), variant="over", severity="warning")


def mended(flat: str, rate: Figure, part: Figure, whole: Figure, row: Sequence[Figure], left: Sequence[str]) -> bool:
    """Whether the rate comes right once the sum beside it does (办结 and 在办 make up another 受理): then the sum is at fault, and
    another check says so."""
    same = [figure for figure in row if figure.kind == part.kind and additive(figure) and figure is not part and figure.index > whole.index]
    others = [figure for figure in same if figure.index < rate.index]
    others += [figure for figure in same if figure.index > rate.index and says(figure.lead.of(flat) + figure.tail.of(flat)[:BEHIND], left)][:1]
    summed = total(others)
    if not (summed and whole.value) or part.value + summed == whole.value:
        return False
    mended = [part.value / (part.value + summed), (whole.value - summed) / whole.value, part.value / summed]
    return any(fits(rate, share * 100) for share in mended)

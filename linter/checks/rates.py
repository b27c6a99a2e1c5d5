"""Rates and shares that do not follow from the figures beside them: 受理130件，办结122件，办结率92%; 57条中属实11条，占19%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import msgspec

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._sums import additive, said, says
from linter.document import Span
from linter.facts import Facts
from linter.facts.figures import Figure, figures, shown
from linter.facts.folded import folded
from linter.review import Related


class Rate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rate by its names: words of what is counted and words of what it is measured against."""

    names: list[str]
    part: list[str]
    whole: list[str]


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`conditional`: words before a rate's name that change what it is measured against; `excused`: why a case does not count."""

    rates: list[Rate]
    conditional: list[str]
    excused: list[str]


_SHARE = re.compile(r"占(?:比|[^，；。、\d]{0,10})?(?:的|为|达|到|约)*$")
_NEAR = 24  # figures before a rate that may explain it
_RATE_TAIL = re.compile(r"(?:均|都|分别)?(?:为|达到|达|是|有|保持在|稳定在|：)?$")


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat = facts(folded)
    groups = facts(figures).by_sentence
    for position, row in enumerate(groups):
        earlier = [figure for group in groups[max(0, position - 2) : position] for figure in group]
        for place, rate in enumerate(row):
            if rate.unit != "%" or not rate.exact:
                continue
            lead = rate.lead.of(flat)
            if _SHARE.search(lead):
                yield from _share(flat, rate, row[max(0, place - _NEAR) : place], earlier[-_NEAR:])
            else:
                yield from _rate(flat, rate, row[max(0, place - _NEAR) : place], params)


def _rate(flat: str, rate: Figure, before: Sequence[Figure], params: Params) -> Iterator[Hit]:
    words = _RATE_TAIL.sub("", rate.lead.of(flat).strip())
    named = next((one for one in params.rates if words.endswith(tuple(one.names))), None)
    if named is None:
        return
    name = max((name for name in named.names if words.endswith(name)), key=len)
    if says(words[: -len(name)], (*params.conditional, "和", "与", "及", "、", "同类")):
        return
    counts = [figure for figure in before if additive(figure)]
    if _explained(rate, counts) or any(not figure.exact for figure in before):
        return
    part = next((figure for figure in reversed(counts) if _counted(flat, figure, named.part)), None)
    if part is None:
        return
    bases = [f for f in counts if f.index < part.index and f.kind == part.kind and (_counted(flat, f, named.whole) or says(f.tail.of(flat), named.whole)) and not _counted(flat, f, named.part)]
    if not bases or bases[-1].value < part.value:
        return
    whole = bases[-1]
    between = flat[part.span.end : rate.span.start]
    if re.search("[。；]", between) or re.search("[。；]", flat[whole.span.end : part.span.start]):
        return
    yield from _judge(flat, rate, part, whole, excused=says(rate.sentence.span.of(flat), params.excused), name=name)


def _counted(flat: str, figure: Figure, words: Sequence[str]) -> bool:
    """Whether the words say what the figure counts: before it, or right behind it (7卷优秀)."""
    return says(figure.lead.of(flat), words) or figure.tail.of(flat).startswith(tuple(words))


def _share(flat: str, rate: Figure, before: Sequence[Figure], earlier: Sequence[Figure]) -> Iterator[Hit]:
    """X件，占Y%: against the only larger figure of that kind in the sentence, unless any figure near explains it."""
    counts = [figure for figure in before if additive(figure)]
    if not counts or before[-1] is not counts[-1]:
        return
    part = counts[-1]
    if not re.fullmatch("，?(?:仅|只|约)?", flat[part.tail.end : rate.lead.start]) or re.search("占", part.lead.of(flat)):
        return
    around = [figure for figure in (*earlier, *before[:-1]) if additive(figure)]
    if _explained(rate, [part, *around]) or any(not figure.exact for figure in before):
        return
    wholes = [figure for figure in before[:-1] if figure.kind == part.kind and additive(figure) and figure.value > part.value]
    # 占全区…的19%: measured against something that need not be here
    if not 1 <= len(wholes) <= 3 or not re.search(r"占(?:比|总数的?|其中的?)?(?:为|达)?$", rate.lead.of(flat)):
        return
    for hit in _judge(flat, rate, part, wholes[0], excused=False, name="占比"):
        yield hit if len(wholes) == 1 or hit.severity else replace(hit, severity="warning")


def _explained(rate: Figure, counts: Sequence[Figure]) -> bool:
    return any(
        _fits(rate, one.value / other.value * 100) for one in counts for other in counts if one is not other and other.value
    )


def _fits(rate: Figure, true: Decimal) -> bool:
    """Shown rounded to the nearest or cut off: both are usual."""
    step = rate.quantity.step
    return abs(true - rate.value) <= step / 2 or 0 <= true - rate.value < step


def _judge(flat: str, rate: Figure, part: Figure, whole: Figure, *, excused: bool, name: str) -> Iterator[Hit]:
    true = part.value / whole.value * 100
    step = rate.quantity.step
    rounded = shown(true.quantize(min(step, Decimal("0.1"))))
    near = abs(true - rate.value) < step  # rounded up: neither rounding nor cutting off, and no great matter
    values = {"name": name, "rate": said(rate), "part": said(part), "whole": said(whole), "true": rounded}
    related = (Related(part.span, said(part)), Related(whole.span, said(whole)))
    start = rate.lead.start + rate.lead.of(flat).rfind(name) if name in rate.lead.of(flat) else rate.span.start
    variant = "full" if rate.value == 100 else "default"
    yield Hit(Span(start, rate.span.end), values, related, variant=variant, severity="info" if near or excused else None)

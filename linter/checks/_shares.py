"""Shares: 57条中属实11条，占19%; 持证56人，占全局78人的71.8%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from linter.checks import Hit
from linter.checks._explained import explained, explained_with, ratio_fits
from linter.checks._judged import judge, mended
from linter.checks._siblings import agrees, out_of_line, siblings
from linter.checks._sums import additive
from linter.facts.figures import Figure
from linter.late import late

SHARE = late(r"占(?:比|[^，；。、\d]{0,10})?(?:的|为|达|到|约)*$")
_OF_THEM = late(r"占(?:比|总数的?|其中的?)?(?:为|达)?$")
_OF_NAMED = late(r"占(?:全年|全部|已|所有)?(?P<what>[一-鿿]{2})[一-鿿]{0,6}的(?:比例为|比重为)?$")
_OF_TOLD = late(r"^(?:仅|只|约)?占[^，；。、\d]{0,10}$")
_PARTLY = late("的(?:比例为|比重为)?$")


def share_of_told(flat: str, rate: Figure, before: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """持证56人，占全局78人的71.8%: the part and the whole are both told."""
    if len(before) < 2 or rate.lead.of(flat) not in ("的", "") or flat[before[-1].tail.end : rate.lead.start].strip() or not _PARTLY.search(before[-1].tail.of(flat) + rate.lead.of(flat)):
        return None
    part, whole = before[-2:]
    told = _OF_TOLD.search(whole.lead.of(flat)) and re.fullmatch("，?", flat[part.tail.end : whole.lead.start]) and additive(part) and additive(whole)
    return (part, whole) if told and part.kind == whole.kind and part.value > 0 else None


def share(flat: str, rate: Figure, row: Sequence[Figure], before: Sequence[Figure], earlier: Sequence[Figure], left: Sequence[str]) -> Iterator[Hit]:
    """X件，占Y%: against the only larger figure of that kind in the sentence, unless any figure near explains it."""
    counts = [figure for figure in before if additive(figure)]
    if not counts or before[-1] is not counts[-1]:
        return
    part = counts[-1]
    if not re.fullmatch("，?(?:仅|只|约)?", flat[part.tail.end : rate.lead.start]) or "占" in part.lead.of(flat) or _of_another(flat, rate, part):
        return
    if explained(flat, rate, counts) or explained_with(rate, part, earlier) or any(not figure.exact and figure.kind == part.kind for figure in before):
        return
    others = siblings(flat, rate, part, row)
    if others and agrees((part, rate), others):
        return
    listed = [one for one, _ in others if "其中" not in flat[one.span.end : part.span.start]]  # parts beside this one are not its whole
    wholes = [figure for figure in counts[:-1] if figure.kind == part.kind and figure.value > part.value and figure not in listed]
    if not _OF_THEM.search(rate.lead.of(flat)):
        named = _OF_NAMED.search(rate.lead.of(flat))  # 占审结案件的19%; 占全区…的19% is measured against something that need not be here
        wholes = [figure for figure in wholes if named and named["what"] in figure.lead.of(flat) and named["what"] not in part.lead.of(flat)]
        wholes = wholes or _told_before(flat, rate, row, earlier, named=True)
    else:
        wholes = _told_before(flat, rate, row, earlier, named=False) or wholes
    if not wholes:
        yield from out_of_line(rate, part, others)
    if not 1 <= len(wholes) <= 3 or mended(flat, rate, part, wholes[0], row, left):
        return
    for hit in judge(flat, rate, part, wholes[0], excused=False, name="占比"):
        yield hit if len(wholes) == 1 or hit.severity else replace(hit, severity="warning")


def _of_another(flat: str, rate: Figure, part: Figure) -> bool:
    """制造业项目占69%, 分别占13%和11%: not of the figure right before, unless its words say so."""
    words = rate.lead.of(flat).partition("占")[0].strip("，仅只约均也 ").removeprefix("其中")
    return words == "分别" or (len(words) > 1 and words[0] not in "这此其该上" and words[:2] not in part.lead.of(flat) + part.tail.of(flat))


def _told_before(flat: str, rate: Figure, row: Sequence[Figure], earlier: Sequence[Figure], *, named: bool) -> list[Figure]:
    """收到1046件。其中网上862件，占82.4%；当面13件，占1.2%: the figure shortly before of which another share of the row is."""
    words = rate.lead.of(flat)
    shares = [(one, share) for one, share in pairwise(row) if share.unit == "%" and share is not rate and additive(one) and (not named or share.lead.of(flat) == words)]
    return [whole for whole in earlier if additive(whole) and any(whole.value >= one.value > 0 and whole.kind == one.kind and ratio_fits(share, one, whole) for one, share in shares)][:1]

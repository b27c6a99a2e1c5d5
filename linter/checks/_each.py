"""So many for each of so many: 培训4期，每期60人，共培训240人次; 5个镇各设1支，共5支; 3次，3月、6月、9月各1次; 35台，为28名队员每人配备1台."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from linter.checks import Hit
from linter.checks._enumerations import items_of
from linter.checks._sums import additive, said
from linter.facts.figures import Figure, shown
from linter.late import late
from linter.review import Related, Severity

_EACH_HAS = late(r"[^，；。、\d]{1,12}各(?!类|项|种|级|方|地|界)[^，；。、\d]{1,16}")
_AND = late(r"[^，；。、\d]{1,10}[、和及与]")
_ALL_TOLD = late(r"[^，；。、\d（]{0,6}，(?:全[市县区镇街]|总|一)?(?:共计?|合计|总计)")
_ALL_OF_THEM = late(r"，?(?:共计?|累计|合计|总计|一共)[^，；。\d]{0,8}")
_NEAR = 24  # figures back to which those that have one each are listed
_PEOPLE = frozenset({"人", "人次"})
_EACH_UNIT = {"人": "(?:人|名|位)"}
_LOOSELY = late("平均|至少|最多|最少|不少于|不低于|不超过|原则上|以上|限")
_SHARED = late("服务|联系|负责|包联|包保|挂钩|结对|覆盖")  # one village may have two of them
_GIVEN_TO = late(r"[^，；。\d]{0,10}[，（](?:[为给向对]|发放给|分配给)[^，；。\d]{0,8}")
_SPARE = late("[^。；]{0,12}(?:另|备用|其余|剩余|余下|机动)")
_ONE_BY_ONE = late(r"[^，；。：（\d]{0,10}[，：（](?:分别)?(?:于|在|为|是)?(?P<list>[^，；。：（]{3,80}?)(?:举行|举办|召开|组织|开展|进行)?各(?:举行|举办|召开|组织|开展|进行)?")
_REPORTED = late("向.+(?:报告|汇报|通报|报送)")  # another act than the one before: 听取汇报5次，向市委和市人大常委会报告各1次
_MONTHS = late(r"(?:\d{1,2}月份?(?:、|和|及|以及|$)){2,}")
_NO_MORE = late("[^，；。、\\d）]{0,8}(?:[；。）]|$)")


def each(flat: str, row: Sequence[Figure]) -> Iterator[Hit]:
    """The products of a sentence that its figures do not bear out."""
    for count, one, whole in zip(row, row[1:], row[2:], strict=False):
        yield from _product(flat, count, one, whole)
        yield from _handed_out(flat, count, one, whole)
    for place, (before, after) in enumerate(pairwise(row)):
        yield from _distributed(flat, row[max(0, place - _NEAR) : place + 1], before, after)
        yield from _one_by_one(flat, before, after)


def _hit(count: Sequence[Figure], each_one: Figure, whole: Figure, name: str, *, true: Decimal, part: str = "", severity: Severity = "warning") -> Hit:
    values = {"name": f"{name}{said(each_one)}", "rate": "", "part": part or "、".join(map(said, count)), "whole": said(whole), "true": shown(true), "unit": whole.unit}
    return Hit(whole.span, values, tuple(Related(one.span, said(one)) for one in (*count, each_one)), variant="product", severity=severity)


def _each_of(count: Figure) -> str:
    """A pattern of 每 with what is counted: 每期, 每名, 每个乡镇."""
    return f"每(?:{_EACH_UNIT.get(count.kind, re.escape(count.unit))})"


def _alike(one: Figure, other: Figure) -> bool:
    return one.kind == other.kind or {one.kind, other.kind} <= _PEOPLE


def _product(flat: str, count: Figure, one: Figure, whole: Figure) -> Iterator[Hit]:
    """培训4期，每期60人，共培训240人次; 15个乡镇每个乡镇配备2名调解员，共计配备30名."""
    if not all(map(additive, (count, one, whole))) or not _alike(one, whole) or count.value * one.value == whole.value:
        return
    per = re.fullmatch(rf"[^，；。\d]{{0,12}}，?{_each_of(count)}[^，；。\d]{{0,10}}", flat[count.span.end : one.span.start])
    rest = flat[one.tail.start : whole.span.start]
    of_one, of_all = one.tail.of(flat), whole.tail.of(flat)
    summed = _ALL_OF_THEM.fullmatch(rest.removeprefix(of_one) if of_one else rest)
    if per and summed and not _LOOSELY.search(per[0]) and (one.kind in _PEOPLE or not (of_one and of_all) or of_one[0] == of_all[0]):
        true = count.value * one.value
        overlapping = whole.value < true and _SHARED.search(per[0] + summed[0])
        yield _hit([count], one, whole, f"每{count.unit}", true=true, severity="info" if overlapping else "warning")


def _handed_out(flat: str, whole: Figure, count: Figure, one: Figure) -> Iterator[Hit]:
    """配备执法记录仪35台，为28名执法人员每人配备1台: fewer cannot be, more may be kept."""
    if whole.kind != one.kind or not all(map(additive, (whole, count, one))) or count.value * one.value == whole.value:
        return
    given, per = _GIVEN_TO.fullmatch(flat[whole.span.end : count.span.start]), re.fullmatch(rf"[^，；。\d]{{0,14}}，?{_each_of(count)}[^，；。\d]{{0,8}}", flat[count.span.end : one.span.start])
    if given and per and not _LOOSELY.search(per[0]) and not _SPARE.match(flat, one.span.end, one.sentence.span.end):
        true = count.value * one.value
        yield _hit([count], one, whole, f"每{count.unit}", true=true, severity="warning" if whole.value < true else "info")


def _distributed(flat: str, before: Sequence[Figure], one: Figure, whole: Figure) -> Iterator[Hit]:
    """5个镇、7个街道各设执法队1支，共12支. `before` ends with `one`."""
    have = list(before[-2:-1])
    if not have or one.kind != whole.kind or not (additive(one) and additive(whole)) or not _ALL_TOLD.fullmatch(flat[one.span.end : whole.span.start]):
        return
    if not _EACH_HAS.fullmatch(flat[have[0].span.end : one.span.start]):
        return
    for earlier in reversed(before[:-2]):
        if not _AND.fullmatch(flat[earlier.span.end : have[0].span.start]):
            break
        have.insert(0, earlier)
    true = sum((figure.value for figure in have), Decimal(0)) * one.value
    if all(map(additive, have)) and true != whole.value:
        yield _hit(have, one, whole, "各", true=true)


def _one_by_one(flat: str, whole: Figure, one: Figure) -> Iterator[Hit]:
    """开展整治3次，3月、6月、9月、11月各1次: more than the whole cannot be; where it is less, some may not have been named."""
    match = _ONE_BY_ONE.fullmatch(flat[whole.span.end : one.span.start]) if whole.kind == one.kind and "各" in one.lead.of(flat) else None
    if match is None or not (additive(whole) and additive(one)) or "其中" in match[0] or match["list"].endswith(("等", "和", "及")) or _REPORTED.match(match["list"]):
        return
    if (re.search(r"\d", match["list"]) and not _MONTHS.fullmatch(match["list"])) or not _NO_MORE.match(flat, one.span.end, one.sentence.span.end):
        return
    items, more = items_of(match["list"])
    least, most = len(items) * one.value, (len(items) + more) * one.value
    if len(items) + more > 1 and not least <= whole.value <= most:
        yield _hit([], one, whole, "各", true=least, part=f"{len(items)}项", severity="warning" if whole.value < least else "info")

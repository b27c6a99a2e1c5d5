"""Averages that do not follow from the figures beside them: 执法人员38人，监管项目512个，人均监管项目15.5个."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from linter.checks import Hit
from linter.checks._sums import additive, said
from linter.document import Span
from linter.facts.figures import Figure, shown
from linter.late import late
from linter.review import Related

# what it is the average of, by the measure words of those that share: 人均, 平均每名执法人员
_AVERAGE = late(
    r"(?P<of>[^，；。、\d]{0,6}?)(?P<name>(?P<one>人|户|家|所|村|校|件)均|平均每(?:个|名|位|家|户|所|件|起|次|场|期)?(?P<each>[\u4e00-\u9fff]{0,6}?))(?:的)?(?P<rest>[\u4e00-\u9fff]{0,8})$"
)
_SHARERS = {"人": ("人",), "户": ("户",), "家": ("家",), "所": ("所",), "校": ("所",), "件": ("件",)}
_EACH = late(r"平均每(?P<unit>名|位|家|户|所|件|起|次|场|期)")
_EACH_KIND = {"名": "人", "位": "人", "家": "家", "户": "户", "所": "所", "件": "件", "起": "件", "次": "次", "场": "场", "期": "期"}
_EACH_HAS = late(r"[^，；。、\d]{1,12}各(?!类|项|种|级|方|地|界)[^，；。、\d]{1,16}")
_AND = late(r"[^，；。、\d]{1,10}[、和及与]")
_ALL_TOLD = late(r"，(?:全[市县区镇街]|总|一)?(?:共计?|合计|总计)")
_PEOPLE, _EVENTS = frozenset({"人", "人次"}), frozenset({"次", "场", "期"})
_OTHER_MEASURE = late("年均|月均|日均|每年|每月|每天|每日|历年|累计|最高|最低|较|比")


def averages(flat: str, row: Sequence[Figure]) -> Iterator[Hit]:
    """Only where the sentence has one figure to share and one of those that share, both exact, and the words name no others."""
    for place, figure in enumerate(row):
        if not figure.exact or figure.unit == "%" or "均" not in figure.lead.of(flat) or place < 2:
            continue
        match = _AVERAGE.search(figure.lead.of(flat))
        kinds = _kinds(match) if match else ()
        if match is None or not kinds or _OTHER_MEASURE.search(figure.sentence.span.of(flat)):
            continue
        sharers = [one for one in row[:place] if additive(one) and one.kind in kinds]
        shared = [one for one in (*row[:place], *row[place + 1 : place + 2]) if additive(one) and _alike(one, figure, kinds) and one not in sharers and one.value > figure.value]
        if len(sharers) != 1 or len(shared) != 1 or not sharers[0].value or not _of_them(flat, match["of"], sharers[0]):
            continue
        true = shared[0].value / sharers[0].value
        if abs(true - figure.value) >= figure.quantity.step:
            name = match["name"] + match["rest"]
            values = {"name": name, "rate": said(figure), "part": said(shared[0]), "whole": said(sharers[0]), "true": shown(true.quantize(min(figure.quantity.step, Decimal("0.1")))), "unit": figure.unit}
            yield Hit(
                Span(figure.lead.end - len(name), figure.span.end), values, (Related(shared[0].span, said(shared[0])), Related(sharers[0].span, said(sharers[0]))),
                variant="average", severity="warning",
            )


def _alike(one: Figure, figure: Figure, kinds: Sequence[str]) -> bool:
    """平均每次80人 is of 人次 too."""
    return one.kind == figure.kind or (one.kind in _PEOPLE and figure.kind in _PEOPLE and kinds[0] in _EVENTS)


def products(flat: str, row: Sequence[Figure]) -> Iterator[Hit]:
    """培训4期，每期60人，共培训240人次."""
    for count, each, whole in zip(row, row[1:], row[2:], strict=False):
        if not all(map(additive, (count, each, whole))) or each.kind not in _PEOPLE or whole.kind not in _PEOPLE:
            continue
        per, summed = re.fullmatch(rf"[^，；。]{{0,6}}，?每{count.unit}[^，；。\d]{{0,4}}", flat[count.span.end : each.span.start]), re.fullmatch(r"，?(?:共|累计|合计|共计)[^，；。\d]{0,8}", flat[each.tail.start : whole.span.start])
        if per and summed and count.value * each.value != whole.value:
            true = count.value * each.value
            values = {"name": f"每{count.unit}{said(each)}", "rate": "", "part": said(count), "whole": said(whole), "true": shown(true), "unit": whole.unit}
            yield Hit(whole.span, values, (Related(count.span, said(count)), Related(each.span, said(each))), variant="product", severity="warning")


def _kinds(match: re.Match[str]) -> tuple[str, ...]:
    if match["one"]:
        return _SHARERS.get(match["one"], ())
    each = _EACH.match(match["name"])
    return (_EACH_KIND[each["unit"]],) if each else ()


def _of_them(flat: str, words: str, sharers: Figure) -> bool:
    """Whether what stands before 人均 says no other people than those counted: 一线执法人员人均."""
    return not words.strip("，、的；现目前全局") or words in flat[sharers.lead.start : sharers.tail.end]


def distributed(flat: str, row: Sequence[Figure]) -> Iterator[Hit]:
    """5个镇、7个街道各设执法队1支，共12支."""
    for place, (each, whole) in enumerate(pairwise(row)):
        if not place or each.kind != whole.kind or not (additive(each) and additive(whole)) or not _ALL_TOLD.fullmatch(flat[each.span.end : whole.span.start]):
            continue
        have = [row[place - 1]]
        if not _EACH_HAS.fullmatch(flat[have[0].span.end : each.span.start]):
            continue
        while len(have) < place and _AND.fullmatch(flat[row[place - 1 - len(have)].span.end : have[0].span.start]):
            have.insert(0, row[place - 1 - len(have)])
        true = sum((one.value for one in have), Decimal(0)) * each.value
        if all(map(additive, have)) and true != whole.value:
            part = "、".join(said(one) for one in have)
            values = {"name": f"各{said(each)}", "rate": "", "part": part, "whole": said(whole), "true": shown(true), "unit": whole.unit}
            yield Hit(whole.span, values, tuple(Related(one.span, said(one)) for one in (*have, each)), variant="product", severity="warning")

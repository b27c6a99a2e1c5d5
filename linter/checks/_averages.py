"""Averages that do not follow from the figures beside them: 执法人员38人，监管项目512个，人均监管项目15.5个."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from linter.checks import Hit
from linter.checks._sums import additive, said
from linter.document import Span
from linter.facts.figures import Figure, shown
from linter.late import late
from linter.review import Related

# what it is the average of, by the measure words of those that share: 人均, 平均每名执法人员
_AVERAGE = late(
    r"(?P<of>[^，；。、\d]{0,6}?)(?P<name>(?P<one>人|户|家|所|村|校|件|案|场|次|期)均|平均每(?:个|名|位|家次|户次|家|户|所|件|起|次|场|期)?(?P<each>[\u4e00-\u9fff]{0,6}?))(?:的)?(?P<rest>[\u4e00-\u9fff]{0,8})$"
)
_SHARERS = {"人": ("人",), "户": ("户",), "家": ("家",), "所": ("所",), "校": ("所",), "件": ("件",), "案": ("件",), "场": ("场",), "次": ("次",), "期": ("期",)}
_EACH = late(r"平均每(?P<unit>名|位|家次|户次|家|户|所|件|起|次|场|期)")
_EACH_KIND = {"名": "人", "位": "人", "家": "家", "户": "户", "家次": "家次", "户次": "户次", "所": "所", "件": "件", "起": "件", "次": "次", "场": "场", "期": "期"}
_PEOPLE, _EVENTS = frozenset({"人", "人次"}), frozenset({"次", "场", "期"})
_COARSE = Decimal("0.2")  # part of an average by which rounding may move it unseen
_ALL_TOLD = late("共|总|累计")
_OTHER_MEASURE = late("年均|月均|日均|每年|每月|每天|每日|历年|累计|最高|最低|较|比")


def averages(flat: str, row: Sequence[Figure]) -> Iterator[Hit]:
    """Only where the sentence has one figure to share and one of those that share, both exact, and the words name no others."""
    for place, figure in enumerate(row):
        if not figure.exact or figure.unit == "%" or "均" not in figure.lead.of(flat) or not place or len(row) < 3:
            continue
        match = _AVERAGE.search(figure.lead.of(flat))
        kinds = _kinds(match) if match else ()
        if match is None or not kinds or _OTHER_MEASURE.search(_beyond_the_first(flat, row)):
            continue
        sharers = [one for one in row[:place] if additive(one) and one.kind in kinds] or [one for one in row[place + 1 : place + 2] if additive(one) and one.kind in kinds]
        shared = [one for one in (*row[:place], *row[place + 1 : place + 2]) if additive(one) and _alike(one, figure, kinds) and one not in sharers and one.value > figure.value]
        if len(shared) > 1 and len(sharers) == 1 and sharers[0].value and not any(abs(one.value / sharers[0].value - figure.value) < figure.quantity.step for one in shared):
            shared = [one for one in shared if _ALL_TOLD.search(one.lead.of(flat))]  # 培训4期，每期60人，共培训240人次
        if len(sharers) != 1 or len(shared) != 1 or not sharers[0].value or not _of_them(flat, match["of"], sharers[0]):
            continue
        true = shared[0].value / sharers[0].value
        off = abs(true - figure.value)
        if off >= figure.quantity.step or (off >= figure.quantity.step / 2 and off > true * _COARSE):
            name = match["name"] + match["rest"]
            values = {"name": name, "rate": said(figure), "part": said(shared[0]), "whole": said(sharers[0]), "true": shown(true.quantize(min(figure.quantity.step, Decimal("0.1")))), "unit": figure.unit}
            yield Hit(
                Span(figure.lead.end - len(name), figure.span.end), values, (Related(shared[0].span, said(shared[0])), Related(sharers[0].span, said(sharers[0]))),
                variant="average", severity="warning" if off >= figure.quantity.step else "info",
            )


def _beyond_the_first(flat: str, row: Sequence[Figure]) -> str:
    """The sentence without a 累计 that stands before all its figures (累计开展36次，抽查288家): it is of them all."""
    sentence, first = row[0].sentence.span, row[0].span.start
    return flat[sentence.start : first].replace("累计", "") + flat[first : sentence.end]


def _alike(one: Figure, figure: Figure, kinds: Sequence[str]) -> bool:
    """平均每次80人 is of 人次 too."""
    return one.kind == figure.kind or (one.kind in _PEOPLE and figure.kind in _PEOPLE and kinds[0] in _EVENTS)


def _kinds(match: re.Match[str]) -> tuple[str, ...]:
    if match["one"]:
        return _SHARERS.get(match["one"], ())
    each = _EACH.match(match["name"])
    return (_EACH_KIND[each["unit"]],) if each else ()


def _of_them(flat: str, words: str, sharers: Figure) -> bool:
    """Whether what stands before 人均 says no other people than those counted: 一线执法人员人均."""
    return not words.strip("，、的；现目前全局") or words in flat[sharers.lead.start : sharers.tail.end]

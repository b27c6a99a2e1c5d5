"""Approximators that say the same twice (约300余份, 超过50%以上) or stand beside an exact number (2346余家次)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts, units
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded
from linter.facts.quantities import BEFORE, INNER, OUTER, Quantity
from linter.late import late
from linter.review import Edit

_RARE = "[对双盒筐剂盏匹尾枚口盘帧]"  # measure words that no figure has, since they are other words too
_UNITLESS = late(rf"({'|'.join(BEFORE)})(\d{{1,8}}(?:\.\d+)?(?:[万亿]{_RARE}?|{_RARE}))({'|'.join(OUTER)})")
_ROUND_MORE = late(rf"({'|'.join(BEFORE)})(\d{{1,8}}(?:\.\d+)?(?:[万亿](?P<more>[余多])|(?P<more2>[余多])[万亿]))(?=[\u4e00-\u9fff])(?!{units.pattern()})")
_IN_WORD = {"约": "节预签履违条公合", "近": "附靠最临邻", "超": "反赶", "上": "以网线岗"}  # 节约5万以上
_MANY = "年次个种家项方元样重级层下双语轮"  # 30多名多年从事执法的人员
_FAR, _BETWEEN = 20, "[\u4e00-\u9fff]{1,16}"  # letters up to the word before the verb, and between it and the figure
_TIMES = ("次", "场", "场次", "期", "遍", "轮", "回", "天", "个百分点")
_WHOLE = ("整车", "整机", "整县", "整批", "整治", "整改", "整治", "整理", "整合", "整体", "整顿", "整个", "整套", "整村", "整建制")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`report`: which of the two faults. `pairs`: an approximator before and those behind that it does not go with;
    `apart`: the same where a verb and its object stand between (至少再减少……1000万人以上). `sizes`: measures of what can be cut finer, behind which 余 may stand (5公里余)."""

    report: Literal["doubled", "exact"]
    pairs: dict[str, list[str]] = msgspec.field(default_factory=dict)
    apart: dict[str, list[str]] = msgspec.field(default_factory=dict)
    sizes: list[str] = []


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    text = facts.document.text
    if params.report == "doubled":
        yield from _without_unit(facts(folded), params)
    for figure in facts(figures).all:
        if params.report == "doubled":
            yield from _doubled(figure, params, text)
            yield from _apart(figure.quantity, params, facts(folded))
        else:
            yield from _exact(figure, params, facts(folded))


def _without_unit(flat: str, params: Params) -> Iterator[Hit]:
    """近6000万以上低保人员, 约140对左右, 约13亿余城乡居民: a round number that stands before its noun without a measure word, or with a rare one."""
    for match in _UNITLESS.finditer(flat):
        before, number, after = match.groups()
        if after in params.pairs.get(before, ()) and flat[match.start() - 1 : match.start()] not in _IN_WORD.get(before, ""):
            yield Hit(Span(*match.span()), {"before": before, "after": after, "right": number + after}, edits=(Edit(Span(*match.span(1)), ""),))
    for match in _ROUND_MORE.finditer(flat):
        before, number, more = match[1], match[2], match["more"] or match["more2"]
        if more in params.pairs.get(before, ()) and flat[match.start() - 1 : match.start()] not in _IN_WORD.get(before, ""):
            yield Hit(Span(*match.span()), {"before": before, "after": more, "right": number}, edits=(Edit(Span(*match.span(1)), ""),))


def _doubled(figure: Figure, params: Params, text: str) -> Iterator[Hit]:
    quantity = figure.quantity
    behind = [word for word in (quantity.inner, quantity.outer) if word]
    if quantity.before == "突破" and figure.unit in _BROKEN_THROUGH:
        return  # 突破10项以上关键技术: the verb
    clash = next((word for word in behind if word in params.pairs.get(quantity.before, ())), None)
    if clash is not None:
        start = quantity.span.start
        dropped = Edit(Span(start, start + len(quantity.before)), "")
        without = quantity.span.of(text)[len(quantity.before) :]
        yield Hit(quantity.span, {"before": quantity.before, "after": clash, "right": without.strip()}, edits=(dropped,))
    elif stacked := _stacked(quantity, text):
        yield Hit(Span(quantity.span.start, quantity.span.end + text[quantity.span.end :].startswith("整")), {"before": stacked, "after": "", "right": ""}, variant="stacked")
    elif len(behind) == 2 and quantity.inner in ("余", "多") and quantity.outer in ("左右", "上下", "以上"):
        yield Hit(quantity.span, {"before": quantity.inner, "after": quantity.outer, "right": quantity.span.of(text)[: -len(quantity.outer)]})
    elif quantity.before and quantity.before not in params.pairs and len(quantity.before) > 1 and any(
        quantity.before == one + other for one in params.pairs for other in params.pairs
    ):
        yield Hit(quantity.span, {"before": quantity.before, "after": "", "right": ""}, variant="stacked")


def _apart(quantity: Quantity, params: Params, flat: str) -> Iterator[Hit]:
    """An approximator before the verb and another behind the figure, which says how many and not of which size things are (至少检查500万元以上项目)."""
    after, clause = quantity.outer, flat[max(0, quantity.span.start - _FAR) : quantity.span.start]
    before = next((word for word, behind in params.apart.items() if after in behind and late(f"{word}{_BETWEEN}$").search(clause)), None)
    ends = not "\u4e00" <= flat[quantity.span.end : quantity.span.end + 1] <= "\u9fff"
    if before is not None and not quantity.before and (ends or quantity.unit_at.of(flat) in _TIMES):
        start = quantity.span.start - len(clause) + clause.rindex(before)
        yield Hit(Span(start, quantity.span.end), {"before": before, "after": after, "right": quantity.span.of(flat).removesuffix(after)})


def _stacked(quantity: Quantity, text: str) -> str:
    """Two approximators in one place (多余, 左右以上), one on each side of the measure word (2100多人余), or one with 整; empty where there are none."""
    more = text[quantity.unit_at.end : quantity.span.end].strip()
    if quantity.inner and quantity.unit_at.start > quantity.number.start:
        if text.startswith("整", quantity.span.end) and not text.startswith(_WHOLE, quantity.span.end):
            return f"{quantity.inner}…整"
        if more and more[0] in INNER and text[quantity.span.end : quantity.span.end + 1] not in tuple(_MANY) and quantity.number.of(text).rstrip("万亿千百十 ").endswith(quantity.inner):
            return f"{quantity.inner}…{more[0]}"
    pair = quantity.inner if len(quantity.inner) > 1 else quantity.outer
    return pair if len(pair) > 1 and pair not in OUTER else ""


def _exact(figure: Figure, params: Params, flat: str) -> Iterator[Hit]:
    """余 and 多 stand for what was rounded off: after 2346 or 169.9855万 nothing was; 3万余, 1.2万余 and 120余 are round.

    余 stands before the measure word (1.2万份余). 约2346余 is the other rule's.
    """
    quantity = figure.quantity
    if not quantity.inner or quantity.before or quantity.vague or figure.unit in units.TIME | {"倍"}:
        return
    numeral = quantity.digits.of(flat)
    point = "." in numeral
    behind = flat[quantity.unit_at.end : quantity.span.end].startswith(quantity.inner)
    follows = flat[quantity.digits.end : quantity.number.end].strip().startswith(quantity.inner)
    few = (len(numeral) <= _FEW and numeral[1:2] == ".") or (len(numeral.partition(".")[2]) == 1 and figure.unit in params.sizes)
    rounded = quantity.step > 1 and few if point and not follows else not point and (not follows or numeral[-1] in "0十百千")
    number, unit = quantity.number.of(flat).replace(quantity.inner, "").strip(), figure.unit
    values = {"inner": quantity.inner, "number": numeral, "plain": number + unit, "about": _about(number, quantity.inner) + unit}
    if not rounded:
        yield Hit(quantity.span, values)
    elif behind and quantity.inner == "余" and figure.unit not in (*params.sizes, *units.MONEY) and quantity.unit_at.end > quantity.number.end:
        yield Hit(quantity.span, {**values, "about": number + quantity.inner + unit}, variant="behind")


_BROKEN_THROUGH = frozenset("项 个 种 类".split())
_FEW = 4  # 1.25万 may still be a round figure, 47.3万元 and 312.46万 are not; what is measured (118.4万余米) has more places


def _about(number: str, more: str) -> str:
    """The figure with its last places left off: 2300余 of 2346, 169万余 of 169.9855万; 几 of a single digit."""
    digits = re.match(r"\d*", number.replace("，", ""))
    whole = digits[0] if digits else ""
    scale = number[-1] if number[-1] in "万亿" else ""
    if "." in number and scale:
        return f"{whole}{scale}{more}"
    if len(whole) < 2:
        return "几"
    kept = 2 if len(whole) > 3 else 1
    return f"{whole[:kept]}{'0' * (len(whole) - kept)}{more}{scale}"

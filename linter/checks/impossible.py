"""Figures that cannot be: a negative count, 0人参加, 均无败诉案件，其中1件败诉, 五万元以上二万元以下, 最高5万元、最低6万元, 3月至6月共5个月. Dates that no calendar has are another check's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lasting import LASTS, lasting
from linter.document import Span
from linter.facts import Facts, units
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded
from linter.facts.numerals import parse
from linter.late import late

_MAY_BE_NEGATIVE = units.PERCENT | frozenset({"元", "倍", "分贝", "摄氏度"})


_NUMBER = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千])[零一二两三四五六七八九十百千万亿]{0,9}"
_UNIT = "(?:元|周?岁|个?工作日|日|天|个月|年|人|名|件|次|平方米|公里|吨|%|倍|分贝)"
_LOW, _HIGH = rf"(?P<low>{_NUMBER})(?P<unit>{_UNIT})?", rf"(?P<high>{_NUMBER})(?P<same>{_UNIT})"
_BELOW = "(?:不满|未满|不足|不超过|(?<!不)低于)"
# What stands between two bounds, so that the text is read only where some are told.
_BETWEEN, _REACH = late(rf"(?:以上[至且]?|{_BELOW})(?=[\d一二两三四五六七八九十百千])"), 16
# 十万元以上五万元以下; 已满十四周岁不满十二周岁. Behind a comma 低于 and 不足 say who is called to account (不低于60天，不足30天的予以通报).
_BOUNDS = (
    late(rf"(?<![\d.第一二两三四五六七八九十百千万]){_LOW}以上[至且]?{_HIGH}(?:以下|以内)"),
    late(rf"(?:已满|年满|(?<![不未])超过|不低于){_LOW}(?:[且但]?{_BELOW}|[、，][且但](?:不满|未满|不超过)){_HIGH}"),
)
_ARABIC = late(r"(?P<digits>\d+(?:\.\d+)?)(?P<scale>[百千万亿]*)")

_YEARS = late(r"(?<![\d/.-])(?P<first>20\d\d)年?(?:—|-|~|–|―|至)+(?P<last>20\d\d)(?:年(?!度?第)|(?=）))")

# 均无败诉案件, 未发生行政赔偿案件: what there was none of
_NONE = late(
    r"(?:^|[，；。])[^，；。]{0,12}?(?:均无|全部无|都无|无一(?:例|件|起|人)?(?:被|因)?|未发生(?:一起|一例)?|没有发生|未出现|没有出现|零(?=[败投违事]))(?P<what>[一-鿿]{2,8}?)(?:的)?(?:案件|事件|情况|情形|问题|现象|记录)?(?:发生)?，(?:但|其中|仅|只)*(?:有)?(?P<lead>[^，；。\d]{0,6})$"
)
_MOST_LEAST = {"高": "低", "多": "少", "大": "小", "长": "短"}
_EXTREME = late(r"最(?:(?P<most>[高多大长])|(?P<least>[低少小短]))(?:的)?(?P<of>[^，；。最]{0,6}?)(?:为|达|是|仅|只|有|：)?$")
_SIDE_BY_SIDE = late("[^，；。]{0,6}[，、][^，；。]{0,12}")
_OTHER_TIME = late("上年|去年|往年|同比|较|比|减少|下降|历年|此前|避免|防止|演练|预案|排查|化解|预防")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`attended`: words behind 0人 that say people came, where an explicit zero would be written otherwise."""

    attended: list[str]


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat = facts(folded)
    yield from _reversed(flat)
    for row in facts(figures).by_sentence:
        for one, other in pairwise(row):
            if _turned_extremes(flat, one, other):
                yield Hit(Span(one.span.start, other.span.end), variant="extremes")
    for figure in facts(figures).all:
        if figure.value < 0 and figure.unit not in _MAY_BE_NEGATIVE:
            yield Hit(figure.span, variant="negative")
        elif figure.value == 0 and figure.kind in ("人", "人次") and figure.tail.of(flat).startswith(tuple(params.attended)):
            yield Hit(figure.span, variant="nobody")
        elif figure.unit in LASTS and figure.exact and (span := lasting(flat, figure)):
            yield Hit(figure.span, {"span": span.text, "true": span.told, "unit": figure.unit}, variant="lasting", severity="warning")
        elif figure.value > 0 and figure.exact and (what := _denied(flat, figure)):
            yield Hit(Span(figure.span.start, figure.tail.end), {"what": what}, variant="none", severity="warning")


def _reversed(flat: str) -> Iterator[Hit]:
    """一万元以上五千元以下, 已满十四周岁不满十二周岁, 2023—2023年: bounds between which nothing lies."""
    for years in _YEARS.finditer(flat):
        if years["first"] >= years["last"]:
            yield Hit(Span(*years.span()), variant="years")
    for anchor in _BETWEEN.finditer(flat):
        near = max(0, anchor.start() - _REACH), anchor.end() + _REACH
        match = next((found for pattern in _BOUNDS for found in pattern.finditer(flat, *near) if found.start() < anchor.start() < found.end()), None)
        if match is None:
            continue
        low, high = _amount(match["low"]), _amount(match["high"])
        if low is not None and high is not None and low > high and match["unit"] in (None, match["same"]):
            yield Hit(Span(*match.span()), variant="reversed")


def _turned_extremes(flat: str, one: Figure, other: Figure) -> bool:
    """最高5万元，最低6万元: the least is more than the most."""
    first, second = _EXTREME.search(one.lead.of(flat)), _EXTREME.search(other.lead.of(flat))
    if not (first and second) or one.kind != other.kind or not (one.exact and other.exact) or not _SIDE_BY_SIDE.fullmatch(flat[one.span.end : other.span.start]):
        return False
    opposite = first["most"] is not None and second["least"] is not None and _MOST_LEAST[first["most"]] == second["least"]
    reverse = first["least"] is not None and second["most"] is not None and _MOST_LEAST[second["most"]] == first["least"]
    same = second["of"] in ("", first["of"]) or not first["of"]
    return same and ((opposite and one.value < other.value) or (reverse and one.value > other.value))


def _amount(words: str) -> Decimal | None:
    """1.5万, 三千, 十四; null for what mixes digits and numerals (2万五千)."""
    arabic = _ARABIC.fullmatch(words)
    whole = parse("一" + arabic["scale"] if arabic else words)
    return None if whole is None else whole * Decimal(arabic["digits"] if arabic else 1)


def _denied(flat: str, figure: Figure) -> str:
    """What the clause before says there was none of and this figure counts; empty where it counts something else."""
    match = _NONE.search(flat[max(figure.sentence.span.start, figure.span.start - 48) : figure.span.start])
    if match is None or _OTHER_TIME.search(match[0]):
        return ""
    what, told = match["what"], match["lead"] + figure.tail.of(flat)
    plain = told.lstrip("的为被因")
    return what if what in told and "未" not in told and not _OTHER_TIME.search(plain) else ""

"""Changes that do not follow from the two values given: 由31件减至12件，下降50%; 由31件增至12件; 较上年40件下降20%，今年36件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._sums import said, says
from linter.document import Span
from linter.facts import Facts, units
from linter.facts.figures import Figure, figures, shown
from linter.facts.folded import folded
from linter.late import late
from linter.review import Related


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`real`: what grows at constant prices, so that its two values do not give its growth."""

    up: list[str]
    down: list[str]
    real: list[str]


_FROM = late(r"(?:从|由)[^，；。]{0,16}$")
_TO = late(r"^[^，；。]{0,14}?(?P<verb>[\u4e00-\u9fff]{1,4}?)(?:到|至|为|成)(?:了|(?:20\d\d年(?:度|底|末)?|今年|本年度?|现在|目前)的?)?$")
_LAST_YEAR = late(r"(?:较|比|相比|与)(?:上年|上一年度?|去年|20\d\d年)(?:同期)?的?（?$")
_BY = late(r"(?:^|同比|(?:较|比)(?:上年|上一年度?|去年|20\d\d年)(?:同期)?)(?:净)?(?:(?P<more>增加|增长|多|上升|增[收支]?)|减少|下降|少|减[收支]?)了?$")
_SAID_AFTER = late(r"，(?:从|由)(?:(?:上|去)年|20\d\d年)?(?:同期)?的?")  # 较上年增加10%，由50次增加到60次
_OFF_OLD = late(r"(?:(?P<more>增加|增长|多|增)|减少|下降|少|减)了?")  # 比2023年的125件减少30件
_MOVED_BY = late(r"(?:(?<!新)增加|增长|上升|提高|(?<!新)增|多|减少|下降|降低|压缩|压减|缩短|精简|缩减|减|少)了?$")
_ASIDE = late(r"（(?:上年度?|去年|20\d\d年)(?:同期)?(?:的)?(?:为|是|共|：)?")  # 120件，较上年增长25%（2023年为100件）
_OLD_LATER = late(r"，(?:上年度?|去年|20\d\d年)(?:同期)?(?P<about>[^，。；、\d]{0,10}?)(?:为|是|共)?")  # 检查120家次，同比增长20%，去年检查110家次
_OWN_SUBJECT = late(r"[，、](?P<subject>[\u4e00-\u9fff]{2,4}?)(?:减少|下降|降低|压缩|压减|缩短|精简|缩减|节约|节省|减轻|增长|增加|上升|提高|提升|扩大)了?(?:达|为)?$")
_MEASURES = frozenset("同比 环比 大幅 平均 总体 整体 累计 时限 时间 用时 耗时 总量 数量 总数 合计 共计 分别 比例 较上年 比上年 较去年 比去年 相比 总共 净".split())  # that what moved may be called
_HALF, _FEW_POINTS = 50, 20  # from which rate on, and up to which change, points are meant
_DIGIT = late(r"\d")
_RATE_NAMED = late(r"(?:率|比重|占比|满意度|知晓度|认可度|覆盖面)(?:均|都|已)?(?:为|达到?了?|是|至)?$")
_MOVED = late(r"，(?:同比|环比|(?:较|比)(?:上年度?|上一年度?|去年|往年|20\d\d年)(?:同期)?)(?:提高|提升|上升|增长|增加|上涨|下降|降低|减少)了?")
_MISTAKEN = 15  # points between what is told and what comes out; further off another figure is meant
_YEAR = late(r"(?:20\d\d|上|去|今|本)年度?(?:同期)?")
_OTHER_MEASURE = late("分别|年均|年平均|实际|名义|可比|增速|环比|累计")  # not the plain difference of the two values
_ANY_YEAR = late(r"((?:19|20)\d\d)年")
_AGAINST = late(r"(?:与|同|跟)(?:上年|上一年度?|去年|20\d\d年)(?:同期)?的$")  # 与上年的58件相比，今年立案91件，多33件
_LEVEL = late("[由从到至]$")  # 上座率由49%增至98.7%: values, not changes
_CAME = late("(?:新增|新增加|(?P<net>净增加?)|新招录?|新聘|新取得|新注册|新登记|新设立?)[^，；。、]{0,10}$")
_STOCK = late(r"[^，；。、\d]{0,8}，[^，；。、\d]{0,10}总(?:数|量|人数|户数|件数|规模)?(?:也|已)?[由从](?:年初|(?:上|去)年(?:底|末)?|原来|20\d\d年(?:底|末)?)?的?")
_LEAVING = "(?:退|减|离|调出|注销|清退|解聘|转出|流失|取消|淘汰)"
_AND_LEFT = late(rf"[^，；。\d]{{0,8}}[，、；][^，；。\d]{{0,6}}{_LEAVING}")
_RANKED = late("排名|位次|名次|排位|位列|排序")
_FINER = late("精度|误差|分辨率")  # rises as its value falls
_THEN = late(r"^[^，；。\d]{0,8}[，、]?(?:同比|[较比](?:上年|20\d\d年)|平均|总体|降幅|增幅|共)?(?P<verb>[\u4e00-\u9fff]{2,4}?|[多少增减])(?:了|达|为|幅度为|率为)?$")


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat = facts(folded)
    rows = facts(figures).by_sentence
    for position, row in enumerate(rows):
        wrong: set[tuple[int, int]] = set()  # values already found at fault, whatever else is stated of them
        exactly: set[tuple[int, int]] = set()  # values whose plain difference is told, and right
        for old, new, change, verb in _triples(flat, row):
            pair = old.index, new.index
            hit = None if pair in wrong else _judge(flat, old, new, change, verb, params, exactly=pair in exactly)
            if hit is not None:
                wrong.add(pair)
                yield hit
            elif change is not None and change.kind == new.kind and change.unit != "%" and abs(new.value - old.value) == change.value:
                exactly.add(pair)
        yield from _grown(flat, row, params)
        for rate, change in _rates_moved(flat, row):
            yield Hit(Span(change.lead.start, change.span.end), {"rate": said(rate), "change": said(change), "true": shown(change.value)}, (Related(rate.span, said(rate)),), variant="rate", severity="warning")
        told = [figure for before in rows[max(0, position - 2) : position] for figure in before if figure.sentence.section == row[0].sentence.section]
        for old, new, change in _from_before(flat, row, told):
            hit = _judge(flat, old, new, change, "", params)
            if hit is not None and hit.variant == "default" and abs(Decimal(hit.values["true"]) - change.value) <= _MISTAKEN:
                yield replace(hit, severity="warning")


def _triples(flat: str, row: Sequence[Figure]) -> Iterator[tuple[Figure, Figure, Figure | None, str]]:
    """Old value, new value, a stated change if any, and the verb that says which way; once for each change stated."""
    for position, (one, two) in enumerate(pairwise(row)):
        if one.kind != two.kind or not all(figure.quantity.upper is None and not figure.quantity.vague for figure in (one, two)):
            continue
        between = flat[one.span.end : two.span.start]
        joined = _TO.match(between)
        if not (one.exact and two.exact):  # 由不到170万亿元增加到超过100万亿元: which way it goes can be told
            if _LAST_YEAR.search(between) and re.fullmatch("，?[^，；。]{0,12}", between):
                yield from ((two, one, change, "") for change in _changes(flat, two, row[position + 2 : position + 3]))
            elif joined and _FROM.search(one.lead.of(flat)) and "分别" not in one.lead.of(flat) + between:
                yield one, two, None, joined["verb"]
        elif joined and _FROM.search(one.lead.of(flat)) and "分别" not in one.lead.of(flat) + between:
            changes = _changes(flat, two, row[position + 2 : position + 4])
            yield from ((one, two, change, joined["verb"]) for change in changes or [None])
        elif _LAST_YEAR.search(between) and re.fullmatch("，?[^，；。]{0,12}", between):
            yield from ((two, one, change, "") for change in _changes(flat, two, row[position + 2 : position + 4]))
        elif _AGAINST.search(one.lead.of(flat)) and re.fullmatch("相比，[^，；。]{0,14}", between):
            yield from ((one, two, change, "") for change in _changes(flat, two, row[position + 2 : position + 4]))
        elif (by := _OFF_OLD.fullmatch(between)) and one.unit != "%" and not (position and _LAST_YEAR.search(flat[row[position - 1].span.end : one.span.start])):
            yield from ((one, _after(one, two, by), change, "") for change in _changes(flat, two, row[position + 2 : position + 3]))
        elif (by := _BY.search(two.lead.of(flat))) and re.fullmatch("，[^，；。]{0,14}", between) and one.unit != "%" and not (position and _TO.match(flat[row[position - 1].span.end : one.span.start])):
            yield from ((_before(one, two, by), one, change, "") for change in _changes(flat, two, row[position + 2 : position + 3]))
        elif re.fullmatch("[^，；。]{0,8}[，、][^，；。]{0,14}", between) and (years := _of_two_years(flat, one, two)):
            yield from ((*years, change, "") for change in _changes(flat, two, row[position + 2 : position + 4]))
    for now, change, moved in zip(row, row[1:], row[2:], strict=False):
        by = _BY.search(moved.lead.of(flat))
        if by and now.kind == moved.kind and now.unit != "%" and change.unit == "%" and now.exact and moved.exact and re.fullmatch("，[^，；。]{0,8}", flat[change.span.end : moved.span.start]):
            yield from ((_before(now, moved, by), now, stated, "") for stated in _changes(flat, now, [change]))  # 7018件，同比上升2%，同比增加140件
    for change, old, new in zip(row, row[1:], row[2:], strict=False):
        if (change.unit == "%" or change.kind == old.kind) and change.exact and old.kind == new.kind and old.exact and new.exact and _MOVED_BY.search(change.lead.of(flat)) and _SAID_AFTER.fullmatch(flat[change.span.end : old.span.start]) and _TO.match(flat[old.span.end : new.span.start]):
            yield old, new, change, ""
    for now, change, old in zip(row, row[1:], row[2:], strict=False):
        if now.kind == old.kind and now.exact and old.exact and _told_last(flat, now, change, old) and (change.unit in ("%", "倍", "个百分点") or change.kind == now.kind):
            yield from ((old, now, stated, "") for stated in _changes(flat, now, [change]))


def _grown(flat: str, row: Sequence[Figure], params: Params) -> Iterator[Hit]:
    """新增持证人员8人，总数由42人增加到52人: it grew by more than came. By less it may, as others leave, unless 净增 is said."""
    for added, old, new in zip(row, row[1:], row[2:], strict=False):
        if not (added.kind == old.kind == new.kind and added.exact and old.exact and new.exact) or added.unit == "%":
            continue
        came, stock, to = _CAME.search(added.lead.of(flat)), _STOCK.fullmatch(flat[added.span.end : old.span.start]), _TO.match(flat[old.span.end : new.span.start])
        moved = new.value - old.value
        if not (came and stock and to) or moved <= 0 or moved == added.value or (moved < added.value and not came["net"]):
            continue
        values = {"old": said(old), "new": said(new), "change": said(added), "true": shown(moved), "unit": added.unit}
        yield Hit(Span(added.lead.start, added.span.end), values, (Related(old.span, said(old)), Related(new.span, said(new))), severity="warning")


def _told_last(flat: str, now: Figure, change: Figure, old: Figure) -> bool:
    """Whether the value of last year stands behind the change, in brackets or of the same act."""
    between = flat[change.span.end : old.span.start]
    if _ASIDE.fullmatch(between):
        return True
    later = _OLD_LATER.fullmatch(between)
    return bool(later and now.lead.of(flat).endswith(later["about"]))


def _rates_moved(flat: str, row: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """满意率98.3%，比上年提高2.1%: a rate moves by points. Of a small one (发生率1.2%，下降15%) a part of it may be meant."""
    for rate, change in pairwise(row):
        own = rate.unit == change.unit == "%" and rate.exact and change.exact and rate.value >= _HALF and change.value <= _FEW_POINTS
        if own and _RATE_NAMED.search(rate.lead.of(flat)) and _MOVED.fullmatch(flat[rate.span.end : change.span.start]):
            yield rate, change


def _from_before(flat: str, row: Sequence[Figure], told: Sequence[Figure]) -> Iterator[tuple[Figure, Figure, Figure]]:
    """检查2931家次……。检查频次较上年的3862家次下降27.1%: the only figure of its kind shortly before that tells of the same act."""
    for position, (old, change) in enumerate(pairwise(row)):
        words = old.lead.of(flat)
        if not (old.exact and change.exact and change.unit == "%" and (match := _LAST_YEAR.search(words)) and _THEN.match(flat[old.span.end : change.span.start])):
            continue
        about = words[: match.start()]
        alike = [figure for figure in (*told, *row[:position]) if figure.kind == old.kind and figure.exact]
        if len(alike) == 1 and any(pair in about for pair in map("".join, pairwise(alike[0].lead.of(flat).strip("，、共全年")))):
            yield old, alike[0], change


def _before(now: Figure, by: Figure, match: re.Match[str]) -> Figure:
    """Last year's value, of 62件，比上年增加12件; it stands where the difference is told."""
    value = now.value - by.value if match["more"] else now.value + by.value
    return replace(by, quantity=replace(by.quantity, value=value))


def _after(old: Figure, by: Figure, match: re.Match[str]) -> Figure:
    """This year's value, of 比上年的125件减少30件; it stands where the difference is told."""
    return replace(by, quantity=replace(by.quantity, value=old.value + by.value if match["more"] else old.value - by.value))


def _of_two_years(flat: str, one: Figure, two: Figure) -> tuple[Figure, Figure] | None:
    """Last year's and this year's of one thing: 今年受理215件，去年受理180件; 2023年340件、2024年289件."""
    if "其中" in two.lead.of(flat) or "）" in two.lead.of(flat):
        return None  # 31次（上年52次），其中12次: what was told in brackets is of the figure before them
    leads = [_YEAR.sub("", figure.lead.of(flat)).strip("的共为是有") for figure in (one, two)]
    years = [match[0] if (match := _YEAR.search(figure.lead.of(flat))) else "" for figure in (one, two)]
    if leads[0] and leads[1] and leads[0][-2:] != leads[1][-2:] and not (leads[0].startswith(leads[1]) or leads[1].startswith(leads[0])):
        return None
    if all(year.startswith("20") for year in years):
        return None if int(years[1][:4]) - int(years[0][:4]) not in (1, -1) else (one, two) if years[0] < years[1] else (two, one)
    last = [year[:1] in ("上", "去") for year in years]
    if last == [True, False]:
        return one, two
    return (two, one) if last == [False, True] else None


def _changes(flat: str, after: Figure, following: Sequence[Figure]) -> list[Figure | None]:
    """The figures that state by how much, each with nothing but a verb before it: 减少77次，下降29.2%."""
    found: list[Figure | None] = []
    last = after
    for figure in following:
        if after.unit == "%":
            wanted = figure.unit in ("个百分点", "%")
        else:
            wanted = figure.unit in ("%", "倍") or figure.kind == after.kind
        between = flat[last.span.end : figure.span.start]
        if not (figure.exact and wanted and _THEN.match(between)) or _OTHER_MEASURE.search(between) or _LEVEL.search(between):
            break
        found.append(figure)
        last = figure
    return found


def _direction(words: str, params: Params) -> int:
    up, down = any(verb in words for verb in params.up), any(verb in words for verb in params.down)
    return 0 if up == down else 1 if up else -1


def _judge(flat: str, old: Figure, new: Figure, change: Figure | None, verb: str, params: Params, *, exactly: bool = False) -> Hit | None:
    if new.unit in ("位", "名") and _RANKED.search(flat[old.sentence.span.start : old.span.start]):
        return None  # 排名由12位上升到7位
    if _FINER.search(flat, old.lead.start, old.span.start):
        return None  # 定位精度从10米提升到1米
    moved = new.value - old.value
    related = (Related(old.span, said(old)), Related(new.span, said(new)))
    values = {"old": said(old), "new": said(new)}
    if verb and moved and _direction(verb, params) * moved < 0:
        cover = Span(min(old.span.start, new.span.start), max(old.span.end, new.span.end))
        return Hit(cover, {**values, "verb": verb}, variant="direction")
    if change is None or not old.value:
        return None
    words = flat[max((value.span.end for value in (old, new) if value.span.end <= change.span.start), default=change.lead.start) : change.span.start]
    own = _OWN_SUBJECT.search(words)
    if own and own["subject"] not in flat[old.sentence.span.start : old.span.start] and own["subject"] not in _MEASURES:
        return None  # 跑动次数由3次降到1次，材料减少五成
    if change.unit == "%" and ((new.unit in units.MONEY and says(flat[old.sentence.span.start : change.span.start], params.real)) or _years_between(flat, old, change)):
        return None
    stated = _direction(change.lead.of(flat) if _DIGIT.search(words) else words, params)
    if not stated:
        return None  # 较上年增长7%，化解415件: what was done is no change
    span = Span(change.lead.start, change.span.end)
    if "新" in words and (re.search(_LEAVING, words) or _AND_LEFT.match(flat, change.span.end, change.sentence.span.end)):
        return None  # 由15人扩充至22人，新增8人，退出1人
    plain = change.unit == "个百分点" or (change.kind == new.kind and change.unit != "%")
    true = moved if plain else moved / old.value * (1 if change.unit == "倍" else 100)
    step = change.quantity.step
    values |= {"change": said(change), "true": shown(abs(true).quantize(min(step, Decimal("0.1")))), "unit": change.unit}
    if moved and stated * moved < 0:
        return Hit(span, values, related, variant="opposite")
    if not (old.exact and new.exact):
        return None
    if new.unit == change.unit == "%":  # 提高2.3% may be meant of the rate itself; where it is the plain difference it is points
        points = shown(abs(moved))
        return Hit(span, values | {"true": points}, related, variant="points", severity="warning") if abs(moved) == change.value else None
    spread, off = _spread(old, new) if change.unit == "%" else Decimal(0), abs(abs(true) - change.value)
    if off >= step + spread:
        return Hit(span, values, related)
    # 50万元 and 6万元 more, 增长10%: where the difference is told in the same figures, the percentage is of them too
    return Hit(span, values, related, severity="warning") if exactly and off >= step + spread / 2 else None


def _years_between(flat: str, old: Figure, change: Figure) -> bool:
    """从1999年的8万亿元增长到2024年的134万亿元，同比增长5%: the change is from another year than the first value."""
    match = _ANY_YEAR.search(flat, old.lead.start, old.span.start)
    years = [int(year) for year in _ANY_YEAR.findall(flat[old.span.end : change.span.start])]
    return bool(match and years and "同比" in change.lead.of(flat) and years[-1] - int(match[1]) > 1)


def _spread(old: Figure, new: Figure) -> Decimal:
    """How far the rounding of the two values can move the percentage; counted things are not rounded."""
    rough = [figure.quantity for figure in (old, new) if figure.quantity.step != 1]
    finest = min((quantity.step for quantity in rough), default=Decimal(0))  # 12.5万元 beside 10万元: the latter has lost its zero
    steps = [finest if len({quantity.scale for quantity in rough}) == 1 else quantity.step for quantity in rough]
    return sum((step / 2 / old.value * 100 for step in steps), Decimal(0))

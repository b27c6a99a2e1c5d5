"""Percentages that cannot be: 办结率110%, 下降120%, shares of one whole that add up to more than 100%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._sums import said, says, total
from linter.document import Span
from linter.facts import Facts
from linter.facts.figures import Figure, figures, shown
from linter.facts.folded import folded
from linter.late import late


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`unbounded`: names of rates that may exceed 100%, where others may not; `degrees`: bounded names that no ending tells;
    `falls`: verbs of decrease; `targets`: what may be exceeded (占年度任务的120%); `counted`: nouns of which no more than all
    can be; `rest`: what closes a list of shares."""

    unbounded: list[str]
    degrees: list[str]
    falls: list[str]
    targets: list[str]
    counted: list[str]
    rest: list[str]


_FILLER = late(r"(?:均|都|已|高|只|仅|才|也|就)*(?:为|达|是|有|到|至|实现|保持在|稳定在|提高到|提升至|提升到|上升到|上升至|增加到|增至|升至|扩大到|扩大至|了|的|：)*$")
_RATE = late(r"(?:[\u4e00-\u9fff]{2}化|[\u4e00-\u9fff]{1,2})率$")
_OF_ALL = late(r"占(?P<what>[^，；。、\d]{0,12})$")
_SOME = late(r"(?:^|[有约近对使让将为])$")
_DOING = late("(?:已|均|都|全部)?(?:实行|实现|完成|纳入|得到|达标|通过|办结|取得|建立|接入|选择|配备)")  # 195%以上实行备案管理
_SPREAD = ("扩大到", "扩大至", "扩展到", "覆盖", "覆盖到", "惠及")
_ABOVE = ("超过", "超", "逾", "突破")
_NOUN = 8  # characters behind a percentage in which the noun it is of stands
_DONE_RATE = late(r"(?P<verb>[\u4e00-\u9fff]{2})(?:完成|成功)?率(?:为|达到?了?|是)?")
# 已全部整改，整改率99.3%; 整改率99.3%，全部整改到位: the clause before and behind the rate of a verb (%s) that say it of all
_ALL_DONE = "(?:全部|全都|均已?|都已?|悉数)(?:得到|按期|按时|依法)?%s"
_ALL_BEFORE = rf"(?P<words>[^，；。]*{_ALL_DONE}[^，；。]{{0,3}})，$"
_ALL_BEHIND = rf"，(?P<words>[^，；。]{{0,2}}{_ALL_DONE})(?:[，；。]|到位|完成|完毕|$)"
_OTHERS = late("其余|其他|剩余|余下|未|没有|补|复[查检测核验]|最终|最后|逾期|后")
_CLAUSE = 24  # characters of the clause before or behind
_SHARE = late(r"占(?:比|总数的?|[^，；。、\d]{0,8}的)?(?:分别)?(?:为|达|到)?$")


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat = facts(folded)
    for row in facts(figures).by_sentence:
        for figure in row:
            yield from _bounded(flat, figure, params)
            yield from _of_all(flat, figure)
        yield from _shares(flat, row, params)


def _bounded(flat: str, figure: Figure, params: Params) -> Iterator[Hit]:
    quantity = figure.quantity
    if figure.unit != "%" or quantity.upper is not None or quantity.vague:
        return
    if figure.value < 100 or (figure.value == 100 and not (quantity.before in _ABOVE or quantity.inner or quantity.outer == "以上")):
        return
    lead = figure.lead.of(flat)
    words = _FILLER.sub("", lead.strip())
    name = _name(words, params)
    if name:
        yield _hit(lead, figure, name, "rate")
        return
    fall = next((verb for verb in params.falls if words.endswith(verb)), None)
    if fall:
        yield _hit(lead, figure, fall, "fall")
    elif _of_counted(words, figure.tail.of(flat), params, spread=lead.rstrip().endswith(_SPREAD)):
        yield Hit(figure.span, {"name": "占比", "rate": said(figure)}, variant="rate")


def _of_all(flat: str, figure: Figure) -> Iterator[Hit]:
    """全部整改到位，整改率99.3%: what was done with all of them was not done with a part."""
    named = _DONE_RATE.fullmatch(figure.lead.of(flat).strip()) if figure.unit == "%" and figure.exact and figure.value < 100 else None
    if named is None:
        return
    verb = named["verb"]
    before = flat[max(figure.sentence.span.start, figure.lead.start - _CLAUSE) : figure.lead.start]
    behind = flat[figure.span.end : min(figure.sentence.span.end, figure.span.end + _CLAUSE)]
    found = re.search(_ALL_BEFORE % verb, before) or re.match(_ALL_BEHIND % verb, behind)
    if found and not _OTHERS.search(found["words"]):
        yield Hit(Span(figure.lead.start, figure.span.end), {"name": f"{verb}率", "rate": said(figure), "verb": verb}, variant="all", severity="warning")


def _of_counted(words: str, tail: str, params: Params, *, spread: bool) -> bool:
    """对120%的用户, 140%以上实行告知承诺: no more than all of them can be."""
    return bool((not words and _DOING.match(tail)) or (tail.startswith("的") and (spread or _SOME.search(words)) and says(tail[:_NOUN], params.counted)))


def _name(words: str, params: Params) -> str | None:
    """The name of a rate or share that stands at the end of the words and cannot exceed 100%."""
    degree = next((name for name in params.degrees if words.endswith(name)), None)
    if degree or words.endswith(tuple(params.unbounded)):
        return degree
    rate = _RATE.search(words)
    if rate:
        return rate[0]
    share = _OF_ALL.search(words)
    return share[0] if share and not says(share["what"], params.targets) else None


def _hit(lead: str, figure: Figure, name: str, variant: str) -> Hit:
    start = figure.lead.start + lead.rfind(name)
    return Hit(Span(start, figure.span.end), {"name": name, "rate": said(figure)}, variant=variant)


def _shares(flat: str, row: Sequence[Figure], params: Params) -> Iterator[Hit]:
    """A占40%、B占35%、其余占30%. Two shares may be of different wholes; three, or a 其余, are taken to be of one."""
    shares: list[Figure] = []
    for figure in [*row, None]:
        joined = figure is not None and bool(shares) and re.fullmatch("[，、]?[^，；。]{0,20}", flat[shares[-1].span.end : figure.span.start])
        if figure is not None and figure.unit == "%" and figure.exact and _SHARE.search(figure.lead.of(flat)) and (joined or not shares):
            shares.append(figure)
            continue
        yield from _add_up(flat, shares, params)
        shares = []


def _add_up(flat: str, shares: Sequence[Figure], params: Params) -> Iterator[Hit]:
    closed = bool(shares) and says(shares[-1].lead.of(flat), params.rest)
    if len(shares) < 2 or (len(shares) < 3 and not closed) or any(share.value >= 100 for share in shares):
        return  # where one is all of it, the others overlap it
    summed = total(shares)
    slack = sum((share.quantity.step for share in shares), Decimal(0)) / 2
    over, under = summed > 100 + slack, closed and summed < 100 - slack
    if over or under:
        cover = Span(shares[0].span.start, shares[-1].span.end)
        yield Hit(cover, {"sum": shown(summed)}, variant="shares")

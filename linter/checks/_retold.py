"""A figure told again of the same matter with its digits turned about or one of them changed: 取消证明事项43项 … 取消证明事项34项.

That a misprint has happened is told by the digits, so the words need not be the same: the order may differ (教师资格认定, 认定教师资格) and one may say more
than the other. What is at another stage (收到, 办结), of another time or denied is another matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from linter.facts.figures import Figure
from linter.late import late

# acts and qualifiers that say nothing of what is counted
_IDLE = late(
    r"^(?:其中|全年|累计|共计|合计|一共|共|已|依法|先后|及时|我[局委镇乡县区市办]|我?街道|全[局市区县镇乡]|20\d\d年度?|年内|今年|本年度?|截至|目前|现|有|组织|开展|举办|办理|完成|进行|实施|推进|各类|各种|有效|成功"
    r"|妥善|积极|认真|严格|的|了|对|将|针对|以来|巩固|总结|由|在|为|经|从|和|与|及)+"
)
_NOUN_END = late("[的均都已逐被由未无不]|全部|进行|开展|予以|给予|依法|及时|参加|实行|实施|完成|实现|(?<![集期年])中(?![小学心央药])")
_OUTCOME = late("查证|核查|属实|不?合格|成功|办结|整改|采纳|优秀|达标|完成|结案")  # of what, the figure before them tells
_BACKWARD = late(r"巩固|针对|总结|回顾|基础上|办理的|完成的|全年")
_DENIED = late("[未不无非]")
_A_REST = late("其他|其余|余下|剩余")  # 撤回及其他结案1140件: what is left of a whole is not that whole
_GENERIC = frozenset("办理 处理 开展 组织 举办 召开 完成 实施".split())
_RECEIVED = frozenset("收到 接到 接收 收案 新收".split())
_EVENTS = frozenset("次 场 期 节 堂 轮 批次 人次 家次 户次".split())
_REACH = 20  # figures so alike that one is held against, so that work grows with the length only
_TAIL = 14  # letters behind a figure in which its noun stands
_TENS, _BARE, _LARGE = 10, 100, 1000
# letters that both must have: for thousands, hundreds, tens, happenings that are held more than once and the smallest figures
_ADDED = 2  # letters that each may have beyond the other: 服务类投诉 and 重庆市投诉总量 are of different things
_OF_LARGE, _OF_HUNDREDS, _OF_TENS, _OF_EVENTS = 2, 3, 4, 8


class _Told(NamedTuple):
    figure: Figure
    letters: frozenset[str]
    verb: str
    denied: bool
    stated: bool  # the noun stands before the figure: a mention may be of some only
    bare: bool  # the verb alone says what is counted: 收案189件


def retold(flat: str, told: Sequence[tuple[Figure, bool]], same: Mapping[str, str]) -> Iterator[tuple[Figure, Figure]]:
    """`told`: exact figures of the report in order, and whether each stands in the plan; `same`: the name of each verb's group."""
    alike: dict[tuple[str, str], list[_Told]] = defaultdict(list)
    for figure, planned in told:
        if figure.value < 2 or (planned and not _BACKWARD.search(figure.lead.of(flat))):
            continue
        if _A_REST.search(figure.lead.of(flat)):
            continue
        read = _read(flat, figure, same)
        if figure.value > 9 or len(read.letters) >= _OF_EVENTS:
            for digits in misread(str(figure.value)):
                alike[figure.kind, digits].append(read)
    for group in alike.values():
        for one, other in ((one, other) for at, one in enumerate(group, 1) for other in group[at : at + _REACH]):
            apart = one.figure.value != other.figure.value and one.figure.sentence.index != other.figure.sentence.index
            if apart and one.figure.period == other.figure.period and _misprinted(one, other):
                yield one.figure, other.figure


def misread(digits: str) -> Iterator[str]:
    """What a number has in common with those of its digits turned about, and with those of one digit changed."""
    yield "".join(sorted(digits))
    yield from (f"{digits[:at]}?{digits[at + 1 :]}" for at in range(len(digits)))


def _read(flat: str, figure: Figure, same: Mapping[str, str]) -> _Told:
    lead, tail = figure.lead.of(flat).strip(" “”（）"), figure.tail.of(flat)
    words = "" if lead.endswith(("和", "与", "及")) else _IDLE.sub("", lead).rstrip("的对了")
    stated = len(words) > 1 and not lead.endswith(("的", "对", "了"))
    if not stated:
        end = _NOUN_END.search(tail, 2)
        words += tail[: end.start() if end else _TAIL]
    verb = figure.subject.verb
    group = "收" if verb in _RECEIVED else "" if verb in _GENERIC else same.get(verb, verb)
    bare = bool(verb) and words in (verb, "")
    return _Told(figure, frozenset(_OUTCOME.sub("", words)), group, _DENIED.search(words) is not None, stated, bare)


def _misprinted(one: _Told, other: _Told) -> bool:
    if one.denied != other.denied or (one.verb and other.verb and one.verb != other.verb):
        return False
    first, second = str(one.figure.value), str(other.figure.value)
    turned = sorted(first) == sorted(second)
    if not turned and not (one.stated and other.stated):
        return False
    if not turned and (sum(a != b for a, b in zip(first, second, strict=True)) != 1 or first.endswith("0") or second.endswith("0")):
        return False  # a round figure is another one: a target, an estimate
    value = one.figure.value
    shared = one.letters & other.letters
    if turned and value.adjusted() != other.figure.value.adjusted() and one.letters != other.letters:
        return False  # 挽回经济损失1.17亿元 by legal aid, 挽回损失11.7亿元 by audits: a shifted point needs the very same words
    if turned and value >= _LARGE and len(shared) >= _OF_LARGE:
        return not (one.stated and other.stated) or min(len(one.letters - shared), len(other.letters - shared)) <= _ADDED
    if turned and value >= _BARE and one.verb == other.verb != "" and (one.bare or other.bare):
        return True
    least = _OF_EVENTS if not turned and (value < _TENS or one.figure.unit in _EVENTS) else _OF_HUNDREDS if turned and value >= _BARE else _OF_TENS
    return len(shared) >= least and shared in (one.letters, other.letters)

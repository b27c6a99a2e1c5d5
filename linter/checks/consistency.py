"""The same quantity given twice with two values: 立案31件 here, 立案35件 there.

A figure is *stated* where its noun stands before it (行政复议案件7件) and a *mention* where the noun follows (对8件行政复议案件): a
mention may be of some only, so it contradicts when it is more than was stated, claims to be of all (全年16件处罚决定), or
has the same digits in another order. Two figures are compared only where noun, unit, period and place are the same and the
verbs do not differ: what two agencies did, a year and a running total, a part and its whole are different quantities.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._sums import additive, at_odds, said, says
from linter.facts import Facts
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded
from linter.facts.periods import place as scope_of
from linter.facts.profile import profile
from linter.facts.roles import roles
from linter.facts.sentences import place
from linter.review import Related


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`verbs`: groups of verbs that say the same; `nouns`: endings of nouns of which a report has one total; `bare`: verbs that
    need no noun; `partial`: words in the clause that make a figure a part of something; `own_level`: those that do not for a
    township or street; `all_of`: words before a figure that make it the whole; `vague`: nouns that say too little to compare."""

    verbs: list[list[str]]
    nouns: list[str]
    bare: list[str]
    partial: list[str]
    own_level: list[str]
    all_of: list[str]
    vague: list[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """`scope`: place and whose work it is; `verb` empty: none or any; `whole`: said to be all there are; `total`: of a noun that has one total."""

    figure: Figure
    noun: str
    scope: str
    verb: str
    stated: bool
    whole: bool
    total: bool


_SOON = 6  # sentences within which 的 points back
_LEADING = re.compile("^(?:其中|全年|另有|共|已|对|将|把|以|和|及|与|的)+")
_HOLDERS = frozenset({"家", "所", "户", "人"})
_OWN = re.compile(r"(?:我[局委厅县区市镇办]|全[局市区县镇]|本[局单]位?|20\d\d年度?|全年|今年|年内|本年度?|截至目前|累计|共计|共|已|依法|先后|期间|回顾|报告期内|总| )*")
_OF_SOME = re.compile("其中|上年|去年|同期|分别|首批|第[一二三四](?!责任)|部分|另有")
_OWN_AREA = re.compile("辖区|全[区县镇乡街局系](?:系?统)?|本级")
# where the noun of 8件行政复议案件逐案研判 ends
_NOUN_END = re.compile(
    "的|均|都|全部|全程|已|逐|分别|一一|被|由|未|无|(?<![集期年])中(?![小学心央药])|进行|开展|予以|给予|依法|及时|主动|参加|参与|实行|实施|安装|完成|建立"
    "|接入|纳入|核查(?=属实|查实|后|$)|上岗|持证上岗|轮流|送(?!达)|报[送市区县]|办理|不|需|(?<!许)可|因|按|(?<![行作])为|与|和|及|在|对|从(?!业)|向|到|等(?!级)|接受|提供|签订|分析|过问|质量|[仅只就](?=有)|仅|发现|没有|经(?![营济])|有(?![关效机害])"
)
# what stands before a noun and is no part of it
_ACTS = re.compile(
    "^(?:评查|排查|摸排|梳理|调处|化解|受理|接收|收到|接到|承办|办理|办结|处理|处置|查处|立案|作出|做出|下达|发生|产生|涉及|开展|推行|审理|审结|参与|妥善|依法|及时|主动|全部|各类"
    "|共|作为被申请人的|(?:以|将)?我局为被申请人的|全年|区|县|市|省|人大|政协|行政(?=[处复诉应许审强调]))+"
)
_LINK = re.compile("(?:[从对将把向就由与和及给还在按以有的]|(?<!行)为) ?$")  # 从7件行政诉讼案件中: what is counted follows
_PARTED = re.compile("中|[仅只就]有")  # 39条预警仅有4条属实: parts of them are told off, so these are all
_SUFFIX = re.compile("(?:决定)?书?$")


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat, where = facts(folded), facts(roles)
    same = {verb: group[0] for group in params.verbs for verb in group}
    own_level = params.own_level if facts(profile).kind in ("township", "street") else []
    partial = _any(tuple(word for word in params.partial if word not in own_level))
    claims: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    echoes: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    rows = {row[0].sentence.index: row for row in facts(figures).by_sentence}
    named: dict[tuple[str, str], Figure] = {}
    again: list[tuple[Figure, Figure]] = []
    for row in rows.values():
        role = where.at(row[0].span.start)
        if role == "title":
            continue
        of_some = _OF_SOME.search(flat, row[0].sentence.span.start, row[-1].span.start)
        for position, figure in enumerate(row):
            if not additive(figure) or figure.quantity.chinese:
                continue
            if role != "plan":
                again += _back(flat, figure, named)
            if role != "plan" and position and (pair := _pair(flat, row[position - 1], figure)):
                echoes[pair].append(figure)
            if of_some and of_some.start() < figure.span.start:
                continue
            claim = _claim(flat, figure, same, partial, params)
            if claim is not None and role == "plan":
                claim = None if claim.stated else replace(claim, verb=_ANY)
            if claim is not None:
                claims[figure.kind, figure.period, claim.scope].append(claim)
    told: set[int] = set()
    for first, other in (*_contradictions(claims.values()), *_unlike(echoes.values()), *again):
        if told.isdisjoint((first.index, other.index)) and not at_odds(flat, rows, first, other):
            told |= {first.index, other.index}
            values = {"here": said(other), "there": said(first), "where": place(facts, first.span.start)}
            yield Hit(other.span, values, (Related(first.span, said(first)),))


def _pair(flat: str, before: Figure, figure: Figure) -> tuple[object, ...] | None:
    """What tells a figure by the one before it: 异常线索57条，核查属实11条."""
    label = figure.lead.of(flat).strip("，、；的已有中 ")
    if _BESIDE.fullmatch(label) and before.exact and len(figure.tail.of(flat)) >= _SAME_WORDS:  # 对6个县和11个市直部门开展督察
        return figure.kind, figure.tail.of(flat)[:_TAIL], before.kind, before.value, label
    if len(label) < 3 or not before.exact or before.value < 10 or label.startswith("其中"):
        return None
    noun = before.tail.of(flat)[:4] if len(before.lead.of(flat)) < 2 else before.lead.of(flat)[-4:]
    return figure.kind, label[-4:], before.kind, before.value, noun


def _back(flat: str, figure: Figure, named: dict[tuple[str, str], Figure]) -> Iterator[tuple[Figure, Figure]]:
    """转为非学科类7家 … 转为非学科类的8家: the words with 的 mean all of those just named."""
    lead = figure.lead.of(flat).strip("，、； ")
    if len(lead) < 3:
        return
    label = _LEADING.sub("", lead.rstrip("的"))
    if len(label) < 3:
        return
    key = (figure.kind, label)
    if not lead.endswith("的"):
        named[key] = figure
        return
    first = named.get(key)
    if first is not None and first.value != figure.value and 0 < figure.sentence.index - first.sentence.index <= _SOON and figure.period == first.period:
        yield first, figure


def _unlike(groups: Iterable[Sequence[Figure]]) -> Iterator[tuple[Figure, Figure]]:
    for group in groups:
        for other in group[1:]:
            if other.value != group[0].value and other.sentence.index != group[0].sentence.index:
                yield group[0], other


def _claim(flat: str, figure: Figure, same: dict[str, str], partial: re.Pattern[str], params: Params) -> Claim | None:
    lead, tail = figure.lead.of(flat), figure.tail.of(flat)
    verb = figure.subject.verb if figure.subject.verb in lead else ""
    whole = says(lead, params.all_of)
    stated = len(figure.subject.noun) > 1 and figure.subject.noun in lead and figure.subject.noun not in params.all_of and not _LINK.search(lead)
    if stated:
        noun = _bare(figure.subject.noun)
    elif not tail:
        noun = ""
    else:
        end = _NOUN_END.search(tail, 2)
        noun = _bare(tail[: end.start() if end else _TAIL])
        whole = whole or (end is not None and _PARTED.match(tail, end.start()) is not None)
    if partial.search(lead):
        return None
    scope = _OWN_AREA.sub("", figure.place if stated else scope_of(lead + tail[: len(noun)])).strip()
    if not noun or noun in params.vague:
        # 立案31件: the verb says it all; 14件立案案件 has its verb behind
        bare = figure.subject.verb
        if bare not in params.bare or (verb and not _OWN.fullmatch(lead.partition(verb)[0])) or (verb and len(tail) > 2):
            return None
        return Claim(figure, "", scope, same[bare], bool(verb), False, True)
    if verb and verb not in same:
        if stated:
            return None
        verb = "" if whole else _ANY  # 组织辖区47家单位参加 is of all of them, whatever is done with them
    total = noun.endswith(tuple(params.nouns))
    if stated and not total and len(noun) < _LONG:
        return None
    return Claim(figure, noun, scope, same.get(verb, verb), stated, whole, total)


_TAIL, _LONG = 16, 4
_BESIDE, _SAME_WORDS = re.compile("[^，；。、]{0,8}(?:和|与|及)"), 6  # figures named together, and the words that follow both times
_MOST = 50  # claims of one noun that are compared with one another
_ANY = "*"  # a verb that counts nothing, or a plan: only digits turned about tell


@lru_cache(maxsize=16)
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)) or "(?!)")


def _bare(noun: str) -> str:
    """The noun without the acts before it and without 决定 and 书: 排查调处矛盾纠纷 is 矛盾纠纷, 行政处罚决定书 is 处罚."""
    match = _ACTS.match(noun)
    if match and len(noun) - match.end() >= 2:
        noun = noun[match.end() :]
    return _SUFFIX.sub("", noun.strip("“”（） ")) or noun


def _contradictions(groups: Iterable[Sequence[Claim]]) -> Iterator[tuple[Figure, Figure]]:
    for group in groups:
        by_noun: dict[str, list[Claim]] = defaultdict(list)
        for claim in group:
            by_noun[claim.noun].append(claim)
        for noun, claims in by_noun.items():
            if noun:
                claims = [*claims, *(c for c in group if not c.stated and c.noun != noun and c.noun.startswith(noun) and _counts(c.figure, noun))]
            claims = claims[:_MOST]
            usual = Counter(claim.figure.value for claim in claims).most_common(1)[0]
            for position, other in enumerate(claims):
                for first in claims[:position]:
                    one, two = sorted((first, other), key=lambda claim: claim.figure.index)
                    if _contradict(one, two) or _odd(one, two, usual):
                        yield one.figure, two.figure


def _counts(figure: Figure, noun: str) -> bool:
    """Whether the unit counts the noun though more follows: 47家重点排污单位负责人 are of 47 firms."""
    return figure.kind in _HOLDERS and len(noun) >= _LONG


def _contradict(one: Claim, two: Claim) -> bool:
    first, other = one.figure, two.figure
    if first.value == other.value or first.sentence.index == other.sentence.index or _ANY in (one.verb, two.verb):
        return False
    if one.verb and two.verb and one.verb != two.verb:
        return False
    if one.stated and two.stated:
        return one.total and two.total and (one.verb == two.verb or one.whole or two.whole)
    if not one.stated and not two.stated:
        return one.whole and two.whole
    stated, mention = (one, two) if one.stated else (two, one)
    if not stated.total:
        return False
    return mention.figure.value > stated.figure.value or mention.whole or _turned(first, other)


def _odd(one: Claim, two: Claim, usual: tuple[Decimal, int]) -> bool:
    """Whether one of the two is more than a value given at least twice, or that value with its digits turned about."""
    first, other = one.figure, two.figure
    if first.sentence.index == other.sentence.index or len(one.noun) < _LONG:
        return False
    if one.stated and two.stated and not (one.total and two.total):
        return False  # 讲座3场 here and 8场 there are other lectures
    if _ANY in (one.verb, two.verb):
        return _turned(first, other)
    if one.verb and two.verb and one.verb != two.verb:
        return False
    if _turned(first, other):
        return True
    value, times = usual
    return times > 1 and ((first.value == value < other.value) or (other.value == value < first.value))


def _turned(one: Figure, other: Figure) -> bool:
    return one.value != other.value and min(one.value, other.value) > 9 and sorted(str(one.value)) == sorted(str(other.value))

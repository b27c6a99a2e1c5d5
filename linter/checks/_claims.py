"""Figures that may be compared: of what noun, by which verb, within what scope, and whether they claim to be all there are."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from linter.checks import Params as Base
from linter.checks._sums import says
from linter.facts.figures import Figure
from linter.facts.periods import place as scope_of
from linter.late import late

LONG = 4  # letters of a noun that tells enough by itself
HUNDREDS = 100  # from here on the same digits in another order are no chance
TAIL = 16  # letters behind a figure in which its noun stands
ANY = "*"  # a verb that counts nothing, or a plan: only digits turned about tell
_OWN = late(r"(?:我[局委厅县区市镇办]|全[局市区县镇]|本[局单]位?|20\d\d年度?|全年|今年|年内|本年度?|截至目前|累计|共计|共|已|依法|先后|期间|回顾|报告期内|总| )*")
_OWN_AREA = late("辖区|全[区县镇乡街局系](?:系?统)?|本级")
# where the noun of 8件行政复议案件逐案研判 ends
_NOUN_END = late(
    "的|均|都|全部|全程|已|逐|分别|一一|被|由|未|无|(?<![集期年])中(?![小学心央药])|进行|开展|予以|给予|依法|及时|主动|参加|参与|实行|实施|安装|完成|建立"
    "|接入|纳入|核查(?=属实|查实|后|$)|上岗|持证上岗|轮流|送(?!达)|报[送市区县]|办理|不|需|(?<!许)可|因|按|(?<![行作])为|与|和|及|在|对|从(?!业)|向|到|等(?!级)|接受|提供|签订|分析|过问|质量|[仅只就](?=有)|仅|发现|没有|经(?![营济])|有(?![关效机害])"
)
# what stands before a noun and is no part of it
_ACTS = late(
    "^(?:评查|排查|摸排|梳理|调处|化解|受理|接收|收到|接到|承办|办理|办结|处理|处置|查处|立案|作出|做出|下达|发生|产生|涉及|开展|推行|审理|审结|参与|妥善|依法|及时|主动|全部|各类"
    "|推动|促成|带动|实现|牵头|我[县区市镇局]|全[县区市镇]|现有|共有|下辖|共|作为被申请人的|(?:以|将)?我局为被申请人的|全年|区|县|市|省|人大|政协|行政(?=[处复诉应许审强调]))+"
)
_LINK = late("(?:[从对将把向就由与和及给还在按以有的]|(?<!行)为) ?$")  # 从7件行政诉讼案件中: what is counted follows
_PARTED = late("中|[仅只就]有")  # 39条预警仅有4条属实: parts of them are told off, so these are all
_DOER = late("[一-鿿]{1,12}(?:政府|[局委办院所科处室队]|机关|机构|部门|单位|中心|平台|热线|街道|[镇乡县区市省])(?:共|已|累计|依法)*$")  # a body that does something
_SUFFIX = late("(?:决定)?书?$")


class Words(Base, frozen=True, forbid_unknown_fields=True):
    """`verbs`: groups of verbs that say the same; `nouns`: endings of nouns of which a report has one total; `bare`: verbs that
    need no noun, unless one of `elsewhere` says that another agency did it; `partial`: words in the
    clause that make a figure a part of something; `own_level`: those that do not for a township or street; `all_of`: words before
    a figure that make it the whole; `vague`: nouns that say too little to compare."""

    verbs: list[list[str]]
    nouns: list[str]
    bare: list[str]
    elsewhere: list[str]
    partial: list[str]
    own_level: list[str]
    all_of: list[str]
    vague: list[str]


class Claim(Struct, frozen=True):
    """`scope`: place and whose work it is; `verb` empty: none or any; `whole`: said to be all there are; `total`: of a noun that has
    one total; `recap`: the plan looks back on the whole year; `origin`: the act that the sentence begins with, where the verb alone is
    counted (检查 in 检查412家次，立案8件); `doer`: the body that the clause names before its verb."""

    figure: Figure
    noun: str
    scope: str
    verb: str
    stated: bool
    whole: bool
    total: bool
    recap: bool = False
    origin: str = ""
    doer: str = ""


def claim_of(flat: str, figure: Figure, same: dict[str, str], partial: re.Pattern[str], params: Words) -> Claim | None:
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
        noun = _bare(tail[: end.start() if end else TAIL])
        whole = whole or (end is not None and _PARTED.match(tail, end.start()) is not None)
    if partial.search(lead):
        return None
    scope = _OWN_AREA.sub("", figure.place if stated else scope_of(lead + tail[: len(noun)])).strip()
    if noun in params.vague and whole and verb in same:
        return Claim(figure, noun, scope, same[verb], stated, True, True)  # 全年查办案件56件 … 全年共查办65件案件
    if not noun or noun in params.vague:
        # 立案31件: the verb says it all; 14件立案案件 has its verb behind
        bare = figure.subject.verb
        if bare not in params.bare or says(flat[figure.sentence.span.start : figure.span.start], params.elsewhere) or (verb and not _OWN.fullmatch(lead.partition(verb)[0])) or (verb and len(tail) > 2):
            return None
        return Claim(figure, "", scope, same[bare], bool(verb), False, True)
    if verb and verb not in same:
        if stated:
            return Claim(figure, noun, scope, verb, True, whole, False) if figure.value >= HUNDREDS else None
        verb = "" if whole else ANY  # 组织辖区47家单位参加 is of all of them, whatever is done with them
    total = noun.endswith(tuple(params.nouns))
    if stated and not total and len(noun) < LONG and figure.value < HUNDREDS:
        return None
    return Claim(figure, noun, scope, same.get(verb, verb), stated, whole, total)


def doer(flat: str, figure: Figure) -> str:
    """The body before the verb, if it is not our own: 区县政府 in 区县政府共收到申请1680件."""
    words, verb, _ = figure.lead.of(flat).partition(figure.subject.verb or "\n")
    return _OWN.sub("", words) if verb and _DOER.search(words) else ""


@lru_cache(maxsize=16)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return late("|".join(map(re.escape, words)) or "(?!)")


def _bare(noun: str) -> str:
    """The noun without the acts before it and without 决定 and 书: 排查调处矛盾纠纷 is 矛盾纠纷, 行政处罚决定书 is 处罚."""
    match = _ACTS.match(noun)
    if match and len(noun) - match.end() >= 2:
        noun = noun[match.end() :]
    return _SUFFIX.sub("", noun.strip("“”（） ")) or noun

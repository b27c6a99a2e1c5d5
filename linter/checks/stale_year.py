"""Sentences and clauses of last year's report among this year's achievements, last year's programme as this year's, and data of last year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from linter import patterns
from linter.checks import Hit, Pattern
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.report_year import report_year
from linter.facts.roles import roles
from linter.facts.sentences import Sentence, sentences
from linter.late import late

_BEGINS = late(r"^(?:[一二三四五六七八九十]是|[（(]?[\d一二三四五六七八九十]{1,2}[）)、.]|在)?(20\d\d) ?年度?(?:全年|，|我|共|累计|[^—\d至到底末初前起以])")
_OF_US = late(r"^(20\d\d) ?年，(?:我[局委镇乡街办]|我?街道|全[局镇乡县区市]|本单位|局党[组委])[^，。；]{0,4}(?:坚持|认真|深入|以|全面|在|紧|围绕|严格|积极|持续|扎实|始终|切实)")
_WITHIN = late(
    r"^(?:其中|我[局委镇办]|街道|全[镇区县市]|同时|[\u4e00-\u9fff]{0,6}(?:大队|支队|中队|科|股|中心))?(?:在)?(20\d\d) ?年度?(?:全年|共|一共|累计|总共)?(?:共|累计)?"
    r"(?:开展|组织|举办|召开|办理|受理|办结|查处|查办|立案|作出|检查|抽查|审查|审核|印发|培训|公开|公示|发放|移送|化解|调解|承办|收到|接待|听取|巡查|出动)[^的，。；]{0,24}\d"
)
_OF_HEAD = late(r"^(?:并|还|先后|年底)?(?:于|在)?(20\d\d) ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?[^，。；《\d]{0,20}(?:述法|述职|主持召开|主持研究|讲授|讲法治课|带队|出庭应诉)(?!时|评议|反馈|承诺|查|中|后|的)")
_HEADS_ACT = late(  # where the head's duty is told: 2023年12月，局长书面述法; 局长于2023年5月主持召开专题会议
    r"^(?:[^，。；\d]{0,12}(?:负责人|负责同志|领导|局长|主任|书记|[镇乡区县市]长|党组|党委|党工委)于?|于|在)?(20\d\d) ?年(?:度|以来|全年)?(?: ?\d{1,2} ?月(?: ?\d{1,2} ?日)?)?"
    r"(?:，[^，。；]{0,20}?(?:负责人|负责同志|主要领导|局长|主任|书记|[镇乡区县市]长|党组|党委|党工委|常务会|班子|中心组)[^。；]{0,20}?)?"
    r"(?:先后|多次|共|亲自|带头|书面|专题|牵头)?(?:主持召开|主持研究|召开|听取|述法|批示|督办|讲授|讲法治课|学法|出庭|部署|研究|审议)(?!时|评议|反馈|承诺|查|中|后|的|结果)"
)
_ALL_OF_IT = late(r"(20\d\d) ?年度?全年")  # whatever follows, it is all that was done in the year
_COMPARES = late("较|同比|相比|对比|上年|去年|比20")
_PUSHED = late(r"(?:推进|统筹|开展|谋划|抓好|做好)(20\d\d) ?年度?(?:全[县区市镇局])?法治(?:政府)?建设(?!情况|报告|总结|督察|考核|评|年度|成效)")
_UP_TO = late(r"^.{0,8}?截[至止]到?(20\d\d) ?年(?:度)?(?: ?12 ?月)?(?:底|末|年底| ?31 ?日)")
_PROGRAMME = late(r"(?:印发|制定|出台|下发|按照|根据|对照|落实|围绕)了?《[^》]{0,24}?(20\d\d) ?年(?!—)[^》]{0,20}(?:要点|计划|任务分工|任务清单)》")
_SCOPE = late(r"(?:数据|统计(?=时|期|口径|截|范围|区间))[^。；]{0,16}(?:截[至止]|期限|时[间段限]|期间|区间|范围|口径|[为是]20\d\d ?年)")
_OF_THEN = late(r"同期|上年|去年|上一年|较|相比|对比|对照|基期|基数|往年|(?:对|将|把)截[至止]|截[至止][^，。；]{0,16}(?:有效|现行|印发|制发|发布)的")
_DATE = late(r"(20\d\d) ?年(?:度| ?\d{1,2} ?月(?: ?\d{1,2} ?日)?)?|\d{1,2} ?月(?: ?\d{1,2} ?日)?")
_OTHER_YEAR = late(r"20\d\d ?年")
_FIGURE = late(r"\d")
_QUOTED = late(r"《[^》]*》|（[^（）]*〔\d{4}〕[^（）]*）")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`ask` deeds: a sentence or clause with an earlier year that tells of an act (`acts`) and compares nothing (`unless`).
    A programme of an earlier year is last year's, except next to one of `carried_over`. `ask` data: a sentence that says of which time
    the data are, with no later year than an earlier one.
    """

    ask: Literal["deeds", "data"] = "deeds"
    acts: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    carried_over: tuple[Pattern, ...] = ()


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    year = facts(report_year).year
    if year is None:
        return
    for sentence in facts(sentences).all:
        states = _of_data(sentence.span.of(facts(folded)))
        if params.ask == "data":
            if states and int(states[1]) < year:
                yield _hit(sentence.span.start + states.start(1), states[1], year)
            continue
        if states or sentence.heading or facts(roles).at(sentence.span.start) not in ("achievements", "leader", "opening"):
            continue
        stale = _stale(facts, sentence, year, params)
        excused = stale is not None and not _ALL_OF_IT.match(facts(folded), stale.span.start) and patterns.search(patterns.alternation(params.unless), sentence.span.of(facts(folded)))
        found = (None if excused else stale) or _programme(facts, sentence, year, params)
        if found:
            yield found


def _stale(facts: Facts, sentence: Sentence, year: int, params: Params) -> Hit | None:
    flat = facts(folded)
    words = sentence.span.of(flat)
    years = {found[:4] for found in _OTHER_YEAR.findall(_QUOTED.sub("", words))}
    role = facts(roles).at(sentence.span.start)
    opening = role == "opening"
    heads = _HEADS_ACT.match(words) if role == "leader" else None
    if heads and int(heads[1]) < year and years == {heads[1]}:
        return _hit(sentence.span.start + heads.start(1), heads[1], year)
    of_us = _OF_US.match(words)
    whole = of_us or _BEGINS.match(words)
    if whole and not opening and int(whole[1]) < year and years == {whole[1]} and (of_us or patterns.search(patterns.alternation(params.acts), words)):
        return _hit(sentence.span.start + whole.start(1), whole[1], year)
    for clause in sentence.clauses:
        part = clause.of(flat)
        told = _ALL_OF_IT.match(part)
        if told and not opening and int(told[1]) < year and years == {told[1]} and not _COMPARES.search(words):
            return _hit(clause.start + told.start(1), told[1], year)
        match = (None if _OF_THEN.search(words) else _UP_TO.match(part)) or _PUSHED.search(part) or (None if opening else _WITHIN.match(part) or _OF_HEAD.match(part))
        if match and int(match[1]) < year and years == {match[1]}:
            return _hit(clause.start + match.start(1), match[1], year)
    return None


def _of_data(words: str) -> re.Match[str] | None:
    """The last year of a sentence that says of which time the data are, and tells nothing else: no other figure, no comparison."""
    dates = list(_DATE.finditer(words)) if _SCOPE.search(_QUOTED.sub("", words)) and not _OF_THEN.search(words) else []
    if _FIGURE.search(_DATE.sub("", _QUOTED.sub("", words))):
        return None
    return max((date for date in reversed(dates) if date[1]), key=lambda date: date[1], default=None)


def _programme(facts: Facts, sentence: Sentence, year: int, params: Params) -> Hit | None:
    words = sentence.span.of(facts(folded))
    match = _PROGRAMME.search(words)
    if match is None or int(match[1]) != year - 1 or patterns.search(patterns.alternation(params.carried_over), words):
        return None
    start = sentence.span.start + match.start(1)
    return Hit(Span(start, start + 5), {"states": match[1], "year": year}, variant="programme", severity="info")


def _hit(start: int, states: str, year: int) -> Hit:
    return Hit(Span(start, start + 5), {"states": states, "year": year})

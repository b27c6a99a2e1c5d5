"""Times that cannot be meant: a deadline in the plan that was over when the report was signed, an act told of a time after it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._gather import gathered
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.report_year import can_be_signed, report_year
from linter.facts.roles import roles
from linter.facts.sentences import Sentence, sentences
from linter.facts.signature import signature
from linter.late import late

_TERM = late(
    r"(20\d\d) ?年(?:度)? ?(?:(\d{1,2}) ?月)? ?(?:\d{1,2} ?日)?(?:份)?(年?[底末](?:之?前)?|之?前|内|年?[上下]半年|第?[一二三四1-4] ?季度|每[月季]度?|全年|春节前)"
)
# what was there before the deadline, no task: 2023年底前归档的案卷
_NO_TASK = late(r"^(?:[^，。；]{1,5}的|[^，。；]{0,4}(?:已|签订|归档|立案|受理|办结|发现|遗留|存量|形成|反馈)|以前|之前的|的|以来|印发|出台|制定的|申报|结转|考核|督察|通报|排名|工作(?:经验|成效|情况)|经验|成果|成效)")
_BACKWARD = late(r"(?:较|比|自|从|针对|巩固|总结|对|对照|截至|结合|根据|按照|延续|完成了?)$")
_QUOTED = late(r"《[^》]*》|“[^”]*”")
_DAY = late(r"(20\d\d) ?年(?: ?(\d{1,2}) ?月)?(?: ?(\d{1,2}) ?日)?")
_ACT = late(
    r"^[^，。；]{0,10}?(?:开展|组织|举办|召开|办理|受理|办结|查处|查办|立案|作出|检查|审查|审核|印发|发布|制定|完成|培训|公开|发放|移送|化解|调解|接受|收到|述法|出庭|主持|听取|批示|荣获|获评)"
)
_BY = late("^[底末]?(?:之|以)?前(?![^，。；]*[已了])")  # 约定2025年2月底前完成
_AHEAD = late(r"将|拟|计划|预计|打算|安排|起施行|施行|生效|实施|目标|力争|争取|规划|有效期|届满|到期|任务|[前止]$|为止|届|延期|到20")


_MANY = 2  # more are one slip: the whole passage is an old one


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`ask`: deadline (in the plan) or event (in what was done)."""

    ask: Literal["deadline", "event"]


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    year = facts(report_year).year
    if year is None:
        return
    ask = _deadline if params.ask == "deadline" else _event
    wanted = ("plan",) if params.ask == "deadline" else ("achievements", "leader")
    told = [sentence for sentence in facts(sentences).all if not sentence.heading and facts(roles).at(sentence.span.start) in wanted]
    hits = [hit for sentence in told for hit in ask(facts, sentence, year)]
    yield from gathered(hits, _MANY)


def _deadline(facts: Facts, sentence: Sentence, year: int) -> Iterable[Hit]:
    """Only years up to the report's: which month is over depends on when the plan was made."""
    flat = facts(folded)
    signed = facts(signature).date
    if signed is not None and signed.year == year and can_be_signed(signed, year):
        return  # the year was not over yet
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(flat, *sentence.span)]
    for clause in sentence.clauses:
        for match in _TERM.finditer(flat, *clause):
            span = Span(match.start(), match.end())
            if int(match[1]) > year or any(other.contains(span) for other in quoted) or _NO_TASK.match(flat[match.end() : clause.end + 1]):
                continue
            before = flat[clause.start : match.start()].strip()
            if _BACKWARD.search(before) or (match.end() == clause.end and before and not before.endswith(("在", "到", "于", "至"))):
                continue
            yield Hit(span, {"expected": year + 1})


def _event(facts: Facts, sentence: Sentence, year: int) -> Iterable[Hit]:
    flat = facts(folded)
    last = _last_day(facts, year)
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(flat, *sentence.span)]
    for clause in sentence.clauses:
        for match in _DAY.finditer(flat, *clause):
            span = Span(*match.span())
            when = (int(match[1]), int(match[2] or 0), int(match[3] or 0))
            if when[0] <= year or any(other.contains(span) for other in quoted) or _AHEAD.search(clause.of(flat)):
                continue
            rest = flat[match.end() : clause.end]
            if _BY.match(rest) or not _ACT.match(rest.lstrip("全共底，")):
                continue
            if when[1] == 0 and re.search(r"\d", rest):  # a whole year's figures before the year is over
                yield Hit(span, {"year": year}, variant="figures")
            elif when[1] and when[: 3 if when[2] else 2] > last[: 3 if when[2] else 2]:
                yield Hit(span, {"year": year}, variant="signed" if facts(signature).date else "default")


def _last_day(facts: Facts, year: int) -> tuple[int, int, int]:
    """The day of signing; where it is not known or no date of this report, 1 April of the next year."""
    date = facts(signature).date
    if date is None or date.year is None or date.month is None or not can_be_signed(date, year):
        return year + 1, 4, 1
    return date.year, date.month, date.day or 31

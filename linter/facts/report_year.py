"""Of which year the report is, and every place that says so."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from linter.document import Span
from linter.facts import Facts
from linter.facts.dates import Date
from linter.facts.folded import folded
from linter.facts.furniture import prose
from linter.facts.numerals import parse
from linter.facts.outline import outline
from linter.facts.signature import signature
from linter.facts.title import below_title, title
from linter.late import late

_YEAR = late(r"(20[0-4]\d|二[〇○零一][〇○零一二三四][〇○零一二三四五六七八九]) ?(?:年|(?=法治))")
_DIGITS = late(r"(20[0-4]\d)")
_RANGE = late(r" *(?:—|-|~|–|至|到|、)+ *20\d\d")
_REPORTED = late(r"现?将.{0,30}?(20[0-4]\d) ?年度?.{0,40}(?:报告|汇报|总结|通报|公布|公开)如下")
_SUMMED = late(r"对[^《》。]{0,20}(20[0-4]\d) ?年度?[^《》。]{0,40}情况进行了?(?:总结|梳理|回顾)")
_JUDGED = "(?:考评|考核|评估|评价|测评|评比|评查|督察)"  # 2022年度考核获优秀等次: told in the year after
_OPENS = late(rf"(?:^|。) *(20[0-4]\d) ?年(?![^，。；]{{0,16}}{_JUDGED}[^，。；]{{0,8}}(?:获|取得|位|为|排|列|中))(?:度|以来|，|来|[^—\d底末初])")
_ABOUT = late(r"(?<![\d—-])(20[0-4]\d) ?年度?[^，。；、《》\n]{0,8}(?:法治政府|法治建设|依法行政)")
_DONE = late(r"举措|成效|做法|工作情况|开展情况|推进情况|完成情况|落实情况|建设情况|基本情况|履行|履职|述法|不足|问题|原因")
_OTHER_MATTER = late(r"反馈|整改|上一?年度?|督察|考核|计划完成|规划")  # a heading on these may rightly bear another year
_NEXT = late(r"(?:安排|打算|计划|思路)(?:[、和及与].{0,12})?$")
_AHEAD = late(r"(?:举措|重点|目标|任务|方向|重点工作)(?:[、和及与].{0,8})?$")  # of the next year only after the problems
_LACKS = late(r"不足|问题|短板|差距")
_EARLIEST = 11  # the month of its own year in which a report may be signed at the earliest
_EARLY = 400  # letters from the beginning in which a year said in passing is this year and not the next
_OPENING = 3  # blocks after the title in which the opening sentence is looked for

Where = Literal["title", "opening", "heading", "plan", "signature"]


class Witness(Struct, frozen=True):
    """A place that says of which year the report is. `states` is the year written there, `means` the report's year."""

    where: Where
    span: Span
    states: int
    means: int


class ReportYear(Struct, frozen=True):
    """`year` is what the user says, else the title unless all the rest of the text agrees on another, else the place where the
    report is filed; null where nothing tells. `proof` is null unless the text told."""

    year: int | None = None
    proof: Witness | None = None
    witnesses: tuple[Witness, ...] = ()


def report_year(facts: Facts) -> ReportYear:
    found = facts(year_in_text)
    said = facts.overrides.year or (facts.overrides.filed.year if found.year is None else None)
    return ReportYear(said, None, found.witnesses) if said else found


def year_in_text(facts: Facts) -> ReportYear:
    found = (*_in_title(facts), *_in_opening(facts), *_in_headings(facts), *_in_signature(facts))
    if not found:
        found = tuple(_in_passing(facts))
    if not found:
        return ReportYear()
    first = found[0]
    if first.where == "title" and not any(other.means == first.means for other in found[1:]):
        others = {other.means for other in found[1:]}
        agreeing = {other.where for other in found[1:]}
        if len(others) == 1 and len(agreeing) >= 2:  # the title alone is wrong
            first = found[1]
    return ReportYear(first.means, first, found)


def can_be_signed(date: Date, year: int) -> bool:
    """Whether a report on `year` may bear this date: many offices collect before the year is out."""
    if date.year is None:
        return True
    return date.year > year or (date.year == year and (date.month is None or date.month >= _EARLIEST))


def _in_title(facts: Facts) -> list[Witness]:
    heading, flat = facts(title), facts(folded)
    if heading is None:
        return []
    match = next((found for pattern in (_YEAR, _DIGITS) if (found := pattern.search(flat, *heading.span))), None)
    if match is None or _RANGE.match(flat, match.end()):
        return []
    year = _value(match[1])
    return [Witness("title", Span(*match.span(1)), year, year)] if year else []


def _in_opening(facts: Facts) -> list[Witness]:
    flat, tree = facts(folded), facts(outline)
    before = tree.sections[0].span.start if tree.sections else len(flat)
    blocks = [block.span for block in facts(below_title) if block.span.start < before][:_OPENING]
    found: list[Witness] = []
    for span in blocks:
        line = span.of(flat)
        for match in (*_REPORTED.finditer(line), *_SUMMED.finditer(line)):
            found.append(_witness("opening", span.start + match.start(1), int(match[1]), 0))
        for match in _OPENS.finditer(line):
            if not _RANGE.match(line, match.end(1) + 1):
                found.append(_witness("opening", span.start + match.start(1), int(match[1]), 0))
    return sorted(found, key=lambda witness: witness.span)


def _in_passing(facts: Facts) -> list[Witness]:
    """2024年法治政府建设情况 said near the beginning, if no other year is said so there; asked where nothing else tells."""
    flat = facts(prose)[:_EARLY]
    told = [match for match in _ABOUT.finditer(flat) if flat.count("《", 0, match.start()) == flat.count("》", 0, match.start())]
    return [_witness("opening", match.start(1), int(match[1]), 0) for match in told[:1]] if len({match[1] for match in told}) == 1 else []


def _in_headings(facts: Facts) -> list[Witness]:
    """Years in headings of the first level: what was done in a year, what is planned for the next."""
    flat, tree = facts(folded), facts(outline)
    found: list[Witness] = []
    after_problems = False
    for section in tree.sections:
        words = section.title.of(flat)
        if section.level == 1 and _LACKS.search(words):
            after_problems = True
        quoted = [Span(*match.span()) for match in re.finditer(r"《[^》]*》|“[^”]*”", words)]
        match = _YEAR.search(words)
        if section.level != 1 or match is None or _RANGE.match(words, match.end()) or any(q.contains(Span(*match.span())) for q in quoted):
            continue
        year = _value(match[1])
        if year is None:
            continue
        at = section.title.start + match.start(1)
        if _NEXT.search(words) or (after_problems and _AHEAD.search(words.strip())):
            found.append(_witness("plan", at, year, -1))
        elif _DONE.search(words) and not _OTHER_MATTER.search(words):
            found.append(_witness("heading", at, year, 0))
    return found


def _in_signature(facts: Facts) -> list[Witness]:
    date = facts(signature).date
    if date is None or date.year is None:
        return []
    shift = 0 if date.month is not None and date.month >= _EARLIEST else -1
    return [Witness("signature", date.span, date.year, date.year + shift)]


def _witness(where: Where, at: int, year: int, shift: int) -> Witness:
    return Witness(where, Span(at, at + 4), year, year + shift)


def _value(words: str) -> int | None:
    return int(words) if words.isascii() else parse(words.replace("○", "〇"))

"""The first and the last year of a five-year plan, told of another year: 2023年是“十四五”开局之年, 2026年是“八五”普法启动之年."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.report_year import report_year
from linter.facts.sentences import sentences
from linter.late import late

_LENGTH, _SIXTH, _FIRST_ON_LAW = 5, 1981, 1986  # years of a plan; when the sixth five-year plan began, and the first of 普法
_NUMERALS = "零一二三四五六七八九"
_SHIFT = {"今": (0, 1), "明": (1, 2), "去": (-1, 0)}  # a report is read in its year and in the next
_YEAR = late(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.])? ?(20\d\d|[今明去])年(?:，|既|不仅|更|正|恰)*是")
_NEXT = late(r"20\d\d ?年|[明来次]年")
_IS = late("(?:是|既|也|更|又|还|同时|不仅|而且|正|恰|实施|落实|贯彻|推进|全面)*$")  # 为“十五五”开局之年打好基础 says nothing of this year
_PLAN = late(r"“?(十?)([一二三四五六七八九])五”?(?:时期|期间)?(?:全民)?(?:普法|法治宣传教育|规划|计划)?(?:工作|实施|的)*(?:(开局|启动|起步|首|第一)|(收官|最后一|末))(?:之)?年")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """Nothing to set: 十四五 are 2021 to 2025, as are 八五 of 普法, and every other follows from these."""


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, own = facts(folded), facts(report_year).year
    for sentence in facts(sentences).all:
        words = sentence.span.of(flat)
        told = _YEAR.match(words)
        if told is None or (told[1] in _SHIFT and own is None):
            continue
        years = [own + shift for shift in _SHIFT[told[1]]] if told[1] in _SHIFT and own is not None else [int(told[1])]
        end = next((match.start() for match in _NEXT.finditer(words, told.end())), len(words))
        for match in _PLAN.finditer(words, told.end(), end):
            clause = max(words.rfind(mark, told.end(), match.start()) + 1 for mark in "，、")
            if not _IS.fullmatch(words, clause or told.end(), match.start()):
                continue
            number = 10 * bool(match[1]) + _NUMERALS.index(match[2])
            begin = _SIXTH + _LENGTH * (number - 6) if match[1] else _FIRST_ON_LAW + _LENGTH * (number - 1)
            right = begin if match[3] else begin + _LENGTH - 1
            if right not in years:
                start = sentence.span.start + match.start()
                yield Hit(Span(start, start + len(match[0])), {"begin": begin, "end": begin + _LENGTH - 1, "year": years[0], "right": right})

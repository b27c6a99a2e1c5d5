"""The time and the place that the words around a figure give it. Both empty: the report's own year and the agency's whole area."""

from __future__ import annotations

from linter.late import late

_YEAR = r"20\d\d"
_PERIOD = late(
    rf"(?:自|从)?{_YEAR}年?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:以来|起)|{_YEAR}年?(?:—|–|-|~|至){_YEAR}年|{_YEAR}年(?:上半年|下半年|第?[一二三四]季度|\d{{1,2}}月(?:至\d{{1,2}}月)?)|{_YEAR}年|{_YEAR}年度"
    r"|20\d\d(?=总共|共|全年|上半年)|(?:截至|截止)(?:目前|[^，。；]{0,10}[年月日底末])|近[一二两三四五十\d]+年来?|[一二两三四五十\d]+年来|上年度?|上一年度?|去年|往年|历年|前年|今年|本年度?|全年|年内|当年"
    r"|上半年|下半年|第?[一二三四]季度|同期|下一?年度?|明年|次年|“[七八九十][一二三四五]”|期间|[1-9]月|1[0-2]月|累计|以来"
)
OWN_YEAR = frozenset({"今年", "本年", "本年度", "全年", "年内", "当年"})
_PLACE = late(r"全[省市州区县旗镇乡街局系](?:系?统)?|[省市区县镇乡街村]级|辖区|本级|国家级|联合|会同|配合|协助|指导|参加|参与|督促|专项|交叉|跨区域")
_TITLE = late(r"《[^》\n]*》")


def period(flat: str, start: int, at: int, report_year: int | None) -> str:
    """The last expression of time between `start` and `at`; empty for the report's own year."""
    titles = [match.span() for match in _TITLE.finditer(flat, start, at)]
    found = ""
    for match in _PERIOD.finditer(flat, start, at):
        if not any(first <= match.start() < last for first, last in titles):
            found = match[0]
    if found in OWN_YEAR or (report_year is not None and found in (f"{report_year}年", f"{report_year}年度")):
        return ""
    return found


def place(words: str) -> str:
    """Expressions of place and of whose work it is, in order, as one string."""
    return " ".join(match[0] for match in _PLACE.finditer(words))

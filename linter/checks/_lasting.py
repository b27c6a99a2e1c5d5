"""How long something is said to have lasted, against the two dates beside it: 3月至6月，共5个月; 为期15天（9月1日至9月10日）."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from linter.facts.figures import Figure
from linter.late import late

LASTS = frozenset({"天", "日", "个月"})
_SAID = late("(?:为期|历时|持续|(?:，|）|月份?|日)(?:前后|总)?(?:共计?|共开展|共持续|共历时|总计|合计))了?$")
_FROM_TO = late(
    r"(?<![\d.])(?:(?P<year>20\d\d)年)?(?P<month>1?\d)(?:月(?:份|(?P<day>[1-3]?\d)日)?)?(?:(?:起|开始)?(?:至|到|—{1,2}|–|~|-)|(?:启动|开始|开展)[、，](?=[\d月日]{4,6}结束))"
    r"(?:(?P<next>次年|翌年)|(?P<year2>20\d\d)年|当年|同年)?(?:(?P<month2>1?\d)月)?(?:(?P<day2>[1-3]?\d)日)?(?<=[月日])(?:底|末|份)?"
)
_JOINED = late("[^；。（）\\d]{0,14}")  # from the dates to the duration
_AFTER = late("[^，；。（）\\d]{0,14}（[^）\\d]{0,4}")  # from the duration to dates in brackets
_REACH, _MONTH = 48, 30.5


class Lasted(Struct, frozen=True):
    """The dates as written, and how long they are from first to last, both counted."""

    text: str
    told: int


def lasting(flat: str, figure: Figure) -> Lasted | None:
    """The dates beside a duration that it does not fit; null where it does, or none are told. Days may leave out the days off, so that only more are too many."""
    start, end = figure.sentence.span.start, figure.sentence.span.end
    before = flat[max(start, figure.span.start - _REACH) : figure.span.start]
    if not _SAID.search(before):
        return None
    found = next((match for match in _FROM_TO.finditer(before) if _JOINED.fullmatch(before, match.end())), None)
    if found is None and (behind := _AFTER.match(flat, figure.span.end, end)):
        found = _FROM_TO.match(flat, behind.end(), end)
    return _misfit(found, figure) if found else None


def _misfit(dates: re.Match[str], figure: Figure) -> Lasted | None:
    month, month2 = int(dates["month"]), int(dates["month2"] or dates["month"])
    year = int(dates["year"] or 2023)
    later = year + 1 if dates["next"] else int(dates["year2"] or year)
    if (dates["year2"] and not dates["year"]) or (not dates["month2"] and not (dates["day"] and dates["day2"])):
        return None
    try:
        first, last = date(year, month, int(dates["day"] or 1)), date(later, month2, int(dates["day2"] or 1))
    except ValueError:
        return None
    if last < first:
        return None
    days, months = (last - first).days + 1, (later - year) * 12 + month2 - month
    if dates["day"] and dates["day2"]:
        told = days if figure.unit != "个月" else round(days / _MONTH)
        leap = first <= date(first.year, 3, 1) <= last and not dates["year"]
        wrong = figure.value > days + leap if figure.unit != "个月" else abs(float(figure.value) - days / _MONTH) > 1
    elif dates["day"] or dates["day2"] or figure.unit != "个月":
        return None
    else:
        told, wrong = months + 1, not months <= figure.value <= months + 1
    return Lasted(dates[0], told) if wrong else None

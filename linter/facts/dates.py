"""Dates as reports write them: 2025年2月20日, 二〇二五年二月二十日, 2025-02-20; whole or in part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from linter.document import Span
from linter.facts.numerals import parse
from linter.late import late

_DIGIT = "0-9〇○零一二三四五六七八九十"
_CHINESE = late(
    rf"(?:(?P<y>20\d\d|[二][{_DIGIT}]{{3}}) ?年)? ?(?:(?P<m>[{_DIGIT}]{{1,3}}) ?月) ?(?:(?P<d>[{_DIGIT}]{{1,3}}) ?日)?"
)
_WESTERN = late(r"(?<!\d)(?P<y>20\d\d) ?(?P<s>[-/.]) ?(?P<m>\d{1,2}) ?(?P=s) ?(?P<d>\d{1,2})(?!\d)")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Date(Struct, frozen=True):
    """A date and where it stands; null for a part that is not written."""

    span: Span
    year: int | None
    month: int | None
    day: int | None

    @property
    def whole(self) -> bool:
        return self.year is not None and self.month is not None and self.day is not None

    @property
    def possible(self) -> bool:
        """Whether the calendar has such a day; an unknown year may be a leap year."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        longest = _LENGTHS[self.month - 1] if self.month else 31
        if self.month == 2 and self.year is not None and not _leap(self.year):
            longest = 28
        return 1 <= self.day <= longest

    @property
    def iso(self) -> str:
        """2025-02-20, 2025-02 or --02-20 (no year)."""
        if self.year is None and self.month is None:
            return ""
        month, day = (f"-{part:02d}" if part is not None else "" for part in (self.month, self.day))
        return f"{self.year}{month}{day}" if self.year is not None else f"-{month}{day}"


def dates(flat: str, start: int = 0, end: int | None = None) -> Iterator[Date]:
    """Every date that has at least a month, in order, in folded text."""
    stop = len(flat) if end is None else end
    found = [_date(match) for pattern in (_CHINESE, _WESTERN) for match in pattern.finditer(flat, start, stop)]
    yield from sorted((date for date in found if date is not None), key=lambda date: date.span)


def _date(match: re.Match[str]) -> Date | None:
    year, month, day = (_number(match[part]) if match[part] else None for part in ("y", "m", "d"))
    if month is None or (match["d"] and day is None):
        return None
    lead = len(match.group()) - len(match.group().lstrip())
    return Date(Span(match.start() + lead, match.end() - (len(match.group()) - len(match.group().rstrip()))), year, month, day)


def _number(words: str) -> int | None:
    words = words.replace("○", "〇")
    return int(words) if words.isascii() else parse(words)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

"""Figures that cannot be: a negative count, 0人参加, the 13th month, 31 April."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts, units
from linter.facts.figures import figures
from linter.facts.folded import folded
from linter.facts.furniture import body


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`attended`: words behind 0人 that say people came, where an explicit zero would be written otherwise."""

    attended: list[str]


_DATE = re.compile(r"(?<![\d.])(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?(?!\d)")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat = facts(folded)
    for figure in facts(figures).all:
        if figure.value < 0 and figure.unit not in units.PERCENT | {"分贝", "摄氏度", "元", "倍"}:
            yield Hit(figure.span, variant="negative")
        elif figure.value == 0 and figure.kind in ("人", "人次") and figure.tail.of(flat).startswith(tuple(params.attended)):
            yield Hit(figure.span, variant="nobody")
    for block in facts(body):
        for match in _DATE.finditer(flat, block.span.start, block.span.end):
            if not _exists(match["year"], int(match["month"]), int(match["day"] or 1)):
                yield Hit(Span(*match.span()), {"date": match[0]}, variant="date")


def _exists(year: str | None, month: int, day: int) -> bool:
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return False
    return not (month == 2 and day == 29 and year is not None and (int(year) % 4 or (int(year) % 100 == 0 and int(year) % 400)))

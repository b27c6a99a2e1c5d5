"""Things named and their figures told with 分别 that are not as many: 受理率、办结率、参评率分别达到100%、99.8%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linter.checks._enumerations import Announced, items_of
from linter.document import Span
from linter.facts.figures import Figure
from linter.late import late

_TOLD = late(r"(?P<names>(?:[^，；。：分]|分(?!别))*)分别(?:为|达到?了?|是|占|有|完成|办理|受理|办结|立案|查处|检查|下降|上升|增长|提高|减少|增加)?(?:约|近)?$")
_AND = ("、", "和", "及", "与", "以及", "，")
_ITEM = 12  # characters of a thing named at most
_NO_LIST = late(r"[\d《》“”]|等")  # 3个镇、5个村分别…, and what names only some


def respective(flat: str, row: Sequence[Figure]) -> Iterator[Announced]:
    """`row`: the figures of a sentence. Only where the things are a bare list that begins its clause and nothing else may be one of them."""
    if "分别" not in row[0].sentence.span.of(flat):
        return
    for place, first in enumerate(row):
        clause = flat[max(first.sentence.span.start, first.span.start - 80) : first.span.start]
        match = _TOLD.search(clause) if "分别" in clause[-12:] else None
        if match is None or _NO_LIST.search(match["names"]):
            continue
        items, more = items_of(match["names"])
        if len(items) < 2 or not 1 < min(map(len, items)) <= max(map(len, items)) <= _ITEM:
            continue
        told = 1
        while place + told < len(row) and flat[row[place + told - 1].span.end : row[place + told].span.start] in _AND:
            told += 1
        after = flat[row[place + told - 1].span.end : first.sentence.span.end]
        alike = len({item[-1] for item in items}) == 1
        if told > 1 and alike and re.match("[，；。]|$", after) and not len(items) <= told <= len(items) + more:
            yield Announced(Span(first.span.start, row[place + told - 1].span.end), told, len(items), len(items) + more)

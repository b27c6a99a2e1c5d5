"""A list that is numbered inside a paragraph: ①…；②…；④…, （1）…；（3）…, 1.…；2、…"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._numbering import rendered
from linter.checks._sequence import breaks
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.numerals import parse
from linter.late import late
from linter.review import Edit, Related

_BEGINS = r"(?:^|[。；：，])[ 　]*"
_THING = "(?=[\u4e00-\u9fff“《])"
_FORMS = {
    "①": late(rf"{_BEGINS}(?P<at>(?P<n>[①-⑳])){_THING}"),
    "（一）": late(rf"{_BEGINS}(?P<at>（(?P<n>[一二三四五六七八九十]{{1,2}})）){_THING}"),
    "（1）": late(rf"{_BEGINS}(?P<at>（(?P<n>\d{{1,2}})）){_THING}"),
    "1.": late(rf"{_BEGINS}(?P<at>(?P<n>\d{{1,2}})(?P<mark>[.．、])){_THING}"),
}
_FIRST = "①"
_LEAST = 3  # members of a list whose marks are compared


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """Nothing to set."""


class _Item(NamedTuple):
    span: Span
    number: int
    mark: str


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    for block in facts(body):
        line = block.span.of(flat)
        for style, shape in _FORMS.items():
            items = [_item(match, block.span.start) for match in shape.finditer(line)]
            if len(items) > 1 and items[0].number == 1:  # what begins elsewhere is cited or goes on from the lines before
                yield from _out_of_sequence(flat, items, style)
                yield from _odd_marks(flat, items)


def _item(match: re.Match[str], shift: int) -> _Item:
    number = match["n"]
    value = ord(number) - ord(_FIRST) + 1 if "①" <= number <= "⑳" else int(number) if number.isdigit() else parse(number) or 0
    return _Item(Span(shift + match.start("at"), shift + match.end("at")), value, match.groupdict().get("mark", ""))


def _out_of_sequence(flat: str, items: list[_Item], style: str) -> Iterator[Hit]:
    for fault in breaks([item.number for item in items]):
        if items[fault.position].number == 1:
            continue  # another list begins
        span, before = items[fault.position].span, items[fault.before].span if fault.before is not None else None
        right = rendered(style, fault.expected)
        values = {"label": span.of(flat), "right": right, "before": before.of(flat) if before else ""}
        related = (Related(before, "前一项"),) if before else ()
        yield Hit(span, values, related, (Edit(span, right),) if fault.kind == "mistyped" else (), variant=fault.kind)


def _odd_marks(flat: str, items: list[_Item]) -> Iterator[Hit]:
    """1.…；2、…；3.…: the mark behind one number is another than behind the rest."""
    marks = Counter(item.mark.replace("．", ".") for item in items)
    usual, count = max(marks.items(), key=itemgetter(1))
    if len(items) < _LEAST or len(marks) == 1 or count < len(items) - 1 or [item.number for item in items] != list(range(1, len(items) + 1)):
        return
    for item in items:
        if item.mark.replace("．", ".") != usual:
            right = f"{item.number}{usual}"
            yield Hit(item.span, {"label": item.span.of(flat), "right": right, "before": ""}, edits=(Edit(item.span, right),), variant="mixed")

"""Enumerations in running text: 一是 二是 四是 (one left out), 首先 with 第二 (two ways of counting mixed)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from linter import patterns
from linter.checks import Hit, Pattern
from linter.checks import Params as Base
from linter.checks._sequence import breaks
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.numerals import parse, spell
from linter.facts.outline import outline
from linter.facts.phrases import index
from linter.facts.tokens import dictionary
from linter.late import late
from linter.needs import possible
from linter.review import Edit, Related

_QUOTED = late("“[^”]*”")
_OTHER_FORM = late(r"[；。](?P<at>(?P<numeral>[一二三四五六七八九十\d]+)[、，.．])(?=[\u4e00-\u9fff])")
# （1）…。二是…: the first is told another way; a line that begins with （一） has it for a heading
_FIRST = late(r"(?:^(?!（ ?一)|[。；：])(?P<at>（ ?[1一] ?）|1[.、]|①)(?=[\u4e00-\u9fff])(?!.*(?:（ ?[2二] ?）|[。；：]2[.、]|②))")
_UNMARKED_FIRST = late("[\u4e00-\u9fff](?<![唯统第之专单])(一是)(?=[\u4e00-\u9fff]{2})")
_SECOND_NUMBER = 2
_UNNUMBERED = late(r"^[（(][ 　]*[）)]", re.MULTILINE)  # a heading whose number was never filled in
_NUMERALS = "一二三四五六七八九十百千万"
_UNMARKED = late(rf"(?<=[\u4e00-\u9fff])(?<![其第周之期与和或说{_NUMERALS}])[{_NUMERALS}]+是(?=[\u4e00-\u9fff]{{2}})")
_BARE = late(rf"[。；](?P<at>[{_NUMERALS}])(?=(?P<verb>[\u4e00-\u9fff]{{2}}))")
_SECOND = late("其次|再次|然后|第二|二是|其二")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`patterns` find the members of one way of counting each; the group `n` is the number, `at` what is shown.

    `one_pattern` and `other_pattern` are two ways of counting that do not go together in one paragraph.
    """

    look_at: Literal["sequence", "mixture"] = "sequence"
    patterns: list[Pattern] = []
    one_pattern: Pattern = ""
    other_pattern: Pattern = ""


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    if params.look_at == "mixture":
        yield from _mixtures(facts, params)
        return
    flat, starts = facts(folded), _passages(facts)
    for pattern in params.patterns:
        passages: dict[int, list[_Item]] = {}
        for match in patterns.find_all(pattern, flat) if possible(pattern, facts(index).held) else ():
            number = parse(match.group("n"))
            if number is not None:
                span = patterns.group_span(match, "at")
                passages.setdefault(bisect_right(starts, span.start), []).append(_Item(span, number, match.group("n")))
        for marked in passages.values():
            items = list(_with_unmarked(flat, marked))
            yield from (_unmarked(item, flat) for item in sorted({*items}.difference(marked)))
            yield from _sequence(flat, items)
            yield from _other_form(flat, items)
            yield from _behind_comma(flat, items)


def _passages(facts: Facts) -> list[int]:
    """Where the text of a section begins, without its subsections."""
    unnumbered = [match.start() for match in _UNNUMBERED.finditer(facts(folded))]
    return sorted([section.title.start for section in facts(outline).sections] + unnumbered)


class _Item(NamedTuple):
    """A member of an enumeration: 三是 with its number, as a number and as written."""

    span: Span
    number: int
    numeral: str


def _with_unmarked(flat: str, items: list[_Item]) -> Iterator[_Item]:
    """The members, and those between them or after the last in its line that no mark parts from what they follow or that lost a letter: 上报18家二是兑现资金。三公开结果."""
    begin = flat.rfind("\n", 0, items[0].span.start) + 1
    first = _UNMARKED_FIRST.search(flat, begin, items[0].span.start) if items[0].number == _SECOND_NUMBER and items[0].span.of(flat).endswith("是") else None
    if first is not None:
        yield _Item(Span(*first.span(1)), 1, "一")
    ends = [item.span.start for item in items[1:]] + [flat.find("\n", items[-1].span.end) % (len(flat) + 1)]
    for item, end in zip(items, ends, strict=True):
        yield item
        following = _following(flat, item, end) if item.span.of(flat).endswith("是") else None
        while following is not None:
            yield following
            following = _following(flat, following, end)


def _following(flat: str, item: _Item, end: int) -> _Item | None:
    """The next member before `end`, that no mark parts from what it follows or that has lost its 是."""
    number = item.number + 1
    numeral = spell(number)
    start = next((match.start() for match in _UNMARKED.finditer(flat, item.span.end + 1, end) if match[0] == f"{numeral}是"), None)
    if start is not None:
        return _Item(Span(start, start + len(numeral) + 1), number, numeral)
    line = flat[item.span.end : flat.find("\n", item.span.end) % (len(flat) + 1)]
    if f"{spell(number + 1)}是" not in line:
        return None
    for match in _BARE.finditer(flat, item.span.end, end):
        if match["at"] == numeral and dictionary().get(match["verb"]) == "v":
            return _Item(Span(*match.span("at")), number, numeral)
    return None


def _unmarked(item: _Item, flat: str) -> Hit:
    lost = not item.span.of(flat).endswith("是")
    edit = Edit(Span(item.span.end, item.span.end), "是") if lost else Edit(Span(item.span.start, item.span.start), "；")
    return Hit(item.span, {"label": f"{item.numeral}是", "right": "", "before": ""}, edits=(edit,), variant="lost" if lost else "unmarked")


def _sequence(flat: str, items: list[_Item]) -> Iterator[Hit]:
    for fault in breaks([item.number for item in items]):
        span, number, numeral = items[fault.position]
        words = span.of(flat)
        before = items[fault.before].span if fault.before is not None else None
        right = words.replace(numeral, spell(fault.expected), 1)
        if fault.kind == "start" and number > 2 and len(items) == 1:
            continue  # a turn of phrase rather than the rest of a list
        begin = flat.rfind("\n", 0, span.start) + 1
        if fault.kind == "start" and number == 2 and (first := _FIRST.search(flat[begin : span.start])):
            at = Span(begin + first.start("at"), begin + first.end("at"))
            yield Hit(at, {"label": first["at"], "right": right, "before": words}, (Related(span, "后一项"),), (Edit(at, right),), variant="mistyped")
            continue
        yield Hit(
            span,
            {"label": words, "right": right, "before": before.of(flat) if before else ""},
            (Related(before, "前一项"),) if before else (),
            (Edit(span, right),) if fault.kind == "mistyped" else (),
            variant=fault.kind,
        )


def _other_form(flat: str, items: list[_Item]) -> Iterator[Hit]:
    """一是…；二是…；四、…: the next one told in the form of a heading."""
    last = items[-1]
    numeral = spell(last.number + 1)
    end = flat.find("\n", last.span.end)
    found = _OTHER_FORM.finditer(flat, last.span.end, len(flat) if end < 0 else end)
    match = next((match for match in found if match["numeral"] == numeral), None)
    if match and len(items) > 1 and last.span.of(flat).endswith("是"):
        span = Span(*match.span("at"))
        right = last.span.of(flat).replace(last.numeral, numeral, 1)
        yield Hit(span, {"label": span.of(flat), "right": right, "before": last.span.of(flat)}, (Related(last.span, "前一项"),), (Edit(span, right),), variant="mistyped")


def _behind_comma(flat: str, items: list[_Item]) -> Iterator[Hit]:
    """一是…。…，二是…: an item of more than one sentence, and the next one is parted from it by less than these are."""
    for before, item in pairwise(items):
        mark = item.span.start - 1
        within = _QUOTED.sub("", flat[before.span.end : mark])
        if flat[mark] == "，" and "。" in within and "；" not in within and "\n" not in within and item.number == before.number + 1:
            yield Hit(item.span, {"label": item.span.of(flat), "right": "。", "before": before.span.of(flat)}, (Related(before.span, "前一项"),), (Edit(Span(mark, mark + 1), "。"),), variant="comma")


def _place(match: Any, shift: int) -> Span:
    start, end = patterns.group_span(match, "at")
    return Span(start + shift, end + shift)


def _mixtures(facts: Facts, params: Params) -> Iterator[Hit]:
    flat = facts(folded)
    if not possible(params.one_pattern, facts(index).held) or patterns.search(params.one_pattern, flat) is None:
        return
    for block in facts(body):
        line = block.span.of(flat)
        one, other = (next(patterns.find_all(pattern, line), None) for pattern in (params.one_pattern, params.other_pattern))
        if one is None or other is None:
            continue
        first, second = sorted(_place(match, block.span.start) for match in (one, other))
        if _SECOND.search(flat, first.start, second.end) is None and second.of(flat).startswith(("三是", "第三")) and first.of(flat) == "首先":
            yield Hit(second, {"first": first.of(flat), "second": second.of(flat)}, (Related(first, "前一种说法"),), variant="jump")
            continue
        yield Hit(second, {"first": first.of(flat), "second": second.of(flat)}, (Related(first, "前一种说法"),), severity="info")

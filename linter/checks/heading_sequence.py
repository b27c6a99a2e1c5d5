"""Heading numbers that jump, repeat or go backwards among headings of one level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._numbering import Group, form, groups, label_span, rendered
from linter.checks._sequence import Break, breaks
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.outline import Section, outline
from linter.facts.title import below_title
from linter.late import late
from linter.review import Edit, Related

_SCHEME = late(r"(?<=\n)[ 　]*(?P<label>\d{1,2}(?:[.．]\d{1,2})+)[ 　、.．]{0,2}[\u4e00-\u9fff][^。；\n]{1,30}(?=\n|$)")

_SECOND, _PASSAGE = 2, 80  # letters that are a passage of its own


class Params(Base, frozen=True, forbid_unknown_fields=True):
    pass


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, begins = facts(folded), _second_without_first(facts)
    ended: dict[int, int] = {}  # level -> the number its last group ended with
    for group in facts(groups):
        level = group.sections[0].level
        values = [section.value or 0 for section in group.sections]
        goes_on = values[0] == ended.get(level, 0) + 1 and values[0] > 1  # numbered through from the section before
        yield from _hits(flat, group, begins, [fault for fault in breaks(_shifted(values, goes_on)) if not (goes_on and fault.kind == "start")])
        ended[level] = values[-1]


def _shifted(values: list[int], goes_on: bool) -> list[int]:
    return [value - values[0] + 1 for value in values] if goes_on else values


def _second_without_first(facts: Facts) -> Section | None:
    """The first numbered heading of the report, if that is 二、 or （二） and paragraphs stand before it in which the first one was lost."""
    first = next((section for section in facts(outline).sections if section.value is not None), None)
    if first is None or first.value != _SECOND or first.style not in ("一、", "（一）"):
        return None
    return first if sum(block.span.end - block.span.start for block in facts(below_title) if block.span.end <= first.span.start) >= _PASSAGE else None


def _hits(flat: str, group: Group, begins: Section | None, faults: list[Break]) -> Iterator[Hit]:
    for fault in faults:
        section = group.sections[fault.position]
        if fault.kind == "start" and len(group.sections) < 2 and section is not begins:
            continue  # one number alone may belong to a list that was not recognised
        before = group.sections[fault.before] if fault.before is not None else None
        right = rendered(group.usual or form(section), fault.expected)
        if fault.kind == "jump" and before is not None and (odd := _other_scheme(flat, before, section)):
            yield Hit(odd, {"label": odd.of(flat), "right": right, "before": before.label, "missing": ""}, tuple(_neighbours(group, fault, before)), (Edit(odd, right),), variant="mistyped")
            continue
        yield Hit(
            label_span(section),
            {
                "label": section.label, "right": right, "before": before.label if before else "",
                "missing": _missing(group, section, fault),
            },
            tuple(_neighbours(group, fault, before)),
            (Edit(label_span(section), right),) if fault.kind == "mistyped" else (),
            variant=fault.kind,
        )


def _other_scheme(flat: str, before: Section, section: Section) -> Span | None:
    """The label of the one line between two headings that is numbered after another scheme: 2.1 between （二） and （四）."""
    found = list(_SCHEME.finditer(flat, before.title.end, section.span.start))
    return Span(*found[0].span("label")) if len(found) == 1 else None


def _neighbours(group: Group, fault: Break, before: Section | None) -> Iterator[Related]:
    """Where one number is wrong the reader wants to see both of its neighbours: either may be the one to mend."""
    if before is not None:
        yield Related(label_span(before), "前一个序号")
    if fault.kind == "mistyped" and fault.position + 1 < len(group.sections):
        yield Related(label_span(group.sections[fault.position + 1]), "后一个序号")


def _missing(group: Group, section: Section, fault: Break) -> str:
    """The numbers left out before `section`, as they would be written."""
    last = (section.value or 0) - 1
    first = fault.expected
    if last < first:
        return ""
    style = group.usual or form(section)
    return rendered(style, first) if first == last else f"{rendered(style, first)}至{rendered(style, last)}"

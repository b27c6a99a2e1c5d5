"""What the checks of heading numbers share: headings that stand side by side, and the form their numbers ought to have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from operator import itemgetter

from msgspec import Struct

from linter.document import Span
from linter.facts import Facts
from linter.facts.numerals import spell
from linter.facts.outline import Outline, Section, outline

# GB/T 9704: levels may be left out, never turned round
ORDER = ("第一部分", "一、", "（一）", "1.", "（1）", "①")


class Group(Struct, frozen=True):
    """Numbered headings under one parent. `usual` is their form, null where they do not say; `sure` if most have it."""

    sections: tuple[Section, ...]
    parent: Section | None
    usual: str | None
    sure: bool


def form(section: Section) -> str:
    """The form of the number; one without its separator (2健全) is an Arabic number like the others."""
    return "1." if section.style == "1" else section.style


def is_whole(section: Section) -> bool:
    """Whether the number has both its brackets, where it has any."""
    return any(mark in section.label for mark in "（〔[") == any(mark in section.label for mark in "）〕]")


def label_span(section: Section) -> Span:
    return Span(section.heading.start, section.heading.start + len(section.label))


def rendered(style: str, value: int) -> str:
    """The number as it should be written: 二、 （二） 2. （2） ②."""
    if style == "①":
        return chr(ord("①") + value - 1) if 1 <= value <= 20 else f"（{value}）"
    shapes = {"第一部分": "第{cn}部分", "一、": "{cn}、", "（一）": "（{cn}）", "1.": "{n}.", "（1）": "（{n}）"}
    return shapes[style].format(cn=spell(value), n=value)


def groups(facts: Facts) -> tuple[Group, ...]:
    """Every group of numbered headings, in the order of its first heading. A fact: ask for it as `facts(groups)`."""
    tree = facts(outline)
    together: dict[int | None, list[Section]] = {}
    forms: dict[int | None, Counter[str]] = {}
    beside: dict[int | None, list[Section]] = {}
    for section in tree.sections:
        beside.setdefault(section.parent, []).append(section)
        if section.style:
            forms.setdefault(section.parent, Counter())[form(section)] += 1
    for section in tree.sections:
        if section.value is not None and section.style:
            together.setdefault(_parent(tree, section, forms, beside), []).append(section)
    return tuple(_group(tree, parent, members, together) for parent, members in together.items())


def _parent(tree: Outline, section: Section, forms: Mapping[int | None, Counter[str]], beside: Mapping[int | None, list[Section]]) -> int | None:
    """The section above. One with a number of the same form is none, the outline took the first of a list for a heading,
    unless that form is a slip among its neighbours, or here: （二） 三、 （四）."""
    parent = section.parent
    if _is_odd(section, forms) and _goes_between(section, beside[section.parent]):
        return parent
    while parent is not None and tree.sections[parent].value is not None and form(tree.sections[parent]) == form(section):
        if _is_odd(tree.sections[parent], forms):
            break
        parent = tree.sections[parent].parent
    return parent


def _goes_between(section: Section, beside: list[Section]) -> bool:
    """Whether the sections beside it have the numbers before and after its own."""
    at, value = beside.index(section), section.value or 0
    return [other.value for other in beside[max(0, at - 1) : at + 2]] == [value - 1, value, value + 1]


def _is_odd(section: Section, forms: Mapping[int | None, Counter[str]]) -> bool:
    """Whether none of two or more others beside it has its form. It has one: it stands above a section of the same."""
    beside = forms[section.parent]
    return beside.total() > 2 and beside[form(section)] == 1


def _group(tree: Outline, parent: int | None, members: list[Section], together: dict[int | None, list[Section]]) -> Group:
    counted = Counter(form(section) for section in members)
    counted = _fitting(counted, members, together) or counted
    above = tree.sections[parent] if parent is not None else None
    first, most = max(counted.items(), key=itemgetter(1))  # as `most_common`, which imports a module for it
    if most > counted.total() / 2:
        return Group(tuple(members), above, first, len(members) > 1)
    candidates = [style for style, times in counted.items() if times == most]
    return Group(tuple(members), above, _by_level(members[0].level, candidates, together), False)


def _fitting(counted: Counter[str], members: list[Section], together: dict[int | None, list[Section]]) -> Counter[str]:
    """The forms that may stand above those of the headings right below, if any of them is more than a slip.

    一、 2、 3、 4、 五、 with （一） below: most are Arabic, and 一、 is right.
    """
    below = {ORDER.index(form(child)) for section in members for child in together.get(section.index, ())}
    fitting = Counter({style: times for style, times in counted.items() if all(ORDER.index(style) < rank for rank in below)})
    return fitting if max(fitting.values(), default=0) > 1 else Counter()


def _by_level(level: int, candidates: list[str], together: dict[int | None, list[Section]]) -> str | None:
    """Of forms that are equally frequent in a group, the one that the level has elsewhere, else the one that is due there."""
    elsewhere = Counter(form(section) for members in together.values() if members[0].level == level for section in members)
    ranked = sorted(candidates, key=lambda style: -elsewhere[style])
    if len(ranked) > 1 and elsewhere[ranked[0]] > elsewhere[ranked[1]]:
        return ranked[0]
    due = ORDER[min(level, len(ORDER) - 1)]
    return due if due in candidates else None

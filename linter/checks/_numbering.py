"""What the checks of heading numbers share: headings that stand side by side, and the form their numbers ought to have."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from linter.document import Span
from linter.facts import Facts
from linter.facts.numerals import spell
from linter.facts.outline import Outline, Section, outline

# GB/T 9704: levels may be left out, never turned round
ORDER = ("第一部分", "一、", "（一）", "1.", "（1）", "①")


@dataclass(frozen=True, slots=True)
class Group:
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
    """Every group of numbered headings, in the order of its first heading."""
    tree = facts(outline)
    together: dict[int | None, list[Section]] = {}
    for section in tree.sections:
        if section.value is not None and section.style:
            together.setdefault(section.parent, []).append(section)
    return tuple(_group(tree, parent, members, together) for parent, members in together.items())


def _group(tree: Outline, parent: int | None, members: list[Section], together: dict[int | None, list[Section]]) -> Group:
    counted = Counter(form(section) for section in members)
    (first, most), *others = counted.most_common()
    above = tree.sections[parent] if parent is not None else None
    if (not others or most > len(members) / 2) and not _turned_round(first, [other for other, _ in others], members, together):
        return Group(tuple(members), above, first, len(members) > 1)
    fitting = [style for style in counted if not _turned_round(style, [], members, together, alone=True)]
    candidates = [style for style in fitting if counted[style] == max(counted[one] for one in fitting)]
    return Group(tuple(members), above, _by_level(tree, members[0].level, candidates, together), False)


def _turned_round(style: str, others: list[str], members: list[Section], together: dict[int | None, list[Section]], alone: bool = False) -> bool:
    """Whether headings below have a form that may not stand below `style`, and below one of `others` may."""
    below = {form(child) for section in members for child in together.get(section.index, ())}
    wrong = any(ORDER.index(form_) <= ORDER.index(style) for form_ in below)
    return wrong and (alone or any(all(ORDER.index(form_) > ORDER.index(other) for form_ in below) for other in others))


def _by_level(tree: Outline, level: int, candidates: list[str], together: dict[int | None, list[Section]]) -> str | None:
    """Of forms that are equally frequent in a group, the one that the level has elsewhere, else the one that is due there."""
    elsewhere = Counter(form(section) for members in together.values() if members[0].level == level for section in members)
    ranked = sorted(candidates, key=lambda style: -elsewhere[style])
    if len(ranked) > 1 and elsewhere[ranked[0]] > elsewhere[ranked[1]]:
        return ranked[0]
    due = ORDER[min(level, len(ORDER) - 1)]
    return due if due in candidates else None

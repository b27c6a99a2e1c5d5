"""Automatic numbers: the label that Word shows before a paragraph, counted as the text is read in order.

A list (w:num) is an instance of a definition (w:abstractNum). Counters belong to the definition: lists of one definition
count on, unless a list says where it starts (w:startOverride), which holds the first time that list is met.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from linter.readers.docx.names import child, children, is_on, name_of, number, value
from linter.readers.docx.numerals import shown
from linter.readers.docx.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 8
_LONGEST = 64  # of a level's text; Word allows half of it, and a hostile file would multiply it by its paragraphs
_ENDS_OPEN = re.compile(r"[0-9A-Za-z〇-龥]$")


class Level(Struct, frozen=True):
    """One level of a definition. `restart`: the number of the level that starts this one anew (null: any above; 0: none)."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    legal: bool = False
    restart: int | None = None
    style: str | None = None
    hidden: bool = False


class _List(Struct, frozen=True):
    definition: str
    levels: dict[int, Level]  # own ones only
    starts: dict[int, int]


class Numbering(Struct):
    """The lists of a file and how far each has counted."""

    _definitions: dict[str, dict[int, Level]] = field(default_factory=dict)
    _lists: dict[str, _List] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: _Element | None, styles: Styles) -> Numbering:
        definitions = {value(one, "w:abstractNumId") or "": one for one in children(root, "w:abstractNum")}
        lists = {value(one, "w:numId") or "": _list(one) for one in children(root, "w:num")}
        for name, one in lists.items():  # a definition that only names a style stands for that style's definition
            link = value(child(definitions.get(one.definition), "w:numStyleLink"))
            through = next((style.num for _, style in styles.chain(link) if style.num), None)
            if through in lists and through != name:
                lists[name] = _List(lists[through].definition, one.levels, one.starts)
        return cls({name: _levels(element) for name, element in definitions.items()}, lists)

    def level_of_style(self, num: str, styles: tuple[str, ...]) -> int | None:
        """The level of a list that is tied to one of these styles."""
        one = self._lists.get(num)
        levels = {**self._definitions.get(one.definition, {}), **one.levels} if one else {}
        return next((index for style in styles for index, level in levels.items() if level.style == style), None)

    def label(self, num: str, index: int) -> str:
        """Count a paragraph of that list and level; its label with the blank that sets it off where it needs one.

        A list that the file does not define, and a bullet, have none.
        """
        one, index = self._lists.get(num), min(max(index, 0), _DEEPEST)
        if one is None or one.definition not in self._definitions:
            return ""
        levels = {**self._definitions[one.definition], **one.levels}
        level = levels.get(index, Level())
        counters = self._counters.setdefault(one.definition, {})
        self._count(num, one, index, levels, counters)
        if level.hidden or level.format == "bullet":
            return ""

        def figure(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            other = levels.get(place, Level())
            return shown(counters[place], "decimal" if level.legal else other.format) if place <= index else ""

        return _set_off(_PLACE.sub(figure, level.text), level.suffix)

    def _count(self, num: str, one: _List, index: int, levels: dict[int, Level], counters: dict[int, int]) -> None:
        begin = {**{place: level.start for place, level in levels.items()}, **one.starts}
        for above in range(index):  # a level that was passed over counts as begun
            counters.setdefault(above, begin.get(above, 1))
        restarted = index in one.starts and (num, index) not in self._started
        counters[index] = begin.get(index, 1) if restarted or index not in counters else counters[index] + 1
        self._started.add((num, index))
        for below in [place for place in counters if place > index]:
            restart = levels.get(below, Level()).restart
            if restart is None or index < restart:
                del counters[below]


def _set_off(label: str, suffix: str) -> str:
    """Word sets a tab or a blank after the label. It is layout where the label ends in a mark, and needed where it does not."""
    return f"{label} " if suffix != "nothing" and _ENDS_OPEN.search(label) else label


def _list(element: _Element) -> _List:
    overrides = list(children(element, "w:lvlOverride"))
    starts = {number(one, "w:ilvl") or 0: number(child(one, "w:startOverride")) for one in overrides}
    levels = {number(one, "w:ilvl") or 0: child(one, "w:lvl") for one in overrides}
    return _List(
        value(child(element, "w:abstractNumId")) or "",
        {index: _level(level) for index, level in levels.items() if level is not None},
        {index: start for index, start in starts.items() if start is not None},
    )


def _levels(definition: _Element) -> dict[int, Level]:
    return {number(one, "w:ilvl") or 0: _level(one) for one in children(definition, "w:lvl")}


def _level(element: _Element) -> Level:
    start = number(child(element, "w:start"))
    return Level(
        0 if start is None else start,
        _format(element),
        (value(child(element, "w:lvlText")) or "")[:_LONGEST],
        value(child(element, "w:suff")) or "tab",
        bool(is_on(child(element, "w:isLgl"))),
        number(child(element, "w:lvlRestart")),
        value(child(element, "w:pStyle")),
        bool(is_on(child(element, "w:rPr", "w:vanish"))),
    )


def _format(level: _Element) -> str:
    """A format newer than the standard stands in mc:Choice; the fallback has the nearest one of the standard."""
    for one in level:
        if name_of(one) == "w:numFmt":
            return value(one) or "decimal"
        if name_of(one) == "mc:AlternateContent":
            return value(child(one, "mc:Fallback", "w:numFmt")) or "decimal"
    return "decimal"

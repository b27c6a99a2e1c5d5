"""Display width of text in a terminal, and cutting and padding by it."""

from __future__ import annotations

from functools import cache
from unicodedata import combining, east_asian_width


class _Cells(dict[str, int]):
    """Of each character that was met."""

    def __init__(self, ambiguous: int) -> None:
        super().__init__()
        self._ambiguous = ambiguous

    def __missing__(self, character: str) -> int:
        kind = east_asian_width(character)
        unseen = combining(character) or character in "\u200b\u200c\u200d\ufeff"
        found = self[character] = 0 if unseen else 2 if kind in "WF" else self._ambiguous if kind == "A" else 1
        return found


_cells = cache(_Cells)


def width(text: str, ambiguous: int = 1) -> int:
    """Cells that `text` takes; `ambiguous` is what the terminal gives “ ” … and the like: 1, or 2 on Chinese Windows."""
    return sum(map(_cells(ambiguous).__getitem__, text))


def pad(text: str, cells: int, ambiguous: int = 1) -> str:
    return text + " " * max(0, cells - width(text, ambiguous))


def cut(text: str, cells: int, ambiguous: int = 1) -> str:
    """At most `cells` wide; what is cut off is shown by two dots, which every console has."""
    if width(text, ambiguous) <= cells:
        return text
    result, used = "", 0
    for character in text:
        step = _cells(ambiguous)[character]
        if used + step > cells - 2:
            break
        result, used = result + character, used + step
    return result + ".."


def blank(text: str, ambiguous: int = 1) -> str:
    """Blanks exactly as wide as `text`, so that a mark under it lines up in any font."""
    return "".join("\u3000" if cells == 2 else " " * cells for cells in map(_cells(ambiguous).__getitem__, text))


_NO_START = frozenset("，。；：、！？）》〉”’」』】％%,.;:!?)")
_NO_END = frozenset("（《〈“‘「『【(")


def wrap(text: str, cells: int, ambiguous: int = 1) -> list[str]:
    """Lines of at most `cells`: broken between Chinese characters, not before a closing or after an opening mark, and
    inside a Latin word or number only where it is longer than a line."""
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for unit in _units(text, cells):
        if line and used + width(unit, ambiguous) > cells:
            kept = _kept(line, unit, cells, ambiguous)
            lines.append("".join(line[:kept]).rstrip())
            line = line[kept:]
            while line and line[0].isspace():
                line.pop(0)
            used = sum(width(part, ambiguous) for part in line)
            if not line and unit.isspace():
                continue
        line.append(unit)
        used += width(unit, ambiguous)
    return [*lines, "".join(line)] if line or not lines else lines


def _kept(line: list[str], unit: str, cells: int, ambiguous: int) -> int:
    """How many units stay on `line` when `unit` begins the next one; all where no better break is near."""
    kept, first = len(line), unit
    moved = width(unit, ambiguous)
    while first[0] in _NO_START or line[kept - 1][-1] in _NO_END:
        kept -= 1
        first = line[kept]
        moved += width(first, ambiguous)
        if kept == 0 or moved > cells:
            return len(line)
    return kept


def _units(text: str, cells: int) -> list[str]:
    """Characters, those of a Latin word together as long as it fits on a line."""
    units: list[str] = []
    for character in text:
        joins = character.isascii() and not character.isspace()
        if joins and units and units[-1].isascii() and not units[-1][-1].isspace() and len(units[-1]) < cells:
            units[-1] += character
        else:
            units.append(character)
    return units

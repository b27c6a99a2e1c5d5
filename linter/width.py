"""Display width of text in a terminal, and cutting and padding by it."""

from __future__ import annotations

from functools import cache
from unicodedata import combining, east_asian_width


@cache
def _cells(character: str, ambiguous: int) -> int:
    if combining(character) or character in "\u200b\u200c\u200d\ufeff":
        return 0
    kind = east_asian_width(character)
    return 2 if kind in "WF" else ambiguous if kind == "A" else 1


def width(text: str, ambiguous: int = 1) -> int:
    """Cells that `text` takes; `ambiguous` is what the terminal gives “ ” … and the like: 1, or 2 on Chinese Windows."""
    return sum(_cells(character, ambiguous) for character in text)


def pad(text: str, cells: int, ambiguous: int = 1) -> str:
    return text + " " * max(0, cells - width(text, ambiguous))


def cut(text: str, cells: int, ambiguous: int = 1) -> str:
    """At most `cells` wide; what is cut off is shown by two dots, which every console has."""
    if width(text, ambiguous) <= cells:
        return text
    result, used = "", 0
    for character in text:
        step = _cells(character, ambiguous)
        if used + step > cells - 2:
            break
        result, used = result + character, used + step
    return result + ".."


def blank(text: str, ambiguous: int = 1) -> str:
    """Blanks exactly as wide as `text`, so that a mark under it lines up in any font."""
    return "".join("\u3000" if (n := _cells(c, ambiguous)) == 2 else " " * n for c in text)


_NO_START = "，。；：、！？）》〉”’」』】％%"


def wrap(text: str, cells: int, ambiguous: int = 1) -> list[str]:
    """Break anywhere between Chinese characters, never before a closing mark, never inside a Latin word or number."""
    lines: list[str] = []
    line, used = "", 0
    for unit in _units(text):
        step = width(unit, ambiguous)
        if line and used + step > cells and unit[0] not in _NO_START:
            lines.append(line.rstrip())
            line, used = "", 0
            unit = unit.lstrip()
            step = width(unit, ambiguous)
        line, used = line + unit, used + step
    return [*lines, line] if line or not lines else lines


def _units(text: str) -> list[str]:
    units: list[str] = []
    for character in text:
        joins = character.isascii() and not character.isspace()
        if joins and units and units[-1].isascii() and not units[-1][-1].isspace():
            units[-1] += character
        else:
            units.append(character)
    return units

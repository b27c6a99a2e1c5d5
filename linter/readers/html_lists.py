"""The number that a browser shows before an item of an ordered list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from justhtml import Node

_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_BY_TYPE = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_HAN = "〇一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """Numbers items as browsers do: from `start`, each `value` anew, backwards where the list is reversed."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}  # id of a list -> the number last given

    def label(self, item: Node) -> str:
        """1. or 一、 or another number with its mark and a blank; empty for an item of any other list."""
        parent = item.parent
        if parent is None or parent.name != "ol":
            return ""
        number = self._number(item, parent)
        style = _style(item) or _style(parent) or _BY_TYPE.get((parent.attrs or {}).get("type") or "1", "decimal")
        if style == "none":
            return ""
        if "ideographic" in style or "chinese" in style:
            return f"{_han(number)}、"
        if "alpha" in style or "latin" in style:
            words = _alpha(number)
        elif "roman" in style:
            words = _roman(number)
        else:
            words = str(number)
        return f"{words.upper() if style.startswith('upper') else words}. "

    def _number(self, item: Node, parent: Node) -> int:
        attrs = parent.attrs or {}
        step = -1 if "reversed" in attrs else 1
        last = self._last.get(id(parent))
        if last is None:
            items = sum(child.name == "li" for child in parent.children or ()) if step < 0 else 1
            last = _whole(attrs.get("start"), items) - step
        number = self._last[id(parent)] = _whole((item.attrs or {}).get("value"), last + step)
        return number


def _style(node: Node) -> str:
    """The list style that the element states; empty where it states none that numbers."""
    match = _STYLE.search((node.attrs or {}).get("style") or "")
    known = ("decimal", "alpha", "latin", "roman", "ideographic", "chinese", "none")
    return next((word.lower() for word in match[1].split() if any(name in word.lower() for name in known)), "") if match else ""


def _whole(words: str | None, otherwise: int) -> int:
    return int(words) if words and re.fullmatch(r"\s*-?\d{1,6}\s*", words) else otherwise


def _han(number: int) -> str:
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_HAN[tens]}十") + (_HAN[ones] if ones else "")


def _alpha(number: int) -> str:
    words = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        words = chr(ord("a") + rest) + words
    return words or str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        words += letters * count
    return words

"""What paragraph and character styles say that matters to a reader: outline level, numbering, hidden text, the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.readers.docx.names import child, children, is_on, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])")


class Style(Struct, frozen=True):
    """Null is what the style leaves to the one it is based on. `outline` counts from 0; 9 is body text."""

    name: str
    based: str | None
    num: str | None
    level: int | None
    outline: int | None
    hidden: bool | None


class Styles:
    """Styles by id, each asked through the chain of those it is based on."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default: str | None = None  # of paragraphs that name none
        for element in children(root, "w:style"):
            name = value(element, "w:styleId") or ""
            self._styles[name] = _style(element)
            if value(element, "w:type") == "paragraph" and value(element, "w:default") in ("1", "true", "on"):
                self.default = name

    def chain(self, style: str | None) -> Iterator[tuple[str, Style]]:
        """The style and those it is based on, nearest first; a ring ends where it closes."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield style, self._styles[style]
            style = self._styles[style].based

    def outline(self, style: str | None) -> int | None:
        return next((one.outline for _, one in self.chain(style) if one.outline is not None), None)

    def hidden(self, style: str | None) -> bool | None:
        return next((one.hidden for _, one in self.chain(style) if one.hidden is not None), None)

    def is_title(self, style: str | None) -> bool:
        return any(one.name in ("title", "标题") for _, one in self.chain(style))


def _style(element: _Element) -> Style:
    properties = child(element, "w:pPr")
    name = (value(child(element, "w:name")) or "").casefold()
    heading = _HEADING.fullmatch(name)
    outline = number(child(properties, "w:outlineLvl"))
    return Style(
        name,
        value(child(element, "w:basedOn")),
        value(child(properties, "w:numPr", "w:numId")),
        number(child(properties, "w:numPr", "w:ilvl")),
        int(heading[1]) - 1 if heading and outline is None else outline,
        is_on(child(element, "w:rPr", "w:vanish")),
    )

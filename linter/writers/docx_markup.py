"""Paragraphs in the XML of Word that owe nothing to the styles of the file they are put in, in which a report's text is large
and indented."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from linter.editing.runs import writable

if TYPE_CHECKING:
    from lxml.etree import _Element


class Look(NamedTuple):
    """How words look; `size` in half points."""

    size: int = 21
    bold: bool = False
    colour: str = "auto"


def paragraph(*words: tuple[str, Look], line: int = 300, before: str = "", inside: str = "") -> str:
    """A paragraph of words, `line` 240ths of a line high. `before` goes to its properties, `inside` stands before the words."""
    layout = (
        f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="auto"/>'
        '<w:ind w:left="0" w:right="0" w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="left"/>'
    )
    return f"<w:p><w:pPr>{before}{layout}</w:pPr>{inside}{''.join(_run(text, look) for text, look in words if text)}</w:p>"


def _run(text: str, look: Look) -> str:
    properties = (
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>'
        f'<w:b w:val="{int(look.bold)}"/><w:color w:val="{look.colour}"/><w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'
    )
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(writable(text))}</w:t></w:r>'


def elements(xml: str, root: _Element) -> list[_Element]:
    """What `xml` says, in the namespace, transitional or strict, that `root` is in."""
    from lxml import etree  # noqa: PLC0415  an extra

    return list(etree.fromstring(f'<w:all xmlns:w="{etree.QName(root).namespace}">{xml}</w:all>'))

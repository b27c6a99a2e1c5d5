"""Short names of elements, the same for transitional and strict OOXML: `w:p`, `mc:Choice`; a tree itself is never changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    f"{_OFFICE}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OFFICE}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OFFICE}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OFFICE}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_OFFICE}drawingml/2006/chart": "c",
    f"{_STRICT}drawingml/chart": "c",
    f"{_OFFICE}drawingml/2006/diagram": "dgm",
    f"{_STRICT}drawingml/diagram": "dgm",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
}
_NAMESPACES = {prefix: [uri for uri, other in _PREFIXES.items() if other == prefix] for prefix in _PREFIXES.values()}


@cache
def _short(tag: str) -> str:
    uri, _, local = tag.rpartition("}")
    return f"{_PREFIXES.get(uri[1:], '?')}:{local}"


@cache
def _attributes(name: str) -> tuple[str, ...]:
    prefix, _, local = name.rpartition(":")
    return tuple(f"{{{uri}}}{local}" for uri in _NAMESPACES[prefix])


def name_of(element: _Element) -> str:
    """`w:p`; `?:x` in a namespace that no reader knows."""
    return _short(str(element.tag))


def value(element: _Element | None, attribute: str = "w:val") -> str | None:
    """An attribute by its short name; null where the element or the attribute is missing."""
    if element is None:
        return None
    for name in _attributes(attribute):
        found = element.get(name)
        if found is not None:
            return found
    return None


def number(element: _Element | None, attribute: str = "w:val") -> int | None:
    """An attribute as an integer; null where it is missing or none."""
    try:
        return int(value(element, attribute) or "")
    except ValueError:
        return None


def is_on(element: _Element | None) -> bool | None:
    """A switch (w:vanish): null where it is missing, so that a style may decide."""
    return None if element is None else value(element) not in ("0", "false", "off", "none")


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first descendant along a path of short names, child by child."""
    for name in path:
        element = None if element is None else next((one for one in element if name_of(one) == name), None)
    return element


def children(element: _Element | None, name: str) -> Iterator[_Element]:
    if element is not None:
        yield from (one for one in element if name_of(one) == name)


def texts(element: _Element) -> str:
    """The words of the paragraphs below `element`, deleted ones too, one paragraph a line."""
    paragraphs = (one for one in element.iter() if name_of(one) == "w:p")
    return "\n".join("".join(one.text or "" for one in paragraph.iter() if name_of(one) in ("w:t", "w:delText")) for paragraph in paragraphs)

"""HTML put together so that nothing goes in unescaped: `tag` escapes every child and attribute that is not `Safe` already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

# what would be lost, break the page or turn the direction of writing: shown by its number instead
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_VOID = frozenset({"input", "link", "meta", "br"})


class Safe(str):
    """HTML that is ready as it is."""

    __slots__ = ()


Node = str | Iterable["Node"] | None


def tag(name: str, /, *children: Node, **attributes: str | int | bool | None) -> Safe:
    """An element. `class_` and `for_` lose their underscore, others turn it into a hyphen; null and false leave an attribute out."""
    said = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None and value is not False)
    return Safe(f"<{name}{said}>" if name in _VOID else f"<{name}{said}>{join(*children)}</{name}>")


def join(*children: Node) -> Safe:
    """Children one after the other, escaped where they are plain text."""
    return Safe("".join(_piece(child) for child in children))


def seen(text: str) -> str:
    """A text for where no element may stand: a title, an attribute."""
    return _UNSEEN.sub("�", text)


def _piece(child: Node) -> str:
    if child is None or isinstance(child, Safe):
        return child or ""
    if isinstance(child, str):
        return _UNSEEN.sub(_numbered, escape(child, quote=False))
    return join(*child)


def _numbered(match: re.Match[str]) -> str:
    return f'<span class="unseen">U+{ord(match.group()):04X}</span>'


def _attribute(key: str, value: str | int | bool) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(seen(str(value)))}"'

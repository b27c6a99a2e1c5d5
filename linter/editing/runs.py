"""Runs of a Word file parted at a letter. What stays before the cut stays in the nodes that were there; what follows gets new ones.

Whoever makes several cuts makes the last one first: the nodes and places of all earlier ones then still hold.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from linter.readers.docx.names import child, name_of, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_XML_BLANK = " \t\r\n"


def like(element: _Element, name: str, **attributes: str) -> _Element:
    """A new element `w:name` in the namespace, transitional or strict, that `element` is in; so are the attributes."""
    from lxml import etree  # noqa: PLC0415  an extra

    uri = etree.QName(element).namespace
    made = etree.Element(f"{{{uri}}}{name}", nsmap={"w": str(uri)})  # some programs know elements by this prefix
    for attribute, setting in attributes.items():
        made.set(f"{{{uri}}}{attribute}", setting)
    return made


def last_id(trees: Iterable[_Element]) -> int:
    """The highest number that a comment, bookmark or change has; 0 where none has."""
    ids = (value(one, "w:id") or "" for tree in trees for one in tree.iter())
    return max((int(one) for one in ids if one.isdecimal()), default=0)


def run_of(node: _Element) -> _Element:
    """The run that holds a piece of text."""
    return next(one for one in node.iterancestors() if name_of(one) == "w:r")


def cut(node: _Element, at: int) -> tuple[_Element | None, _Element | None]:
    """Part the run of `node`, a w:t, before letter `at` of the text it shows: what is left and right of the cut.

    Null for a side that would be empty: no run is made for nothing.
    """
    run = run_of(node)
    shown = _exact(node)
    before = [one for one in run.iterchildren() if name_of(one) != "w:rPr" and _precedes(one, node)]
    after = list(node.itersiblings())
    if at >= len(shown) and not after:
        return run, None
    if at <= 0 and not before:
        return None, run
    right = with_text(run, shown[at:])
    node.text = shown[:at]
    right.extend(after)
    run.addnext(right)
    return run, right


_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """The text without characters that XML cannot hold, each replaced by a blank."""
    return _UNWRITABLE.sub(" ", text)


def with_text(run: _Element, text: str) -> _Element:
    """A new run with that text, formatted as `run` is."""
    made = like(run, "r")
    properties = child(run, "w:rPr")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    if text:
        node = like(run, "t")
        node.text = writable(text)
        node.set(_SPACE, "preserve")
        made.append(node)
    return made


def _precedes(one: _Element, node: _Element) -> bool:
    return any(other is node for other in one.itersiblings())


def _exact(node: _Element) -> str:
    """The text that the node shows, written so that no blank of it can be lost."""
    shown = node.text or ""
    if node.get(_SPACE) != "preserve":
        shown = shown.strip(_XML_BLANK)
        node.text = shown
        node.set(_SPACE, "preserve")
    return shown

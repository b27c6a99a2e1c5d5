"""OFD (.ofd, GB/T 33190): the text of its pages. OFD.xml names the documents, a document its pages and templates, a page its
objects; letters stand where boundary, matrix and distances put them.

What templates draw on several pages and what annotations (seals, notes) say is kept as furniture.
"""

from __future__ import annotations

import math
import posixpath
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from linter.document import Document
from linter.readers import LONGEST, Unreadable, too_long
from linter.readers.layout import FEW, Letter, Page, Row, foreign, rows_of
from linter.readers.package import Package
from linter.readers.pages import from_pages

if TYPE_CHECKING:
    from lxml.etree import _Element

_POINTS = 72 / 25.4  # a millimetre
_MOST_PAGES = 2000
_A4 = (0.0, 0.0, 210.0, 297.0)
_LATIN = 0.5  # sizes: the advance of a Latin letter where the file does not say


class _Matrix(NamedTuple):
    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0


def read(data: bytes) -> Document:
    """Raises `Unreadable`."""
    package = Package(data, "ofd")
    if "Encryptions.xml" in package or "Doc_0/Encryptions.xml" in package:
        raise Unreadable("encrypted", "OFD 文件加了密，没有检查；请用原来的软件去掉密码、另存后再查")
    root = package.xml("OFD.xml")
    pages: list[Page] = []
    for body in _children(root, "DocBody"):
        pages += _pages(package, _resolved("OFD.xml", _text(body, "DocRoot")), len(pages))
    return from_pages(pages, "ofd")


def _pages(package: Package, name: str, before: int) -> Iterator[Page]:
    """The pages of a document whose part is `name`; `before` of other documents precede them."""
    document = package.xml(name)
    common = next(_children(document, "CommonData"), document)
    templates = {part.get("ID", ""): _resolved(name, part.get("BaseLoc", "")) for part in _children(common, "TemplatePage")}
    named = [(page.get("ID", ""), _resolved(name, page.get("BaseLoc", ""))) for pages in _children(document, "Pages") for page in _children(pages, "Page")]
    if before + len(named) > _MOST_PAGES:
        raise Unreadable("too-large", f"OFD 有 {before + len(named)} 页，超过 {_MOST_PAGES} 页上限，没有检查；请确认是否选错了文件")
    usual = _box(next(_children(common, "PageArea"), None), _A4)
    sheets = list(_sheets(package, [part for _, part in named], usual))
    uses = Counter(key for sheet in sheets for key in sheet.templates)
    drawn = {key: _rows(package.xml(templates[key])) for key in uses if key in templates}
    notes = _annotations(package, name, document)
    for index, (sheet, (identifier, _)) in enumerate(zip(sheets, named, strict=True)):
        once = [row for key in sheet.templates if uses[key] == 1 for row in drawn.get(key, ())]
        again = [row for key in sheet.templates if uses[key] > 1 for row in drawn.get(key, ())]
        rows, apart = (*once, *sheet.rows), (*again, *notes.get(identifier, ()))
        picture = sum(len(row.words) for row in rows) < FEW and sheet.pictured > 0.4 * sheet.width * sheet.height
        yield Page(before + index + 1, sheet.width * _POINTS, sheet.height * _POINTS, rows, apart, picture, foreign(rows))


class _Sheet(NamedTuple):
    """What a page's own part says; lengths in millimetres, `pictured` in square ones."""

    width: float
    height: float
    rows: tuple[Row, ...]
    templates: tuple[str, ...]
    pictured: float


def _sheets(package: Package, names: Sequence[str], usual: tuple[float, float, float, float]) -> Iterator[_Sheet]:
    letters = 0
    for name in names:
        sheet = _sheet(package.xml(name), usual)
        letters += sum(len(row.words) for row in sheet.rows)
        if letters > LONGEST:
            raise too_long(letters)
        yield sheet


def _sheet(content: _Element, usual: tuple[float, float, float, float]) -> _Sheet:
    _, _, width, height = _box(next(_children(content, "Area"), None), usual)
    return _Sheet(width, height, _rows(content), tuple(used.get("TemplateID", "") for used in _children(content, "Template")), _pictured(content))


def _annotations(package: Package, name: str, document: _Element) -> dict[str, list[Row]]:
    """The words of seals and notes by the id of their page."""
    found: dict[str, list[Row]] = {}
    listed = _text(document, "Annotations")
    if not listed:
        return found
    part = _resolved(name, listed)
    for page in _children(package.xml(part), "Page"):
        notes = package.xml(_resolved(part, _text(page, "FileLoc")))
        for note in _children(notes, "Annot"):
            for appearance in _children(note, "Appearance"):
                left, top, _, _ = _box_of(appearance.get("Boundary"), (0.0, 0.0, 0.0, 0.0))
                found.setdefault(page.get("PageID", ""), []).extend(rows_of(_letters(appearance, left, top)))
    return found


def _rows(content: _Element) -> tuple[Row, ...]:
    return rows_of(letter for part in _children(content, "Content") for letter in _letters(part, 0.0, 0.0))


def _letters(inside: _Element, left: float, top: float) -> Iterator[Letter]:
    """The upright letters of everything within an element, in the order of drawing."""
    for node in inside.iter():
        if _name(node) != "TextObject" or node.get("Visible") == "false":
            continue
        x, y, _, _ = _box_of(node.get("Boundary"), (0.0, 0.0, 0.0, 0.0))
        yield from _of_object(node, left + x, top + y)


def _of_object(node: _Element, left: float, top: float) -> Iterator[Letter]:
    matrix = _Matrix(*_numbers(node.get("CTM"), 6)) if node.get("CTM") else _Matrix()
    if abs(math.atan2(matrix.b, matrix.a)) > 0.2:  # across the page
        return
    size = (_numbers(node.get("Size"), 1) or [0.0])[0]
    height = size * math.hypot(matrix.c, matrix.d) * _POINTS
    stretch = (_numbers(node.get("HScale"), 1) or [1.0])[0]
    x = y = 0.0
    for code in _children(node, "TextCode"):
        x, y = (_numbers(code.get("X"), 1) or [x])[0], (_numbers(code.get("Y"), 1) or [y])[0]
        words = code.text or ""
        across, down, at, base = _deltas(code.get("DeltaX"), len(words)), _deltas(code.get("DeltaY"), len(words)), x, y
        for index, char in enumerate(words):
            usual = size * stretch * (_LATIN if char.isascii() else 1.0)
            step = across[index] if index < len(across) else usual
            near = left + matrix.a * at + matrix.c * base + matrix.e
            far = near + matrix.a * (min(step, usual) if step > 0 else usual)
            yield Letter(char, near * _POINTS, far * _POINTS, (top + matrix.b * at + matrix.d * base + matrix.f) * _POINTS, height or 1.0)
            at += step
            base += down[index] if index < len(down) else 0.0


def _deltas(words: str | None, most: int) -> list[float]:
    """Distances, hardly more than `most`; `g 3 5` stands for three times 5."""
    found: list[float] = []
    parts = iter((words or "").split())
    for part in parts:
        if len(found) >= most:
            break
        if part != "g":
            found += _numbers(part, 1)
            continue
        count, value = _numbers(next(parts, None), 1), _numbers(next(parts, None), 1)
        if count and value:
            found += value * min(int(max(0.0, count[0])), most)
    return found


def _pictured(content: _Element) -> float:
    """The area of the pictures, in square millimetres."""
    area = 0.0
    for node in content.iter():
        if _name(node) == "ImageObject":
            _, _, width, height = _box_of(node.get("Boundary"), (0.0, 0.0, 0.0, 0.0))
            area += width * height
    return area


def _box(area: _Element | None, otherwise: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return _box_of(_text(area, "PhysicalBox"), otherwise) if area is not None else otherwise


def _box_of(words: str | None, otherwise: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    found = _numbers(words, 4)
    return (found[0], found[1], found[2], found[3]) if found else otherwise


def _numbers(words: str | None, count: int) -> list[float]:
    """That many finite numbers; empty where there are not so many."""
    try:
        found = [float(word) for word in (words or "").split()[:count]]
    except ValueError:
        return []
    return found if len(found) == count and all(math.isfinite(number) and abs(number) < 1e6 for number in found) else []


def _name(node: _Element) -> str:
    """Without its namespace, which producers write in several ways."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _children(node: _Element, name: str) -> Iterator[_Element]:
    return (child for child in node if _name(child) == name)


def _text(node: _Element, name: str) -> str:
    return next(((child.text or "").strip() for child in _children(node, name)), "")


def _resolved(base: str, place: str) -> str:
    """The name of the part that the part `base` calls `place`."""
    return posixpath.normpath(place.lstrip("/") if place.startswith("/") else posixpath.join(posixpath.dirname(base), place))

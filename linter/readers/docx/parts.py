"""A Word file as parts: found through its relationships, parsed once each; nothing outside the package is ever followed."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from linter.readers import Unreadable
from linter.readers.docx.names import name_of, value
from linter.readers.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element


class Relation(NamedTuple):
    """`type` is the last word of its address (styles, header, footnotes), the same in transitional and strict files."""

    id: str
    type: str
    target: str


class Parts:
    """The package and its parsed trees, which an editor may change and write back."""

    def __init__(self, data: bytes) -> None:
        self.package = Package(data, "docx")
        self.trees: dict[str, _Element] = {}
        self._relations: dict[str, tuple[Relation, ...]] = {}
        self.main = next((relation.target for relation in self.relations("") if relation.type == "officeDocument"), "word/document.xml")
        if self.main not in self.package:
            raise Unreadable("wrong-extension", "这不是 Word 文件（压缩包里没有正文）；请用原来的软件打开，另存为 .docx 后再查")
        if name_of(self.tree(self.main)) != "w:document":
            raise Unreadable("wrong-extension", "这是别的 Office 文件（表格、演示等），不是 Word 文档；请确认是否选错了文件")

    def tree(self, part: str) -> _Element:
        """The root of a part. Raises `Unreadable`."""
        if part not in self.trees:
            self.trees[part] = self.package.xml(part)
        return self.trees[part]

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Where `part` (empty: the package) points inside the package, in the order of the file."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            path = posixpath.join(folder, "_rels", f"{name}.rels")
            entries = self.package.xml(path) if path in self.package else ()
            self._relations[part] = tuple(
                Relation(entry.get("Id", ""), posixpath.basename(entry.get("Type", "")), _resolved(folder, entry.get("Target", "")))
                for entry in entries
                if entry.get("TargetMode") != "External"
            )
        return self._relations[part]

    def related(self, type: str) -> str | None:
        """The part of that type that belongs to the main text, where there is one."""
        found = (relation.target for relation in self.relations(self.main) if relation.type == type)
        return next((part for part in found if part in self.package), None)

    def related_tree(self, type: str) -> _Element | None:
        part = self.related(type)
        return None if part is None else self.tree(part)

    def target(self, reference: _Element) -> str | None:
        """The part that an element of the main text names by `r:id`."""
        wanted = value(reference, "r:id")
        found = (relation.target for relation in self.relations(self.main) if relation.id == wanted)
        return next((part for part in found if part in self.package), None)


def _resolved(folder: str, target: str) -> str:
    path = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(unquote(path)).lstrip("/")

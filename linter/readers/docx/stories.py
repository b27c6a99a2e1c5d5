"""The paragraphs of a file in reading order: headers, the main text with what each paragraph anchors after it, footers.

A paragraph's number counts the w:p of its part as they are read, blank ones too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from linter.document import BlockKind, TraceKind
from linter.readers.docx.names import child, children, is_on, name_of, number, texts, value
from linter.readers.docx.numbering import Numbering
from linter.readers.docx.paragraphs import Atom, Mark, Paragraph
from linter.readers.docx.parts import Parts
from linter.readers.docx.styles import Styles
from linter.readers.docx.walk import Field, Walk, alternative, author, is_placeholder

if TYPE_CHECKING:
    from lxml.etree import _Element

OWN_PAGE = ("_fazhi_lint_begin", "_fazhi_lint_end")  # bookmarks in the first and the last paragraph of the page of results
_LONGEST_HEADING = 60  # drafters give whole paragraphs a heading's style; what reads like text is text
_BODY_TEXT = 9  # the outline level that is none
_CONTENTS_GALLERY = "Table of Contents"
_OWN_CHANGES: tuple[tuple[str, str, TraceKind], ...] = (
    ("w:rPr", "w:ins", "insertion"), ("w:rPr", "w:moveTo", "insertion"), ("w:rPr", "w:del", "deletion"), ("w:rPr", "w:moveFrom", "deletion"),
    ("w:rPr", "w:rPrChange", "formatting"), ("w:pPr", "w:pPrChange", "formatting"),
)  # fmt: skip


class Stories:
    """What the stories of one file share."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.styles = Styles(parts.related_tree("styles"))
        self.numbering = Numbering.of(parts.related_tree("numbering"), self.styles)
        self.lost: list[str] = []
        self._notes: dict[str, tuple[Story, dict[str, _Element]]] = {}

    def paragraphs(self) -> Iterator[Paragraph]:
        body = child(self.parts.tree(self.parts.main), "w:body")
        if body is None:
            return
        yield from self._furniture(body, "w:headerReference")
        own = own_page(body)
        yield from Story(self, self.parts.main).blocks([one for one in body if one not in own], "paragraph")
        yield from self._furniture(body, "w:footerReference")

    def notes(self, references: list[_Element]) -> Iterator[Paragraph]:
        """The footnotes and endnotes that a paragraph refers to."""
        for reference in references:
            kind = name_of(reference)[2:].removesuffix("Reference")
            if kind not in self._notes:
                part = self.parts.related(f"{kind}s")
                elements = {value(one, "w:id") or "": one for one in self.parts.tree(part)} if part else {}
                self._notes[kind] = Story(self, part or ""), elements
            story, elements = self._notes[kind]
            note = elements.pop(value(reference, "w:id") or "", None)  # once: a note has one reference
            if note is not None:
                yield from story.blocks(note, "note")

    def _furniture(self, body: _Element, reference: str) -> Iterator[Paragraph]:
        """Headers or footers that are shown, each once however many sections share it."""
        even = is_on(child(self.parts.related_tree("settings"), "w:evenAndOddHeaders"))
        seen: set[str] = set()
        for section in body.iter("{*}sectPr"):
            shown = {"default", "first" if is_on(child(section, "w:titlePg")) else "", "even" if even else ""}
            for one in children(section, reference):
                part = self.parts.target(one)
                if part and part not in seen and (value(one, "w:type") or "default") in shown:
                    seen.add(part)
                    yield from (one for one in Story(self, part).blocks(self.parts.tree(part), "furniture") if one.text.strip())


class Story:
    """One part read from its beginning to its end: numbers of paragraphs, open fields, a paragraph whose mark was deleted."""

    def __init__(self, file: Stories, part: str) -> None:
        self._file, self._part = file, part
        self._number = 0
        self._fields: list[Field] = []
        self._begun: Paragraph | None = None  # its mark is not shown: it goes on in the next
        self._prompting = False  # inside a content control that shows its prompt
        self._contents = False  # inside a content control that holds the table of contents
        self._listed: list[Paragraph] = []  # in the field of a table of contents

    def blocks(self, container: Iterable[_Element], kind: BlockKind) -> Iterator[Paragraph]:
        yield from self._blocks(container, kind)
        yield from self._rest()
        if self._fields:  # a table of contents that does not end is none
            for paragraph in self._listed:
                paragraph.kind = "paragraph"

    def _blocks(self, container: Iterable[_Element], kind: BlockKind) -> Iterator[Paragraph]:
        for one in container:
            yield from self._block(one, kind)

    def _block(self, element: _Element, kind: BlockKind) -> Iterator[Paragraph]:
        name = name_of(element)
        if name == "w:p":
            yield from self._paragraph(element, kind)
        elif name == "w:tbl":
            yield from self._rest()
            yield from self._table(element, kind)
        elif name == "w:sdt":
            yield from self._control(element, kind)
        elif name == "mc:AlternateContent":
            for chosen in alternative(element):
                yield from self._block(chosen, kind)
        elif name in ("w:altChunk", "w:subDoc"):
            self._file.lost.append("插入的外部文档")
        elif name not in ("w:sectPr", "w:sdtPr", "w:sdtEndPr"):
            yield from self._blocks(element, kind)

    def _control(self, control: _Element, kind: BlockKind) -> Iterator[Paragraph]:
        before = self._prompting, self._contents
        gallery = value(child(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery"))
        self._prompting = self._prompting or is_placeholder(control)
        self._contents = self._contents or gallery == _CONTENTS_GALLERY
        yield from self._blocks(control, kind)
        self._prompting, self._contents = before

    def _table(self, table: _Element, kind: BlockKind) -> Iterator[Paragraph]:
        """Cells row by row. A table of one cell is a frame around text, no table; a row or cell that was deleted is a mark."""
        cells = [(cell, _deletion(row, cell)) for row in _unwrapped(table, "w:tr") for cell in _unwrapped(row, "w:tc")]
        inside: BlockKind = "cell" if kind == "paragraph" and len(cells) > 1 else kind
        for cell, deletion in cells:
            if deletion is not None:
                self._begun = self._begun or Paragraph(self._part, cell, self._number)
                self._begun.marks.append(Mark("deletion", 0, 0, texts(cell), author(deletion)))
            else:
                yield from self._blocks(cell, inside)
                yield from self._rest()

    def _paragraph(self, element: _Element, kind: BlockKind) -> Iterator[Paragraph]:
        self._number += 1
        begun, self._begun = self._begun, None
        paragraph = begun or Paragraph(self._part, element, self._number)
        paragraph.element, paragraph.number, paragraph.kind = element, self._number, kind
        hidden = bool(self._file.styles.hidden(self._style(element)))
        walk = Walk(paragraph, self._file.styles, self._fields, hidden, len(paragraph.text))
        walk.fill()
        self._file.lost += [f"第{self._number}段的{what}" for what in walk.lost]
        mark = child(element, "w:pPr", "w:rPr")
        self._changes(paragraph, mark, walk.length)
        gone = child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None
        if gone or (not paragraph.atoms and is_on(child(mark, "w:vanish"))):
            self._begun = paragraph
        else:
            self._finish(paragraph, walk.contents)
            yield paragraph
        for box in walk.boxes:
            fields, self._fields, begun, self._begun = self._fields, [], self._begun, None
            yield from self.blocks(box, kind)
            self._fields, self._begun = fields, begun
        if kind != "note":  # a note has none, and must not lead to itself
            yield from self._file.notes(walk.notes)

    def _changes(self, paragraph: Paragraph, mark: _Element | None, end: int) -> None:
        """Tracked changes of the paragraph itself: its mark and its format."""
        properties = child(paragraph.element, "w:pPr")
        for parent, name, kind in _OWN_CHANGES:
            change = child(properties if parent == "w:pPr" else mark, name)
            if change is not None:
                paragraph.marks.append(Mark(kind, end, end, author=author(change)))

    def _finish(self, paragraph: Paragraph, contents: bool = False) -> None:
        """Label, kind and level of a paragraph whose text is complete; `contents`: of the field of a table of contents."""
        label = self._label(paragraph.element)
        if label:
            paragraph.atoms.insert(0, Atom(label, None, paragraph.number))
            shift = len(label)
            paragraph.marks = [mark._replace(start=mark.start + shift, end=mark.end + shift) for mark in paragraph.marks]
            paragraph.bounds = [bound._replace(at=bound.at + shift) for bound in paragraph.bounds]
        text = paragraph.text
        if self._prompting and text.strip():
            paragraph.marks.append(Mark("placeholder", 0, len(text)))
        if (contents or self._contents) and paragraph.kind == "paragraph":
            paragraph.kind = "furniture"
            if contents:
                self._listed.append(paragraph)
        elif paragraph.kind == "paragraph" and _reads_as_heading(text):
            style = self._style(paragraph.element)
            own = number(child(paragraph.element, "w:pPr", "w:outlineLvl"))
            outline = self._file.styles.outline(style) if own is None else own
            if self._file.styles.is_title(style):
                paragraph.kind, paragraph.level = "title", 1
            elif outline is not None and 0 <= outline < _BODY_TEXT:
                paragraph.kind, paragraph.level = "heading", outline + 1

    def _style(self, element: _Element) -> str | None:
        return value(child(element, "w:pPr", "w:pStyle")) or self._file.styles.default

    def _label(self, element: _Element) -> str:
        """The automatic number, from the paragraph itself or from its style, counted on the way."""
        own = child(element, "w:pPr", "w:numPr")
        chain = tuple(self._file.styles.chain(self._style(element)))
        num = value(child(own, "w:numId"))
        level = number(child(own, "w:ilvl"))
        if num is None:
            num = next((style.num for _, style in chain if style.num is not None), None)
            if num is not None and level is None:
                level = self._file.numbering.level_of_style(num, tuple(name for name, _ in chain))
        if num in (None, "0"):
            return ""
        if level is None:
            level = next((style.level for _, style in chain if style.level is not None), 0)
        return self._file.numbering.label(num or "", level)

    def _rest(self) -> Iterator[Paragraph]:
        """A paragraph whose mark is not shown and that nothing follows."""
        begun, self._begun = self._begun, None
        if begun is not None and (begun.atoms or begun.marks):
            self._finish(begun)
            yield begun


def own_page(body: _Element) -> list[_Element]:
    """The page of results that we appended to a report; it is none of the report. Bookmarks outlast other programs, which
    drop what else could mark the page, but not one bookmark over a table."""
    names = [{value(mark, "w:name") for mark in children(one, "w:bookmarkStart")} for one in body]
    begin, end = (next((at for at, held in enumerate(names) if name in held), None) for name in OWN_PAGE)
    return [] if begin is None or end is None else list(body)[begin : end + 1]


def _reads_as_heading(text: str) -> bool:
    words = text.strip()
    return 0 < len(words) <= _LONGEST_HEADING and "。" not in words[:-1]


def _deletion(row: _Element, cell: _Element) -> _Element | None:
    """The tracked deletion of the row or of the cell alone."""
    whole = child(row, "w:trPr", "w:del")
    return child(cell, "w:tcPr", "w:cellDel") if whole is None else whole


def _unwrapped(parent: _Element, name: str) -> Iterator[_Element]:
    """Rows or cells, also those inside content controls and other wrappers."""
    for one in parent:
        if name_of(one) == name:
            yield one
        elif name_of(one) in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"):
            yield from _unwrapped(one, name)
        elif name_of(one) == "mc:AlternateContent":
            for chosen in alternative(one):
                yield from [chosen] if name_of(chosen) == name else _unwrapped(chosen, name)

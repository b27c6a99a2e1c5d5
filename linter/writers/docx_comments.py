"""Comments (批注) in a Word file, each over the very letters it speaks of. The text and every other part stay as they are.

Word takes comments in the main text only: one about a text box or a note stands where the box or the note is anchored, one
about a header stands at the title. Cuts are made from the end to the beginning, so that earlier places hold.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from linter.document import Span
from linter.editing.runs import cut, last_id, like
from linter.readers.docx import Word
from linter.readers.docx.names import child, name_of, value
from linter.review import AUTHOR
from linter.writers.docx_markup import Look, elements, paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_APART = {"w:txbxContent", "mc:AlternateContent"}  # what no comment may begin or end in
_MARKS = ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")


class Note(NamedTuple):
    """What a comment says, a paragraph a line: the first begins with `label` in bold, a last one is `tag`, small."""

    span: Span
    label: str
    lines: tuple[str, ...]
    tag: str


class _Place(NamedTuple):
    """A place between letters: the w:t and how many letters of the text it shows stand before."""

    node: _Element
    at: int


class Comments:
    """The comments of one file, without those that `gone` names. `parts` are those that were changed or made, the text apart."""

    def __init__(self, word: Word, day: date, gone: Sequence[str]) -> None:
        self._stamp = f"{day.isoformat()}T00:00:00Z"
        self.parts: dict[str, _Element] = {}
        self._word, self._text = word, word.parts.tree(word.parts.main)
        self._root = word.parts.related_tree("comments")
        if self._root is not None and gone:
            self._remove(self._root, gone)
        self._last = last_id(tree for tree in (self._text, self._root) if tree is not None)

    def next_id(self) -> int:
        """A number that no comment, bookmark or change of the file has."""
        self._last += 1
        return self._last

    def _remove(self, root: _Element, gone: Sequence[str]) -> None:
        """Take comments out again, with their marks in the text."""
        self._changed()
        for comment in [one for one in root if value(one, "w:id") in gone]:
            self._forget(comment)
            root.remove(comment)
        for mark in [one for one in self._text.iter() if name_of(one) in _MARKS and value(one, "w:id") in gone]:
            run = mark.getparent()
            assert run is not None
            run.remove(mark)
            if name_of(run) == "w:r" and all(name_of(one) == "w:rPr" for one in run):
                above = run.getparent()
                assert above is not None
                above.remove(run)

    def _forget(self, comment: _Element) -> None:
        """Take a comment out of the list of threads."""
        part = self._word.parts.related("commentsExtended")
        if part is None:
            return
        extended = self._word.parts.tree(part)
        names = {value(one, "w14:paraId") for one in comment}
        for one in [one for one in extended if value(one, "w15:paraId") in names]:
            extended.remove(one)
            self.parts[part] = extended

    def add(self, notes: Sequence[Note], title: Span) -> None:
        """Write the notes, in this order; what has no place of its own stands at `title`."""
        if not notes:
            return
        root = self._changed()
        ranges: list[tuple[_Place, _Place, str]] = []
        hosts: list[tuple[_Element, str]] = []
        for note in notes:
            name = str(self.next_id())
            root.extend(elements(_comment(name, note, self._stamp), root))
            letters = self._letters(note.span)
            host = None if letters else self._host(note.span)
            letters = letters or (None if host is not None else self._letters(title))
            if letters is not None:
                ranges.append((*letters, name))
            else:
                hosts.append((self._word.paragraphs[0].element if host is None else host, name))
        for host, name in reversed(hosts):  # of several at one place the first is put there last, nearest to the words
            self._around(host, name)
        self._cut(list(reversed(ranges)))

    def _changed(self) -> _Element:
        """The root of the comments, which is to be written anew; made where the file has none."""
        if self._root is None:
            self._root = like(self._text, "comments")
            part, others = _new_part(self._word, self._text)
            self.parts.update({part: self._root, **others})
        else:
            self.parts.setdefault(self._word.parts.related("comments") or "", self._root)
        return self._root

    def _letters(self, span: Span) -> tuple[_Place, _Place] | None:
        """Where the letters of the span begin and end in the main text; of an empty span the letter behind or before it."""
        if span.start == span.end:
            behind, before = Span(span.start, span.start + 1), Span(max(0, span.start - 1), span.start)
            return self._letters(behind) or (self._letters(before) if before.end else None)
        found = [(node, start, end) for atom, start, end in self._word.atoms(span) if (node := atom.node) is not None and self._is_main(node)]
        return (_Place(*found[0][:2]), _Place(found[-1][0], found[-1][2])) if found else None

    def _is_main(self, node: _Element) -> bool:
        above = list(node.iterancestors())
        return name_of(node) == "w:t" and above[-1] is self._text and not {name_of(one) for one in above} & _APART

    def _host(self, span: Span) -> _Element | None:
        """What in the main text stands for a place outside of it: the run that holds the box or the sign of the note, or the paragraph."""
        paragraph = self._word.paragraph_at(span.start).element
        above = [paragraph, *paragraph.iterancestors()]
        box = next((one for one in above if name_of(one) == "w:txbxContent"), None)
        note = next((one for one in above if name_of(one) in ("w:footnote", "w:endnote")), None)
        if box is not None and above[-1] is self._text:
            return [one for one in box.iterancestors() if name_of(one) == "w:r"][-1]
        if note is not None:
            signs = (one for one in self._text.iter() if name_of(one) == f"{name_of(note)}Reference" and value(one, "w:id") == value(note, "w:id"))
            sign = next(signs, None)
            return None if sign is None else sign.getparent()
        return paragraph if above[-1] is self._text else None

    def _around(self, host: _Element, name: str) -> None:
        start, end = self._mark("commentRangeStart", name), self._mark("commentRangeEnd", name)
        if name_of(host) == "w:r":
            host.addprevious(start)
            self._end(host, end, name)
            return
        properties = child(host, "w:pPr")
        host.insert(0 if properties is None else 1, start)
        start.addnext(end)
        end.addnext(self._reference(name))

    def _cut(self, ranges: Sequence[tuple[_Place, _Place, str]]) -> None:
        """Mark each range. In one node the later place comes first; where one range begins as another ends, the beginning does."""
        places = [(begin, True, name) for begin, _, name in ranges] + [(end, False, name) for _, end, name in ranges]
        for place, opens, name in sorted(places, key=lambda entry: (-entry[0].at, not entry[1])):
            left, right = cut(place.node, place.at)
            mark = self._mark("commentRangeStart" if opens else "commentRangeEnd", name)
            if opens and right is not None:
                right.addprevious(mark)
            elif opens and left is not None:
                left.addnext(mark)
            elif left is not None:
                self._end(left, mark, name)

    def _end(self, run: _Element, mark: _Element, name: str) -> None:
        """Close a range behind `run`. The sign of the comment is no part of a tracked change or a link that the run stands in."""
        run.addnext(mark)
        outer = mark
        while (above := outer.getparent()) is not None and name_of(above) not in ("w:p", "w:sdtContent"):
            outer = above
        outer.addnext(self._reference(name))

    def _mark(self, kind: str, name: str) -> _Element:
        return like(self._text, kind, id=name)

    def _reference(self, name: str) -> _Element:
        run = like(self._text, "r")
        run.append(self._mark("commentReference", name))
        return run


_PLAIN, _BOLD, _SMALL = Look(18), Look(18, bold=True), Look(13, colour="808080")


def _comment(name: str, note: Note, stamp: str) -> str:
    first, *rest = note.lines
    paragraphs = [
        paragraph((note.label, _BOLD), (first, _PLAIN), line=240, inside="<w:r><w:annotationRef/></w:r>"),
        *(paragraph((words, _PLAIN), line=240) for words in rest),
        paragraph((note.tag, _SMALL), line=240),
    ]
    return f'<w:comment w:id="{name}" w:author="{AUTHOR}" w:date="{stamp}" w:initials="FL">{"".join(paragraphs)}</w:comment>'


def _new_part(word: Word, body: _Element) -> tuple[str, dict[str, _Element]]:
    """The name of the part for comments, and the parts that make it known to the package."""
    from lxml import etree  # noqa: PLC0415  an extra

    folder, main = posixpath.split(word.parts.main)
    package = word.parts.package
    name = next(name for name in ("comments.xml", "commentsFazhiLint.xml") if posixpath.join(folder, name) not in package)
    place = posixpath.join(folder, "_rels", f"{main}.rels")
    relations = package.xml(place) if place in package else etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
    types = package.xml("[Content_Types].xml")
    taken = {relation.get("Id") for relation in relations}
    ident = next(f"rIdFazhiLint{number}" for number in range(len(taken) + 1) if f"rIdFazhiLint{number}" not in taken)
    relations.append(etree.Element(f"{{{_RELATIONS}}}Relationship", Id=ident, Type=f"{_office(body)}comments", Target=name))
    part = posixpath.join(folder, name)
    types.append(etree.Element(f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=_CONTENT))
    return part, {place: relations, "[Content_Types].xml": types}


def _office(body: _Element) -> str:
    """Where relationship types live in the variant of the standard that the file is written in."""
    strict = str(body.tag).startswith("{http://purl.oclc.org/")
    return f"{'http://purl.oclc.org/ooxml' if strict else 'http://schemas.openxmlformats.org'}/officeDocument/{'' if strict else '2006/'}relationships/"

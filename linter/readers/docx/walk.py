"""The walk over one paragraph.

What Word shows is read: insertions and results of fields are text, deletions, instructions of fields and hidden text are not.
An alternative (mc:AlternateContent) is read once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from msgspec import Struct, field

from linter.document import TraceKind
from linter.readers.docx.names import child, is_on, name_of, value
from linter.readers.docx.paragraphs import Atom, Bound, Mark, Paragraph
from linter.readers.docx.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML_BLANK = " \t\r\n"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ONE_LINE = str.maketrans("\t\r\n", "   ")
_FIXED: Mapping[str, str] = {
    "w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-",
}
# signs of the fonts Wingdings and Symbol that stand in forms and lists; any other keeps its private code
_SIGNS: Mapping[int, str] = {
    0xF06C: "●", 0xF06E: "■", 0xF06F: "□", 0xF071: "□", 0xF072: "□", 0xF075: "◆", 0xF0A8: "□", 0xF0B7: "•", 0xF0D8: "➢", 0xF0FB: "✗", 0xF0FC: "✓",
    0xF0FD: "☒", 0xF0FE: "☑", 0xF052: "☑", 0xF051: "☒", 0xF0D7: "×", 0xF0B0: "°", 0xF0B1: "±",
}  # fmt: skip
_CODE = re.compile(r"[0-9A-Fa-f]{4}")
_UNSHOWN = frozenset({"w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:rt", "w:rubyPr", "w:delInstrText", "w:ffData", "mc:Fallback", "w:customXmlPr", "w:smartTagPr"})
_KNOWN_CHOICES = frozenset("wps wpg wpc wpi wp14 w14 w15 w16 w16se w16cid w16cex w16du a14 v o m".split())
# fields whose instruction itself is what is shown: a letter in a ring, a prompt to click on
_RING = re.compile(r"\s*EQ\s+\\o\s*\\ac\(\s*[○〇□△◇]\s*[,，;]\s*(\S+?)\s*\)\s*", re.IGNORECASE)
_PROMPT = re.compile(r"\s*MACROBUTTON\s+\S+\s+(.*\S)\s*", re.IGNORECASE)
_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
_LINK = re.compile(r"\s*HYPERLINK\b", re.IGNORECASE)  # its words are the drafter's own


class Field(Struct):
    """A complex field that is open: its instruction, and whether the result has begun."""

    instruction: str = ""
    result: bool = False
    swallowed: list[Atom] = field(default_factory=list)  # text among the instruction


class Walk(Struct):
    """Fills a paragraph. `fields` are those open, which may run over several paragraphs of a story.

    `boxes` (w:txbxContent) and `notes` (references) are what it anchors, `lost` what holds text that cannot be read.
    """

    paragraph: Paragraph
    styles: Styles
    fields: list[Field]
    hidden: bool = False  # by the style of the paragraph
    length: int = 0
    contents: bool = False  # in the field of a table of contents
    dropped: list[str] | None = None  # where text goes that is not shown
    boxes: list[_Element] = field(default_factory=list)
    notes: list[_Element] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def fill(self) -> None:
        self._all(self.paragraph.element)
        self.contents = self.contents or self._in_contents()
        for broken in [one for one in self.fields if not one.result]:  # an instruction that nothing ends must not swallow the report
            self.fields.remove(broken)
            for atom in broken.swallowed:
                self._emit(atom.text, atom.node, atom.at)

    def _all(self, element: _Element) -> None:
        for one in element:
            self._one(one)

    def _one(self, element: _Element) -> None:
        name = name_of(element)
        handler = _HANDLERS.get(name)
        if handler is not None:
            handler(self, element)
        elif name in _FIXED:
            self._emit(_FIXED[name], element)
        elif name not in _UNSHOWN:
            self._all(element)

    def _emit(self, text: str, node: _Element | None, at: int = 0) -> None:
        computed = any(not _LINK.match(one.instruction) for one in self.fields)
        atom = Atom(text, node, self.paragraph.number, at, computed)
        instructing = next((one for one in self.fields if not one.result), None)
        if self.dropped is not None:
            self.dropped.append(text)
        elif instructing is not None:
            instructing.swallowed.append(atom)
        elif text:
            self.paragraph.atoms.append(atom)
            self.length += len(text)
        self.contents = self.contents or self._in_contents()

    def _in_contents(self) -> bool:
        return any(_CONTENTS.match(one.instruction) for one in self.fields)

    def _mark(self, kind: TraceKind, start: int, text: str = "", author: str = "") -> None:
        self.paragraph.marks.append(Mark(kind, start, self.length, text, author))

    @contextmanager
    def _dropping(self, kind: TraceKind, author: str = "") -> Iterator[None]:
        """What is emitted inside is not shown; it becomes a mark where there is any. Within what is dropped anyway: nothing new."""
        if self.dropped is not None:
            yield
            return
        self.dropped = []
        yield
        text, self.dropped = "".join(self.dropped), None
        if text or kind == "deletion":
            self._mark(kind, self.length, text, author)

    # -- what has a meaning of its own

    def _text(self, element: _Element) -> None:
        text = element.text or ""
        if element.get(_SPACE) != "preserve":
            lead = len(text) - len(text.lstrip(_XML_BLANK))
            self._emit(text.strip(_XML_BLANK).translate(_ONE_LINE), element, lead)
        else:
            self._emit(text.translate(_ONE_LINE), element)

    def _symbol(self, element: _Element) -> None:
        character = value(element, "w:char") or ""
        code = int(character, 16) if _CODE.fullmatch(character) else 0
        if code < ord(" ") or 0xD800 <= code <= 0xDFFF:
            self.lost.append("符号")
        else:
            self._emit(_SIGNS.get(code, chr(code)), element)

    def _run(self, element: _Element) -> None:
        properties = child(element, "w:rPr")
        start, change = self.length, child(properties, "w:rPrChange")
        with self._dropping("hidden") if self._is_hidden(properties) else nullcontext():
            self._all(element)
        if change is not None and self.dropped is None:
            self._mark("formatting", start, author=author(change))

    def _is_hidden(self, properties: _Element | None) -> bool:
        own = is_on(child(properties, "w:vanish"))
        if own is None:
            own = self.styles.hidden(value(child(properties, "w:rStyle")))
        return self.hidden if own is None else own

    def _inserted(self, element: _Element) -> None:
        start = self.length
        self._all(element)
        if self.dropped is None:
            self._mark("insertion", start, author=author(element))

    def _deleted(self, element: _Element) -> None:
        with self._dropping("deletion", author(element)):
            self._all(element)

    def _control(self, element: _Element) -> None:
        start = self.length
        self._all(element)
        if is_placeholder(element) and self.length > start:
            self._mark("placeholder", start)

    def _alternatives(self, element: _Element) -> None:
        for one in alternative(element):
            self._one(one)

    def _graphic(self, element: _Element) -> None:
        if self.dropped is None:
            self._look_into(element)

    def _look_into(self, element: _Element) -> None:
        """Text boxes are read after the paragraph; what holds text that cannot be read is said; a picture is no loss."""
        name = name_of(element)
        if name == "w:txbxContent":
            self.boxes.append(element)
            return
        if name == "v:textpath":
            self._emit((element.get("string") or "").translate(_ONE_LINE), element)
        elif name == "o:OLEObject":
            self.lost.append(f"嵌入对象（{element.get('ProgID') or '类型不明'}）")
        elif name in _LOST:
            self.lost.append(_LOST[name])
        for one in alternative(element) if name == "mc:AlternateContent" else element:
            self._look_into(one)

    def _field_character(self, element: _Element) -> None:
        kind = value(element, "w:fldCharType")
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            if not ended.result:
                self._without_result(ended.instruction)

    def _without_result(self, instruction: str) -> None:
        start = self.length
        ring, prompt = _RING.fullmatch(instruction), _PROMPT.fullmatch(instruction)
        if ring:
            figure = int(ring[1]) if len(ring[1]) <= 2 and ring[1].isdecimal() else 0
            self._emit(chr(0x2460 + figure - 1) if 0 < figure <= 20 else ring[1], None)
        elif prompt:
            self._emit(prompt[1], None)
            self._mark("placeholder", start)
        elif instruction.split()[:1] in (["EQ"], ["eq"]):
            self.lost.append("公式（EQ 域）")

    def _simple_field(self, element: _Element) -> None:
        self.fields.append(Field(value(element, "w:instr") or "", True))
        self._all(element)
        self.fields.pop()

    def _instruction(self, element: _Element) -> None:
        if self.fields:
            self.fields[-1].instruction += element.text or ""

    def _comment_start(self, element: _Element) -> None:
        self.paragraph.bounds.append(Bound(value(element, "w:id") or "", True, self.length))

    def _comment_end(self, element: _Element) -> None:
        self.paragraph.bounds.append(Bound(value(element, "w:id") or "", False, self.length))

    def _note(self, element: _Element) -> None:
        if self.dropped is None:
            self.notes.append(element)


_LOST: Mapping[str, str] = {"dgm:relIds": "SmartArt 图形", "c:chart": "图表"}

_HANDLERS: Mapping[str, Callable[[Walk, _Element], None]] = {
    "w:r": Walk._run,
    "w:t": Walk._text,
    "w:delText": Walk._text,
    "m:t": Walk._text,
    "w:sym": Walk._symbol,
    "w:ins": Walk._inserted,
    "w:moveTo": Walk._inserted,
    "w:del": Walk._deleted,
    "w:moveFrom": Walk._deleted,
    "w:sdt": Walk._control,
    "mc:AlternateContent": Walk._alternatives,
    "w:drawing": Walk._graphic,
    "w:pict": Walk._graphic,
    "w:object": Walk._graphic,
    "w:fldChar": Walk._field_character,
    "w:fldSimple": Walk._simple_field,
    "w:instrText": Walk._instruction,
    "w:commentRangeStart": Walk._comment_start,
    "w:commentRangeEnd": Walk._comment_end,
    "w:commentReference": Walk._comment_end,
    "w:footnoteReference": Walk._note,
    "w:endnoteReference": Walk._note,
}


def alternative(element: _Element) -> Iterator[_Element]:
    """What is read of an mc:AlternateContent: the first choice whose requirements we know, else the fallback, else the first."""
    choices = [one for one in element if name_of(one) == "mc:Choice"]
    known = (one for one in choices if set((one.get("Requires") or "").split()) <= _KNOWN_CHOICES)
    chosen = next(known, None)
    if chosen is None:
        chosen = child(element, "mc:Fallback")
    if chosen is None and choices:
        chosen = choices[0]
    return iter(()) if chosen is None else iter(chosen)


def is_placeholder(control: _Element) -> bool:
    """Whether a content control still shows its prompt."""
    return bool(is_on(child(control, "w:sdtPr", "w:showingPlcHdr")))


def author(change: _Element) -> str:
    return value(change, "w:author") or ""

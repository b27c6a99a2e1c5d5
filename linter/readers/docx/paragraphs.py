"""A paragraph as Word shows it: its text node by node, and what is noticed beside the text. Data that the walk fills."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from linter.document import BlockKind, TraceKind
from linter.readers.docx.names import name_of

if TYPE_CHECKING:
    from lxml.etree import _Element


class Atom(NamedTuple):
    """A stretch of shown text from one node. `node` is null for text that Word makes itself (an automatic number, a field).

    Only in a `w:t` do the code points run in step with the file: those of `text` are `node.text[at : at + len(text)]`.
    `number` is that of the w:p it stands in; `computed` is the result of a field, which Word may write anew.
    """

    text: str
    node: _Element | None
    number: int
    at: int = 0
    computed: bool = False

    @property
    def is_source(self) -> bool:
        """Whether the text is the file's own, so that it can be edited."""
        return self.node is not None and name_of(self.node) == "w:t" and not self.computed


class Mark(NamedTuple):
    """What is noticed beside the text, over a range of the paragraph's text."""

    kind: TraceKind
    start: int
    end: int
    text: str = ""
    author: str = ""


class Bound(NamedTuple):
    """Where in a paragraph's text a comment's range opens or closes."""

    comment: str
    opens: bool
    at: int


class Paragraph(Struct):
    """A paragraph as shown. `element` is the w:p whose mark ends it: where a mark was deleted, the last of several.

    `start` is where its text stands in the document, known once that is put together.
    """

    part: str
    element: _Element
    number: int
    kind: BlockKind = "paragraph"
    level: int | None = None
    atoms: list[Atom] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)
    start: int = 0

    @property
    def text(self) -> str:
        return "".join(atom.text for atom in self.atoms)

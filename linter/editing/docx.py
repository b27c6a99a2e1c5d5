"""Word files: every edit is a tracked change (修订) that the drafter accepts or rejects; runs keep their formatting.

Only the parts that are edited are written anew. What we inserted ourselves in an earlier pass is changed outright, as Word
does with the insertions of one author.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from linter.document import Document, Span
from linter.editing.package import rewritten, serialised
from linter.editing.runs import cut, last_id, like, run_of, with_text
from linter.readers.docx import Word, open_word
from linter.readers.docx.names import name_of, value
from linter.readers.docx.paragraphs import Atom
from linter.review import AUTHOR, Edit

if TYPE_CHECKING:
    from lxml.etree import _Element

_Stretch = tuple[Atom, int, int]


class Editor:
    """A Word file and its tracked changes."""

    def __init__(self, data: bytes, _: Document) -> None:
        self._data, self._word = data, open_word(data)

    def reaches(self, edit: Edit) -> bool:
        """Whether all that the edit touches is text of the file: no automatic number, no break, no result of a field. A text box
        that is stored twice, for newer and older programs, is left alone."""
        stretches = _stretches(self._word, edit.span)
        covered = sum(end - start for _, start, end in stretches)
        return bool(stretches) and covered == edit.span.end - edit.span.start and all(_is_editable(atom) for atom, _, _ in stretches)

    def rewrite(self, edits: Sequence[Edit], day: date) -> bytes:
        """The file with a tracked change for each edit, dated `day`."""
        word = open_word(self._data)
        changes = _Tracked(word, day)
        for edit in reversed(edits):
            changes.make(edit)
        return rewritten(self._data, {part: serialised(word.parts.trees[part]) for part in changes.parts})


def _stretches(word: Word, span: Span) -> list[_Stretch]:
    """What the span covers; for a place between letters the letter it follows, else the one it precedes, with an empty range."""
    if span.start < span.end:
        return list(word.atoms(span))
    if span.start > word.paragraph_at(span.start).start:
        before = [(atom, end, end) for atom, _, end in word.atoms(Span(span.start - 1, span.start)) if _is_editable(atom)]
        if before:
            return before
    return [(atom, start, start) for atom, start, _ in word.atoms(Span(span.start, span.start + 1))]


def _is_editable(atom: Atom) -> bool:
    node = atom.node
    return node is not None and atom.is_source and not any(name_of(one) == "mc:AlternateContent" for one in node.iterancestors())


class _Tracked:
    """Makes edits, the last one first. `parts` are those that were changed."""

    def __init__(self, word: Word, day: date) -> None:
        self.parts: set[str] = set()
        self._word, self._stamp = word, f"{day.isoformat()}T00:00:00Z"
        self._last = last_id(word.parts.trees.values())

    def make(self, edit: Edit) -> None:
        self.parts.add(self._word.paragraph_at(edit.span.start).part)
        nodes = [(node, start, end) for atom, start, end in _stretches(self._word, edit.span) if (node := atom.node) is not None]
        if edit.text:
            first, (last, _, end) = nodes[0][0], nodes[-1]
            self._insert(with_text(run_of(first), edit.text), *cut(last, end))
        for node, start, end in reversed(nodes):
            if start < end:
                cut(node, end)
                self._delete(cut(node, start)[1])

    def _delete(self, run: _Element | None) -> None:
        assert run is not None
        parent = run.getparent()
        assert parent is not None
        if _is_ours(parent):
            parent.remove(run)
            if not len(parent):
                _remove(parent)
            return
        deletion = self._change("del", run)
        run.addprevious(deletion)
        deletion.append(run)
        for one in run:
            if name_of(one) == "w:t":
                one.tag = like(one, "delText").tag

    def _insert(self, run: _Element, left: _Element | None, right: _Element | None) -> None:
        """Put a new run between two of which one may be missing, outside of what another author inserted."""
        beside = right if left is None else left
        parent = None if beside is None else beside.getparent()
        assert beside is not None and parent is not None
        if _is_ours(parent):
            made = run
        else:
            made = self._change("ins", run)
            made.append(run)
        if name_of(parent) != "w:ins" or made is run:
            beside.addprevious(made) if left is None else beside.addnext(made)
            return
        rest = [beside, *beside.itersiblings()] if left is None else list(beside.itersiblings())
        parent.addnext(made)
        if rest:
            other = copy.copy(parent)
            del other[:]
            other.extend(rest)
            made.addnext(other)
        if not len(parent):
            _remove(parent)

    def _change(self, name: str, run: _Element) -> _Element:
        self._last += 1
        return like(run, name, id=str(self._last), author=AUTHOR, date=self._stamp)


def _is_ours(element: _Element) -> bool:
    return name_of(element) == "w:ins" and value(element, "w:author") == AUTHOR


def _remove(element: _Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)

"""From findings to a corrected file, one module a format.

A format's module has a class `Editor`. `fixing` decides which edits are made, `guard` which never are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import Protocol

from linter.document import Document
from linter.review import Edit

# Document.format -> module in this package
EDITORS: Mapping[str, str] = {"text": "text", "markdown": "text", "docx": "docx"}


class Editor(Protocol):
    """A file that can be edited, made of its bytes and the document that was read from them."""

    def __init__(self, data: bytes, document: Document) -> None: ...

    def reaches(self, edit: Edit) -> bool:
        """Whether the file has a place for the edit."""

    def rewrite(self, edits: Sequence[Edit], day: date) -> bytes | None:
        """The new bytes. The edits are in order and do not overlap; null where they cannot be made."""


def editor(form: str | None) -> type[Editor] | None:
    """The editor of a document's format; null for a format that is only read."""
    name = EDITORS.get(form or "")
    return import_module(f"{__name__}.{name}").Editor if name else None

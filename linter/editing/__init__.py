"""From findings to a corrected file, one module a format.

A format's module offers `reaches(document, edit)`, whether the file has a place for an edit, and
`rewrite(data, document, edits, day)`, the new bytes. `fixing` decides which edits are made, `guard` which never are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from importlib import import_module
from typing import Protocol

from linter.document import Document
from linter.review import Edit

# Document.format -> module in this package
EDITORS: Mapping[str, str] = {"text": "text", "markdown": "text"}


class Editor(Protocol):
    """What a format's module offers."""

    reaches: Callable[[Document, Edit], bool]
    rewrite: Callable[[bytes, Document, Sequence[Edit], date], bytes | None]


def editor(form: str | None) -> Editor | None:
    """The editor of a document's format; null for a format that is only read."""
    name = EDITORS.get(form or "")
    return import_module(f"{__name__}.{name}") if name else None

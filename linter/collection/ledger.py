"""The table of decisions while several people may be at it: the terminal, the page, Excel. Read anew before each change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from linter.collection import decisions
from linter.collection.decisions import Book, Decision
from linter.files import alone, put


class Overtaken(Exception):
    """Somebody else has decided meanwhile of what is to be decided; nothing was written."""


class Ledger(Struct, frozen=True):
    file: Path

    @classmethod
    def of(cls, folder: Path) -> Ledger:
        """That of a collection."""
        return cls(decisions.file_of(folder))

    @property
    def book(self) -> Book:
        """What stands in it now. Raises `TableError`."""
        return decisions.read(self.file)

    def save(self, made: Sequence[Decision], seen: Book) -> None:
        """Add what was decided by somebody who had `seen` the table. Raises `Overtaken`, `TableError`, `OSError`."""
        if not made:
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with alone(self.file):
            now = self.book
            if any(now.decisions.get(one.key) != seen.decisions.get(one.key) for one in made):
                raise Overtaken
            put(self.file, decisions.written(now.with_(made).decisions.values()))

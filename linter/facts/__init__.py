"""What can be known of a document before anything is judged. One fact a module, computed once, on demand.

A fact is a function of `Facts`; it is asked for by calling: `facts(outline)`. Facts may ask for other facts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Struct

from linter.document import Document
from linter.review import Kind, Stage
from linter.stopwatch import Around, untimed

T = TypeVar("T")


class Filed(Struct, frozen=True):
    """What the place where the report is filed says of it, a name possibly shortened (水务局); null where it says nothing.

    Year and agency fill what the text leaves open, the kind is believed: no text states it.
    """

    year: int | None = None
    agency: str | None = None
    kind: Kind | None = None


class Overrides(Struct, frozen=True):
    """What the user says of the report; null where the text is to be believed."""

    year: int | None = None
    agency: str | None = None
    kind: Kind | None = None
    stage: Stage | None = None
    filed: Filed = Filed()


class Facts:
    """A memo of facts about one document. `around` is entered around the work of each part, by its name."""

    def __init__(self, document: Document, overrides: Overrides | None = None, around: Around = untimed) -> None:
        self.document = document
        self.overrides = overrides or Overrides()
        self.around = around
        self._known: dict[Callable[[Facts], Any], Any] = {}

    def __call__(self, fact: Callable[[Facts], T]) -> T:
        if fact not in self._known:
            with self.around(f"facts.{fact.__name__}"):
                self._known[fact] = fact(self)
        value: T = self._known[fact]
        return value

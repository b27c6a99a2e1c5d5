"""Builds a `Document` block by block; what every format with places of its own has in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from linter.document import LINE, Block, BlockKind, Document, Location, Piece, Span


class Run(NamedTuple):
    """Words that stand in one row in the source, and where they begin there. `generated`: shown by the format, not written in it."""

    words: str
    line: int
    column: int
    location: Location = LINE
    generated: bool = False


class Builder:
    """`text` so far is the blocks joined by newlines."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0

    def add(self, runs: Iterable[Run], kind: BlockKind = "paragraph", level: int | None = None) -> Span:
        """Add one block made of at least one run; its span."""
        if self.blocks:
            self._parts.append("\n")
            self._length += 1
        start = self._length
        for run in runs:
            self._pieces.append(Piece(Span(self._length, self._length + len(run.words)), run.line, run.column, run.location, run.generated))
            self._parts.append(run.words)
            self._length += len(run.words)
        self.blocks.append(Block(Span(start, self._length), kind, level))
        return self.blocks[-1].span

    def document(self, format: str, **more: Any) -> Document:
        """`more` is what else a `Document` has."""
        return Document("".join(self._parts), tuple(self.blocks), tuple(self._pieces), format, **more)

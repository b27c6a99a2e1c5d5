"""A batch of which something ends every process that tries it is parted in halves, until the one report is known; then put together again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct, field

from linter.audit.plan import Batch
from linter.audit.tables import Tables, joined


class Piece(NamedTuple):
    """Some reports of a batch, from `start`."""

    batch: Batch
    start: int
    names: tuple[str, ...]

    @property
    def single(self) -> bool:
        return len(self.names) == 1

    def halves(self) -> list[Piece]:
        middle = len(self.names) // 2
        return [self._replace(names=self.names[:middle]), self._replace(start=self.start + middle, names=self.names[middle:])]


def whole(batch: Batch) -> Piece:
    return Piece(batch, 0, batch.names)


class Gathered(Struct, frozen=True):
    """What there is of batches that are not complete yet."""

    parts: dict[str, dict[int, Tables]] = field(default_factory=dict)

    def add(self, piece: Piece, tables: Tables) -> Iterator[tuple[Batch, Tables]]:
        """The batch in the order of its reports, once there is everything of it."""
        batch, parts = piece.batch, self.parts.setdefault(piece.batch.id, {})
        parts[piece.start] = tables
        if sum(part["verdicts"].num_rows for part in parts.values()) == len(batch.names):
            del self.parts[batch.id]
            yield batch, joined([parts[start] for start in sorted(parts)])

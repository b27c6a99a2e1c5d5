"""Keeps what was made in memory, for a while and up to a size, under names that cannot be guessed."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from linter.serve.task import Answer, Task

MINUTES = 30  # since it was last asked for
BYTES = 384 * 1024 * 1024


@dataclass
class Kept:
    """A reviewed report with its bytes, so that it can be reviewed again by other choices."""

    task: Task
    answer: Answer
    asked: float = 0.0
    size: int = field(init=False)

    def __post_init__(self) -> None:
        self.size = len(self.task.data) + len(self.answer.page) * 4 + sum(len(made.data or b"") for made in self.answer.files)


class Shelf:
    def __init__(self, now: Callable[[], float] = time.monotonic, largest: int = BYTES) -> None:
        self._now, self._largest = now, largest
        self._kept: dict[str, Kept] = {}

    def put(self, task: Task, answer: Answer) -> str:
        """The name under which it is kept. What was asked for longest ago makes room."""
        name = secrets.token_urlsafe(24)
        self._kept[name] = Kept(task, answer, self._now())
        self.tidy()
        while len(self._kept) > 1 and sum(kept.size for kept in self._kept.values()) > self._largest:
            del self._kept[min(self._kept, key=lambda name: self._kept[name].asked)]
        return name

    def get(self, name: str) -> Kept | None:
        """Null where nothing is kept under that name, or not any more."""
        self.tidy()
        kept = self._kept.get(name)
        if kept is not None:
            kept.asked = self._now()
        return kept

    def drop(self, name: str) -> None:
        self._kept.pop(name, None)

    def tidy(self) -> None:
        """Let go of what was not asked for within the time."""
        oldest = self._now() - MINUTES * 60
        self._kept = {name: kept for name, kept in self._kept.items() if kept.asked > oldest}

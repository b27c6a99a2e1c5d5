"""How long each part of a review takes, without what it has others do meanwhile."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

Around = Callable[[str], AbstractContextManager[None]]
_NOTHING = nullcontext()


def untimed(name: str) -> AbstractContextManager[None]:
    return _NOTHING


class Stopwatch:
    """Seconds and number of runs by the name of a part. What runs inside another part counts for itself alone."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self.seconds: Counter[str] = Counter()
        self.runs: Counter[str] = Counter()
        self._clock = clock
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def around(self, name: str) -> Iterator[None]:
        self._switch()
        self._running.append(name)
        try:
            yield
        finally:
            self._switch()
            self._running.pop()
            self.runs[name] += 1

    def _switch(self) -> None:
        """The time since the last switch belongs to what ran then."""
        now = self._clock()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since  # type: ignore[assignment]
        self._since = now

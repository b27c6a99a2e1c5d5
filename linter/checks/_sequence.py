"""Where a run of numbers breaks: mistyped, left out, doubled, out of order. Lists may restart and nest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

Kind = Literal["mistyped", "jump", "duplicate", "backward", "swapped", "start"]


class Break(NamedTuple):
    """The number at `position` breaks the run; `expected` should stand there; `before` is the one it does not follow."""

    position: int
    kind: Kind
    expected: int
    before: int | None


def breaks(values: Sequence[int]) -> list[Break]:
    """Breaks in reading order. One slip makes one break: the run is taken up again where it goes on."""
    found: list[Break] = []
    running: list[int] = []  # the last number of every list still open, the innermost last
    last: int | None = None  # index of the number before
    index = 0
    while index < len(values):
        value, following = values[index], values[index + 1] if index + 1 < len(values) else None
        if not running:
            slip = value != 1 and following == 2
            if value != 1:
                found.append(Break(index, "mistyped" if slip else "start", 1, None))
            running = [1 if slip else value]
        elif value == running[-1] + 1:
            running[-1] = value
        elif (outer := _resumed(running, value)) is not None:
            del running[outer + 1 :]
            running[-1] = value
        elif following == running[-1] + 2:
            found.append(Break(index, "mistyped", running[-1] + 1, last))
            running[-1] += 1
        elif value == 1 and following == 2 and (running[-1] > 1 or _nests(values, index)):
            running.append(1)
        elif value == 1 < running[-1] and list(values[index + 2 : index + 3]) == [3]:
            running.append(1)  # 1, 3, 3: a list begins, and its second number is the slip
        elif value == running[-1] + 2 and following == running[-1] + 1:
            found.append(Break(index + 1, "swapped", value, index))
            running[-1] = value
            index += 1
        else:
            expected = running[-1] + 1
            kind: Kind = "duplicate" if value == running[-1] else "jump" if value > expected else "backward"
            found.append(Break(index, kind, expected, last))
            running[-1] = value
        last = index
        index += 1
    return found


def _resumed(running: list[int], value: int) -> int | None:
    """The innermost enclosing list that goes on with `value`."""
    return next((i for i in range(len(running) - 2, -1, -1) if running[i] + 1 == value), None)


def _nests(values: Sequence[int], index: int) -> bool:
    """Whether a second 1 right after a 1 opens a list of its own: then both lists have a 2."""
    rest = list(values[index + 1 :])
    end = rest.index(1) if 1 in rest else len(rest)
    return rest[:end].count(2) > 1

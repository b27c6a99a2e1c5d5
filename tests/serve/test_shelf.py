"""What is kept goes after its time, makes room, and is found by its name alone."""

from __future__ import annotations

from datetime import date

import pytest

pytest.importorskip("starlette", reason="the serve extra brings it")

from linter.serve.shelf import MINUTES, Shelf
from linter.serve.task import Answer, Task

TASK = Task("a.txt", b"x" * 1000, date(2025, 3, 1))


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_goes_when_nobody_has_asked_for_it_in_time() -> None:
    clock = Clock()
    shelf = Shelf(clock)
    name = shelf.put(TASK, Answer())
    clock.now = MINUTES * 60 - 1
    assert shelf.get(name) is not None  # asked for: the time begins anew
    clock.now = 2 * MINUTES * 60 - 2
    assert shelf.get(name) is not None
    clock.now += MINUTES * 60
    shelf.tidy()
    assert shelf._kept == {}
    assert shelf.get(name) is None


def test_what_was_asked_for_longest_ago_makes_room_and_the_last_one_always_stays() -> None:
    clock = Clock()
    shelf = Shelf(clock, largest=2500)
    names = []
    for clock.now in (1, 2):
        names.append(shelf.put(TASK, Answer()))
    clock.now = 3
    shelf.get(names[0])
    clock.now = 4
    third = shelf.put(TASK, Answer())
    assert [shelf.get(name) is not None for name in (*names, third)] == [True, False, True]
    larger = shelf.put(Task("b.txt", b"x" * 9000, TASK.day), Answer())
    assert list(shelf._kept) == [larger]


def test_a_name_that_was_dropped_or_never_given_is_not_found() -> None:
    shelf = Shelf()
    name = shelf.put(TASK, Answer())
    shelf.drop(name)
    shelf.drop("x")
    assert shelf.get(name) is None
    assert shelf.get("x") is None

"""Where a run of numbers breaks: one break for one slip, none for lists that restart or nest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.checks._sequence import breaks

SLIPS = [
    ([1, 2, 4, 4, 5], [(2, "mistyped", 3)]),
    ([1, 2, 2, 4], [(2, "mistyped", 3)]),
    ([2, 2, 3], [(0, "mistyped", 1)]),
    ([1, 2, 4, 5], [(2, "jump", 3)]),
    ([1, 2, 2, 3], [(2, "duplicate", 3)]),
    ([1, 1, 2, 3], [(1, "duplicate", 2)]),
    ([1, 3, 2, 4], [(2, "swapped", 3)]),
    ([3, 4, 5], [(0, "start", 1)]),
    ([1, 2, 3, 1, 3, 3], [(4, "mistyped", 2)]),
    ([1, 2, 3, 1], [(3, "backward", 4)]),
    ([7, 9], [(0, "start", 1), (1, "jump", 8)]),
]


@pytest.mark.parametrize(("values", "expected"), SLIPS)
def test_one_slip_is_one_break(values: list[int], expected: list[tuple[int, str, int]]) -> None:
    assert [(fault.position, fault.kind, fault.expected) for fault in breaks(values)] == expected


@pytest.mark.parametrize("values", [[], [1], [1, 2, 3], [1, 2, 3, 1, 2], [1, 1, 2, 2, 3], [1, 2, 1, 2, 3, 3, 4]])
def test_lists_may_restart_and_nest(values: list[int]) -> None:
    assert breaks(values) == []


@given(st.lists(st.integers(0, 12), max_size=12))
def test_breaks_are_in_order_and_inside(values: list[int]) -> None:
    places = [fault.position for fault in breaks(values)]
    assert places == sorted(set(places))
    assert all(0 <= place < len(values) for place in places)


@given(st.integers(4, 12), st.data())
def test_one_number_mistyped_in_the_middle_is_found_there(length: int, data: st.DataObject) -> None:
    values = list(range(1, length + 1))
    place = data.draw(st.integers(1, length - 2))
    wrong = data.draw(st.integers(2, 15).filter(lambda number: number not in (place + 1, place + 2)))
    values[place] = wrong
    assert [(fault.position, fault.expected) for fault in breaks(values)] == [(place, place + 1)]

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts.numerals import parse, spell


@pytest.mark.parametrize(
    ("numeral", "value"), [("十", 10), ("三十二", 32), ("一百零五", 105), ("二〇二四", 2024), ("三万两千", 32000), ("两", 2), ("", None), ("十多", None)]
)
def test_parse(numeral: str, value: int | None) -> None:
    assert parse(numeral) == value


@given(st.integers(1, 99))
def test_what_is_spelled_parses_back(number: int) -> None:
    assert parse(spell(number)) == number

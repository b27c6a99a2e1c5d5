"""facts/fours: rows of four letters go with the triples of the language model."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from linter.facts.fours import FILE, Fours, fours
from linter.facts.language import PER_NAT, model
from linter.maintenance.fours import build


def spent(letters: str) -> tuple[int, int]:
    return fours().spent([model().number[letter] for letter in letters])


def test_a_row_that_is_often_said_costs_little_and_is_known() -> None:
    right, known = spent("国际金融危机冲击")
    wrong, _ = spent("国际金融危急冲击")
    assert known > 0
    assert wrong - right > 10 * PER_NAT


def test_what_is_not_known_costs_what_three_letters_say_and_what_is_left() -> None:
    steps, known = spent("蟹堤砚靴")
    assert known == 0
    assert steps >= sum(model().costs([model().number[letter] for letter in "堤砚靴"]))


def test_less_than_four_symbols_cost_nothing() -> None:
    assert spent("不得以") == (0, 0)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"fazhi-lint rows of four 1\n" + bytes(8)])
def test_a_table_of_another_model_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=FILE):
        Fours(data, model())


@pytest.mark.skipif(find_spec("numpy") is None, reason="numpy is for who builds the table, no extra brings it")
def test_a_table_is_built_from_texts() -> None:
    text = "\n".join(["他们依法行善。"] * 40 + ["他们依法行政。"] * 400)
    table = Fours(build(text, model()), model())
    number = model().number
    row = [number[letter] for letter in "依法行善"]
    assert table.spent(row).known == 1
    assert table.spent(row).steps < spent("依法行善")[0]

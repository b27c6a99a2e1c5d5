"""facts/language: usual prose costs little, symbols keep their places."""

from __future__ import annotations

import pytest

from linter import resources
from linter.document import Span
from linter.facts import Facts
from linter.facts.language import FIGURE, FILE, LATIN, MAGIC, MARK, Model, language, model, stretch
from linter.readers.text import from_string


def cost(text: str) -> int:
    return sum(stretch(model(), text, Span(0, len(text))).costs)


@pytest.mark.parametrize(("right", "wrong"), [("全面推进依法治国", "全面推近依法治国"), ("行政处罚决定书", "行政处法决定书"), ("营商环境", "营商环镜")])
def test_prose_costs_less_than_a_slip(right: str, wrong: str) -> None:
    assert cost(right) + 60 < cost(wrong)


def test_figures_latin_and_marks_are_one_symbol_each_in_their_place() -> None:
    text = "办结1,204件（含 APP投诉3.5%）。"
    found = stretch(model(), text.replace(",", "，"), Span(0, len(text)))
    shown = [(symbol, text[place]) for symbol, place in zip(found.symbols[2:-3], found.places[2:-3], strict=True) if symbol <= LATIN]
    assert shown == [(FIGURE, "1"), (MARK, ","), (FIGURE, "2"), (MARK, "（"), (LATIN, "A"), (FIGURE, "3"), (MARK, "）")]
    assert len(found.symbols) == len(found.places) == len(found.costs)


def test_a_letter_that_the_model_does_not_know_costs_and_breaks_nothing() -> None:
    assert cost("𠮷龘齉爩") >= 0
    assert language(Facts(from_string(""))) in ((), language(Facts(from_string(""))))


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="language_model"):
        Model(MAGIC[:-2] + b"0\n" + bytes(64))


def test_the_more_usual_of_two_followers_costs_less() -> None:
    known = model()
    one, two, three = (known.number[letter] for letter in "人民政")
    assert known.costs([one, two, three]) < known.costs([one, two, known.number["症"]])
    assert known.follows(two, one)


def test_a_sum_of_costs_is_told_up_to_what_may_be_spent() -> None:
    known = model()
    symbols = [known.number[letter] for letter in "人民政府工作"]
    spent = sum(known.costs(symbols))
    assert known.cost(symbols, spent) == spent
    assert known.cost(symbols, spent - 1) is None


def test_the_likeliest_letter_is_the_one_that_costs_least_and_no_more_than_may_be_spent() -> None:
    known = model()
    one, two, right, four, five = (known.number[letter] for letter in "全面推进依")
    letters = [(chr(known.number[letter]), 0) for letter in "退堆推惟" if letter in known.number]

    def spent(letter: int) -> int:
        return sum(known.costs([one, two, letter, four, five]))

    assert known.likeliest((one, two, four, five), letters, 10_000) == (right, spent(right))
    assert known.likeliest((one, two, four, five), letters, spent(right) - 1) is None
    assert known.likeliest((one, two, four, five), [(chr(right), 5)], spent(right) + 5) == (right, spent(right) + 5)


def test_what_stands_beside_a_letter() -> None:
    known = model()
    one = known.number["法"]
    following, preceding = (list(map(ord, row)) for row in (known.following(one), known.preceding(one)))
    assert all(known.follows(after, one) for after in following) and known.number["治"] in following
    assert all(known.follows(one, before) for before in preceding) and known.number["龙"] not in preceding


def test_no_lower_byte_of_a_symbol_can_be_taken_for_an_upper_one() -> None:
    numbers = model().number.values()
    assert min(number & 255 for number in numbers) > max(number >> 8 for number in numbers)


def test_what_triples_cost_is_remembered_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Model((resources.lexicon(FILE)).read_bytes())
    symbols = [known.number[letter] for letter in "全面推进依法治国"]
    first = known.costs(symbols)
    assert len(known._known) == len(first) == 6 and known.costs(symbols) == first == model().costs(symbols)
    monkeypatch.setattr("linter.facts.language._REMEMBERED", 5)
    known.costs([MARK, MARK, *symbols[:1]])
    assert len(known._known) == 1

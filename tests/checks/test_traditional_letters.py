"""F223: traditional letters and signs of radicals."""

from __future__ import annotations

from tests.checks.words_support import ruleset


def test_none_of_the_letters_is_one_of_simplified_text() -> None:
    (pattern,) = ruleset().by_id["F223"].params.patterns
    letters = [letter for letter in pattern if "\u4e00" <= letter <= "\u9fff"]
    assert len(letters) > 300
    assert not [letter for letter in letters if letter.encode("gb2312", "ignore")]

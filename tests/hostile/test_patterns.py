"""No pattern that is shipped runs away on a text made for it; one of a user's ruleset cannot (tests/test_deadline.py)."""

from __future__ import annotations

import pytest

from linter.patterns import PatternError, compile_pattern
from tests.hostile.redos import Shipped, of_modules, pumps, seconds, shipped, slowest

_MOST = 2.0  # seconds: of a fault there are years


def test_the_probe_finds_what_it_is_to_find() -> None:
    import re

    bad = Shipped("", r"(?:达到了?|达|到|了)*$", re.compile(r"(?:达到了?|达|到|了)*$").search)
    assert slowest(bad, 60, 0.2)[0] >= 0.2
    assert "达到了" * 5 in "".join(pumps(bad.pattern, 30))
    assert slowest(Shipped("", "(?:达|到|了)*", re.compile("(?:达|到|了)*").search), 60, 0.2)[0] < 0.2


def test_patterns_of_modules_end() -> None:
    """Those run on `re`, which goes back: no two ways to read the same letters in a repetition."""
    slow = [f"{one.where} {one.pattern}" for one in of_modules() if any(seconds(one, text, _MOST) >= _MOST for text in pumps(one.pattern, 60))]
    assert slow == []


@pytest.mark.long
def test_no_shipped_pattern_takes_more_than_the_square_of_the_length() -> None:
    slow = [f"{one.where} {one.pattern}: {text}" for one in shipped() for took, text in [slowest(one, 2_000, _MOST)] if took >= _MOST]
    assert slow == []


@pytest.mark.parametrize("pattern", ["(?=甲)乙", r"(甲)\1", "甲{1001}", "((甲{1,100}){1,100}){1,100}"])
def test_what_re2_does_not_take_in_linear_time_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(pattern)

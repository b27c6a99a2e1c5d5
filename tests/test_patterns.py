"""patterns: one search in the whole may spare one in each part, never more than that."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from linter import patterns


@given(st.sampled_from(["治$", "^法", r"\b法", "法.治", "[^法]治", "法|政府", "(?:法治)+"]), st.text(alphabet="法治政府，", max_size=12))
def test_what_no_part_may_hold_matches_in_none(pattern: str, text: str) -> None:
    parts = re.split("，", text)
    if any(patterns.search(pattern, part) for part in parts):
        assert patterns.may_hold(pattern, text)


def test_what_is_not_there_is_known_to_be_absent() -> None:
    assert not patterns.may_hold("政.府", "法治建设")
    assert patterns.may_hold("府$", "法治建设")  # a part may end anywhere

"""patterns: one search in the whole may spare one in each part, never more than that."""

from __future__ import annotations

import re

import re2
from hypothesis import given
from hypothesis import strategies as st

from linter import patterns
from linter.document import Span


@given(st.sampled_from(["治$", "^法", r"\b法", "法.治", "[^法]治", "法|政府", "(?:法治)+", "(?:^|[^法])治", "治|^府"]), st.text(alphabet="法治政府，", max_size=12))
def test_what_no_part_may_hold_matches_in_none(pattern: str, text: str) -> None:
    parts = re.split("，", text)
    if any(patterns.search(pattern, part) for part in parts):
        assert patterns.may_hold(pattern, text)


@given(
    st.sampled_from(["法{2,9}治", "法{6}", "(?:法|治){0,7}?府", r"\x{10}{6,8}", r"法\{6}", r"[法{7}]治", r"[\]{7}]", r"[]{7}]", r"[[:alpha:]{7}]", r"\Q法{7}\E", r"\b{6}法", "(?P<at>法{1,8})治*"]),
    st.text(alphabet="法治府{7}]*\\x\x10", max_size=24),
)
def test_a_pattern_matches_as_it_would_by_itself(pattern: str, text: str) -> None:
    spans = [match.span() for match in re2.finditer(pattern, text) if match.end() > match.start()]
    assert [match.span() for match in patterns.find_all(pattern, text)] == spans
    first = re2.search(pattern, text)
    assert patterns.search(pattern, text) == (first and Span(*first.span()))


def test_what_is_not_there_is_known_to_be_absent() -> None:
    assert not patterns.may_hold("政.府", "法治建设")
    assert not patterns.may_hold("府$", "法治建设")
    assert patterns.may_hold("治$", "法治建设")  # a part may end anywhere


@given(st.sampled_from(["治$", "^法", "法.治", "[^法]治", "法|政府$", "(?:法治)+|府", "[$，]治$", r"\$|治$", "(?:^|政)府", "(^|治)(?:法|$)"]), st.text(alphabet="法治政府，$", max_size=12))
def test_every_match_in_a_part_is_near_one_in_the_whole(pattern: str, text: str) -> None:
    places = patterns.may_hold_at(pattern, text)
    start = 0
    for part in text.split("，"):
        if part and places is not None and patterns.search(pattern, part):
            assert places.overlap(Span(start, start + len(part)))
        start += len(part) + 1


def test_where_a_pattern_that_asks_for_the_end_may_match() -> None:
    places = patterns.may_hold_at("治$", "法治，政府")
    assert places is not None
    assert places.overlap(Span(0, 2))
    assert not places.overlap(Span(4, 5))
    beginning = patterns.may_hold_at("(?:^|[^政])治", "法治，政府")
    assert beginning is not None
    assert beginning.overlap(Span(0, 2))
    assert not beginning.overlap(Span(4, 5))
    assert patterns.may_hold_at(r"\b法", "法治") is None

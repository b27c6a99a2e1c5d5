"""What a pattern needs: read right from what rulesets write, and never more than RE2 itself asks for."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.cache import SETTING
from linter.facts.pairs import Pairs
from linter.facts.windows import Windows
from linter.needs import Sieve, needs, possible, read


def held(text: str) -> set[str]:
    return {*text, *map("".join, pairwise(text))}


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("提(?:高|升)了?…*的进步", ["提高 提升", "的进步"]),
        (r"\p{Han}+(?P<at>、(?:和|及))", ["、和 、及"]),
        ("[?？]{2,}|[？?](?:件|期)", ["? ？"]),
        (r"\{\{[^{}]+\}\}", ["{{", "}}"]),
        ("(?:甲乙)?丙丁", ["丙丁"]),
        ("(?:甲乙)?", []),
        ("(?:甲乙)*丙{2,}", ["丙"]),
        ("甲乙丙?丁", ["甲乙丁 甲乙丙丁"]),
        (r"[^甲]\d[一-十]", []),
        (r"[\\n]", ["\\ n"]),
        (r"\x{FFFC}甲", ["\ufffc甲"]),
        ("[一二三四五六七八九十][零一二三四五六七八九十]", ["一 二 三 四 五 六 七 八 九 十", "零 一 二 三 四 五 六 七 八 九 十", " ".join(one + other for one in "一二三四五六七八九十" for other in "零一二三四五六七八九十")]),
        ("(?i)ab", []),
        ("(" * 200 + "甲" + ")" * 200, []),
    ],
)
def test_what_a_pattern_needs(pattern: str, found: list[str]) -> None:
    """A need a string: words parted by blanks."""
    assert sorted(sorted([*short, *longer]) for short, longer in needs(pattern)) == sorted(sorted(need.split(" ")) for need in found)


_atoms = st.sampled_from([*"甲乙丙a", "[甲乙]", "[^甲]", r"[\n丙]", "[甲-]", "[a-c]", "，", "[^，]", "[，。丙]", ".", "^", "$", r"\p{Han}", r"\d", r"\x{7532}", r"\.", r"\b", "(?:)"])
_signs = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,}", "??", "+?"])
_patterns = st.recursive(
    st.tuples(_atoms, _signs).map(lambda pair: pair[0] + pair[1] if pair[0] not in "^$" else pair[0]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.tuples(st.sampled_from(["(", "(?:", "(?P<n>"]), st.lists(inner, min_size=1, max_size=3).map("|".join), _signs).map(
            lambda parts: parts[0].replace("(?P<n>", "(") + parts[1] + ")" + parts[2]
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=120)
@given(_patterns, st.text(alphabet="甲乙丙ab.-^0\n\\", max_size=8))
def test_where_a_pattern_matches_its_needs_are_met(pattern: str, text: str) -> None:
    try:
        match = re2.search(pattern, text)
    except re2.error:
        return
    assert match is None or possible(pattern, held(text))
    assert Sieve((pattern,)).possible(held(text)) == [possible(pattern, held(text))]


@settings(max_examples=120)
@given(_patterns, st.text(alphabet="甲甲乙丙ab.-^0\n\\，。", max_size=12), st.integers(0, 400))
def test_in_its_windows_a_pattern_matches_as_in_the_whole(pattern: str, text: str, far: int) -> None:
    text = "丁" * far + text + "丁" * far
    try:
        matches = [match.span() for match in re2.finditer(pattern, text) if match.end() > match.start()]
    except re2.error:
        return
    parts = _windows(pattern, text)
    assert [(start + one, start + other) for start, end in parts for one, other in (m.span() for m in re2.finditer(pattern, text[start:end])) if other > one] == matches


def _windows(pattern: str, text: str) -> list[tuple[int, int]]:
    return Windows(text, Pairs(text), held(text)).of(pattern)


def test_windows_reach_as_far_as_a_match() -> None:
    text = f"{'丁' * 900}甲乙{'丁' * 90}甲乙丁甲乙{'丁' * 90}"
    assert _windows("[^甲]{0,3}甲乙.?丁{2}", text) == [(891, 909), (983, 1004)]
    assert _windows("甲乙.*", text) == _windows(".", text) == [(0, 1087)]
    assert _windows("戊甲", text) == []


def test_a_window_holds_all_that_is_needed() -> None:
    text = f"{'丁' * 900}甲乙{'丁' * 90}甲乙丙甲乙{'丁' * 90}"
    assert _windows("[^甲]{0,3}甲乙.?丙", text) == [(984, 1003)]
    assert _windows("甲乙.?(?:丙乙丁|戊)", text) == []


@pytest.mark.parametrize(
    ("pattern", "marks"),
    [
        ("甲[^，。；]{0,9}乙", "nowhere"),
        (r"(?m)(?:^|[，。])\d+[一-龥]$", "at its ends"),
        ("甲.", "at its ends"),
        ("甲，乙", "anywhere"),
        ("甲[^，]*乙", "anywhere"),
        ("[，甲]+", "anywhere"),
        (r"\p{Han}甲乙", "at its ends"),  # of which nothing is known
    ],
)
def test_where_in_a_match_marks_may_stand(pattern: str, marks: str) -> None:
    assert read(pattern).marks == marks


def test_what_stands_between_two_marks_is_looked_at_alone() -> None:
    text = f"{'丁' * 900}，乙丁甲，{'丁' * 90}甲，乙{'丁' * 90}，甲丁乙丙。{'丁' * 90}"
    at = text.index("甲丁乙丙")
    assert _windows("甲[^，。；]*乙", text) == [(at - 1, at + 5)]
    assert _windows("甲[^，。；]*甲", text) == []  # what is needed twice
    assert _windows("甲[^，。；]*乙丙。", text) == [(0, len(text))]  # how far from 乙丙 it may begin is not known
    assert _windows("甲[^，。；]{0,9}乙丙[，。；]", text) == [(at + 2 - 14, at + 2 + 14)]


def test_a_sieve_answers_for_each_of_its_patterns() -> None:
    sieve = Sieve(["[甲乙]丙", "丁+", "(?:甲乙丙|丁戊)己", ".*"])
    assert sieve.possible(held("甲丙")) == [True, False, False, True]
    assert sieve.possible(held("丁，乙丙己")) == [True, True, False, True]
    assert sieve.possible(held("甲乙丙己")) == [True, False, True, True]


def test_words_may_be_folded() -> None:
    assert Sieve(["，甲"], lambda word: word.replace("，", ",")).possible(held(",甲")) == [True]


def test_what_was_read_is_kept_for_the_next_run(tmp_path: Path) -> None:
    run = [sys.executable, "-c", "from linter import needs; print(len(needs._kept._known)); print(needs.needs('提(?:高|升)了')); needs.read('某局', made=True)"]
    environment = {**os.environ, SETTING: str(tmp_path), "PYTHONUTF8": "1"}
    first, again = (subprocess.run(run, env=environment, capture_output=True, encoding="utf-8", check=True).stdout.splitlines() for _ in range(2))
    assert first[0] == "0" and again[0] == "1"  # not 某局
    assert first[1] == again[1] == "((frozenset(), ('提升了', '提高了')),)"

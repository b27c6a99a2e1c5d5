"""Cells of a terminal: padding, cutting, wrapping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.width import blank, cut, pad, width, wrap

words = st.text(alphabet=st.sampled_from("一二三局，。（）“”《》、abc 12.%/:…\u200b"), max_size=200)
ambiguous = st.sampled_from([1, 2])


@pytest.mark.parametrize(
    ("text", "cells", "in_gbk"),
    [("局abc", 5, 5), ("“甲”", 4, 6), ("……", 2, 4), ("①Ⅰ", 2, 4), ("，。（", 6, 6), ("\u200b\u0301", 0, 0), ("𠮷", 2, 2), ("", 0, 0)],
)
def test_cells(text: str, cells: int, in_gbk: int) -> None:
    assert (width(text), width(text, 2)) == (cells, in_gbk)


@given(words, st.integers(2, 60), ambiguous)
def test_cut_and_padded_text_has_the_width_asked_for(text: str, cells: int, wide: int) -> None:
    assert width(cut(text, cells, wide), wide) <= cells
    assert width(pad(cut(text, cells, wide), cells, wide), wide) == cells
    assert width(blank(text, wide), wide) == width(text, wide)
    assert not blank(text, wide).strip(" \u3000")


@given(words, st.integers(10, 60), ambiguous)
def test_wrapped_lines_fit_and_lose_nothing(text: str, cells: int, wide: int) -> None:
    lines = wrap(text, cells, wide)
    assert all(width(line, wide) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("一二三四五六", 10, ["一二三四五", "六"]),
        ("一二三四五，六", 10, ["一二三四", "五，六"]),  # no mark begins a line
        ("一二三四（五六）", 10, ["一二三四", "（五六）"]),  # none is left behind either
        ("甲 reservoir 乙", 12, ["甲 reservoir", "乙"]),
        ("见 https://example.cn/very/long/path", 12, ["见", "https://exam", "ple.cn/very/", "long/path"]),
        ("，，，，，，，，", 10, ["，，，，，", "，，，"]),
        ("", 10, [""]),
    ],
)
def test_where_lines_break(text: str, cells: int, lines: list[str]) -> None:
    assert wrap(text, cells) == lines

"""The passage of a finding and the mark under it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document import Span
from linter.readers.text import from_string
from linter.width import width
from linter.writers.excerpt import excerpt

line = st.text(alphabet=st.sampled_from("一二局，。（“”…·） \u3000\t012abc\u200b"), min_size=1, max_size=120)


def under(passage: str, mark: str, ambiguous: int = 1) -> str:
    """What stands above the mark."""
    lead = width(mark.rstrip("^"), ambiguous)
    start = next(i for i in range(len(passage) + 1) if width(passage[:i], ambiguous) == lead)
    return "".join(c for i, c in enumerate(passage) if i >= start and width(passage[:i], ambiguous) < lead + mark.count("^")).strip("\u200b")


@given(line, line, st.integers(24, 100), st.sampled_from([1, 2]), st.data())
def test_the_mark_stands_under_its_words(one: str, other: str, cells: int, ambiguous: int, data: st.DataObject) -> None:
    document = from_string(f"{one}\n{other}")
    start = data.draw(st.integers(0, len(one) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(one))))
    passage, mark = excerpt(document, span, cells, ambiguous)
    assert width(passage, ambiguous) <= cells
    assert not {"\n", "\t"} & set(passage + mark)
    assert mark.strip(" \u3000") == "^" * mark.count("^") != ""
    words = one[span.start : span.end].replace("\t", " ").replace("\u3000", " ").replace("\u200b", "")
    shown = under(passage, mark, ambiguous).replace("\u200b", "")
    if words.strip():
        assert words.startswith(shown.removesuffix(".."))
        assert shown.strip(" .") or not words.strip(" .")


@pytest.mark.parametrize(
    ("text", "words", "passage", "mark"),
    [
        ("　　我局甲错了。", "甲错", "我局甲错了。", "　　^^^^"),
        ("a1甲错", "甲错", "a1甲错", "  ^^^^"),
        ("上一行\n甲错\n下一行", "甲错", "甲错", "^^^^"),
    ],
)
def test_short_lines_are_shown_whole(text: str, words: str, passage: str, mark: str) -> None:
    start = text.index(words)
    assert excerpt(from_string(text), Span(start, start + len(words)), 76) == (passage, mark)


def test_a_long_line_is_cut_on_both_sides() -> None:
    text = "前" * 60 + "甲错" + "后" * 60
    passage, mark = excerpt(from_string(text), Span(60, 62), 40)
    assert passage.startswith("..前")
    assert passage.endswith("后..")
    assert under(passage, mark) == "甲错"


def test_on_a_chinese_console_quotes_are_two_cells() -> None:
    text = "“甲”……乙错"
    assert excerpt(from_string(text), Span(5, 7), 76, 1)[1] == " 　   ^^^^"
    assert excerpt(from_string(text), Span(5, 7), 76, 2)[1] == "　" * 5 + "^^^^"


def test_a_span_of_several_lines_is_shown_by_its_first() -> None:
    assert excerpt(from_string("甲错\n还有"), Span(0, 5), 76) == ("甲错", "^^^^")

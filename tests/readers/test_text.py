"""Plain text: one line one block, and every code point where the file has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document import Span
from linter.readers import Unreadable
from linter.readers import text as reader
from tests.support import held, pointed_at

anything = st.text(alphabet=st.one_of(st.sampled_from("一、二（1）。，\n\r\t \u3000局年𠮷"), st.characters(exclude_categories=["Cs"])))


@given(anything)
def test_every_code_point_is_found_again(source: str) -> None:
    document = reader.from_string(source)
    held(document)
    pointed_at(document, source)


@given(anything, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_any_bytes_give_a_text_or_a_refusal(source: str, encoding: str) -> None:
    """Which encoding it is may be guessed wrongly from a few odd characters; then too every place is true."""
    data = source.encode(encoding)
    try:
        document = reader.read(data)
    except Unreadable:
        return
    held(document)
    read_as = data.decode("utf-16" if encoding == "utf-16" else document.source.encoding).removeprefix("\ufeff")
    pointed_at(document, read_as)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_alike(newline: str) -> None:
    source = newline.join(["标题", "", "　　正文。"])
    assert reader.from_string(source).text == "标题\n\n　　正文。"


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [("标题\n　　正文", 2, 3), ("标题\r\n　　正文", 2, 3), ("标题\r　　正文", 1, 6), ("a\r\rb\n\r\n正文", 3, 1), ("𠮷正文", 1, 2), ("一\x0b二\x85三\u2028正文", 1, 7)],
)
def test_lines_and_columns_are_those_of_the_file(source: str, line: int, column: int) -> None:
    document = reader.from_string(source)
    assert document.position(document.text.index("正文")) == (line, column)


def test_the_end_of_a_span_is_exclusive_and_on_its_last_line() -> None:
    document = reader.from_string("一二\r\n三四")
    assert document.end_position(Span(0, 2)) == (1, 3)
    assert document.end_position(Span(0, 3)) == (1, 4)  # the newline belongs to its line
    assert document.end_position(Span(1, 4)) == (2, 2)
    assert document.end_position(Span(3, 3)) == (2, 1)


def test_a_byte_order_mark_is_no_column() -> None:
    document = reader.read("\ufeff标题\n正文".encode())
    assert document.text == "标题\n正文"
    assert document.position(0) == (1, 1)

"""editing/text: what is not edited stays byte for byte, however the file was written."""

from __future__ import annotations

import codecs
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.document import Document, Span
from linter.editing import editor
from linter.editing.changes import applied
from linter.editing.text import Editor
from linter.readers import markdown
from linter.readers import text as reader
from linter.review import Edit

DAY = date(2025, 3, 1)
ENCODINGS = st.sampled_from([("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE), ("gb18030", b"")])
LINES = st.lists(st.text("甲乙丙，。 \t𠮷一2", max_size=12), min_size=1, max_size=6)


def replaced(document: Document, old: str, new: str) -> Edit:
    start = document.text.index(old)
    return Edit(Span(start, start + len(old)), new)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]), ENCODINGS, st.data())
def test_only_the_edit_changes_the_file(lines: list[str], newline: str, written: tuple[str, bytes], data: st.DataObject) -> None:
    encoding, bom = written
    source = newline.join(["甲乙丙", *lines])
    document = reader.read(bom + source.encode(encoding))
    assert document.source.encoding == encoding or source.isascii()
    block = data.draw(st.sampled_from(document.blocks)).span
    start = data.draw(st.integers(*block))
    edit = Edit(Span(start, data.draw(st.integers(start, block.end))), data.draw(st.text("子丑", max_size=3)))
    editor = Editor(bom + source.encode(encoding), document)
    assert editor.reaches(edit)
    new = editor.rewrite([edit], DAY)
    expected = applied(document.text, [edit]).split("\n")
    assert new == bom + newline.join(expected).encode(encoding)


def test_markdown_keeps_its_marks() -> None:
    source = "# 某局报告\r\n\r\n1. 推进**法治**审核，落实[清单](https://example.com/法治)。\r\n\r\n| 法治 | 甲 |\r\n".encode()
    document = markdown.read(source)
    edits = [replaced(document, "法治", "法制"), replaced(document, "清单", "清册")]
    new = Editor(source, document).rewrite(edits, DAY)
    assert new is not None
    assert new.decode() == "# 某局报告\r\n\r\n1. 推进**法制**审核，落实[清册](https://example.com/法治)。\r\n\r\n| 法治 | 甲 |\r\n"


def test_an_edit_across_marks_or_lines_is_out_of_reach() -> None:
    source = "推进**法治**审核\n下一行".encode()
    document = markdown.read(source)
    text = Editor(source, document)
    assert not text.reaches(replaced(document, "法治审核", "甲"))
    assert not text.reaches(replaced(document, "审核\n", "审核"))
    assert text.reaches(replaced(document, "审核", "甲"))
    assert text.reaches(Edit(Span(len("推进法治审核"), len("推进法治审核")), "。"))


def test_bytes_that_cannot_be_written_back_are_left_alone() -> None:
    twice = "甲乙丙丁".encode("gb18030") + bytes.fromhex("a6d9")  # decodes to a character that is written otherwise, if at all
    document = reader.read(twice)
    new = Editor(twice, document).rewrite([Edit(Span(0, 1), "子")], DAY)
    assert new is None or new[2:] == twice[2:]


@pytest.mark.parametrize("form", ["pdf", None, "html"])
def test_a_format_that_is_only_read_has_no_editor(form: str | None) -> None:
    assert editor(form) is None

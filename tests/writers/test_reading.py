"""The text for git: everything that was read, laid out so that a comparison of lines shows what changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from linter.document import Block, Document, Span
from linter.readers import markdown
from linter.readers.text import from_string
from linter.writers.reading import reading
from tests.support import Ran


def test_a_sentence_a_line_and_a_gap_between_paragraphs() -> None:
    document = from_string("标题\n\n　　甲说：“好。”乙做了；丙没有！？丁。\n尾")
    assert reading(document) == "标题\n\n甲说：“好。”\n乙做了；\n丙没有！？\n丁。\n\n尾\n".replace("”\n乙", "”乙")
    assert reading(document, sentences=False) == "标题\n\n甲说：“好。”乙做了；丙没有！？丁。\n\n尾\n"


def test_what_the_file_calls_a_heading_is_marked() -> None:
    assert reading(markdown.read("# 题\n\n## 一、甲\n\n乙。丙。\n".encode())) == "# 题\n\n## 一、甲\n\n乙。\n丙。\n"


def test_notes_cells_and_furniture_are_kept_and_marked() -> None:
    text = "格\n注\n首页"
    kinds = ("cell", "note", "furniture")
    blocks = tuple(Block(Span(*span), kind) for span, kind in zip([(0, 1), (2, 3), (4, 6)], kinds, strict=True))  # type: ignore[arg-type]
    assert reading(Document(text, blocks, from_string(text).pieces)) == "| 格\n\n［注］注\n\n［页眉页脚］首页\n"


@given(st.text("甲。！；”\n 　", max_size=40))
def test_no_word_is_lost(text: str) -> None:
    assert "".join(reading(from_string(text)).split()) == "".join(text.split())


def test_git_shows_a_change_of_one_sentence(cli: Callable[..., Ran], tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("一、做法\n立案2件。公开3条。\n", encoding="utf-8")
    assert cli("text", str(report)).out == "一、做法\n\n立案2件。\n公开3条。\n"
    assert cli("text", "--paragraphs", str(report)).out == "一、做法\n\n立案2件。公开3条。\n"
    ran = cli("text", str(tmp_path / "没有.docx"))
    assert (ran.code, ran.err) == (3, f"错误：{tmp_path / '没有.docx'}：文件打不开：没有这个文件或文件夹\n")

"""Bytes to text: what is accepted, in which order, and what is refused with which reason."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from linter import readers
from linter.readers import Unreadable
from linter.readers.encoding import decode
from tests.support import SEEDS

TEXT = "某区水务局2024年度法治政府建设情况报告\n一、主要做法\n办结行政处罚案件6件。\n"


@pytest.mark.parametrize(
    ("data", "encoding", "bom"),
    [
        (TEXT.encode(), "utf-8", False),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", True),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", True),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", True),
        (TEXT.encode("gbk"), "gb18030", False),
        ((TEXT + "㐀䶮𠮷").encode("gb18030"), "gb18030", False),
        (b"plain ascii, no Chinese", "utf-8", False),
    ],
)
def test_encodings_are_told_apart(data: bytes, encoding: str, bom: bool) -> None:
    text, source = decode(data)
    assert (source.encoding, source.bom) == (encoding, bom)
    assert (codecs.BOM_UTF8 if bom and encoding == "utf-8" else b"") + text.encode(encoding) == data.removeprefix(
        codecs.BOM_UTF16_LE if encoding == "utf-16-le" else codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    )
    assert "\ufeff" not in text


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_a_gbk_twin_has_the_same_text(seed: Path) -> None:
    data = seed.read_bytes()
    twin = readers.read(data.decode().encode("gb18030"), "报告.txt")
    original = readers.read(data, "报告.txt")
    assert (twin.text, twin.blocks, twin.pieces) == (original.text, original.blocks, original.pieces)


@pytest.mark.parametrize(("newline", "named"), [("\n", "\n"), ("\r\n", "\r\n"), ("\r", "\r")])
def test_newlines_are_remembered(newline: str, named: str) -> None:
    text, source = decode(TEXT.replace("\n", newline).encode())
    assert source.newline == named
    assert newline in text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not-text"),
        (TEXT.encode() + b"\x00", "not-text"),
        (codecs.BOM_UTF8 + b"abc\x00", "not-text"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "not-text"),
        (TEXT.encode("utf-16-le"), "not-text"),
        (bytes(range(1, 32)) * 4, "not-text"),
        (b"\xff\xff\xff\x80\x80", "undecodable"),
        (codecs.BOM_UTF8 + b"\xff", "undecodable"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41\x00", "undecodable"),  # half a surrogate pair
        (codecs.BOM_UTF16_LE + b"\x41", "undecodable"),
        (b"abc\xed\xa0\x80\xff", "undecodable"),  # a surrogate in UTF-8
    ],
)
def test_what_is_not_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        decode(data)
    assert refused.value.code == code
    assert len(refused.value.message) < 80


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
@pytest.mark.parametrize("cut", [-1, -2])
def test_damaged_utf8_is_not_read_as_gbk(seed: Path, cut: int) -> None:
    """A file cut in the middle of a character decodes as GB18030 of nonsense surprisingly often."""
    data = seed.read_bytes().rstrip() + "局".encode()
    with pytest.raises(Unreadable, match="UTF-8 编码而有损坏"):
        decode(data[:cut])
    with pytest.raises(Unreadable, match=r"第 \d+ 字节"):
        decode(data[:300] + b"\xe4" + data[300:])


@pytest.mark.parametrize(("data", "name", "code"), [
    (b"", "空.txt", "empty"),
    (b"\n \t\r\n\xe3\x80\x80\n", "空白.md", "empty"),
    (codecs.BOM_UTF8, "只有标记.txt", "empty"),
    (b"%PDF-1.7", "报告.PDF", "damaged"),
    (b"a" * (readers.LONGEST + 1), "大.txt", "too-large"),
])
def test_inputs_that_cannot_be_checked(data: bytes, name: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        readers.read(data, name)
    assert refused.value.code == code


def test_the_extension_chooses_the_reader() -> None:
    assert readers.read(TEXT.encode(), "a.TXT").format == "text"
    assert readers.read(TEXT.encode(), "a.MD").format == "markdown"
    assert readers.read(TEXT.encode(), "没有扩展名").format == "text"


def test_reasons_of_the_system_are_chinese() -> None:
    assert readers.why(FileNotFoundError(2, "No such file or directory")) == "没有这个文件或文件夹"
    assert readers.why(OSError("odd")) == "odd"

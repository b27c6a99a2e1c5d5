"""Bytes to text, strictly: UTF-8 with or without BOM, UTF-16 with BOM, GB18030 — in that order, or a refusal."""

from __future__ import annotations

import codecs
import re

from linter.document import Source
from linter.readers import Unreadable

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes) -> tuple[str, Source]:
    """The text without BOM, newlines as they are, and how it was written. Raises `Unreadable`."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, bom=True)
    if b"\x00" in data:
        raise Unreadable("not-text", "文件里有空字节，不是文本文件；请确认扩展名与内容相符")
    try:
        return _strict(data, "utf-8", bom=False)
    except Unreadable as error:
        if error.code != "undecodable":
            raise
        return _strict(data, "gb18030", bom=False)


def _strict(data: bytes, encoding: str, *, bom: bool) -> tuple[str, Source]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("undecodable", f"文件既不是 UTF-8、UTF-16，也不是 GB18030 编码（第 {error.start + 1} 字节起读不出）；请另存为 UTF-8") from error
    if "\x00" in text or len(_CONTROL.findall(text)) * 20 > len(text):
        raise Unreadable("not-text", "文件内容不是文字；请确认扩展名与内容相符")
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    return text, Source(encoding, bom, newline)

"""Bytes to text, strictly: UTF-8 with or without BOM, UTF-16 with BOM, Big5 where the file declares it, GB18030 — in that order,
or a refusal. Other declarations are not asked: a page that was saved anew often declares what it was once."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from linter.document import Source
from linter.readers import Unreadable

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, declared: str | None = None) -> tuple[str, Source]:
    """The text without BOM, newlines as they are, and how it was written. Raises `Unreadable`."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return _accepted(data[len(bom) :].decode(encoding), encoding, bom=True)
            except UnicodeDecodeError as error:
                raise _undecodable(f"文件开头标明是 {encoding.upper()} 编码", len(bom) + error.start) from error
    if b"\x00" in data:
        raise Unreadable("not-text", "文件里有空字节，不是文本文件；请确认扩展名与内容相符")
    try:
        return _accepted(data.decode("utf-8"), "utf-8", bom=False)
    except UnicodeDecodeError as error:
        if declared and declared.lower().startswith("big5"):
            with suppress(UnicodeDecodeError):
                return _accepted(data.decode("big5hkscs"), "big5hkscs", bom=False)
        return _accepted(_gb18030(data, error), "gb18030", bom=False)


def encode(text: str, source: Source) -> bytes:
    """The bytes of `text` written as `source` was."""
    bom = next(mark for mark, encoding in _BOMS if encoding == source.encoding) if source.bom else b""
    return bom + text.encode(source.encoding)


def _gb18030(data: bytes, utf8_error: UnicodeDecodeError) -> str:
    """The text as GB18030, unless it is damaged UTF-8, whose bytes often happen to be GB18030 of nonsense."""
    if _is_mostly_utf8(data):
        raise _undecodable("文件像是 UTF-8 编码而有损坏", utf8_error.start) from utf8_error
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _undecodable("文件既不是 UTF-8、UTF-16，也不是 GB18030 编码", max(error.start, utf8_error.start)) from error


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether well-formed UTF-8 of more than one byte far outnumbers what is not; in GBK text it is the other way round."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return beyond_ascii > 20 * broken


def _undecodable(what: str, at: int) -> Unreadable:
    return Unreadable("undecodable", f"{what}（第 {at + 1} 字节起读不出）；请用原来的软件打开，另存为 UTF-8 后再查")


def _accepted(text: str, encoding: str, *, bom: bool) -> tuple[str, Source]:
    if "\x00" in text or len(_CONTROL.findall(text)) * 20 > len(text):
        raise Unreadable("not-text", "文件内容不是文字；请确认扩展名与内容相符")
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    return text, Source(encoding, bom, newline)

"""Bytes to a `Document`, one module a format. What cannot be read is said, never passed over.

A format's module offers `read(data: bytes) -> Document` and raises `Unreadable`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import PurePath

from linter.document import Document

# extension -> module in this package
MODULES: Mapping[str, str] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".mht": "mht", ".mhtml": "mht", ".pdf": "pdf", ".ofd": "ofd",
    ".docx": "docx", ".docm": "docx", ".doc": "office", ".wps": "office", ".rtf": "office", ".odt": "office",
}
EXTENSIONS = frozenset(MODULES)

ZIP = b"PK\x03\x04"  # how a .docx begins
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how a .doc and a .wps begin, and a .docx with a password

_MB = 1024 * 1024
LONGEST = 500_000  # code points; a yearly report is some tens of thousands, a review of this much takes a minute and half a gigabyte
# bytes, by module; what holds pictures too may be larger
_LARGEST: Mapping[str, int] = {"text": 2 * _MB, "markdown": 2 * _MB, "html": 4 * _MB}
_LARGEST_WITH_PICTURES = 64 * _MB

OWN_COMMENT = "<!-- fazhi-lint -->"  # how the Markdown of results begins
OWN_PAGE = '<meta name="generator" content="fazhi-lint">'
_HEAD = 1024  # bytes in which a page says who wrote it

_WHY = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.EFBIG: "文件太大，这里存不下",
    errno.EROFS: "磁盘只读",
    errno.ELOOP: "链接循环",
    errno.ENAMETOOLONG: "文件名太长",
    **({errno.EDQUOT: "磁盘配额已用完"} if hasattr(errno, "EDQUOT") else {}),
    errno.EIO: "磁盘读写出错",
}


def why(error: OSError) -> str:
    """What the system says, in Chinese where it is common."""
    return _WHY.get(error.errno or 0) or error.strerror or str(error)


class Unreadable(Exception):
    """An input that cannot be checked: a code for programs and a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def module_of(name: str) -> str:
    """The module that reads a file of that name; one without a known extension is read as plain text."""
    return MODULES.get(os.path.splitext(name)[1].lower(), "text")  # noqa: PTH122  asked several times for each report


def largest(name: str) -> int:
    """The number of bytes that a file of that name may have."""
    return _LARGEST.get(module_of(name), _LARGEST_WITH_PICTURES)


def missing(extra: str, package: str) -> Unreadable:
    """The refusal where the library of a format is not installed."""
    return Unreadable("missing-extra", f"读写 .{extra} 文件要用 {package}，还没有安装；请运行 pip install 'fazhi-lint[{extra}]' 后再查")


def read(data: bytes, name: str, soffice: str | None = None) -> Document:
    """Read `data` by the extension of `name`. Raises `Unreadable`.

    `soffice` is where LibreOffice is, for the formats that need it (null: where it usually is).
    """
    suffix = _by_content(data, PurePath(name).suffix.lower())
    if len(data) > largest(name):
        raise too_large(len(data), largest(name))
    if is_own_page(data):
        raise Unreadable("own-page", "这是检查结果，不是报告；请检查报告本身")
    module = MODULES.get(suffix, "text")
    document: Document = import_module(f"{__name__}.{module}").read(data, *((suffix, soffice) if module == "office" else ()))
    if not document.text.strip():
        raise Unreadable("empty", "文件是空的，没有可检查的文字；请确认是否传错了文件")
    if len(document.text) > LONGEST:
        raise too_long(len(document.text))
    return document


def _by_content(data: bytes, suffix: str) -> str:
    """Word and WPS open a file by its content, so people have a .docx or a web page that is called 报告.doc, and the other way round."""
    if suffix in (".doc", ".wps"):
        beginning = data[:1000].lstrip().lower()
        known = ((ZIP.lower(), ".docx"), (b"<html", ".html"), (b"<!doctype html", ".html"), (b"mime-version:", ".mht"))
        return next((real for sign, real in known if beginning.startswith(sign)), suffix)
    return ".doc" if suffix in (".docx", ".docm") and data.startswith(OLE) else suffix


def is_own_page(head: bytes) -> bool:
    """Whether a file that begins so is a page or a comment of results that this program wrote."""
    return OWN_PAGE.encode() in head[:_HEAD] or head.startswith(OWN_COMMENT.encode())


def too_large(size: int, limit: int) -> Unreadable:
    return Unreadable("too-large", f"文件有 {size / _MB:.1f} MB，超过 {limit // _MB} MB 上限，没有检查；请确认是否选错了文件")


def too_long(length: int) -> Unreadable:
    return Unreadable("too-large", f"文件里有 {length // 10000} 万字，超过 {LONGEST // 10000} 万字上限，没有检查；请确认是否选错了文件")

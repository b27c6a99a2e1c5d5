"""PDF (.pdf): the text layer with its pages. A page that is a picture is unread, and said so.

The library is native code, so it works in a process of its own with limits on time and memory: a file that crashes or stalls
it costs only that file.
"""

from __future__ import annotations

import json
import subprocess
from importlib.util import find_spec
from typing import Any

from linter.document import Document
from linter.processes import HIDDEN, again
from linter.readers import Unreadable, missing
from linter.readers.layout import Page, Row
from linter.readers.pages import from_pages

SECONDS = 120
MEMORY = 1024 * 1024 * 1024  # bytes, where the system can hold a process to it


def read(data: bytes) -> Document:
    """Raises `Unreadable`."""
    if find_spec("pypdfium2") is None:
        raise missing("pdf", "pypdfium2")
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("wrong-extension", "文件内容不是 PDF，与扩展名不符，或已损坏；请用原来的软件重新导出后再查")
    return from_pages(_pages(data), "pdf")


def _pages(data: bytes) -> list[Page]:
    command = again("linter.readers.pdf_worker", str(MEMORY))
    try:
        worker = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS, creationflags=HIDDEN, check=False)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("timeout", f"读这个 PDF 超过 {SECONDS} 秒，没有检查；请用原来的软件重新导出后再查") from error
    if worker.returncode:
        raise Unreadable("crashed", "PDF 读取程序异常退出（文件可能损坏，或展开后过大），没有检查；请用原来的软件重新导出后再查")
    said = json.loads(worker.stdout)
    if "refused" in said:
        raise Unreadable(*said["refused"])
    return [_page(*page) for page in said["pages"]]


def _page(number: int, width: float, height: float, rows: list[Any], apart: list[Any], picture: bool, foreign: float) -> Page:
    return Page(number, width, height, tuple(Row(*row) for row in rows), tuple(Row(*row) for row in apart), picture, foreign)

"""What runs in the process of its own that reads a PDF: native code, which a hostile file may crash, stall or bloat.

Reads the file from standard input, writes pages or a refusal as JSON to standard output.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from linter.readers import LONGEST, Unreadable, too_long
from linter.readers.layout import FEW, Letter, Page, Row, foreign, rows_of

_MOST_PAGES = 2000
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def main(memory: str) -> None:
    """`memory` in bytes is what the process may take, where the system can hold it to that."""
    _limit(int(memory))
    data = sys.stdin.buffer.read()
    try:
        answer: dict[str, Any] = {"pages": _pages(data)}
    except Unreadable as refusal:
        answer = {"refused": (refusal.code, refusal.message)}
    except MemoryError:
        answer = {"refused": ("too-large", "PDF 展开后太大，没有检查；请用原来的软件另存一份再查")}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.buffer.flush()


def _limit(memory: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has none, macOS may refuse
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _pages(data: bytes) -> list[Page]:
    import pypdfium2 as pdfium  # noqa: PLC0415  native: only in this process
    from pypdfium2 import raw  # noqa: PLC0415

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == _PASSWORD or "password" in str(error).lower():
            raise Unreadable("encrypted", "PDF 设了打开密码，没有检查；请去掉密码、另存后再查") from error
        raise Unreadable("damaged", "PDF 损坏或不完整，读不出；请用原来的软件重新导出后再查") from error
    count = len(document)
    if count > _MOST_PAGES:
        raise Unreadable("too-large", f"PDF 有 {count} 页，超过 {_MOST_PAGES} 页上限，没有检查；请确认是否选错了文件")
    pages: list[Page] = []
    letters = 0
    for index in range(count):
        pages.append(_page(document, index))
        letters += sum(len(row.words) for row in pages[-1].rows)
        if letters > LONGEST:
            raise too_long(letters)
    return pages


def _page(document: Any, index: int) -> Page:
    import pypdfium2 as pdfium  # noqa: PLC0415

    try:
        page = document[index]
    except pdfium.PdfiumError as error:
        raise Unreadable("damaged", f"PDF 第{index + 1}页损坏，读不出；请用原来的软件重新导出后再查") from error
    text = page.get_textpage()
    width, height = page.get_size()
    upright: list[Letter] = []
    across: list[Letter] = []
    for letter, stands in _letters(page, text):
        (upright if stands else across).append(letter)
    rows = rows_of(upright)
    picture = len(upright) < FEW and _is_picture(page)
    text.close()
    page.close()
    return Page(index + 1, width, height, rows, _row_of(across), picture, foreign(rows))


def _row_of(letters: list[Letter]) -> tuple[Row, ...]:
    """A watermark across the page, the writing of a seal: its words, wherever they stand."""
    words = "".join(letter.char for letter in letters).strip()
    return (Row(words, letters[0].left, letters[-1].right, letters[0].base, letters[0].size),) if words else ()


def _letters(page: Any, text: Any) -> Iterator[tuple[Letter, bool]]:
    """Letters in the order of the page and whether they stand upright. The library's breaks of rows are left out; its blanks stand
    for those of the page, which it does not give."""
    from pypdfium2 import raw  # noqa: PLC0415

    left, bottom, right, top = page.get_cropbox()
    turn = page.get_rotation()
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    handle = text.raw
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in (0, 0xFFFE, 0xFFFF, 0xAD) or code < 0x20 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        raw.FPDFText_GetMatrix(handle, index, matrix)
        slant = round(math.degrees(math.atan2(matrix.b, matrix.a)) - turn) % 360
        size = raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
        near, far, base = {
            0: (box.left - left, box.right - left, top - y.value),
            90: (box.bottom - bottom, box.top - bottom, x.value - left),
            180: (right - box.right, right - box.left, y.value - bottom),
            270: (top - box.top, top - box.bottom, right - x.value),
        }[turn]
        yield Letter(chr(code), near, far, base, size or 1.0), not 10 < slant < 350


def _is_picture(page: Any) -> bool:
    from pypdfium2 import raw  # noqa: PLC0415

    width, height = page.get_size()
    area = 0.0
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = found.get_bounds()
        area += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(area > 0.4 * width * height)

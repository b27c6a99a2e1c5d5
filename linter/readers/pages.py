"""What formats made of pages have in common: pages without a text layer are unread, the others become a document."""

from __future__ import annotations

from collections.abc import Sequence

from linter.document import Document, Unread
from linter.readers import Unreadable
from linter.readers.layout import Page
from linter.readers.paragraphs import document_of

_FOREIGN = 0.2  # the share of letters without a code from which on a page is no text


def from_pages(pages: Sequence[Page], format: str) -> Document:
    """A document of pages, those without a text layer left out and said so. Raises `Unreadable` where none has one."""
    pictures = [page.number for page in pages if page.picture]
    foreign = [page.number for page in pages if not page.picture and page.foreign > _FOREIGN]
    left = [page for page in pages if page.number not in {*pictures, *foreign}]
    unread = []
    if pictures:
        unread.append(Unread("no-text-layer", f"{_named(pictures)}无文字层（扫描件或图片），没有检查；请换有文字的文件，或先做文字识别（OCR）"))
    if foreign:
        unread.append(Unread("no-codes", f"{_named(foreign)}的字体没有编码表，取不出文字，没有检查；请用原来的软件重新导出后再查"))
    if not any(page.rows for page in left):
        if unread:
            raise Unreadable(unread[0].code, unread[0].message)
        raise Unreadable("no-text-layer", f"全部{len(pages)}页都无文字层，没有检查；请换有文字的文件，或先做文字识别（OCR）")
    return document_of(left, format, tuple(unread))


def _named(numbers: list[int]) -> str:
    """第2、5-9页"""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return f"第{'、'.join(str(run[0]) if len(run) == 1 else f'{run[0]}-{run[-1]}' for run in runs)}页"

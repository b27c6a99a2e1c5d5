"""Web pages saved as one file (.mht, .mhtml): the page is taken out of the MIME message and read as any other.

The file's own lines are those of an encoding (base64, quoted-printable), so passages are counted: 第 n 段.
"""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message

from linter.document import Document
from linter.readers import Unreadable, html

_MOST_PARTS = 5000


def read(data: bytes) -> Document:
    """Raises `Unreadable`."""
    try:
        page = _page(message_from_bytes(data))
    except RecursionError as error:  # parts within parts without end
        raise _no_page() from error
    content = page.get_payload(decode=True)
    assert isinstance(content, bytes)  # only a multipart has none
    return html.from_bytes(content, page.get_content_charset(), by_line=False)


def _page(message: Message) -> Message:
    """The part that the message starts with, else its first page."""
    start = message.get_param("start")
    pages = [part for _, part in zip(range(_MOST_PARTS), message.walk(), strict=False) if part.get_content_type() == "text/html" and not part.is_multipart()]
    chosen = next((part for part in pages if part["Content-ID"] and part["Content-ID"] == start), next(iter(pages), None))
    if chosen is None:
        raise _no_page()
    return chosen


def _no_page() -> Unreadable:
    return Unreadable("no-text", "文件里没有网页（不是 MHT，或已损坏）；请在浏览器里重新另存后再查")

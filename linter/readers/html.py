"""Web pages (.html, .htm): the text of the report is kept as blocks, the page's frame as furniture that nobody judges.

Lines and columns are those of the file. The day of publication is what the page says beside the title, else its metadata.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.document import LINE, Document, Location, Source, Span, Unread
from linter.readers import Unreadable, missing
from linter.readers.building import Builder, Run
from linter.readers.encoding import decode
from linter.readers.html_passages import Passage, Words, passages
from linter.readers.main_text import is_links, text_range

if TYPE_CHECKING:
    from justhtml import Node

_CHARSET = re.compile(rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,20})", re.IGNORECASE)
_HEAD = 16384  # bytes in which a page states its charset
_MOST_MARKS = 200_000  # a page has some thousand
_MARK = re.compile("<[^<>]{0,200}>")
# what is markup in name only: <![if …]>, <?xml …>, </p …>, a tag that never ends; groups 1 and 3 stay
_BOGUS = re.compile(
    r"(<!--(?:-?>|.*?--!?>)|<(script|style|textarea|title|xmp|iframe|noembed|noframes|noscript)\b.*?(?:</\2|\Z)|<[a-z][^>]*>)"
    r"|(</[a-z][^\s/>]*)([^>]*)>|<!--.*\Z|<[!?/][^>]*>?|<[a-z][^>]*\Z",
    re.DOTALL | re.IGNORECASE,
)
_TITLES = ("articletitle", "og:title")
_DAYS = ("pubdate", "publishdate", "article:published_time", "datepublished", "og:release_date", "publish_date", "pubtime")
_DAY = re.compile(r"(?<!\d)20\d\d *[-年/.] *\d{1,2} *[-月/.] *\d{1,2}(?!\d)")
_SAYS_DAY = re.compile(r"(?:日期|时间) *[:：]? *20\d\d|发布于|来源 *[:：]|(?:浏览|点击|阅读|访问)(?:次数|数|量)?|字号|字体|\d{1,2}:\d\d")
_SHORTEST_TITLE = 8  # characters
_LONGEST_ROW = 60  # characters of one row of it
_ROWS = 4  # passages that a title may run over
_NEXT_PAGE = re.compile(r"^[\[【(（]?(?:下一?页|后一?页)[>»\])】）]*$")


def read(data: bytes) -> Document:
    """Raises `Unreadable`."""
    return from_bytes(data)


def from_bytes(data: bytes, charset: str | None = None, by_line: bool = True) -> Document:
    """`charset` is what the page came with; else it is what it states. Raises `Unreadable`."""
    stated = _CHARSET.search(data[:_HEAD])
    return from_string(*decode(data, charset or (stated[1].decode("ascii") if stated else None)), by_line)


def from_string(text: str, source: Source | None = None, by_line: bool = True) -> Document:
    """`by_line` is false where the file's own lines are not those of `text` (MIME): passages are counted instead. Raises `Unreadable`."""
    page = _Page.of(text)
    body = text_range(page.passages)
    if not body:
        raise _without_text(text)
    title = _title_range(page, body)
    if title:  # nothing above it is the report's; where the report has the title again, it has its own
        repeated = _is_repeated(page.passages, title)
        body = range(max(body.start, title.stop if repeated else title.start), body.stop)
        title = range(0) if repeated else title
    builder = Builder()
    breaks = [match.start() for match in re.finditer("\n", text)] if by_line else None
    published: Span | None = None
    day = _day_beside_title(page.passages, title, body)
    stated = None if day is not None else page.day
    if stated is not None:
        published = builder.add(_runs([stated], breaks, 1), "furniture")
    for index, passage in enumerate(page.passages):
        runs = _runs(passage.words, breaks, index + 1)
        if index in title:
            span = builder.add(runs, "title", 1)
        elif index in body and index != day and not is_links(passage):
            span = builder.add(runs, passage.kind, passage.level)
        else:
            span = builder.add(runs, "furniture")
        if index == day:
            published = span
    unread = (Unread("one-of-several-pages", "网页分页显示，这里只有其中一页；请把其余各页合在一起再查"),) if _is_paged(page.passages, body) else ()
    return builder.document("html", source=source or Source(), published=published, unread=unread)


class _Page(Struct, frozen=True):
    """`names` is what the page is called by itself, squeezed; `day` the publication date of its metadata."""

    passages: list[Passage]
    names: tuple[str, ...]
    day: Words | None

    @classmethod
    def of(cls, text: str) -> _Page:
        root = _parsed(text)
        names: list[str] = []
        day: Words | None = None
        for node in _elements(root, "title", "meta"):
            attrs = node.attrs or {}
            content = attrs.get("content") or ""
            key = (attrs.get("name") or attrs.get("property") or attrs.get("itemprop") or "").strip().lower()
            if node.name == "title":
                whole = "".join(str(child.data or "") for child in node.children or ())
                names += [whole, max(re.split(r"[-_|—–]", whole), key=len)]
            elif key in _TITLES:
                names.append(content)
            elif key in _DAYS and day is None and _DAY.search(content):
                at = node.origin_offset or 0
                day = Words(content.strip(), max(at, text.find(content, at)))
        return cls(passages(root, text), tuple(name for name in map(_squeezed, names) if len(name) >= _SHORTEST_TITLE), day)


def _parsed(text: str) -> Node:
    try:
        from justhtml import JustHTML  # noqa: PLC0415  an extra, and slow to import
    except ImportError:
        raise missing("html", "justhtml") from None
    if text.count("<") > _MOST_MARKS:  # the parser takes long for what is no page
        raise Unreadable("too-large", f"网页里有 {text.count('<')} 个标签，超过 {_MOST_MARKS} 个上限，没有检查；请确认是否选错了文件")
    root: Node = JustHTML(_BOGUS.sub(_blanked, text), sanitize=False, track_node_locations=True).root
    return root


def _blanked(match: re.Match[str]) -> str:
    """What a browser passes over as NUL, which the parser passes over too: asked for places, it (3.x) takes such marks for words."""
    if match[1]:
        return match[1]
    return f"{match[3]}{' ' * len(match[4])}>" if match[3] else "\0" * len(match[0])


def _elements(root: Node, *names: str) -> Iterator[Node]:
    """In the order of the page."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.name in names:
            yield node
        stack.extend(reversed(node.children or ()))


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _title_range(page: _Page, body: range) -> range:
    """The passages above or at the head of the text that are its title by the page's own word; empty where there are none."""
    for index in range(min(body.start + _ROWS, body.stop) - 1, -1, -1):
        if not _is_name(page, index):
            continue
        first = index
        while first > 0 and index - first < _ROWS - 1 and page.passages[first - 1].kind == page.passages[index].kind and _is_part(page, first - 1):
            first -= 1
        return range(first, index + 1)
    return range(0)


def _is_repeated(page: Sequence[Passage], title: range) -> bool:
    below = (passage.text for passage in page[title.stop : title.stop + 2 * _ROWS] if passage.size <= _LONGEST_ROW)
    return _squeezed("".join(page[index].text for index in title)) in _squeezed("".join(below))


def _is_name(page: _Page, index: int) -> bool:
    """Whether the passage is the page's name, or most of it; without metadata, a heading of the first level."""
    passage = page.passages[index]
    words = _squeezed(passage.text)
    if passage.landmark or passage.kind == "cell" or len(words) < _SHORTEST_TITLE:
        return False
    if passage.level == 1 and not page.names:
        return True
    return any(words in name and 2 * len(words) >= len(name) for name in page.names)


def _is_part(page: _Page, index: int) -> bool:
    words = _squeezed(page.passages[index].text)
    return not is_links(page.passages[index]) and len(words) >= 4 and any(words in name for name in page.names)


def _day_beside_title(page: Sequence[Passage], title: range, body: range) -> int | None:
    """The passage between the title and the first paragraph that says when the page was published."""
    first = title.stop if title else body.start
    near = range(first, min(max(first, body.start) + _ROWS, body.stop))
    return next((index for index in near if page[index].size <= 120 and _DAY.search(page[index].text) and _SAYS_DAY.search(page[index].text)), None)


def _is_paged(page: Sequence[Passage], body: range) -> bool:
    """Whether a link in or right below the text leads to its next page."""
    for passage in page[body.start : body.stop + _ROWS]:
        for words, address in passage.links:
            if _NEXT_PAGE.match(words.strip()) and address.strip() not in ("", "#") and not address.lower().startswith("javascript:void"):
                return True
    return False


def _without_text(text: str) -> Unreadable:
    inside = re.search(r"<(?:iframe|frame|embed|object)\b", text, re.IGNORECASE)
    if inside:
        return Unreadable("no-text", "网页里没有正文，正文在内嵌的框架或文件里；请打开那个框架或文件另存，再查存下的文件")
    if not _MARK.search(text):
        return Unreadable("not-html", "文件里没有网页标签，不是网页；请确认扩展名与内容相符")
    return Unreadable("no-text", "网页里没有找到正文（可能由脚本生成，或正文是图片）；请在浏览器里打开，把正文复制成 .txt 后再查")


def _runs(words: Sequence[Words], breaks: list[int] | None, number: int) -> list[Run]:
    """With lines and columns of the source, or, where `breaks` is null, with the passage's number and the place in it."""
    runs, done = [], 0
    location: Location = (("kind", "paragraph"), ("paragraph", number))
    for part in words:
        if breaks is None:
            runs.append(Run(part.words, number, done + 1, location, part.generated))
        else:
            line = bisect_right(breaks, part.at - 1)
            runs.append(Run(part.words, line + 1, part.at - (breaks[line - 1] if line else -1), LINE, part.generated))
        done += len(part.words)
    return runs

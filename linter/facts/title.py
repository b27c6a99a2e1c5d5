"""The report's title, on one line or several, with or without the agency's name on a line of its own."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from linter.document import Block, Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.late import late

# 法治财政建设, 法治公安建设: an agency's own name for it; 法治文化建设 and the like are other matters
SUBJECT = late(r"法治(?:政府)?(?:（[^（）]{2,8}）)?建设|法治(?!文化|社会|乡村|校园|队伍|阵地|人才)[\u4e00-\u9fff]{2}建设|依法行政|法治(?:政府)?工作|法治政府")
_ENDING = late(
    r"(?:报告|总结|情况|汇报|年报|小结)(?:(?:及|和|与|暨|、).{2,24}(?:计划|安排|打算|思路|要点))?(?:（[^（）]{1,16}）)?(?:（[^（）]{1,16}）)?$"
)
_BARE = late(r"20\d\d ?年度?(?:推进|加强)?(?:法治(?:政府)?建设|依法行政)(?:工作)?$")
_YEARLY = late(r"20\d\d ?年")
_NOT_TITLE = late(r"[。；，]|^(?:第?[一二三四五六七八九十]{1,3}[、.部章]|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[、.])|^(?:现将|根据|按照|为)")
_ENDS_AGENCY = late(r"(?:局|委|委员会|管委会|政府|办事处|厅|部|院|办公室|办|中心|支队|大队|总队|所|街道|镇|乡|党组)(?:（[^（）]{1,20}）)?$")
_NAMELESS = late(r"^(?:关于|20\d\d ?年|法治|依法|推进|建设|工作|情况|年度)")
_BROKEN_OFF = late(r"(?:关于|20\d\d ?年?度?|推进|的|落实|开展)$")
_LINES = 8  # how far down a title may begin
_LONGEST = 90
_ROWS = 4  # lines that a title may run over

_Accepts = Callable[[str, tuple[Block, ...]], bool]  # whether these words on those lines are a title


class Title(Struct, frozen=True):
    """The title's words without blanks, and where they stand."""

    text: str
    span: Span


def title(facts: Facts) -> Title | None:
    """Null where no line at the head of the text looks like a title.

    A title that names neither 法治政府建设 nor 依法行政 counts only where nothing better stands there.
    """
    flat = facts(folded)
    blocks = facts(body)[:_LINES]
    lines = [block.span.of(flat).strip() for block in blocks]
    for accepts in (_is_full, _is_bare, _is_poor):
        for first in range(len(lines)):
            for last in range(first, min(first + _ROWS, len(lines))):
                words = "".join(lines[first : last + 1])
                if len(words) > _LONGEST or _NOT_TITLE.search(words):
                    break
                if accepts(words, blocks[first : last + 1]):
                    return _with_agency(lines, blocks, _shortest(lines, first, last, accepts, blocks), last)
    return None


def below_title(facts: Facts) -> tuple[Block, ...]:
    """The blocks of the report that stand below its title; all of them where it has none."""
    heading = facts(title)
    return tuple(block for block in facts(body) if heading is None or block.span.start >= heading.span.end)


def _is_full(words: str, blocks: tuple[Block, ...]) -> bool:
    return _ENDING.search(words) is not None and SUBJECT.search(words) is not None


def _is_bare(words: str, blocks: tuple[Block, ...]) -> bool:
    return _BARE.search(words) is not None


def _is_poor(words: str, blocks: tuple[Block, ...]) -> bool:
    """A title that does not say what it is about: the file calls it a title, or it is a year's report of something."""
    if _ENDING.search(words) is None:
        return False
    return blocks[0].kind == "title" or (_YEARLY.search(words) is not None and len(words) <= 40)


def _shortest(lines: list[str], first: int, last: int, accepts: _Accepts, blocks: tuple[Block, ...]) -> int:
    """The first line without those above (a document number, an addressee) that the title does not need."""
    while first < last and accepts("".join(lines[first + 1 : last + 1]), blocks[first + 1 : last + 1]):
        first += 1
    return first


def _with_agency(lines: list[str], blocks: tuple[Block, ...], first: int, last: int) -> Title:
    """Take in the lines above that hold the agency's name or the title's beginning, where it does not begin with a name."""
    words = "".join(lines[first : last + 1])
    while first > 0 and _NAMELESS.match(words) and len(lines[first - 1]) <= 40:
        if not (_ENDS_AGENCY.search(lines[first - 1]) or _BROKEN_OFF.search(lines[first - 1])):
            break
        first -= 1
        words = lines[first] + words
    return Title(words.replace(" ", "").lstrip("#"), Span(blocks[first].span.start, blocks[last].span.end))

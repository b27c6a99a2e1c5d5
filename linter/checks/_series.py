"""Lists announced at the end of a sentence and told one after another: 以下五个方面：一是…二是…; 三个方面。（一）…（二）…; 两项改革。——…——…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from linter.document import Span
from linter.facts.numerals import parse
from linter.facts.subjects import VERBS
from linter.late import late

_CN = "(?:十[一二三四五六七八九]|[一二两三四五六七八九十])"
_HAN = "一二三四五六七八九十"
_ANNOUNCED = late(
    rf"(?<![第这上述前以外{_HAN}零〇百千\d])(?<!方面)(?P<number>[二两三四五六七八九十]|十[一二]|\d{{1,2}})(?:个(?!月)|项|大|点|条|类|件|道|步|种|方面){{1,2}}(?P<what>[^，。；：、（）“”\d\n]{{0,14}})[：，。][ \n]*"
)
_EXPLAINED = late("(?:加以|进行|作)?(?:说明|介绍|汇报|报告|展开|推进|抓好|做好|开展)$")
_TOLD = late("(?:上述|前述|以上|前面|[、和与及][^，。；：]{1,12})$")  # listed before: 许可、检查和处罚三个环节
# ordinals in running text and at the head of paragraphs: the group is the number
_ORDINALS = tuple(
    late(pattern)
    for pattern in (rf"(?<![第之唯统单逐其十])({_CN})是(?!否|非)", rf"(?<![{_HAN}])第([{_HAN}])[，、：]", rf"其([{_HAN}])[，、：]")
)
# at the head of paragraphs only: numbers, from the highest kind down, and marks
_NUMBERED = tuple(late(pattern) for pattern in (rf"([{_HAN}]{{1,2}})、", rf"（([{_HAN}]{{1,2}})）", r"(\d{1,2})[.、](?!\d)", r"（(\d{1,2})）"))
_MARKED = tuple(late(pattern) for pattern in ("——", "关于[^，。；]{2,14}。", "[●◆■▪·•]"))


class Series(Struct, frozen=True):
    """What was announced, where, and how many came."""

    span: Span
    announced: int
    count: int


def series(flat: str, blocks: Sequence[Span], topics: tuple[str, ...]) -> Iterator[Series]:
    """Announcements whose list is not of that length. `topics`: nouns that announce a list whatever ends the sentence."""
    for position, block in enumerate(blocks):
        for match in _ANNOUNCED.finditer(flat, block.start, block.end):
            if not _announces(match, topics) or _TOLD.search(flat, block.start, match.start()):
                continue
            announced = _number(match["number"])
            counts = _told(flat, match.end(), blocks[position:])
            if counts and counts[-1] >= 2 and announced not in counts:
                yield Series(Span(match.start(), match.end("what")), announced, counts[-1])


def _announces(match: re.Match[str], topics: tuple[str, ...]) -> bool:
    """Whether what is counted is said last: 两个方面的问题。 but not 两个方面的问题完善制度。"""
    what = _EXPLAINED.sub("", match["what"])
    if not what:
        return "方面" in match[0]
    if match[0].rstrip().endswith("："):
        return True
    while what.endswith(topics):
        what = what.removesuffix(max((topic for topic in topics if what.endswith(topic)), key=len)).rstrip("的和及重点主要")
    return what != match["what"] and not any(topic in what for topic in topics if len(topic) > 1) and not what.startswith(VERBS)


def _told(flat: str, start: int, blocks: Sequence[Span]) -> tuple[int, ...] | None:
    """The last ordinal and the number of items of the list that begins at `start` or with the next paragraph; null if none does."""
    inside = flat[start : blocks[0].end].strip()
    if not inside:
        blocks = blocks[1:]
    if not blocks:
        return None
    at = start if inside else blocks[0].start + len(flat[blocks[0].start : blocks[0].end]) - len(flat[blocks[0].start : blocks[0].end].lstrip())
    ordinal = next((pattern for pattern in _ORDINALS if (match := pattern.match(flat, at)) and parse(match[1]) == 1), None)
    if ordinal:
        return _ordinals(flat, at, blocks, ordinal)
    if inside:
        return None
    heads = [flat[block.start : block.end].strip() for block in blocks]
    numbered = next((pattern for pattern in _NUMBERED if (match := pattern.match(heads[0])) and _number(match[1]) == 1), None)
    if numbered:
        return _numbered(heads, numbered)
    marked = next((pattern for pattern in _MARKED if pattern.match(heads[0])), None)
    if marked is None:
        return None
    count = next((index for index, head in enumerate(heads) if not marked.match(head)), len(heads))
    return (count,)


def _ordinals(flat: str, start: int, blocks: Sequence[Span], ordinal: re.Pattern[str]) -> tuple[int, ...]:
    """Counted to the end of the paragraph, and on where paragraphs begin with the next one."""
    last = count = 0
    for index, block in enumerate(blocks):
        if index and not ordinal.match(flat[block.start : block.end].strip()):
            break
        for match in ordinal.finditer(flat, max(start, block.start), block.end):
            number = parse(match[1]) or 0
            if number == 1 and count:
                return last, count
            last, count = max(last, number), count + 1
    return last, count


def _numbered(heads: Sequence[str], pattern: re.Pattern[str]) -> tuple[int, ...]:
    """Paragraphs that bear the next number; those between them belong to the item before, until a higher heading comes."""
    higher = _NUMBERED[: _NUMBERED.index(pattern)]
    count = 0
    for head in heads:
        match = pattern.match(head)
        number = _number(match[1]) if match else None
        if number == count + 1:
            count += 1
        elif (number is not None and number <= count) or any(above.match(head) for above in higher):
            break
    return (count,)


def _number(words: str) -> int:
    return int(words) if words.isascii() else parse(words) or 0

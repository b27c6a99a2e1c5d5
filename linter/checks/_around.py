"""The words about a place, as they are and with other letters put in, and what else tells whether it is meant as it stands."""

from __future__ import annotations

from functools import cache, lru_cache

from linter import resources
from linter.checks._lexical import in_title
from linter.document import Span
from linter.facts.tokens import Tokens, dictionary
from linter.late import late

_OF_NAMES = late("[\u4e00-\u9fff]{0,5}(?:产业园|工业园|科技园|园区|集团|公司|高速|铁路|大桥|水库|电站|律师事务所|(?:集资|诈骗|传销|涉黑|涉恶)[\u4e00-\u9fff]{0,4}案|[〔［\\[]20\\d\\d)")  # 东岭现代产业园, 溪法办〔2024〕8号
_COINED = 4  # letters of a name made up for a work
_IDIOMS, _IDIOM = "idioms.txt", 4  # letters of an idiom
_MOULD = late("[一两多][\u4e00-\u9fff][多一两][\u4e00-\u9fff]|以[\u4e00-\u9fff][促带代保强为][\u4e00-\u9fff]|[\u4e00-\u9fff]则必[\u4e00-\u9fff]|一[\u4e00-\u9fff]了之")
_ITEM, _MARKS = late("[\u4e00-\u9fff]+"), "、，；。：“\n"
_PLACES = ("ns", "nr", "nt")  # tags of names, which are no more probable than the letters that stand there
_LONGEST = 6  # letters of an idiom or of a word of the trade
_LEAST, _LONG = 4, 8  # letters of an item of a row whose items are made alike
_PEOPLE = late("[\u4e00-\u9fff]{1,3}(?:、[\u4e00-\u9fff]{2,3})*(?:[两三四五六七八九十\\d]+[名位]|等?(?:同志|律师|教授|老师|专家|先生|女士))")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_TITLED = late(f"(?:长|书记|主任|主席|委员|同志)[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}$")  # 县长陈志坚坚持依法决策
_OF_TITLE = 4  # letters of a title and a name before the last of the name
_REPORT = 40_000  # letters that a report hardly ever has
_AROUND = 8  # letters to either side that are cut into words


def window(flat: str, span: Span, words: str) -> tuple[int, str]:
    """The letters around with `words` in place, and where they begin."""
    start, end = span.start, span.end
    while start > 0 and span.start - start < _AROUND and "\u4e00" <= flat[start - 1] <= "\u9fff":
        start -= 1
    while end < len(flat) and end - span.end < _AROUND and "\u4e00" <= flat[end] <= "\u9fff":
        end += 1
    return start, flat[start : span.start] + words + flat[span.end : end]


def alone_in(flat: str, span: Span, words: str) -> list[int]:
    """Where letters stand that are words by themselves."""
    start, text = window(flat, span, words)
    return [start + word.start for word in _words(text) if word.end - word.start == 1]


def words_about(flat: str, span: Span, right: str) -> tuple[int, int, str]:
    """The words about `right`, and the place in the text that they belong to."""
    start, text = window(flat, span, right)
    inside = Span(span.start - start, span.start - start + len(right))
    words = [word for word in _words(text) if word.overlaps(inside)]
    first, last = words[0].start, words[-1].end
    return start + first, span.end + last - inside.end, text[first:last]


def begins_name(flat: str, end: int) -> bool:
    """Whether what goes on here is the rest of the name of a works, a firm or a road, of a case called after a firm, or of a document's number."""
    return _OF_NAMES.match(flat, end) is not None


@lru_cache(maxsize=1 << 12)  # asked several times about each place, and again in the next draft
def _words(text: str) -> tuple[Span, ...]:
    return tuple(word.span for word in Tokens(text).of(Span(0, len(text))))


def idiom_over(flat: str, span: Span) -> bool:
    """Whether an idiom stands over the place, as it is: 慎终如始."""
    starts = range(max(0, span.end - _IDIOM), span.start + 1)
    return any(flat[start : start + _IDIOM] in idioms(_IDIOMS) for start in starts)


@cache
def idioms(name: str) -> frozenset[str]:
    """The lines of a lexicon."""
    return frozenset(resources.lexicon(name).read_text(encoding="utf-8").splitlines())


def coined(flat: str, span: Span) -> bool:
    """Whether the place is within a name of few letters in quotes: “湾事芜优”."""
    opening = flat.rfind("“", max(0, span.start - _COINED), span.start)
    closing = flat.find("”", span.end, span.end + _COINED)
    return opening >= 0 and closing >= 0 and closing - opening <= _COINED + 1 and "”" not in flat[opening : span.start]


def ends_quoted(flat: str, span: Span) -> bool:
    """Whether a single letter right behind a quotation ends what it begins: “亚、残”运|消防安保."""
    alone = alone_in(flat, span, span.of(flat)) if flat[span.start - 1 : span.start] == "”" else []
    return span.start in alone and span.end not in alone


def is_person(flat: str, span: Span) -> bool:
    """Whether the place begins in the name behind a title (县长陈志坚), or is in one of a list of people: 、计敏华两名律师."""
    if _TITLED.search(flat, max(0, span.start - _OF_TITLE), span.start + 1):
        return True
    start = max(flat.rfind(mark, max(0, span.start - 3), span.start) for mark in _MARKS) + 1
    return start > 0 and _PEOPLE.match(flat, start) is not None


def is_place(flat: str, span: Span) -> bool:
    """Whether the letter is of the name of a town or a village, two letters long, that is told three times or more: 赵集镇."""
    ends = (end for end in (span.end, span.end + 1) if span.start >= end - 2 >= 0 and flat[end : end + 1] in tuple("镇乡村街"))
    return any(flat.count(flat[end - 2 : end + 1]) > 2 for end in ends)


def echoes(flat: str, span: Span) -> bool:
    """Whether the letter is taken up from the name in quotes right before: “大禹鼎”金鼎."""
    closing = flat.rfind("”", max(0, span.start - _COINED), span.start)
    return closing >= 0 and span.of(flat) in flat[flat.rfind("“", 0, closing) : closing]


def elsewhere(flat: str, span: Span) -> int:
    """How often the letter stands beside the same letter in other places: of a report in all, of a longer text in those around."""
    before, after = flat[max(0, span.start - 1) : span.end], flat[span.start : span.end + 1]
    reach = max(0, span.start - _REPORT), span.end + _REPORT
    return max((flat.count(pair, *reach) - 1 for pair in (before, after) if len(pair) == 2 and all("\u4e00" <= letter <= "\u9fff" for letter in pair)), default=0)


def quoted(flat: str, span: Span) -> bool:
    """Whether the place is inside quotation marks, or in a title."""
    opening = flat.rfind("“", max(0, span.start - 12), span.start)
    return (opening >= 0 and "”" not in flat[opening : span.start] and "”" in flat[span.end : span.end + 12]) or in_title(flat, span)


def meet_in(flat: str, span: Span) -> bool:
    """Whether one of two equal letters ends a word and the other begins one."""
    middle = span.start + 1
    return dictionary().get(flat[middle - 2 : middle]) is not None and dictionary().get(flat[middle : middle + 2]) is not None


def is_parallel(flat: str, span: Span, right: str) -> bool:
    """Whether the letter stands in one of two halves made alike: 统收统支, 学法、知法, 一址多照, 以讲促学, 议则必决, 法言法语. None begins a word: 体制机制|弊端."""
    at = span.start
    if at < 3:
        return False
    if any(_MOULD.fullmatch(flat, start, start + 4) for start in (at - 3, at - 1, at)):
        return True
    if flat[at] == flat[at + 2 : at + 3] or _in_frame(flat, at) or is_half(flat, Span(at, at + 2)):
        return True
    if flat[at - 1] == flat[at - 3]:
        return words_about(flat, span, right)[0] < at
    return flat[at - 1] == "、" and flat[at + 1 : at + 2] == flat[at - 2]


def is_half(flat: str, pair: Span) -> bool:
    """Whether two letters are made like the word beside them, with the same object: 学法悟法, 知纪、遵纪."""
    before, after = flat[max(0, pair.start - 3) : pair.start].rstrip("、")[-2:], flat[pair.end : pair.end + 3].lstrip("、")[:2]
    return any(other[1:] == flat[pair.end - 1 : pair.end] and other != pair.of(flat) and other in dictionary() for other in (before, after))


def _in_frame(flat: str, at: int) -> bool:
    """Whether only this letter differs between two frames that an item of a row shares with the one beside it: 严格抓早、严格抓小."""
    start = max(flat.rfind(mark, max(0, at - _LONG), at) for mark in _MARKS) + 1
    item = _ITEM.match(flat, start) if start else None
    if item is None or not _LEAST <= len(item[0]) <= _LONG or item.end() <= at:
        return False
    place, length = at - start, len(item[0])
    before, after = flat[start - 1 - length : start - 1], flat[item.end() + 1 : item.end() + 1 + length]
    for other, mark in ((before, flat[start - 1]), (after, flat[item.end() : item.end() + 1])):
        if mark == "、" and len(other) == length:
            same = [one == two for one, two in zip(item[0], other, strict=True)]
            if sum(same) > 1 and not same[place] and all(same[max(0, place - 1) : place] + same[place + 1 : place + 2]):
                return True
    return False


def makes_name(flat: str, span: Span, right: str) -> bool:
    word = words_about(flat, span, right)[2]
    return len(word) > 1 and dictionary().get(word) in _PLACES


def makes_idiom(flat: str, span: Span, right: str, name: str) -> bool:
    """Whether the letter completes an idiom, or a word of the trade of up to six letters."""
    known = idioms(name)
    ends = range(span.end, min(len(flat), span.end + _LONGEST) + 1)
    starts = range(max(0, span.end - _LONGEST), span.start + 1)
    return any(flat[start : span.start] + right + flat[span.end : end] in known for start in starts for end in ends if 4 <= end - start <= _LONGEST)

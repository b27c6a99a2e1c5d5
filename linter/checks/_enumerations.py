"""Lists with 、 and the slogans that announce their length: 检查事项、检查依据、检查结果“三公开”, “学校、家庭、社会”三位一体."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from linter.document import Span
from linter.facts.numerals import parse
from linter.facts.subjects import VERBS
from linter.late import late

_OPENERS, _CLOSERS = "（《“‘〔", "）》”’〕"
_JOINED = late(r"以及|和|与|及|、")
_NO_JOINT = frozenset("参与 给与 赋与 和谐 和解 和平 和睦 调和 共和 缓和 及时 涉及 普及 波及 提及".split())  # words with such a letter in them
_NUMERALS = "一二两三四五六七八九十百千万"
_MARK = late(r"[，。；：（）\n]")
_HALVES = 2  # of a name like “三书一函”
_WORD = 3  # letters of a slogan's word at most that each item begins with
_ITEM = 14  # characters of an item of such a list at most
_AFTER = late(r"[^，。；：、“”（）]{0,6}(?:(?P<opening>[（：])|，即|——)(?P<list>[^，。；：（）——]{3,120})(?P<end>[，。；）]|$)")
_BY_ORDINALS = late("即?(?:一方面|一是|一个是|第一|其一|首先)")  # the 、 part what is inside one of them
_ENDS = ("局院委办厅部队会所处科股室", "镇乡村道县区市旗")  # last letters of names of one class
_FROM_TO = late("从[^、]{1,6}到[^、]{1,6}、")  # 从国家到省、市、县四级
_WON = ("荣获", "获得", "入选", "获评", "获")  # 电影《甲》、歌曲《乙》荣获“五个一工程”奖
_AFTER_NUMBER = late(r"(?:\d{1,9}|[二两三四五六七八九十])(?:个|家|所)[^、]{0,4}?(?:以及|和|及|与|、)")  # of an earlier list: 6个镇街以及
# what may follow a list and begin another: 林业局和4个乡镇
_OPEN = late("(?:以及|所属|下辖|其他|其它|有关|相关|辖区|全部|另外|[和与及或对在向赴到以由将把各])$")
_INSIDE = late(r"(?<=[局委办厅部门院会])(?:在|对|向|就)(?=[\u4e00-\u9fff]{2})")  # 会同甲局、乙部门在健身、美容两个行业
_WHERE = late(r"^(?:从|在|与|和|向|由|会同|联合|选取|确定|通过|采取|利用|运用|依托|借助|深入|走访|赴|督促|围绕|聚焦|就|对|把|将|按照|针对|抓好|突出|坚持|实现|做到|做好|落实|推行|构建|形成|建立|健全)")


class Announced(Struct, frozen=True):
    """A number of things, and how many are listed beside it at the least and at the most."""

    span: Span
    announced: int
    least: int
    most: int


def items_of(words: str) -> tuple[list[str], int]:
    """The items of a list parted by 、 at its own level, and how many more there are if every 和 parts two."""
    depth = 0
    items, start, more = [], 0, 0
    position = 0
    while position < len(words):
        character = words[position]
        if character in _OPENERS:
            depth += 1
        elif character in _CLOSERS:
            depth = max(0, depth - 1)
        elif depth == 0 and character in "、；":
            items.append(words[start:position])
            start = position + 1
        elif depth == 0 and (joint := _JOINED.match(words, position)) and not _in_word(words, position):
            more += 1
            position = joint.end() - 1
        position += 1
    items.append(words[start:])
    return [item for item in items if item.strip()], more


def _in_word(words: str, at: int) -> bool:
    return words[at - 1 : at + 1] in _NO_JOINT or words[at : at + 2] in _NO_JOINT


def closing_of(flat: str, start: int, end: int) -> int | None:
    """Where the bracket opened at `start` closes."""
    depth = 0
    for offset in range(start, min(end, start + 400)):
        depth += (flat[offset] == "（") - (flat[offset] == "）")
        if depth == 0:
            return offset
    return None


@lru_cache(maxsize=8)
def _pattern(counted: tuple[str, ...], places: tuple[str, ...]) -> re.Pattern[str]:
    names, nouns = ("|".join(map(re.escape, sorted(words, key=lambda name: -len(name)))) for words in (counted, places))
    names = names.replace("…", rf"[^“”（），。、；：\d\n{_NUMERALS}]{{0,4}}?")
    number = "[两二三四五六七八九十]"
    word = rf"(?:统一|一致|一体|[^“”，。、；：\d\n{_NUMERALS}]){{1,5}}"
    # each side begins with a character, which lets the engine pass over most of the text
    return late(
        rf"“(?P<quoted>{number})(?P<word>{word})(?:一|(?P<more>[一两二三四五])[^“”，。、；：\d\n{_NUMERALS}]{{1,3}})?”|[两二三四五六七八九十2-9](?<![第{_NUMERALS}“\d.].)(?:{names})"
        rf"|(?P<named>[两二三四五六七八九十]|(?<!\d)1[0-2]|(?<!\d)[2-9](?![\d.]))(?<![第{_NUMERALS}“].)(?:个|家|所|户|座|位|名)?(?:{nouns})"
    )


_RANKS = late("[国省市州盟县区旗乡镇街村社组]+$")
_AMONG = late("[^，。；：、（“”]{0,10}、“")


def slogans(flat: str, block: Span, lead_verbs: Sequence[str], counted: tuple[str, ...], places: tuple[str, ...]) -> Iterator[Announced]:
    """Quoted slogans, `counted` names and numbers of `places` whose numeral is not the length of the list right before or behind them."""
    text = block.of(flat)
    for match in _pattern(counted, places).finditer(text):
        numeral = match["quoted"] or match["named"] or match[0][0]
        announced = int(numeral) if numeral.isdigit() else parse(numeral) or 0
        composed = match["more"] is not None and match["word"] != "个"  # “三书一函” are four, “三个一律” three
        if composed:
            announced += parse(match["more"] or "") or 0
        before = text[max(0, match.start() - 120) : match.start()]
        if match[0][1:2] == "级" and (ranks := _RANKS.search(before)) and len(ranks[0]) == announced:
            continue  # 乡村两级联动
        found = _repeated(match["word"], before, text[match.end() :]) if match["quoted"] and not composed else None
        if found is None and match["named"]:
            found = _names(before, lead_verbs)
        elif found is None:
            named = not match["quoted"]
            behind = text[match.end() : match.end() + 140]
            if match["quoted"] and (before.endswith(("、", "”")) or _AMONG.match(behind)):
                continue  # one of several names: “在前”、“四个新”、“四个着力点”
            found = (None if composed else _before(before, announced, lead_verbs, named=named)) or _behind(behind, composed=composed)
            if composed and found and found[0] == _HALVES:
                continue  # “三河三湖”（甲乙丙、丁戊己）: told by its halves
        if found is not None:
            least, most = found
            if not least <= announced <= most:
                yield Announced(Span(block.start + match.start(), block.start + match.end()), announced, least, most)


def _names(before: str, lead_verbs: Sequence[str]) -> tuple[int, int] | None:
    """The names right before the number of places or bodies: alike in length or in their last letter, so that the list is whole."""
    clause = _AFTER_NUMBER.split(_MARK.split(before)[-1])[-1].rstrip("的共这")
    items, more = items_of(clause.removesuffix("等"))
    if len(items) < 2 or clause.endswith("、") or _OPEN.search(clause):
        return None
    plain = [_bare(items[0], lead_verbs), *items[1:]]
    if min(map(len, plain)) < 2 or max(map(len, plain)) > _ITEM or re.search(rf"[{_NUMERALS[1:]}\d]", "".join(plain)):
        return None
    same_end = len({item[-1] for item in plain}) == 1 or any(all(item[-1] in ends for item in plain) for ends in _ENDS)
    if not same_end and (len({len(item) for item in plain}) > 1 or any(item.startswith(VERBS) for item in plain)):
        return None
    return len(items), 99 if clause.endswith("等") else len(items) + more


def _repeated(word: str, before: str, after: str) -> tuple[int, int] | None:
    """A list whose items all begin with the slogan's word: 进机关、进社区…“四进”, 同步部署、同步落实的“两同步”."""
    if len(word) > _WORD or max(before.count(word), after[:160].count(word)) < 2:
        return None  # most are, and a pattern is dear to compile
    item = rf"{word}[^，。；：、“”（）]{{1,10}}"
    items = rf"(?P<list>{item}(?:(?:、|和|及|与){item})+)"
    found = re.search(rf"{items}(?:等)?的?$", before) or re.match(rf"[^，。；：、“”（）]{{0,10}}(?:（|：|，即|——){items}", after[:160])
    if found is None:
        return None
    count = len(re.findall(rf"(?:^|[、和及与]){word}", found["list"]))
    begun_before = len(word) > 1 and before[: found.start()].endswith(("、", "和", "及")) and found.string is before
    return count, 99 if begun_before or "等" in found[0][-3:] else count


def _before(before: str, announced: int, lead_verbs: Sequence[str], *, named: bool) -> tuple[int, int] | None:
    """The list that ends where the numeral begins, in quotation marks or in its clause, as far as it is sure to be whole.

    Two things before a slogan need not be its list (规范化、标准化“三年行动”); two before what is `named` (汽修、印刷三个行业) are.
    """
    quoted = re.search(r"“(?P<list>[^“”，。；：]{3,60})”$", before)
    if quoted:
        return _range(quoted["list"]) if "、" in quoted["list"] else None
    clause = _MARK.split(before)[-1].rstrip("的共这")
    begun = _INSIDE.split(clause)[-1]
    clause = begun if "、" in begun else clause
    if "、" not in clause or clause.endswith(("”", *_WON)):
        return None
    items, more = items_of(clause.removesuffix("等"))
    first = _bare(items[0], lead_verbs)
    plain = [first, *items[1:]]
    if len(items) < 2 or max(map(len, plain)) > _ITEM:
        return None
    if items[-1][:2] in lead_verbs and items[0][:2] != items[-1][:2]:
        return None  # 严格规范文明执法、推进行政执法“三项制度”: the last verb has the slogan for its object
    open_end = clause.endswith("等")
    least, most = len(items), 99 if open_end else len(items) + more + (_FROM_TO.search(clause) is not None)
    sure = named and first != items[0] and len(first) <= max(map(len, items[1:])) + 1
    alike = sure or 1 in (len({item[:2] for item in plain}), len({item[-2:] for item in plain})) or (len(items) > 2 < len(first) and len({len(item) for item in plain}) == 1)
    if least > announced:  # the list may begin inside one of the items
        return (least, most) if alike else None
    few = len(items) < 3
    if few and (not named or min(map(len, plain)) < 2 or any(numeral in items[-1] for numeral in _NUMERALS[1:])):
        return (least, most) if alike else None
    return (least, most) if alike or announced - most <= (1 if few else 2) else None


def _bare(item: str, lead_verbs: Sequence[str]) -> str:
    """The first item without the verb or preposition before the list."""
    found = max((item.rfind(verb) + len(verb) for verb in lead_verbs if verb in item), default=0)
    bare = item[found:] if len(item) - found > 1 else item
    return _WHERE.sub("", bare) or bare


def _behind(after: str, *, composed: bool = False) -> tuple[int, int] | None:
    """The list in brackets or behind a colon: “三张清单”（权力清单、责任清单、负面清单）. The two halves of a name may be told one after the other (“四级三类”：“四级”为…，“三类”指…)."""
    found = _AFTER.match(after)
    if found is None or "、" not in found["list"] or re.search(r"\d", found["list"]) or (composed and found["end"] == "，"):
        return None
    if _BY_ORDINALS.match(found["list"]):
        return None
    if found["opening"] and found["end"] == "；":
        return None  # ：…；…；…: the 、 part what is inside one of them
    items, _ = items_of(found["list"])
    if len(items) < 2 or max(map(len, items)) > _ITEM or sum(map(len, items)) < 2 * len(items):
        return None
    return _range(found["list"])


def _range(words: str) -> tuple[int, int]:
    open_end = words.endswith("等")
    items, more = items_of(words.removesuffix("等"))
    return len(items), 99 if open_end else len(items) + more

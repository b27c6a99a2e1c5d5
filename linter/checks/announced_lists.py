"""Lists announced by a number and not of that length: 3家企业（甲、乙）, “四进”（进乡村、进社区、进企业）, 以下五个方面：一是…四是.

A 、 inside brackets or quotation marks, and 和, may or may not part two items, so a list has a least and a greatest
length, and only a number outside both is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._enumerations import closing_of, items_of, slogans
from linter.checks._respective import respective
from linter.checks._series import series
from linter.checks._sums import says
from linter.document import Span
from linter.facts import Facts
from linter.facts.citations import Citation, citations
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.numerals import parse
from linter.facts.subjects import VERBS
from linter.late import late


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`not_lists`: how a bracket begins that explains and does not list; `kinds`: nouns whose bracket names their sorts;
    `lead_verbs`: verbs behind which a list before its number begins; `papers`: nouns that 《…》 are counted by; `topics`: words
    that announce 一是、二是; `systems`: names like 三项制度 whose parts are listed beside them; `counted`: what other numerals count a list by (四位一体; 种…形式: up to four letters in between);
    `places`: nouns of places, bodies and firms whose names stand before their number (城关、东岭两个镇)."""

    not_lists: list[str]
    kinds: list[str]
    lead_verbs: list[str]
    papers: list[str]
    topics: list[str]
    systems: list[str]
    counted: list[str]
    places: list[str]


_CN = "[二两三四五六七八九十]"
_EACH_MONTH = late(r"分别(?:于|在)?(?P<months>(?:\d{1,2}月(?:份|初|底|末|[上中下]旬|\d{1,2}日)?(?:、|和|及)?){2,})[^\d，。；、]{0,16}$")
_IN_MONTHS = late(r"[^，。；、\d]{0,10}，分别(?:于|在)(?P<months>\d{1,2}月(?:份|初|底|末|[上中下]旬|\d{1,2}日)?(?:(?:、|和|及)\d{1,2}月(?:份|初|底|末|[上中下]旬|\d{1,2}日)?)+)(?!至)")
_NAMED = late(r"，(?:分别|依次)(?:是|为|开展了?|实施了?)(?P<names>(?:(?:、|和|及|以及)?“[^“”\n]{2,16}”[\u4e00-\u9fff]{0,6}){2,})")
_ANEW = late(r"，(?:分别|依次)(?:是|为|围绕|聚焦)(?P<names>[^，；。：（\d]{2,20}、[^，；。：（\d]{2,40}?)(?P<own>[2-9])(?:个|项|类)[^，；。、\d]{0,8}(?=[，。；]|$)")
_NAMED_BY = "行政执法"  # what goes before the name of its three systems
_NAME = 4  # letters of a proper name at least
_MOST = 12  # a bracket behind 62所学校 does not list 62 names


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat = facts(folded)
    for figure in facts(figures).all:
        if figure.exact and figure.value == int(figure.value) and 2 <= figure.value <= _MOST:
            yield from _bracket(flat, figure, params)
            yield from _papers(flat, figure, facts(citations).outer, params)
            yield from _months(flat, figure)
            yield from _quoted(flat, figure)
            yield from _counted_anew(flat, figure)
    for row in facts(figures).by_sentence:
        for told in respective(flat, row):
            yield _hit(told.span, told.announced, told.least, told.most, "respective")
    for block in facts(body):
        for slogan in slogans(flat, block.span, params.lead_verbs, tuple(params.counted), tuple(params.places)):
            yield _hit(slogan.span, slogan.announced, slogan.least, slogan.most, "slogan")
        yield from _systems(flat, block.span, params)
    for found in series(flat, [block.span for block in facts(body)], tuple(params.topics)):
        yield _hit(found.span, found.announced, found.count, found.count, "series")


def _hit(span: Span, announced: int, least: int, most: int, variant: str = "default") -> Hit:
    count = str(least) if least == most else f"{least}至{most}"
    return Hit(span, {"announced": announced, "count": count}, variant=variant)


def _bracket(flat: str, figure: Figure, params: Params) -> Iterator[Hit]:
    """3家重点企业（甲公司、乙公司、丙公司）."""
    opening = figure.tail.end
    noun = figure.tail.of(flat)
    if flat[opening : opening + 1] != "（" or not 1 <= len(noun) <= 12 or says(noun, ("的", "等")):
        return
    closing = closing_of(flat, opening, figure.sentence.span.end)
    if closing is None:
        return
    words = flat[opening + 1 : closing]
    items, more = items_of(words)
    if len(items) < 2 or words.startswith(tuple(params.not_lists)) or re.search(r"\d|[，：；]", words):
        return
    if noun.endswith(tuple(params.kinds)) and min(map(len, items)) < _NAME:
        return  # 62家单位（村、社区）: sorts of them, where names would be longer
    if sum(map(len, items)) < 3 * len(items) or max(map(len, items)) > 30:
        return  # 村（居、社区): another word for it
    open_end = words.rstrip().endswith("等") or "等" in items[-1][-4:]
    announced, least, most = int(figure.value), len(items), len(items) + more
    wrong = least > announced if open_end else not least <= announced <= most
    if wrong and min(abs(announced - least), abs(announced - most)) <= 2 and (least > 2 or announced <= 4):
        yield _hit(Span(figure.span.start, opening), announced, least, most)


def _papers(flat: str, figure: Figure, titles: tuple[Citation, ...], params: Params) -> Iterator[Hit]:
    """制定3个规范性文件，分别是《甲》《乙》; 印发《甲》《乙》2个文件."""
    tail = figure.tail.of(flat).strip() or figure.lead.of(flat).strip()  # 3个规范性文件; 规范性文件3个
    if not tail.endswith(tuple(params.papers)) and not tail.startswith(tuple(params.papers)):
        return
    announced = int(figure.value)
    after = re.match(r"，?(?:分别(?:是|为)|即|具体为|包括|：|（)", flat[figure.tail.end : figure.sentence.span.end])
    if after:
        run = _run(flat, titles, figure.tail.end + after.end(), figure.sentence.span.end)
        reach = run[-1].span.end if run else 0
        if run and not re.match(r"[^。；]{0,12}等", flat[reach : reach + 14]) and len(run) != announced:
            yield _hit(Span(figure.span.start, figure.tail.end), announced, len(run), len(run), "papers")
        return
    before = [title for title in titles if figure.sentence.span.start <= title.span.start and title.span.end <= figure.span.start]
    run = []
    edge = figure.span.start
    for title in reversed(before):
        between = flat[title.span.end : edge]
        if not re.fullmatch(r"(?:（[^）]{0,30}）)*(?:、|和|及|与|以及|等)?", between):
            break
        run.insert(0, title)
        edge = title.span.start
    if not run:
        return
    open_end = flat[run[-1].span.end : figure.span.start].endswith("等")
    if (len(run) > announced) if open_end else (len(run) >= 2 and len(run) != announced):
        yield _hit(Span(figure.span.start, figure.tail.end), announced, len(run), len(run), "papers")


def _quoted(flat: str, figure: Figure) -> Iterator[Hit]:
    """专项行动6次，分别是“春雷”“护苗”“清源”: names in quotes that are told one by one to the end of the sentence."""
    match = _NAMED.match(flat, figure.tail.end, figure.sentence.span.end)
    if match and re.match("[。；]?$|[。；]", flat[match.end() : figure.sentence.span.end]):
        count = match["names"].count("“")
        if count != figure.value:
            yield _hit(Span(figure.span.start, figure.tail.end), int(figure.value), count, count)


def _counted_anew(flat: str, figure: Figure) -> Iterator[Hit]:
    """讲座4场，分别为宪法、民法典、行政处罚法3个专题: what is told one by one bears another number, which is that of the list."""
    match = _ANEW.match(flat, figure.tail.end, figure.sentence.span.end)
    if match is None or "等" in match["names"]:
        return
    items, more = items_of(match["names"])
    if int(match["own"]) != figure.value and len(items) <= int(match["own"]) <= len(items) + more and not len(items) <= figure.value <= len(items) + more:
        yield _hit(Span(figure.span.start, figure.tail.end), int(figure.value), len(items), len(items) + more)


def _months(flat: str, figure: Figure) -> Iterator[Hit]:
    """分别于3月、6月、9月开展联合检查4次."""
    if figure.unit not in ("次", "场", "期", "轮", "批"):
        return
    match = _EACH_MONTH.search(flat, max(figure.sentence.span.start, figure.span.start - 80), figure.span.start) or _IN_MONTHS.match(flat, figure.span.end, figure.sentence.span.end)
    if match:
        count = len(re.findall("月", match["months"]))
        if count != figure.value and len(set(re.findall(r"\d+月", match["months"]))) == count:
            yield _hit(figure.span, int(figure.value), count, count, "months")


def _run(flat: str, titles: tuple[Citation, ...], start: int, end: int) -> list[Citation]:
    """Titles that follow one another from `start` with nothing but marks, numbers and 和 between."""
    run: list[Citation] = []
    edge = start
    for title in titles:
        if title.span.start < edge or title.span.end > end:
            continue
        if not re.fullmatch(r"(?:（[^）]{0,40}）)*[、，；]?(?:和|及|与|以及)?", flat[edge : title.span.start]):
            break
        run.append(title)
        edge = title.span.end
    return run


@lru_cache(maxsize=8)
def _of_systems(systems: tuple[str, ...]) -> re.Pattern[str]:
    return late(rf"{_CN}[项个大](?:法定|必经|必要|必备|主要|重要|基本|核心|配套|工作)?(?:{'|'.join(map(re.escape, systems))})")


def _systems(flat: str, block: Span, params: Params) -> Iterator[Hit]:
    """“行政执法公示、执法全过程记录”三项制度; 落实甲制度、乙制度三项制度: the list before is whole where quotes or a verb begin it."""
    for match in _of_systems(tuple(params.systems)).finditer(flat[block.start : block.end]):
        announced = parse(match[0][0]) or 0
        at = Span(block.start + match.start(), block.start + match.end())
        before = flat[block.start : at.start].rstrip("“‘")
        if before.endswith(_NAMED_BY) and before != flat[block.start : at.start]:
            continue  # 集体决策、行政执法“三项制度”: an item itself
        quoted = re.search(r"“([^“”]{4,80})”$", before)
        words = quoted[1] if quoted else _clause(before, params)
        if words is None or "、" not in words:
            continue
        items, more = items_of(words)
        least, most = len(items), len(items) + more
        if more == 1 and _parts_evenly(items):
            least = most
        elif not quoted and (not all(item[-2:] == items[-1][-2:] for item in items) or words.endswith("等")) and any(item.startswith(VERBS) for item in items):
            least = 0  # the list may begin before the clause's own verb
        if words.endswith("等"):
            most = max(most, announced)
        if not least <= announced <= most:
            yield _hit(at, announced, max(least, len(items)), most)


def _parts_evenly(items: Sequence[str]) -> bool:
    """Whether 和 in the last item surely parts two: unparted it would be more than twice as long as any other."""
    return bool(re.fullmatch("[^和]{2,}和[^和]{2,}", items[-1])) and len(items) > 2 and len(items[-1]) > 2 * max(map(len, items[:-1]))


def _clause(before: str, params: Params) -> str | None:
    """The words after the first verb of the clause that ends here; null where no known verb begins it."""
    clause = re.split(r"[，。；：]", before)[-1]
    found = [clause.find(verb) + len(verb) for verb in params.lead_verbs if 0 <= clause.find(verb) <= 10]
    return clause[max(found) :] if found else None

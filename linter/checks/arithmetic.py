"""Parts that do not make up their whole: 受理130件，已办结122件，正在办理9件; 其中…; …合计; more done than came in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain, pairwise

from linter.checks import Hit
from linter.checks._flows import NEAR, Words, all_and_a_rest, flows, more_than_came
from linter.checks._sums import Found, additive, between, equal, leading_equal, mismatch, says, slack, some_equal, total
from linter.facts import Facts, units
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded
from linter.review import SEVERITIES


class Params(Words, frozen=True, forbid_unknown_fields=True):
    """Words of the trade. `complements`: labels that together are everything; `event_verbs`: what begins a new statement;
    `outcomes`: ends of a case of which it has one; `overlapping`: attributes that one may have beside another; `summed_up`: verbs of a total (共清理4件)."""

    event_verbs: list[str]
    outcomes: list[str]
    complements: list[list[str]]
    overlapping: list[str]
    summed_up: list[str]


_PART_MARK = re.compile(r"^(?:[^，；：。]{0,20}[，、]){0,2}[^，；：。、]{0,14}?(?P<mark>其中|包括|分为|分别是|分别为|即|含)")
_OF_THEM = re.compile(r"^[^，；：。、（]{0,14}(?<![集期年])中(?:，|有|(?=[^国央心小期型]))")
_COLON = re.compile(r"^(?:[^，；：。、]{0,8})：")
_PAREN = re.compile(r"^[^，；：。、（）]{0,12}（(?P<mark>其中|包括|含)?")
_TOTAL = re.compile(r"^(?:[，、]|）)?(?:以上|各项|两项|三项)?(?:合计|共计|总计|一共|共)(?:为|达|有)?$")
_SUMMED_UP = re.compile(r"^，(?:全年|一|总)?共(?P<words>[^，；：。、（）\d]{2,12})$")
_SET_APART = re.compile(r"[，；](?:这些案件|上述案件|按[^，；：。、\d]{1,8}分，?)?其中(?:，|：)?[^，；：。、\d]{0,20}$")
_MORE_FOLLOWS = re.compile(r"^、[^，；。、\d]{1,16}(?:约|近)?\d")
_OPEN_END = re.compile(r"^[^，；。]{0,12}等(?!级|候|待|于)|主要(?:是|有|为|包括|涉及)")
_NEXT = re.compile(r"^[^，；：。、]{0,16}，[^，；：。、]{0,10}$")
_DIFFERENCE = re.compile("比上年|较上年|比去年|同比|增加|减少|提高|降低")
_CLAUSE_END = re.compile(r"[；。）！？]")
_WHY = re.compile("^(?:因|系|属于?|由于|是)")
# how much may be left out before a list is taken to name only some: the more parts are named, the less likely
_SMALL = {2: Decimal("0.08"), 3: Decimal("0.10")}
_SMALL_OF_MANY, _SMALL_OF_A_KIND, _VISIBLE = Decimal("0.12"), Decimal("0.15"), Decimal("0.20")
_PAPERS = frozenset("件 份 个 项 条 部 篇".split())  # what may be counted together as 件
# 在办结案件中，… and 结案中处罚…: the head names a whole that was given before
_EARLIER = re.compile(r"(?:^|[，；。])(?:在|对)?(?:上述|以上|全部|所有|已|全年|当年|各类|这些)*(?P<head>[^，；。、：\d]{2,14}?)(?:的?案件|的)?(?<!其)中，?[^，；。、]{0,20}$")
_ALL_OF = re.compile(r"^(?:全部|均|都)")
_FILLERS = re.compile("^(?:已|共|均|并|还|另|又|全年|累计| )+")


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat = facts(folded)
    rows = facts(figures).by_sentence
    reported: set[int] = set()
    for position, sentence in enumerate(rows):
        row = [figure for figure in sentence if figure.unit not in units.PERCENT]
        if not row:
            continue
        earlier = [figure for before in rows[max(0, position - 2) : position] for figure in before if figure.sentence.section == row[0].sentence.section]
        found = chain.from_iterable(finder(flat, row, params) for finder in (_totals, _restated, _listed, _set_apart, flows, more_than_came, all_and_a_rest)) if len(row) > 1 else ()
        hits = sorted(chain(found, _of_earlier(flat, row, earlier, params)), key=lambda one: SEVERITIES.index(one[0].severity or SEVERITIES[0]))
        for hit, used in hits:
            if not reported & used:  # one wrong figure spoils every sum it is in
                reported |= used
                yield hit


def _totals(flat: str, row: Sequence[Figure], params: Params) -> Found:
    """设立2件、变更28件、终止17件，合计46件: the total comes last."""
    for position in range(2, len(row)):
        whole = row[position]
        gap = between(flat, row[position - 1], whole)
        verb = _summing(gap, params)
        if not additive(whole) or not (verb or _TOTAL.match(gap)):
            continue
        before: list[Figure] = []
        for figure in reversed(row[max(0, position - NEAR) : position]):
            if not additive(figure) or (before and re.search("[；。]", between(flat, figure, before[0]))):
                break
            before.insert(0, figure)
        suffixes = [before[first:] for first in range(len(before) - 1)]
        sorts = bool(verb) and _one_list(flat, before) and _labelled(flat, before, params)
        if any(equal(whole, suffix) for suffix in suffixes) or (not sorts and some_equal(whole, before)):
            continue
        same = [suffix for suffix in suffixes if all(part.kind == whole.kind for part in suffix)]
        mixed = [suffix for suffix in suffixes if all(part.unit in _PAPERS for part in (whole, *suffix)) and _one_list(flat, suffix)]
        if verb:  # 共清理4件 sums up what was 清理 before, or sorts that are everything
            same = [suffix for suffix in same if _one_list(flat, suffix) and (_labelled(flat, suffix, params) or verb in suffix[0].lead.of(flat))]
            mixed = []
        if same or mixed:
            yield mismatch("total", whole, (same or mixed)[0])


def _summing(gap: str, params: Params) -> str | None:
    """The verb of a total that has one: 清理 in ，共清理4件."""
    match = _SUMMED_UP.match(gap)
    return next((verb for verb in params.summed_up if match["words"].startswith(verb)), None) if match else None


def _one_list(flat: str, parts: Sequence[Figure]) -> bool:
    return all(re.fullmatch("[、和及与][^，；。]{1,16}", between(flat, one, other)) for one, other in pairwise(parts))


def _restated(flat: str, row: Sequence[Figure], params: Params) -> Found:
    """代表建议8件、政协提案13件，21件全部答复: the sum of a list, or one of its figures, said again."""
    for position in range(2, len(row)):
        again = row[position]
        before = [figure for figure in row[max(0, position - NEAR) : position] if figure.kind == again.kind and additive(figure)]
        if not additive(again) or not re.fullmatch("，", between(flat, row[position - 1], again)) or not _ALL_OF.match(again.tail.of(flat)):
            continue
        listed = row[position - 2 : position]
        if any(figure not in before for figure in listed) or any(figure.value == again.value for figure in before):
            continue
        if _one_list(flat, listed) or (again.value > max(figure.value for figure in before) and re.fullmatch("[^，；。]{0,10}，[^，；。]{1,20}", between(flat, *listed))):
            sums = [before[first:] for first in range(len(before))]
            if not any(equal(again, some) for some in sums) and not some_equal(again, before):
                yield mismatch("total", again, listed)


def _listed(flat: str, row: Sequence[Figure], params: Params) -> Found:
    """N件，其中A件、B件; N件：A件、B件; N件（A件、B件）; N件中，A件、B件; 评查30份，优秀24份、合格6份; 5件，2件因…，3件因…."""
    for position, whole in enumerate(row[:-1]):
        first = row[position + 1]
        if first.kind != whole.kind or not additive(whole) or _DIFFERENCE.search(whole.lead.of(flat)):
            continue
        gap = between(flat, whole, first)
        listed, paren = _PART_MARK.match(gap), _PAREN.match(gap)
        marked, colon, of_them, follows = listed or paren, _COLON.match(gap), _OF_THEM.match(gap), _NEXT.match(gap)
        if not (marked or colon or of_them or follows) or (paren and not listed and "）" in gap) or _head(flat, first) is not None:
            continue
        parts = _parts(flat, row[position + 1 : position + NEAR], whole, params, some=not (colon or of_them))
        if not parts:
            continue
        near = row[max(0, position - NEAR) : position + 1]
        if marked or colon:
            sure = marked is None or not marked["mark"] or marked["mark"] in ("分为", "分别是", "分别为", "即", "包括")
            yield from _judge(flat, whole, parts, params, near, exhaustive=sure)
        elif of_them:
            yield from _judge(flat, whole, parts, params, (), exhaustive=False, classified=len(parts) > 2)
        elif _labelled(flat, parts, params) and not _labelled(flat, [whole, *parts], params):
            yield from _judge(flat, whole, parts, params, near, exhaustive=True)
        elif len(parts) > 1 and all(not part.lead.of(flat).strip() for part in parts):
            yield from _judge(flat, whole, parts, params, near, exhaustive=all(_WHY.match(part.tail.of(flat)) for part in parts))
        elif len(parts) > 2 and _of_a_kind(flat, parts) and _one_list(flat, parts):
            yield from _judge(flat, whole, parts, params, near, exhaustive=False)
        elif len(parts) > 1 and says(whole.lead.of(flat), (*params.intake, *params.done[:3])) and _outcomes(flat, parts, params) and not any(equal(figure, parts) for figure in near) and total(parts) > whole.value:
            yield mismatch("over", whole, parts, "warning")


def _set_apart(flat: str, row: Sequence[Figure], params: Params) -> Found:
    """处罚112起，罚款86万元，其中A类47起、…; 调处264起，化解率98%；其中…: other figures stand between the parts and their whole."""
    for position, first in enumerate(row):
        if not position or not additive(first):
            continue
        before, gap = row[position - 1], between(flat, row[position - 1], first)
        if not _SET_APART.search(gap) or (before.kind == first.kind and _PART_MARK.match(gap)) or _head(flat, first) is not None:
            continue
        wholes = [figure for figure in row[max(0, position - NEAR) : position] if figure.kind == first.kind and additive(figure)]
        parts = _parts(flat, row[position : position + NEAR], first, params) if wholes else []
        if len(parts) > 1:
            nearest = min(reversed(wholes), key=lambda whole: abs(whole.value - total(parts)))
            yield from _judge(flat, nearest, parts, params, wholes, exhaustive=False)


def _outcomes(flat: str, parts: Sequence[Figure], params: Params) -> bool:
    """Whether every part is an outcome that a case has only one of: 作出处罚决定, 不予处罚, 撤销立案."""
    words = [_FILLERS.sub("", part.lead.of(flat)) for part in parts]
    return all(says(word, params.outcomes) for word in words) and len(set(words)) == len(words)


def _of_a_kind(flat: str, parts: Sequence[Figure]) -> bool:
    """Whether the labels begin or end alike: 进社区、进企业、进学校; 书记主持、主任主持."""
    words = [part.lead.of(flat).strip("，、； ") for part in parts]
    if any(len(word) < 2 for word in words):
        return False
    return len({word[0] for word in words}) == 1 or len({word[-2:] for word in words}) == 1


def _head(flat: str, figure: Figure) -> str | None:
    """What the clause before the figure says its parts are of: 办结 in 在办结案件中，食品类87件."""
    start = max(figure.sentence.span.start, figure.span.start - 44)
    before = flat[start : figure.span.start]
    match = _EARLIER.search(before) if "中" in before else None
    return match["head"] if match else None


def _of_earlier(flat: str, row: Sequence[Figure], earlier: Sequence[Figure], params: Params) -> Found:
    """结案386件……；结案中处罚341件、不予处罚37件: the whole is a figure of that name, here or shortly before."""
    for position, first in enumerate(row):
        head = _head(flat, first) if additive(first) else None
        if head is None:
            continue
        wholes = [f for f in (*earlier, *row[:position]) if f.kind == first.kind and additive(f) and head in f.lead.of(flat) + f.tail.of(flat)]
        if not wholes:
            continue
        parts = _parts(flat, row[position : position + NEAR], wholes[-1], params, some=False)
        if parts:
            nearest = min(reversed(wholes), key=lambda whole: abs(whole.value - total(parts)))
            yield from _judge(flat, nearest, parts, params, wholes, exhaustive=False, classified=len(parts) > 2)


def _parts(flat: str, row: Sequence[Figure], whole: Figure, params: Params, *, some: bool = True) -> list[Figure]:
    """The figures that follow as parts: of one kind, exact, not parted by a full stop.

    `some`: the list may name only some, so that a new statement (，立案5家) or what is left over (，在办3件) ends it.
    """
    parts: list[Figure] = []
    for position, figure in enumerate(row):
        gap = between(flat, row[position - 1], figure) if position else ""
        if figure.kind != whole.kind or not additive(figure) or (figure.subject.verb == "" and "合计" in gap):
            break
        if position and (_CLAUSE_END.search(gap) or says(gap, ("其中", "合计", "共计", "总计", "累计", "同比", *params.stop))):
            break
        if some and position and "，" in gap and _breaks_off(flat, figure, parts[0], between(flat, whole, row[0]), params):
            break
        parts.append(figure)
    return parts


def _breaks_off(flat: str, figure: Figure, first: Figure, before: str, params: Params) -> bool:
    """Whether a new statement begins with this figure, or what is left over after 其中."""
    words = _FILLERS.sub("", figure.lead.of(flat))
    new = words.startswith(tuple(params.event_verbs)) and next(verb for verb in params.event_verbs if words.startswith(verb))
    if new and any(new in labels and says(first.lead.of(flat), labels) for labels in params.complements):
        return False
    return bool(new and new not in first.lead.of(flat)) or ("其中" in before and words.startswith(tuple(params.pending)))


@lru_cache(maxsize=64)
def _at_ends(labels: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(labels, key=lambda label: -len(label))))
    return re.compile(f"^(?:{words})|(?:{words})$")


def _labelled(flat: str, parts: Sequence[Figure], params: Params) -> bool:
    """Whether the parts bear labels that together are everything: 优秀, 合格, 不合格."""
    if len(parts) < 2:
        return False
    words = [(part.lead.of(flat) + part.tail.of(flat)).strip(" 的为有") for part in parts]
    for labels in params.complements:
        if not says(words[0], labels):
            continue
        met = {match[0] for word in words for match in _at_ends(tuple(labels)).finditer(word)}
        if len(met) >= 2 and all(says(word, labels) for word in words):
            return True
    return False


def _judge(flat: str, whole: Figure, parts: list[Figure], params: Params, row: Sequence[Figure], *, exhaustive: bool, classified: bool = False) -> Found:
    """`row`: the sentence, where 其中 may mean another figure than the last one before it. `classified`: the parts are sorts of
    the whole (处罚案件中，渔政类、农资类、农机类), of which few are left out."""
    text = flat[whole.span.start : parts[-1].tail.end]
    # 其余 and 其他 close a list; 等 and 主要 leave it open
    labelled = _labelled(flat, parts, params)
    closing = parts[-1].lead.of(flat).strip("，、； ").startswith(tuple(params.rest))
    closed = exhaustive or labelled or closing
    candidates = [figure for figure in row if figure.index < parts[0].index and figure.kind == whole.kind and additive(figure)] or [whole]
    if _MORE_FOLLOWS.match(flat[parts[-1].tail.end :][:24]) and not closing:
        if any(total(parts) <= figure.value for figure in candidates):
            return  # the list goes on in another unit: 投诉756件、举报312件、咨询1860人次
        closed = False
    if "主要" in text or _OPEN_END.search(flat[parts[-1].span.end : parts[-1].span.end + 20]):
        closed = False
    biggest = max(parts, key=lambda part: part.value)
    if all(biggest.value > figure.value + slack([biggest], figure) for figure in candidates):
        yield mismatch("exceeds", whole, [biggest])
        return
    if len(parts) < 2 or (says(text, params.overlapping) and not labelled) or any(equal(figure, parts) for figure in candidates):
        return
    if not labelled and any(leading_equal(figure, parts) for figure in candidates):
        return
    if len(parts) > 2 and equal(parts[0], parts[1:]):
        return  # 其中有问题320家，已整改310家，剩余10家: the later ones are parts of a part
    if not closed and whole.kind == "人" and any("，" in between(flat, one, other) for one, other in pairwise(parts)):
        return  # one person may be in several of them
    missing = (whole.value - total(parts)) / whole.value if whole.value else Decimal(1)
    if closed:
        yield mismatch("parts", whole, parts)
    elif all(total(parts) > figure.value for figure in candidates):
        yield mismatch("over", whole, parts, None if whole.kind != "人" and _one_list(flat, parts) else "warning")
    elif 0 < missing <= (_SMALL_OF_A_KIND if classified or _of_a_kind(flat, parts) else _SMALL.get(len(parts), _SMALL_OF_MANY)):
        yield mismatch("short", whole, parts, "warning")
    elif 0 < missing <= _VISIBLE:
        yield mismatch("short", whole, parts, "info")

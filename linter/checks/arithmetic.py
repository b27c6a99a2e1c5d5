"""Parts that do not make up their whole: 受理130件，已办结122件，正在办理9件; 其中…; …合计; more done than came in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain, pairwise

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._sums import additive, around, equal, leading_equal, said, says, slack, some_equal, sum_said, total
from linter.facts import Facts, units
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded
from linter.review import SEVERITIES


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """Words of the trade. `complements`: labels that together are everything; `event_verbs`: what begins a new statement;
    `outcomes`: ends of a case of which it has one; `failed`: labels of what did not succeed; `left_to`: how a rest goes on
    (1件引导诉讼); `brought_together`: labels of a whole that has last year's cases in it."""

    intake: list[str]
    done: list[str]
    pending: list[str]
    rest: list[str]
    carried_over: list[str]
    event_verbs: list[str]
    outcomes: list[str]
    failed: list[str]
    left_to: list[str]
    brought_together: list[str]
    complements: list[list[str]]
    stop: list[str]
    overlapping: list[str]


_PART_MARK = re.compile(r"^(?:[^，；：。]{0,20}[，、]){0,2}[^，；：。、]{0,14}?(?P<mark>其中|包括|分为|分别是|分别为|即|含)")
_OF_THEM = re.compile(r"^[^，；：。、（]{0,14}(?<![集期年])中(?:，|有|(?=[^国央心小期型]))")
_COLON = re.compile(r"^(?:[^，；：。、]{0,8})：")
_PAREN = re.compile(r"^[^，；：。、（）]{0,12}（(?P<mark>其中|包括|含)?")
_TOTAL = re.compile(r"^(?:[，、]|）)?(?:以上|各项|两项|三项)?(?:合计|共计|总计|一共|共)(?:为|达|有)?$")
_OPEN_END = re.compile(r"^[^，；。]{0,12}等(?!级|候|待|于)|主要(?:是|有|为|包括|涉及)")
_NEXT = re.compile(r"^[^，；：。、]{0,16}，[^，；：。、]{0,10}$")
_DIFFERENCE = re.compile("比上年|较上年|比去年|同比|增加|减少|提高|降低")
_REST = re.compile(r"(?:其余|余下|剩余)[^，；]{0,6}$|另外?$")
_CLAUSE_END = re.compile(r"[；。）！？]")
_WHY = re.compile("^(?:因|系|属于?|由于|是)")
# how much may be left out before a list is taken to name only some: the more parts are named, the less likely
_SMALL = {2: Decimal("0.08"), 3: Decimal("0.10")}
_SMALL_OF_MANY, _SMALL_OF_A_KIND, _VISIBLE = Decimal("0.12"), Decimal("0.15"), Decimal("0.20")
_NEAR = 24  # figures before a total that it may sum up
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
        found = chain.from_iterable(finder(flat, row, params) for finder in (_totals, _restated, _listed, _flows, _more_than_came)) if len(row) > 1 else ()
        hits = sorted(chain(found, _of_earlier(flat, row, earlier, params)), key=lambda one: SEVERITIES.index(one[0].severity or SEVERITIES[0]))
        for hit, used in hits:
            if not reported & used:  # one wrong figure spoils every sum it is in
                reported |= used
                yield hit


Found = Iterator[tuple[Hit, set[int]]]


def _hit(variant: str, whole: Figure, parts: Sequence[Figure], severity: str | None = None) -> tuple[Hit, set[int]]:
    span, related = around(whole, parts)
    listed = "、".join(said(part) for part in parts) if len(parts) <= 4 else f"{len(parts)}项"
    values = {"whole": said(whole), "parts": listed, "sum": sum_said(parts), "part": said(parts[0])}
    return Hit(span, values, related, variant=variant, severity=severity), {whole.index, *(part.index for part in parts)}  # type: ignore[arg-type]


def _gap(flat: str, one: Figure, other: Figure) -> str:
    return flat[one.span.end : other.span.start]


def _totals(flat: str, row: Sequence[Figure], params: Params) -> Found:
    """设立2件、变更28件、终止17件，合计46件: the total comes last."""
    for position in range(2, len(row)):
        whole = row[position]
        if not additive(whole) or not _TOTAL.match(_gap(flat, row[position - 1], whole)):
            continue
        before: list[Figure] = []
        for figure in reversed(row[max(0, position - _NEAR) : position]):
            if not additive(figure) or (before and re.search("[；。]", _gap(flat, figure, before[0]))):
                break
            before.insert(0, figure)
        suffixes = [before[first:] for first in range(len(before) - 1)]
        if any(equal(whole, suffix) for suffix in suffixes) or some_equal(whole, before):
            continue
        same = [suffix for suffix in suffixes if all(part.kind == whole.kind for part in suffix)]
        mixed = [suffix for suffix in suffixes if all(part.unit in _PAPERS for part in (whole, *suffix)) and _one_list(flat, suffix)]
        if same or mixed:
            yield _hit("total", whole, (same or mixed)[0])


def _one_list(flat: str, parts: Sequence[Figure]) -> bool:
    return all(re.fullmatch("[、和及与][^，；。]{1,16}", _gap(flat, one, other)) for one, other in pairwise(parts))


def _restated(flat: str, row: Sequence[Figure], params: Params) -> Found:
    """代表建议8件、政协提案13件，21件全部答复: the sum of a list, or one of its figures, said again."""
    for position in range(2, len(row)):
        again = row[position]
        before = [figure for figure in row[max(0, position - _NEAR) : position] if figure.kind == again.kind and additive(figure)]
        if not additive(again) or not re.fullmatch("，", _gap(flat, row[position - 1], again)) or not _ALL_OF.match(again.tail.of(flat)):
            continue
        listed = row[position - 2 : position]
        if any(figure not in before for figure in listed) or any(figure.value == again.value for figure in before):
            continue
        if _one_list(flat, listed) or (again.value > max(figure.value for figure in before) and re.fullmatch("[^，；。]{0,10}，[^，；。]{1,20}", _gap(flat, *listed))):
            sums = [before[first:] for first in range(len(before))]
            if not any(equal(again, some) for some in sums) and not some_equal(again, before):
                yield _hit("total", again, listed)


def _listed(flat: str, row: Sequence[Figure], params: Params) -> Found:
    """N件，其中A件、B件; N件：A件、B件; N件（A件、B件）; N件中，A件、B件; 评查30份，优秀24份、合格6份; 5件，2件因…，3件因…."""
    for position, whole in enumerate(row[:-1]):
        first = row[position + 1]
        if first.kind != whole.kind or not additive(whole) or _DIFFERENCE.search(whole.lead.of(flat)):
            continue
        gap = _gap(flat, whole, first)
        listed, paren = _PART_MARK.match(gap), _PAREN.match(gap)
        marked, colon, of_them, follows = listed or paren, _COLON.match(gap), _OF_THEM.match(gap), _NEXT.match(gap)
        if not (marked or colon or of_them or follows) or (paren and not listed and "）" in gap) or _head(flat, first) is not None:
            continue
        parts = _parts(flat, row[position + 1 : position + _NEAR], whole, params, some=not (colon or of_them))
        if not parts:
            continue
        if marked or colon:
            sure = marked is None or not marked["mark"] or marked["mark"] in ("分为", "分别是", "分别为", "即", "包括")
            yield from _judge(flat, whole, parts, params, row, exhaustive=sure)
        elif of_them:
            yield from _judge(flat, whole, parts, params, (), exhaustive=False)
        elif _labelled(flat, parts, params) and not _labelled(flat, [whole, *parts], params):
            yield from _judge(flat, whole, parts, params, row, exhaustive=True)
        elif len(parts) > 1 and all(not part.lead.of(flat).strip() for part in parts):
            yield from _judge(flat, whole, parts, params, row, exhaustive=all(_WHY.match(part.tail.of(flat)) for part in parts))
        elif len(parts) > 2 and _of_a_kind(flat, parts) and _one_list(flat, parts):
            yield from _judge(flat, whole, parts, params, row, exhaustive=False)
        elif len(parts) > 1 and says(whole.lead.of(flat), (*params.intake, *params.done[:3])) and _outcomes(flat, parts, params) and not any(equal(figure, parts) for figure in row) and total(parts) > whole.value:
            yield _hit("over", whole, parts, "warning")


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
        parts = _parts(flat, row[position : position + _NEAR], wholes[-1], params, some=False)
        if parts:
            nearest = min(reversed(wholes), key=lambda whole: abs(whole.value - total(parts)))
            yield from _judge(flat, nearest, parts, params, wholes, exhaustive=False)


def _parts(flat: str, row: Sequence[Figure], whole: Figure, params: Params, *, some: bool = True) -> list[Figure]:
    """The figures that follow as parts: of one kind, exact, not parted by a full stop.

    `some`: the list may name only some, so that a new statement (，立案5家) or what is left over (，在办3件) ends it.
    """
    parts: list[Figure] = []
    for position, figure in enumerate(row):
        gap = _gap(flat, row[position - 1], figure) if position else ""
        if figure.kind != whole.kind or not additive(figure) or (figure.subject.verb == "" and "合计" in gap):
            break
        if position and (_CLAUSE_END.search(gap) or says(gap, ("其中", "合计", "共计", "总计", "累计", "同比", *params.stop))):
            break
        if some and position and "，" in gap and _breaks_off(flat, figure, parts[0], _gap(flat, whole, row[0]), params):
            break
        parts.append(figure)
    return parts


def _breaks_off(flat: str, figure: Figure, first: Figure, before: str, params: Params) -> bool:
    """Whether a new statement begins with this figure, or what is left over after 其中."""
    words = _FILLERS.sub("", figure.lead.of(flat))
    new = words.startswith(tuple(params.event_verbs)) and next(verb for verb in params.event_verbs if words.startswith(verb))
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


def _judge(flat: str, whole: Figure, parts: list[Figure], params: Params, row: Sequence[Figure], *, exhaustive: bool) -> Found:
    """`row`: the sentence, where 其中 may mean another figure than the last one before it."""
    text = flat[whole.span.start : parts[-1].tail.end]
    # 其余 and 其他 close a list; 等 and 主要 leave it open
    labelled = _labelled(flat, parts, params)
    closed = exhaustive or labelled or parts[-1].lead.of(flat).strip("，、； ").startswith(tuple(params.rest))
    if "主要" in text or _OPEN_END.search(flat[parts[-1].span.end : parts[-1].span.end + 20]):
        closed = False
    candidates = [figure for figure in row if figure.index < parts[0].index and figure.kind == whole.kind and additive(figure)] or [whole]
    biggest = max(parts, key=lambda part: part.value)
    if all(biggest.value > figure.value + slack([biggest], figure) for figure in candidates):
        yield _hit("exceeds", whole, [biggest])
        return
    if len(parts) < 2 or (says(text, params.overlapping) and not labelled) or any(equal(figure, parts) for figure in candidates):
        return
    if not labelled and any(leading_equal(figure, parts) for figure in candidates):
        return
    if len(parts) > 2 and equal(parts[0], parts[1:]):
        return  # 其中有问题320家，已整改310家，剩余10家: the later ones are parts of a part
    if not closed and whole.kind == "人" and any("，" in _gap(flat, one, other) for one, other in pairwise(parts)):
        return  # one person may be in several of them
    missing = (whole.value - total(parts)) / whole.value if whole.value else Decimal(1)
    if closed:
        yield _hit("parts", whole, parts)
    elif all(total(parts) > figure.value for figure in candidates):
        yield _hit("over", whole, parts, "warning")
    elif 0 < missing <= (_SMALL_OF_A_KIND if _of_a_kind(flat, parts) else _SMALL.get(len(parts), _SMALL_OF_MANY)):
        yield _hit("short", whole, parts, "warning")
    elif 0 < missing <= _VISIBLE:
        yield _hit("short", whole, parts, "info")


def _flows(flat: str, row: Sequence[Figure], params: Params) -> Found:
    """受理130件，已办结122件，正在办理9件: what came, what is done, what is left."""
    for position, left in enumerate(row):
        if position < 2 or not additive(left) or not _is_left(flat, left, params):
            continue
        run = _chain(flat, row[: position + 1], params)
        if len(run) < 3:
            continue
        done = next((i for i, figure in enumerate(run[:-1]) if i and says(figure.lead.of(flat) + figure.tail.of(flat), params.done)), None)
        if not left.lead.of(flat).strip("有另") and "其中" in _gap(flat, row[position - 1], left) + _gap(flat, run[-2], left):
            continue  # 21件全部答复，其中17件已解决，4件列入计划: a part of a part
        if done is None:
            if not _REST.match(left.lead.of(flat).strip()) or "；" in _gap(flat, run[0], left) or "，" not in _gap(flat, run[0], run[1]):
                continue
            done = 1
        wholes, parts = run[:done], run[done:]
        if _carried(flat, wholes[-1], left, params):
            continue
        suffixes = [wholes[first:] for first in range(len(wholes))]
        if any(abs(total(suffix) - total(parts)) <= slack([*suffix, *parts]) for suffix in suffixes):
            continue
        if any(some_equal(whole, [*wholes[i + 1 :], *parts], left) for i, whole in enumerate(wholes)):
            continue
        yield _hit("flow", wholes[-1], parts)


def _carried(flat: str, whole: Figure, left: Figure, params: Params) -> bool:
    """Whether last year's cases stand in the sentence and the whole is not the figure that has them in it (连同结转的11件，应办160件)."""
    start = flat.rfind("；", whole.sentence.span.start, whole.span.start)
    around_it = flat[max(start, whole.sentence.span.start) : whole.sentence.span.end]
    return says(around_it, params.carried_over) and not says(whole.lead.of(flat), params.brought_together)


def _chain(flat: str, row: Sequence[Figure], params: Params) -> list[Figure]:
    """The figures of one kind that run up to the last of `row`; what 其中 takes apart on the way is passed over."""
    run = [row[-1]]
    for figure in reversed(row[-_NEAR:-1]):
        gap = _gap(flat, figure, run[0])
        if figure.kind != run[0].kind or not additive(figure) or says(gap, params.stop) or re.search("[；。]", gap):
            break
        run = [figure, row[-1]] if "其中" in gap else [figure, *run]
    return run


def _is_left(flat: str, figure: Figure, params: Params) -> bool:
    lead, tail = figure.lead.of(flat).strip(), figure.tail.of(flat)
    if lead.endswith(tuple(params.pending)) or says(tail, params.pending) or _REST.match(lead):
        return True
    return lead.rstrip("的案件") in params.failed or (lead in ("", "有", "另") and tail.startswith(tuple(params.left_to)))


def _more_than_came(flat: str, row: Sequence[Figure], params: Params) -> Found:
    """受理130件，办结135件."""
    for came, done in pairwise(row):
        if came.kind != done.kind or done.value <= came.value or not (additive(came) and additive(done)):
            continue
        gap = _gap(flat, came, done)
        if not re.fullmatch("，[^，；：、]{0,12}", gap) or says(came.sentence.span.of(flat), (*params.carried_over, "累计")):
            continue
        started = came.lead.of(flat)
        if says(started, params.intake) and says(gap, params.done[:4]) and not done.subject.noun and not says(started, params.done[:4]):
            yield _hit("more", came, [done], "warning")



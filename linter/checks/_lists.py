"""The parts that follow a whole: which figures they are, whether they claim to be all of it, and whether they make it up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from linter.checks._flows import Words as Flowing
from linter.checks._labels import bare, labels, opposed
from linter.checks._sums import (
    Found,
    additive,
    between,
    equal,
    joined,
    leading_equal,
    mismatch,
    misread,
    moved_by,
    near,
    one_slip,
    says,
    slack,
    total,
)
from linter.facts import units
from linter.facts.figures import Figure
from linter.late import late

REACH = 24  # figures before or behind a whole among which its parts are looked for
_MORE_FOLLOWS = late(r"^、[^，；。、\d]{1,16}(?:约|近)?\d")
_IN_DETAIL = late(r"（(?:其中|含|包括)[^（）]*(?P<over>）|$)")  # 医疗机构247家（含村卫生室198家）、药店139家: part of a part
_OPEN_END = late(r"^[^，；。]{0,12}等(?!级|候|待|于)|主要(?:是|有|为|包括|涉及)")
_CROSSED = late("[，；（][^，；。]{0,10}(?:交叉|重叠|重复|重合)")  # 进社区12场、进企业10场，部分活动交叉开展
_UNCOUNTED_REST = late(r"^[^。；，]{0,10}[，、](?:其余|余下|剩余|其他|其它|另外的?)(?![^，。；]{0,12}\d)")
_GROWN = late("(?:大|加|高|升|长|展|少|降|减|缩|简|伸)(?:到|至|为)$")  # 从15个县扩大到57个: now and then
_AND_BETTER = late("以[上下]的?$")  # 优秀12卷、合格11卷、不合格1卷，合格以上23卷: some of them together
_MORE = late("(?:又|再|净)?(?:增加|减少|增长|下降)了?")  # 其中改造580套，增加110套: by so many
_THRESHOLD = late(r"(?:超过?|达到?|高于|低于|不足|大于|小于)\d")  # 168个优良比例超过85%，117个全域优良: the latter are among the former
_NEXT_CLAUSE, _SHARE = late(r"[；，][^，；。、\d]{1,10}"), late(r"[，（]?占[^，；。、]{0,12}?[\d.]+%）?")
_CLAUSE_END = late(r"[；。）！？]|，(?:对|针对|围绕)[^，；。]{4,}，|，(?:其余|余下|剩余)[^，；。\d]{2,}，")  # another matter; a rest that is not counted
# how much may be left out before a list is taken to name only some: the more parts are named, the less likely
_SMALL = {2: Decimal("0.08"), 3: Decimal("0.10")}
_OVERLAP, _NEARLY_ALL, _SIZABLE = Decimal("1.5"), Decimal("0.95"), Decimal("0.4")
_SMALL_OF_MANY, _SMALL_OF_A_KIND, _VISIBLE = Decimal("0.12"), Decimal("0.15"), Decimal("0.20")
_COSTS = ("费用", "费", "经费", "支出", "开支", "资金")  # what money is spent on, whatever verb it begins with


class Words(Flowing, frozen=True, forbid_unknown_fields=True):
    """Words of the trade. `complements`: labels that together are everything; `event_verbs`: what begins a new statement;
    `outcomes`: ends of a case of which it has one; `unsaid`: labels so usual that a list may leave them out; `overlapping`: attributes that one may have beside another."""

    event_verbs: list[str]
    outcomes: list[str]
    complements: list[list[str]]
    unsaid: list[str]
    overlapping: list[str]


def one_list(flat: str, parts: Sequence[Figure]) -> bool:
    return all(re.fullmatch("[、和及与][^，；。]{1,16}", between(flat, one, other)) for one, other in pairwise(parts))


def outcomes(flat: str, parts: Sequence[Figure], params: Words) -> bool:
    """Whether every part is an outcome that a case has only one of: 作出处罚决定, 不予处罚, 撤销立案."""
    words = [bare(part.lead.of(flat)) for part in parts]
    return all(says(word, params.outcomes) for word in words) and len(set(words)) == len(words)


def of_a_kind(flat: str, parts: Sequence[Figure]) -> bool:
    """Whether the labels begin or end alike: 进社区、进企业、进学校; 书记主持、主任主持."""
    words = [part.lead.of(flat).strip("，、； ") for part in parts]
    if any(len(word) < 2 for word in words):
        return False
    return len({word[0] for word in words}) == 1 or len({word[-2:] for word in words}) == 1


def parts_of(flat: str, row: Sequence[Figure], whole: Figure, params: Words, *, some: bool = True) -> list[Figure]:
    """The figures that follow as parts: of one kind, exact, not parted by a full stop.

    `some`: the list may name only some, so that a new statement (，立案5家) or what is left over (，在办3件) ends it.
    """
    parts: list[Figure] = []
    for position, figure in enumerate(row):
        alike = len(parts) > 1 and labelled(flat, parts, params) and not labelled(flat, [*parts, figure], params)
        if alike and not bare(figure.lead.of(flat)).startswith(tuple(params.rest)) and max(part.value for part in parts) <= whole.value:
            break  # 其中男179名、女61名，党员27名: the rest is told by another feature
        gap = between(flat, parts[-1], figure) if position else ""
        if (detail := _IN_DETAIL.search(gap)) and not detail["over"]:
            continue
        gap = _IN_DETAIL.sub("", gap)
        if figure.kind != whole.kind or not additive(figure) or (figure.subject.verb == "" and "合计" in gap):
            break
        if position and _AND_BETTER.search(figure.lead.of(flat)):
            break
        if _GROWN.search(figure.lead.of(flat)) or _MORE.fullmatch(figure.lead.of(flat)) or moved_by(flat, figure) or "每" in figure.lead.of(flat) or _THRESHOLD.search(gap):
            break
        if position and (_CLAUSE_END.search(gap) or says(gap, ("其中", "合计", "共计", "总计", "累计", "同比", "，共", "，一共", "包括", *params.stop))):
            break
        if some and position and "，" in gap and _breaks_off(flat, figure, gap, parts[0], whole, between(flat, whole, row[0]), params):
            break
        parts.append(figure)
    return parts


def clauses_of(flat: str, row: Sequence[Figure], whole: Figure, params: Words) -> list[Figure]:
    """来信8起；来访3起；其他356起: a list parted by semicolons, its shares aside, that ends with what is left; else nothing."""
    parts = list(row[:1])
    for figure in row[1:]:
        gap = _SHARE.sub("", between(flat, parts[-1], figure))
        if not _NEXT_CLAUSE.fullmatch(gap) or gap.lstrip("；").startswith(tuple(params.event_verbs)):
            break
        parts.append(figure)
    closed = len(parts) > 1 and bare(parts[-1].lead.of(flat)).startswith(tuple(params.rest))
    return parts if closed and all(figure.kind == whole.kind and additive(figure) for figure in parts) else []


def _breaks_off(flat: str, figure: Figure, gap: str, first: Figure, whole: Figure, before: str, params: Words) -> bool:
    """Whether a new statement begins with this figure, or what is left over after 其中. `gap` has no brackets, which cut the figure's own lead short."""
    words = bare(max(figure.lead.of(flat), gap.rpartition("，")[2], key=len))
    if whole.unit in units.MONEY and words.endswith(_COSTS):
        return False  # 设备购置80万元，培训费用50万元
    if whole.subject.verb and words.startswith(whole.subject.verb) and whole.subject.verb not in first.lead.of(flat):
        return True  # 查摆问题11个，其中5个已整改，查摆个人问题10个
    new = words.startswith(tuple(params.event_verbs)) and next(verb for verb in params.event_verbs if words.startswith(verb))
    if new and any(words.startswith(tuple(known)) and says(first.lead.of(flat), known) for known in params.complements):
        return False
    return bool(new and new not in first.lead.of(flat)) or ("其中" in before and words.startswith(tuple(params.pending)))


@lru_cache(maxsize=64)
def _at_ends(labels: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(labels, key=lambda label: -len(label))))
    return late(f"^(?:{words})|(?:{words})$")


def labelled(flat: str, parts: Sequence[Figure], params: Words) -> bool:
    """Whether the parts bear labels that together are everything: 优秀, 合格, 不合格."""
    if len(parts) < 2:
        return False
    words = labels(flat, parts)
    for known in params.complements:
        if not says(words[0], known):
            continue
        met = {match[0] for word in words for match in _at_ends(tuple(known)).finditer(word)}
        if len(met) >= 2 and all(says(word, known) for word in words):
            return True
    return False


def _family(flat: str, parts: Sequence[Figure], params: Words) -> tuple[list[str], list[str]]:
    """What the parts are called, and the labels that are everything with the first of them."""
    words = labels(flat, parts)
    return words, next((known for known in params.complements if says(words[0], known)), [])


def leaves_out_the_usual(flat: str, parts: Sequence[Figure], params: Words) -> bool:
    """审查1874件，修订14件、废止39件; 评查145宗，优秀60宗、不合格3宗: the others remain as they were, or are neither good nor bad."""
    words, known = _family(flat, parts, params)
    return any(label in params.unsaid for label in known) and not any(word.endswith(tuple(params.unsaid)) and word[0] not in "不未" for word in words)


def _names_no_failure(flat: str, parts: Sequence[Figure], params: Words) -> bool:
    """其中优秀21所、合格70所: that the others failed may be what was not said."""
    words, known = _family(flat, parts, params)
    return any(label[0] in "不未" for label in known) and not any(word.startswith(("不", "未")) for word in words)


def _may_be_undecided(flat: str, whole: Figure, parts: Sequence[Figure], params: Words) -> bool:
    """受理230人，批准逮捕160人，不批准逮捕68人: of what came in, some may not be decided yet."""
    return says(whole.lead.of(flat), params.intake) and all(says(label, params.outcomes) for label in labels(flat, parts))


def _listed_before(flat: str, figures: Sequence[Figure]) -> list[Figure]:
    """What 其中 may also be of: all that was listed, in 建议8件、提案12件，其中主办9件、会办11件."""
    first = len(figures) - 1
    while first and one_list(flat, figures[first - 1 : first + 1]):
        first -= 1
    return [joined(figures[first:])] if first < len(figures) - 1 else []


def _shared(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the parts are so many more than their whole that they must overlap: 120项，其中网上可办118项、掌上可办64项; of 4次，其中甲4次、乙1次 they need not."""
    *_, second, most = sorted(part.value for part in parts)
    return total(parts) > whole.value * _OVERLAP or (total(parts) > whole.value and most >= whole.value * _NEARLY_ALL and second >= whole.value * _SIZABLE)


def _parts_of(flat: str, whole: Figure, part: Figure) -> bool:
    """Whether the part is said to be of the whole: not 造林148万亩、其中乔木43万亩，修复草原517万亩, nor 3家企业上市，10家企业挂牌, nor 8人死亡，包括1名学生，14人受伤."""
    gap = flat[whole.span.end : part.span.start]
    _, told, after = gap.rpartition("其中")
    return not re.search(r"\d[^\d，、；]{0,12}，[\u4e00-\u9fff]{4,}$", after) if told else bool(re.search("[（：]|包括(?![^，]+，$)|分别|含|中(?:仅|只|就)?有?$|(?:其余|余下|剩余)的?$", gap))


def judge(flat: str, whole: Figure, parts: list[Figure], params: Words, row: Sequence[Figure], *, exhaustive: bool, classified: bool = False) -> Found:
    """`row`: the sentence, where 其中 may mean another figure than the last one before it. `classified`: the parts are sorts of
    the whole (处罚案件中，渔政类、农资类、农机类), of which few are left out."""
    text = flat[whole.span.start : parts[-1].tail.end]
    # 其余 and 其他 close a list; 等 and 主要 leave it open
    complete = (labelled(flat, parts, params) and not leaves_out_the_usual(flat, parts, params)) or opposed(flat, parts)
    open_set = not exhaustive and complete and _names_no_failure(flat, parts, params)
    closing = parts[-1].lead.of(flat).strip("，、； ").startswith(tuple(params.rest))
    closed = exhaustive or complete or closing
    candidates = [figure for figure in row if figure.index < parts[0].index and figure.kind == whole.kind and additive(figure)] or [whole]
    listed_before = _listed_before(flat, candidates) if "，" in flat[whole.span.end : parts[0].span.start] else []
    candidates += listed_before
    if _MORE_FOLLOWS.match(flat[parts[-1].tail.end :][:24]) and not closing:
        if any(total(parts) <= figure.value for figure in candidates):
            return  # the list goes on in another unit: 投诉756件、举报312件、咨询1860人次
        closed = False
    if _CROSSED.match(flat, parts[-1].tail.end, parts[-1].sentence.span.end):
        return
    if "主要" in text or _OPEN_END.search(flat[parts[-1].span.end : parts[-1].span.end + 20]):
        closed = False
    biggest = max(parts, key=lambda part: part.value)
    if all(biggest.value > figure.value + slack([biggest], figure) for figure in candidates):
        if _parts_of(flat, whole, biggest):
            yield mismatch("exceeds", whole, [biggest])
        return
    if total(parts) <= max(figure.value for figure in candidates) and _UNCOUNTED_REST.match(flat[parts[-1].span.end : parts[-1].sentence.span.end]):
        return  # 修改2件，废止3件，其余继续有效
    if len(parts) < 2 or (says(text, params.overlapping) and not complete and not closing) or any(equal(figure, parts) for figure in candidates):
        return
    if not complete and not one_list(flat, parts) and any(leading_equal(figure, parts) for figure in candidates):
        return
    if len(parts) > 3 and not exhaustive and any(equal(figure, parts[1:]) for figure in candidates):
        return  # 58件，其中规范性文件2件，主动公开31件，依申请公开4件，不予公开23件: the first is told by another feature
    if _shared(whole, parts) and not complete and not closing:
        return
    if len(parts) > 2 and not exhaustive and equal(parts[0], parts[1:]) and not one_list(flat, parts):
        return  # 其中有问题320家，已整改310家，剩余10家: the later ones are parts of a part
    if not closed and whole.kind == "人" and any("，" in between(flat, one, other) for one, other in pairwise(parts)):
        return  # one person may be in several of them
    missing = (whole.value - total(parts)) / whole.value if whole.value else Decimal(1)
    if closed and missing > 0 and ((open_set and not closing) or _may_be_undecided(flat, whole, parts, params)):
        yield mismatch("short", whole, parts, "info")
    elif closed:
        yield mismatch("parts", listed_before[0] if listed_before and total(parts) > whole.value else whole, parts)
    elif all(total(parts) > figure.value for figure in candidates if "；" not in flat[figure.span.end : whole.span.start]):
        yield mismatch("over", whole, parts, None if whole.kind != "人" and one_list(flat, parts) else "warning")
    elif len(parts) > 2 and missing < 0 and near(whole, parts) and one_list(flat, parts):
        yield mismatch("over", whole, parts, "warning")  # 其中 is of the figure right before it, not of a greater one further back
    elif 0 < missing <= (_SMALL_OF_A_KIND if classified or of_a_kind(flat, parts) else _SMALL.get(len(parts), _SMALL_OF_MANY)):
        yield mismatch("short", whole, parts, "warning" if one_slip(whole, parts) else "info")
    elif missing > 0 and one_list(flat, parts) and misread(whole, parts):
        yield mismatch("short", whole, parts, "warning")
    elif 0 < missing <= _VISIBLE:
        yield mismatch("short", whole, parts, "info")

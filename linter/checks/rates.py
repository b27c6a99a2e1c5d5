"""Rates, shares and averages that do not follow from the figures beside them: 受理130件，办结122件，办结率92%; 57条中属实11条，占19%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._averages import averages
from linter.checks._each import each
from linter.checks._explained import explained, explained_with
from linter.checks._flows import FAR_MORE
from linter.checks._judged import BEHIND, judge, mended, over
from linter.checks._shares import SHARE, share, share_of_told
from linter.checks._siblings import agrees, each_of_them, out_of_line
from linter.checks._sums import additive, says
from linter.facts import Facts
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded
from linter.late import late


class Rate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rate by its names: words of what is counted and words of what it is measured against."""

    names: list[str]
    part: list[str]
    whole: list[str]


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`conditional`: words before a rate's name that change what it is measured against; `excused`: why a case does not count;
    `also_counted`: verbs of parts that the sums compare with their whole;
    `reduces`: verbs of a rate by which something became less; `left`: labels of what is not done; `no_verbs`: what stands before 率 and counts nothing."""

    rates: list[Rate]
    conditional: list[str]
    excused: list[str]
    also_counted: list[str]
    reduces: list[str]
    left: list[str]
    no_verbs: list[str]


_VERB_RATE = late("(?P<verb>[\u4e00-\u9fff]{2})(?:率|比例|比率)$")
_DUE = late("^(?:全年|共|的)*(?:应|需)(?!急|当地|求)")
_LEFT = late("(?:其余|余下|剩余|仅剩|还剩|保留|保留下来)(?:的)?$|(?:减|降|压缩|精简|整合)(?:为|至|到)$")
_NEGATED = late("(?:尚?未(?:予|能)?|没有|不(?:予)?)[一-鿿]{2}")
_OF_RATE = late("[一-鿿]{2,4}率.*")  # 7个盟市森林覆盖率达16%: the name of the rate says nothing of the figure before it
_LONGEST = 8  # characters of the name of a rate
_NEAR = 24  # figures before or behind a rate that may explain it: a sentence of hundreds is read in their number, not in its square
_RATE_TAIL = late(r"(?:均|都|分别)?(?:为|达到|达|是|有|保持在|稳定在|：)?$")
_END = late("[。；]")
_WHOLEBEHIND = late("[，（](?:全年|年内|共计?|累计|一共|其中|已)*[\u4e00-\u9fff]{2,8}")
_PARTBEHIND = late("[\u4e00-\u9fff]{0,6}，(?:其中|已|共)*[\u4e00-\u9fff]{2,8}")
_JOINING = ("和", "与", "及", "、", "同类")


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat = facts(folded)
    groups = facts(figures).by_sentence
    names = {name: one for one in params.rates for name in one.names}
    for position, sentence in enumerate(groups):
        yield from averages(flat, sentence)
        yield from each(flat, sentence)
        yield from (hit for rate, part, others in each_of_them(flat, sentence) if not agrees((part, rate), others) for hit in out_of_line(rate, part, others))
        earlier = [figure for group in groups[max(0, position - 2) : position] for figure in group][-_NEAR:]
        for place, rate in enumerate(sentence):
            if rate.unit != "%" or not (rate.exact or rate.quantity.approximator == "以上") or rate.value > 100:  # what exceeds 100% is another check's
                continue
            before = sentence[max(0, place - _NEAR) : place]
            row = (*before, *sentence[place : place + _NEAR])
            if not rate.exact:
                yield from _rate(flat, rate, row, before, earlier, names, params)
            elif told := share_of_told(flat, rate, before):
                yield from judge(flat, rate, *told, excused=False, name="占比") if told[0].value <= told[1].value else [over(rate, *told, name="占比")]
            elif SHARE.search(rate.lead.of(flat)):
                yield from share(flat, rate, row, before, earlier, params.left)
            else:
                yield from _rate(flat, rate, row, before, earlier, names, params)


def _rate(
    flat: str, rate: Figure, row: Sequence[Figure], before: Sequence[Figure], earlier: Sequence[Figure], names: dict[str, Rate], params: Params
) -> Iterator[Hit]:
    words = _RATE_TAIL.sub("", rate.lead.of(flat).strip())
    name = next((words[-length:] for length in range(min(len(words), _LONGEST), 1, -1) if words[-length:] in names), None)
    if name is None:
        yield from _after_its_verb(flat, rate, words, before, earlier, params)
        return
    named = names[name]
    counts = [figure for figure in before if additive(figure)]
    conditional = words[: -len(name)][-2:] + name[:-1] if says(words[: -len(name)], params.conditional) else ""
    sought = [conditional] if conditional and any(_counted(flat, figure, [conditional]) for figure in counts) else named.part
    part = next((figure for figure in reversed(counts) if _counted(flat, figure, sought)), None) or _behind(flat, rate, row, named)
    part = part or (None if conditional else _all_but(flat, counts, named))
    qualified = conditional and sought is named.part
    if qualified or says(words[: -len(name)], _JOINING):
        return  # 按期办结率 is of what was due, unless 按期办结 is what is counted
    if part is None and not conditional:
        yield from _told_behind(flat, rate, row, name, named, earlier)
    if part is None or any(not figure.exact and figure.kind == part.kind for figure in before) or _END.search(flat[part.span.end : rate.span.start]):
        return
    if explained(flat, rate, counts, [part, *(figure for figure in counts if _counted(flat, figure, sought))]) or explained_with(rate, part, earlier, counts):
        return
    whole = _whole(flat, part, counts, earlier, named)
    if whole is None or part.value > whole.value * FAR_MORE or mended(flat, rate, part, whole, row, params.left) or (whole.value < part.value and says(part.lead.of(flat), params.also_counted)):
        return
    if whole.value < part.value:
        if part.unit != whole.unit or any(figure.kind == part.kind and figure.index > whole.index and figure is not part and not _END.search(flat[part.span.end : figure.span.start]) for figure in row):
            return  # with a third figure a sum is at odds
        yield over(rate, part, whole, name=name)
        return
    excused = rate.value == 100 and says(rate.sentence.span.of(flat), params.excused)
    if excused and any(figure.kind == part.kind and figure.value == whole.value - part.value for figure in row):
        return  # 143家，完成139家，4家因关闭未检: the rest is accounted for
    yield from judge(flat, rate, part, whole, excused=excused, name=name)


def _behind(flat: str, rate: Figure, row: Sequence[Figure], named: Rate) -> Figure | None:
    """88处，整改率95%，整改85处: what is counted stands right behind the rate."""
    following = row[row.index(rate) + 1 : row.index(rate) + 2]
    told = following and additive(following[0]) and re.fullmatch("，(?:已|共|全年)*[一-鿿]{2,6}", flat[rate.span.end : following[0].span.start])
    return following[0] if told and says(following[0].lead.of(flat), named.part) else None


def _told_behind(flat: str, rate: Figure, row: Sequence[Figure], name: str, named: Rate, earlier: Sequence[Figure]) -> Iterator[Hit]:
    """调解成功率98.6%，共调解350件，调解成功340件: both stand behind the rate."""
    at = row.index(rate)
    if len(row) < at + 3:
        return
    whole, part = row[at + 1 : at + 3]
    told = _WHOLEBEHIND.fullmatch(flat[rate.span.end : whole.span.start]) and _PARTBEHIND.fullmatch(flat[whole.span.end : part.span.start])
    alike = told and whole.kind == part.kind and additive(whole) and additive(part) and whole.value >= part.value > 0
    if not alike or _counted(flat, whole, named.part) or not says(whole.lead.of(flat), named.whole) or not says(part.lead.of(flat), named.part):
        return
    counts = [figure for figure in row if additive(figure)]
    if not explained(flat, rate, counts) and not explained_with(rate, part, earlier):
        yield from (replace(hit, severity=hit.severity or "warning") for hit in judge(flat, rate, part, whole, excused=False, name=name))


def _after_its_verb(flat: str, rate: Figure, words: str, before: Sequence[Figure], earlier: Sequence[Figure], params: Params) -> Iterator[Hit]:
    """收到1284件，受理1127件，受理率88.8%: a rate that no list names, by the verb of the figure beside it."""
    match = _VERB_RATE.search(words)
    if match is None or match["verb"] in params.no_verbs or match["verb"][0] in "不未" or says(words[: match.start()], (*params.conditional, *_JOINING)):
        return
    counts = [figure for figure in before if additive(figure)]
    if match["verb"] in params.reduces:
        yield from _reduced(flat, rate, counts, earlier, match[0])
        return
    part = next((figure for figure in reversed(counts) if figure.lead.of(flat).lstrip("，、；已均共").startswith(match["verb"])), None)
    if part is None or _END.search(flat[part.span.end : rate.span.start]) or any(not figure.exact and figure.kind == part.kind for figure in before):
        return
    wholes = [figure for figure in counts if figure.kind == part.kind and figure.value > part.value]
    if not wholes or explained(flat, rate, counts) or explained_with(rate, part, earlier) or mended(flat, rate, part, wholes[-1], before, params.left):
        return
    excused = rate.value == 100 and says(rate.sentence.span.of(flat), params.excused)
    for hit in judge(flat, rate, part, wholes[-1], excused=excused, name=match[0]):
        yield replace(hit, severity=hit.severity or "warning")


def _reduced(flat: str, rate: Figure, counts: Sequence[Figure], earlier: Sequence[Figure], name: str) -> Iterator[Hit]:
    """41家，注销29家，…，其余5家保留，压减率87.8%: what is left tells what is gone."""
    left = next((figure for figure in reversed(counts) if _LEFT.search(figure.lead.of(flat).strip())), None)
    if left is None or explained(flat, rate, counts):
        return
    before = [figure for figure in counts if figure.index < left.index] or [figure for figure in earlier if additive(figure)]
    whole = max((figure for figure in before if figure.kind == left.kind), key=lambda figure: figure.value, default=None)
    if whole is not None and whole.value > left.value:
        gone = replace(left, quantity=replace(left.quantity, value=whole.value - left.value))
        yield from judge(flat, rate, gone, whole, excused=False, name=name)


def _whole(flat: str, part: Figure, counts: Sequence[Figure], earlier: Sequence[Figure], named: Rate) -> Figure | None:
    """What the rate is measured against: the nearest figure before the part that its words name, in the sentence or shortly
    before; else the only one of its kind in the sentence."""
    before = [f for f in counts if f.index < part.index and f.kind == part.kind and not _counted(flat, f, named.part)]
    bases = [f for f in before if _DUE.match(f.lead.of(flat).strip()) or says(f.lead.of(flat) + f.tail.of(flat), named.whole)]
    if bases:
        return bases[-1]
    if before:
        return before[0] if len(before) == 1 and not _END.search(flat[before[0].span.end : part.span.start]) else None
    for figure in reversed(earlier):
        if figure.kind == part.kind and additive(figure) and figure.sentence.section == part.sentence.section and figure.value >= part.value:
            same_thing = not part.subject.noun or part.subject.noun in figure.subject.noun + figure.tail.of(flat)
            if same_thing and says(figure.lead.of(flat) + figure.tail.of(flat), named.whole) and not _counted(flat, figure, named.part):
                return figure
    return None


def _counted(flat: str, figure: Figure, words: Sequence[str]) -> bool:
    """Whether the words say what the figure counts: before it, or shortly behind it (7卷优秀, 62所已完成核准); what was due (应出庭9次) is not done."""
    if _DUE.match(figure.lead.of(flat).strip()):
        return False
    lead, tail = (_NEGATED.sub("", text) if words[0][0] not in "不未" else text for text in (figure.lead.of(flat), _OF_RATE.sub("", figure.tail.of(flat))[:BEHIND]))
    return says(lead, words) or says(tail, words)


def _all_but(flat: str, counts: Sequence[Figure], named: Rate) -> Figure | None:
    """784 of 800批次，不合格16批次，合格率98%: what is counted is all but those that are told."""
    for whole, failed in pairwise(counts):
        match = _NEGATED.search(failed.lead.of(flat))
        if match and match[0].lstrip("不未尚予有没") in named.part and whole.kind == failed.kind and whole.value > failed.value and says(whole.lead.of(flat) + whole.tail.of(flat), named.whole):
            return replace(failed, quantity=replace(failed.quantity, value=whole.value - failed.value))
    return None

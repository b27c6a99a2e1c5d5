"""Totals told behind what they sum up: 设立2件、变更28件，合计30件; 上半年17件，下半年25件，全年42件; 6213户11864人、715户1187人，合计6928户13051人."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from linter.checks._lists import REACH, labelled, one_list
from linter.checks._lists import Words as Listed
from linter.checks._sums import Found, additive, between, equal, mismatch, near, one_slip, says, some_equal, total
from linter.facts.figures import Figure
from linter.facts.numerals import parse
from linter.late import late


class Words(Listed, frozen=True, forbid_unknown_fields=True):
    """`summed_up`: verbs of a total (共清理4件)."""

    summed_up: list[str]


_OF_ALL = r"(?:以上|上述|前述|这)?(?:(?:各|几|(?P<count>[两二三四五六]))(?:项|者|类|种|部分|方面|笔)(?:任务|工作|数据|数字|经费|资金)?(?:相加|加起来|加总)?)?"
_TOTAL = late(rf"^[^，；。、（）\d]{{0,8}}(?:[，、]|）)?(?:{_OF_ALL}(?:合计|共计|总计|总共|一共|共)|(?P<years>[两三四五])年(?:来|间)?(?:累计|合计|共计|总计|共))(?:为|达|有|是)?$")
# a word that says sum, and then what is summed up: 共计审核93件, 总共公开各类信息600条
_SUM_OF = late(rf"^[^，；。、（）\d]{{0,8}}(?:，|），?){_OF_ALL}(?:合计|共计|总计|总共)[\u4e00-\u9fff]{{2,12}}$")
# the sum under a name that it has from all its parts: 罚款12万元，没收8万元，罚没款合计20万元
_NAMED_SUM = late(r"^[^，；。、（）\d]{0,8}，(?:其)?(?P<noun>[\u4e00-\u9fff]{2,6})(?:合计|共计|总计)(?:为|达|共)?$")
_OF_ANYTHING = frozenset("案件事项人员金额数量总的")  # letters that tell no sort
_SUMMED_UP = late(r"^，(?:全年|一|总)?(?:共计?|合计|总计)(?P<words>[^，；。、（）\d]{2,12})$")
_PARTS_OF_YEAR = (("前三季度", "四季度"), ("上半年", "下半年"), ("一季度", "二季度", "三季度", "四季度"))
_PART_OF_YEAR = late("|".join(name for names in _PARTS_OF_YEAR for name in names) + "|(?<![\\d.])(?P<from>1?\\d)月?[—–~至-]{1,2}(?P<to>1?\\d)月(?!\\d)")
_BY_MONTHS = {("1", "6"): "上半年", ("7", "12"): "下半年", ("1", "3"): "一季度", ("4", "6"): "二季度", ("7", "9"): "三季度", ("10", "12"): "四季度"}
_TOGETHER = (frozenset("件 份 个 项 条 部 篇 张 册 本".split()), frozenset("台 部 架 辆 套 艘 艇".split()))  # papers and machines, which may be counted together
_ANOTHER = late("[；。每]|[增加减升降大小缩][到至为]")  # 6个乡镇、每个乡镇2个村; 由664亿元增加到4025亿元
_THAN = late("[比较]|同比|环比")  # 下半年比上半年增加25件: the difference of two, not one of them
_NESTED = late("；(?=(?:合计|共计|总计|总共|一共|共)$)")  # 其中主办11件、协办6件；共35件: what 其中 takes apart ends there
_TO_DO = late(r"[^，；。、（）\d]{0,10}，(?:(?:全年|一)?(?:共|共计|合计|总计)(?:应|需|有)?|应)(?:办理|受理|处理|审理|[办审结])?[^，；。、（）\d]{0,10}")
_ALL_OF = late(r"^(?:全部|均|都)")


def totals(flat: str, row: Sequence[Figure], params: Words) -> Found:
    """设立2件、变更28件、终止17件，合计46件: the total comes last."""
    row = [figure for figure in row if figure.unit != "年"]  # 45件、62件、88件，三年累计195件
    for position in range(2, len(row)):
        whole = row[position]
        gap = between(flat, row[position - 1], whole)
        verb, plain, sum_of = _summing(gap, params), _TOTAL.match(_NESTED.sub("，", gap)), _SUM_OF.match(gap)
        named = _NAMED_SUM.match(gap)
        if not additive(whole) or not (verb or plain or sum_of or named):
            continue
        before = _own_list(flat, _summands(flat, row[max(0, position - REACH) : position]), whole)
        told = [figure for figure in row[max(0, position - REACH) : position] if figure.kind == whole.kind and additive(figure)]
        outer = _outer(flat, told)
        if len(outer) < len(told):
            if len(outer) > 1 and (near(whole, outer) or one_slip(whole, outer)) and not any(equal(whole, outer[first:]) for first in range(len(outer))):
                yield mismatch("total", whole, outer, "warning")
            if any(equal(whole, outer[first:]) for first in range(len(outer))) or near(whole, outer) or whole.value > total(before):
                continue  # 建议17件，其中主办12件、协办5件；提案13件，其中…，共30件
        numerals = (match[name] for match, name in ((plain, "count"), (plain, "years"), (sum_of, "count")) if match and match[name])
        count = next(map(parse, numerals), None)
        if count and len(before) < count:
            continue
        suffixes = [before[-count:]] if count and len(before) >= count else [before[first:] for first in range(len(before) - 1)]
        found = [] if not (verb or plain) else list(_told(flat, whole, before, suffixes, verb, params, counted=count is not None))
        yield from found or (_sum_of(whole, before, suffixes) if sum_of else _named_sum(flat, whole, before, named["noun"]) if named else ())


def _outer(flat: str, told: Sequence[Figure]) -> list[Figure]:
    """Those that are no parts of another: what 其中 takes apart ends with its clause."""
    kept, inside = [], bool(told) and "其中" in told[0].lead.of(flat)
    for at, figure in enumerate(told):
        gap = between(flat, told[at - 1], figure) if at else ""
        inside = "其中" in gap or (inside and not re.search("[；。]", gap))
        kept += [] if inside else [figure]
    return kept


def brought_forward(flat: str, row: Sequence[Figure], params: Words) -> Found:
    """新收86件，上年结转9件，共办理95件: both are all that there is to do."""
    for at, (one, other, whole) in enumerate(zip(row, row[1:], row[2:], strict=False)):
        gap = between(flat, other, whole)
        if not (one.kind == other.kind == whole.kind and all(map(additive, (one, other, whole)))) or not _TO_DO.fullmatch(gap) or says(gap, params.done):
            continue
        carried = [says(figure.lead.of(flat), params.carried_over) for figure in (one, other)]
        left = any(says(figure.lead.of(flat), params.pending) for figure in row[at + 3 : at + 4])  # 共办理70件，未办结1件
        if sum(carried) == 1 and "，" in between(flat, one, other) and not left and not equal(whole, [one, other]):
            yield mismatch("total", whole, [one, other], "warning")


def _told(flat: str, whole: Figure, before: Sequence[Figure], suffixes: list[list[Figure]], verb: str | None, params: Words, *, counted: bool) -> Found:
    listed = len(before) > 2 and one_list(flat, before) and len({figure.kind for figure in before}) == 1
    if listed and not verb:
        suffixes = suffixes[:1]  # 设立2件、变更28件、终止17件，合计45件: that two of them make it up is chance
    if any(equal(whole, suffix) for suffix in suffixes):
        return
    sorts = counted or (listed and (not verb or labelled(flat, before, params)))
    if not sorts and some_equal(whole, before):
        return
    if whole.value < max((part.value for part in before), default=whole.value):
        return  # 564个小项，共有44个国家和地区: no sum of what stands before
    same = [suffix for suffix in suffixes if all(part.kind == whole.kind for part in suffix)]
    mixed = [suffix for suffix in suffixes if _together([whole, *suffix]) and one_list(flat, suffix)]
    if verb:  # 共清理4件 sums up what was 清理 before, or sorts that are everything
        same = [suffix for suffix in same if (one_list(flat, suffix) and (labelled(flat, suffix, params) or verb in suffix[0].lead.of(flat))) or (_one_by_one(flat, suffix) and near(whole, suffix))]
        mixed = []
    if same or mixed:
        yield mismatch("total", whole, (same or mixed)[0])


def _summands(flat: str, row: Sequence[Figure]) -> list[Figure]:
    """The figures that run up to the end of `row` in one clause; 6个乡镇、每个乡镇2个村 are not added."""
    before: list[Figure] = []
    for figure in reversed(row):
        if not additive(figure) or (before and _ANOTHER.search(between(flat, figure, before[0]))):
            break
        before.insert(0, figure)
    return before


def _one_by_one(flat: str, figures: Sequence[Figure]) -> bool:
    """四个季度分别办结12件、15件、13件、18件."""
    return "分别" in figures[0].lead.of(flat) and all(between(flat, one, other) in ("、", "和") for one, other in pairwise(figures))


def _own_list(flat: str, before: list[Figure], whole: Figure) -> list[Figure]:
    """Without what other things are counted before a list: 12个科室，局长1名、副局长4名、科长13名，共18名."""
    own = list(takewhile(lambda figure: figure.kind == whole.kind, reversed(before)))[::-1]
    return own if len(own) > 2 and one_list(flat, own) else before


def _together(figures: Sequence[Figure]) -> bool:
    return any(all(figure.unit in units for figure in figures) for units in _TOGETHER)


def _sum_of(whole: Figure, before: Sequence[Figure], suffixes: Sequence[Sequence[Figure]]) -> Found:
    """合同63件、村规民约23份，共计审核85件: what is summed up is named anew, so that the sum must nearly be met to have been meant."""
    alike = [suffix for suffix in suffixes if _together([whole, *suffix]) or all(part.kind == whole.kind for part in suffix)]
    meant = [suffix for suffix in alike if near(whole, suffix)]
    if meant and not any(equal(whole, suffix) for suffix in suffixes) and not some_equal(whole, before):
        yield mismatch("total", whole, meant[0])


def _named_sum(flat: str, whole: Figure, before: Sequence[Figure], noun: str) -> Found:
    telling = set(noun) - _OF_ANYTHING
    parts = [part for part in before if part.kind == whole.kind and telling & set(part.lead.of(flat))]
    if len(parts) > 1 and parts == list(before[-len(parts) :]) and near(whole, parts) and not some_equal(whole, before):
        yield mismatch("total", whole, parts)


def columns(flat: str, row: Sequence[Figure], params: Words) -> Found:
    """农村低保6213户11864人、城市低保715户1187人，合计6928户13051人: each row has several figures, and so has the total."""
    for position in range(4, len(row)):
        if not _TOTAL.match(between(flat, row[position - 1], row[position])):
            continue
        width = 1 + sum(1 for _ in takewhile(lambda at: _beside(flat, row[at - 1], row[at]), range(position + 1, len(row))))
        sums = row[position : position + width]
        before = _summands(flat, row[:position])
        if width < 2 or len(before) < 2 * width or len(before) % width or not all(additive(figure) for figure in sums):
            continue
        for place, whole in enumerate(sums):
            parts = before[place::width]
            if all(part.kind == whole.kind for part in parts) and not equal(whole, parts):
                yield mismatch("total", whole, parts)


def _beside(flat: str, one: Figure, other: Figure) -> bool:
    """6928户13051人: a second figure of the same row."""
    return one.kind != other.kind and between(flat, one, other) in ("", "、", "/", "共", "，", "（")


def _summing(gap: str, params: Words) -> str | None:
    """The verb of a total that has one: 清理 in ，共清理4件."""
    match = _SUMMED_UP.match(gap)
    return next((verb for verb in params.summed_up if match["words"].startswith(verb)), None) if match else None


def restated(flat: str, row: Sequence[Figure], params: Words) -> Found:
    """代表建议8件、政协提案13件，21件全部答复: the sum of a list, or one of its figures, said again."""
    for position in range(2, len(row)):
        again = row[position]
        before = [figure for figure in row[max(0, position - REACH) : position] if figure.kind == again.kind and additive(figure)]
        if not additive(again) or not re.fullmatch("，", between(flat, row[position - 1], again)) or not _ALL_OF.match(again.tail.of(flat)):
            continue
        listed = row[position - 2 : position]
        if any(figure not in before for figure in listed) or any(figure.value == again.value for figure in before):
            continue
        if one_list(flat, listed) or (again.value > max(figure.value for figure in before) and re.fullmatch("[^，；。]{0,10}，[^，；。]{1,20}", between(flat, *listed))):
            sums = [before[first:] for first in range(len(before))]
            if not any(equal(again, some) for some in sums) and not some_equal(again, before):
                yield mismatch("total", again, listed)


def year_of_parts(flat: str, row: Sequence[Figure], params: Words) -> Found:
    """上半年17件，下半年25件，全年41件; 一季度…四季度…，全年共…; 1—6月…，7—12月…: parts of the year that are all of it."""
    told = [(figure, _BY_MONTHS.get((match["from"], match["to"]), match[0])) for figure in row if additive(figure) and not _THAN.search(figure.lead.of(flat)) and (match := _PART_OF_YEAR.search(flat, figure.lead.start, figure.lead.end))]
    for names in _PARTS_OF_YEAR:
        parts = [figure for figure, name in told if name in names]
        if [name for _, name in told if name in names] != list(names) or len({part.kind for part in parts}) > 1:
            continue
        wholes = [f for f in row if f.kind == parts[0].kind and additive(f) and f not in parts and "全年" in f.lead.of(flat)]
        if len(wholes) == 1 and (not parts[0].subject.verb or wholes[0].subject.verb in ("", parts[0].subject.verb)) and not equal(wholes[0], parts):
            yield mismatch("total", wholes[0], parts)

"""Parts that do not make up their whole: 受理130件，已办结122件，正在办理9件; 其中…; …合计; more done than came in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from itertools import chain

from msgspec.structs import replace

from linter.checks import Hit
from linter.checks._apart import failed_later, left_of_earlier
from linter.checks._flows import (
    all_and_a_rest,
    all_and_some_not,
    all_and_the_contrary,
    all_by_rate,
    all_passed,
    each_by_someone,
    flows,
    late_though_in_time,
    more_than_came,
    more_than_due,
    not_filled,
    not_reached,
)
from linter.checks._labels import bare
from linter.checks._lists import REACH, clauses_of, judge, labelled, leaves_out_the_usual, of_a_kind, one_list, outcomes, parts_of
from linter.checks._rows import rows_of_two
from linter.checks._sums import MOST, Found, additive, between, equal, mismatch, misread, moved_by, near, nearest, of_now, says, total
from linter.checks._totals import Words, brought_forward, columns, restated, totals, year_of_parts
from linter.facts import Facts, units
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded
from linter.late import late
from linter.review import SEVERITIES


class Params(Words, frozen=True, forbid_unknown_fields=True):
    pass


_PART_MARK = late(r"^(?:[^，；：。]{0,20}[，、]){0,2}[^，；：。、]{0,14}?(?P<mark>其中|(?<![和与及])包括|分为|分别是|分别为|(?<![立随当])即|(?<![和与及])含)")
_BESIDE = late(r"^[^，；：。、（\d]{1,10}(?:、|和|及|与|以及)$")  # 11个乡镇和26个部门: neither is a part of the other
_OF_MORE = late("[，；]占[^，；。、]{0,6}$")  # 504个村，占全县1786个村的28%
_OF_THEM = late(r"^[^，；：。、（]{0,14}(?<![集期年])中(?:，|有|(?=[^国央心小期型村学药医层等介]))")
_ABSTRACT = late("方面|层面|维度|抓手|(?:关键|重点|坚持|突出|强化|转变|到位)$")  # 从三个方面发力：… counts headings, none of what they speak of
_COLON = late(r"^(?:[^，；：。、]{0,8})：")
_PAREN = late(r"^[^，；：。、（）]{0,12}（(?P<mark>其中|包括|含)?")
_SET_APART = late(r"[，；](?:这些案件|上述案件|按[^，；：。、\d]{1,8}分，?)?其中(?:，|：)?[^，；：。、\d]{0,20}$")
_NEXT = late(r"^[^，；：。、]{0,16}，[^，；：。、]{0,10}$")
_EVERY_ONE = late("^[^，；。]{0,8}(?:均|都|全部|全都|逐一|逐件)")  # 6件均有负责人出庭，局长1件、副局长5件: told of each who it was
_BEGUN = late(r"(?:其中[，：]?|(?:按|从)[^，；。、\d]{1,12}(?:划?分|看|来说)，)[^，；。、]{0,12}$")
_IN_WORDS = late("：[^，；。、]{4,}、|[^，；。：]{3,}，")  # 包括一名学生，14人受伤; 19项举措包括：拓宽渠道、推进55项工程: what it includes is told without numbers
_OF_ITS_OWN = late("，(?!其中|主要|具体|分别)[^，；。、]{4,}(?<!类型)(?<!来源)(?<!种类)(?<!内容)$")  # 出口政策19项，外资政策包括减免等32项: what includes them is another thing
_AMONG_OTHERS = late("^[^，；。]{0,12}在内的")  # 5件，含司法确认12件在内的诉前事项: of what follows
_CASES, _EACH_CLAUSE = late("[^；。、：]{2,30}："), late("[^；。：]{4,60}；")
_THEN = late(r"[比较](?:上年|去年|上一年|往年|20\d\d ?年)(?:度|同期|同比)?的?$")
_DIFFERENCE = late("比上年|较上年|比去年|同比|(?:增加|减少|提高|降低)(?![到至为])")
_AVERAGE = late("[日月年周人户亩]均|平均|[单亩]产|每")  # of a day may be more than of all days on average
_ABOUT, _MORE_THAN = Decimal("1.15"), Decimal("1.3")  # how much more than 约100 and 超过100 may be
_ABOVE, _LEAST = frozenset("超 超过 逾 突破".split()), frozenset("不少于 不低于 至少 以上".split())
_PEOPLE = frozenset({"人", "人次", "家"})  # one may be in two of the parts
_FEW = Decimal("0.7")  # of a whole that parts in brackets make up at the least if they are all
_NOUN = 2  # letters of what is counted
_COUNTED = late("[二两三四五六七八九十][个件名人家户项起]")  # 十五个成员单位中 has its own number
_NAMED = 4  # letters that name what is counted
_LABEL = 10  # letters of a label at most
_WHY = late("^(?:因|系|属于?|由于|是)")
_FOUND = late("(?:(?:经|已|现)[^，；。、]{0,4})?")  # 经核查2件不属实，1件系误报: numbers first
# 在办结案件中，… and 结案中处罚…: the head names a whole that was given before
_EARLIER = late(r"(?:^|[，；。])(?:在|对)?(?:上述|以上|全部|所有|已|全年|当年|各类|这些)*(?P<head>(?!其中)[^，；。、：\d]{2,14}?)(?:的?案件|的)?(?<![其集期年])中(?![心央期小学国华])，?[^，；。、]{0,20}$")


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat = facts(folded)
    rows = [of_now(flat, row) for row in facts(figures).by_sentence]
    reported: set[int] = set()
    for position, sentence in ((at, whole[start : start + MOST]) for at, whole in enumerate(rows) for start in range(0, len(whole), MOST)):
        row = [figure for place, figure in enumerate(sentence) if figure.unit not in units.PERCENT and not _names_a_class(flat, sentence[place : place + 2])]
        if not row:
            continue
        earlier = [figure for before in rows[max(0, position - 2) : position] for figure in before[-MOST:] if figure.sentence.section == row[0].sentence.section]
        found = chain.from_iterable(finder(flat, row, params) for finder in _FINDERS) if len(row) > 1 else ()
        hits = sorted(chain(found, all_and_some_not(flat, row, params), all_and_the_contrary(flat, row, params), late_though_in_time(flat, row, params), *(finder(flat, row, earlier, params) for finder in _ACROSS)), key=lambda one: SEVERITIES.index(one[0].severity or SEVERITIES[0]))
        for hit, used in hits:
            if not reported & used and not _measured_against(flat, row, used):  # one wrong figure spoils every sum it is in
                reported |= used
                yield hit


def _measured_against(flat: str, row: Sequence[Figure], used: Set[int]) -> bool:
    """Whether one of the figures is last year's value, which those of this year are no parts of: 较上年398件增长7%，化解415件，其余11件."""
    then = [_THEN.search(figure.lead.of(flat)) is not None for figure in row if figure.index in used]
    return any(then) and not all(then)


def _names_a_class(flat: str, two: Sequence[Figure]) -> bool:
    """Whether a figure only labels the next one: 35岁以下48名, 5万元以上的3件."""
    bound = two[0].quantity.outer or two[0].unit == "岁"
    return bool(bound) and len(two) == 2 and re.fullmatch("的?[^，；。、：]{0,4}", flat[two[0].span.end : two[1].span.start]) is not None


def _listed(flat: str, row: Sequence[Figure], params: Params) -> Found:
    """N件，其中A件、B件; N件：A件、B件; N件（A件、B件）; N件中，A件、B件; 评查30份，优秀24份、合格6份; 5件，2件因…，3件因…."""
    for position, whole in enumerate(row[:-1]):
        first = row[position + 1]
        gap = between(flat, whole, first)
        if first.kind != whole.kind or _DIFFERENCE.search(whole.lead.of(flat)) or _AVERAGE.search(whole.lead.of(flat)) or _BESIDE.match(gap) or "在内的" in gap or _OF_MORE.search(gap):
            continue
        listed, paren = _PART_MARK.match(gap), _PAREN.match(gap)
        if _ABSTRACT.match(whole.tail.of(flat)):
            continue
        if listed and listed["mark"] == "即" and "；" in gap:  # 1件，即《…》，已报备案；对现行有效的7件: a new statement
            continue
        marked, colon, of_them, follows = listed or paren, _COLON.match(gap), _OF_THEM.match(gap), _NEXT.match(gap)
        if not (marked or colon or of_them or follows) or (paren and not listed and "）" in gap) or _head(flat, first, params) is not None:
            continue
        if listed and listed["mark"] in ("包括", "含") and (_AMONG_OTHERS.match(first.tail.of(flat)) or _IN_WORDS.match(gap, listed.end()) or _OF_ITS_OWN.search(gap, 0, listed.start("mark"))):
            continue
        if not additive(whole):
            yield from _more_than_about(flat, whole, row[position + 1 : position + REACH]) if listed and listed["mark"] == "其中" else ()
            continue
        parts = clauses_of(flat, row[position + 1 : position + REACH], whole, params) if listed else []
        parts = parts or parts_of(flat, row[position + 1 : position + REACH], whole, params, some=not (colon or of_them))
        parts = [part for part in parts if _same_noun(flat, whole, part)] or parts  # 16个小项，包括甲3个大项9个小项、乙2个大项7个小项
        if not parts or (paren and not paren["mark"] and len(parts) == 1 and parts[0].value > whole.value):
            continue  # 21个事项（47个子项）: counted more finely
        beside, following = row[max(0, position - REACH) : position + 1], row[position + 1 + len(parts) :][:1]
        if _is_a_part(flat, beside, parts) or _and_another(flat, whole, row[position + 1 : position + REACH], len(parts)):
            continue
        if listed and (beyond := _beyond(flat, whole, parts, following, params)) and not any(equal(figure, [*parts, *beyond]) for figure in beside):
            yield mismatch("parts", whole, [*parts, *beyond])
            continue
        beside = _not_split(flat, beside, following, params)
        if marked or colon:
            some = marked is paren and total(parts) < whole.value * _FEW and not labelled(flat, parts, params)  # 118项（涉企20项、医疗领域43项）
            sure = marked is None or (not marked["mark"] and not some) or marked["mark"] in ("分为", "分别是", "分别为", "即", "包括")
            yield from judge(flat, whole, parts, params, beside, exhaustive=sure)
        elif of_them:
            yield from judge(flat, whole, parts, params, (), exhaustive=False, classified=len(parts) > 2)
        elif labelled(flat, parts, params) and not labelled(flat, [whole, *parts], params):
            yield from judge(flat, whole, parts, params, beside, exhaustive=not leaves_out_the_usual(flat, parts, params))
        elif len(parts) > 1 and _FOUND.fullmatch(parts[0].lead.of(flat).strip()) and all(not part.lead.of(flat).strip() and part.value < whole.value for part in parts[1:]):
            yield from judge(flat, whole, parts, params, beside, exhaustive=all(_WHY.match(part.tail.of(flat)) for part in parts))
        elif len(parts) > 2 and of_a_kind(flat, parts) and one_list(flat, parts):
            yield from judge(flat, whole, parts, params, beside, exhaustive=False)
        elif len(parts) > 1 and _EVERY_ONE.search(gap) and one_list(flat, parts) and near(whole, parts) and not equal(whole, parts):
            yield mismatch("parts", whole, parts, "warning")
        elif len(parts) > 1 and total(parts) > whole.value and says(whole.lead.of(flat), (*params.intake, *params.done[:3])):
            told_apart = outcomes(flat, parts, params) or (one_list(flat, parts) and near(whole, parts))
            if told_apart and not any(equal(figure, parts) for figure in beside):
                yield mismatch("over", whole, parts, "warning")


def _same_noun(flat: str, whole: Figure, part: Figure) -> bool:
    noun = whole.tail.of(flat)[:_NOUN]
    return len(noun) == _NOUN and part.tail.of(flat).startswith(noun)


def _is_a_part(flat: str, before: Sequence[Figure], parts: Sequence[Figure]) -> bool:
    """Whether the last figure of `before` is itself a part: all of them make up an earlier one, or all are written number first (20件已解决，4件列入计划)."""
    *earlier, first = [figure for figure in before if figure.kind == parts[0].kind and additive(figure)]
    if any(equal(figure, [first, *parts]) for figure in earlier):
        return True
    numbered = all(not figure.lead.of(flat).strip() and figure.tail.of(flat).strip() for figure in (first, *parts))
    return numbered and bool(earlier) and re.search("[；。]", between(flat, earlier[-1], first)) is None


def _and_another(flat: str, whole: Figure, following: Sequence[Figure], count: int) -> bool:
    """Whether the figure behind the parts is the last of them: 8件判决驳回，2件撤诉，另有1件判决撤销; 不合格3批次，尚未出具报告2批次."""
    parts = following[: count + 1]
    last = parts[-1]
    told = len(parts) > count and last.kind == whole.kind and additive(last)
    return told and "；" not in between(flat, parts[-2], last) and equal(whole, parts)


def _case_by_case(flat: str, row: Sequence[Figure], params: Params) -> Found:
    """立案2件，均为未经批准办学：1件责令停止；1件自行停办: each clause behind the colon begins with its number."""
    for position, whole in enumerate(row[:-2]):
        parts: list[Figure] = []
        for figure in row[position + 1 : position + REACH]:
            gap = between(flat, parts[-1] if parts else whole, figure)
            if figure.kind != whole.kind or not additive(figure) or not (_EACH_CLAUSE if parts else _CASES).fullmatch(gap):
                break
            parts.append(figure)
        ended = parts and row[-1] is parts[-1] and additive(whole)
        if ended and len(parts) > 1 and not equal(whole, parts):
            yield mismatch("parts", whole, parts, "warning")


def _not_split(flat: str, before: Sequence[Figure], following: Sequence[Figure], params: Params) -> Sequence[Figure]:
    """Without a figure that the last of `before` and what follows the parts make up: 7件，审结6件，其中……，未结1件 lists the six."""
    told = following and additive(following[0]) and following[0].lead.of(flat).strip().startswith(tuple(params.pending))
    return [figure for figure in before if not (told and figure is not before[-1] and figure.kind == before[-1].kind and equal(figure, [before[-1], following[0]]))]


def _beyond(flat: str, whole: Figure, parts: Sequence[Figure], following: Sequence[Figure], params: Params) -> Sequence[Figure]:
    """1件 of 7件，其中维持4件、终止2件、撤销1件，尚在审理1件: what is left when the outcomes told are those of all."""
    if not following or not equal(whole, parts) or not outcomes(flat, parts, params) or says(whole.sentence.span.of(flat), params.carried_over):
        return ()
    left = following[0]
    told = re.fullmatch("，[^，；。]{2,8}", between(flat, parts[-1], left)) and left.lead.of(flat).strip().startswith(tuple(params.pending))
    return following if told and left.kind == whole.kind and additive(left) and left.value else ()


def _more_than_about(flat: str, whole: Figure, following: Sequence[Figure]) -> Found:
    """约260万元，其中310万元; 3000余份，其中2000份、1500份: more than can be meant by 约, 余 or 超过; a least value (不少于) may be far below the true one. 700万套以上，其中740万套以上."""
    part, parts = following[0], [*following[:1]]
    for figure in following[1:]:
        if figure.kind != whole.kind or not one_list(flat, [parts[-1], figure]):
            break
        parts.append(figure)
    word = whole.quantity.approximator
    if word and word == part.quantity.approximator and not (whole.quantity.vague or part.quantity.vague) and whole.value < part.value:
        yield mismatch("exceeds", whole, [part], "warning")
    if word in _ABOVE and "、" in flat[whole.sentence.span.start : whole.span.start].rpartition("。")[2].rpartition("；")[2].rpartition("，")[2]:
        return  # 陕西、江苏、浙江接待超300万人次，其中陕西652万人次: each of them
    about = not whole.quantity.vague and whole.quantity.upper is None and word not in _LEAST
    most = whole.value * (_MORE_THAN if word in _ABOVE else _ABOUT)
    if about and additive(part) and part.value > most:
        yield mismatch("exceeds", whole, [part], "warning")
    elif about and whole.kind not in _PEOPLE and all(map(additive, parts)) and total(parts) > most:
        yield mismatch("over", whole, parts, "warning")


def _set_apart(flat: str, row: Sequence[Figure], params: Params) -> Found:
    """处罚112起，罚款86万元，其中A类47起、…; 调处264起，化解率98%；其中…: other figures stand between the parts and their whole."""
    for position, first in enumerate(row):
        if not position or not additive(first):
            continue
        before, gap = row[position - 1], between(flat, row[position - 1], first)
        risen = _DIFFERENCE.search(before.lead.of(flat)) is not None  # 赤字1.35万亿元，比上年增加1500亿元，其中…: not parts of the rise
        if not _SET_APART.search(gap) or (before.kind == first.kind and not risen and _PART_MARK.match(gap)) or _head(flat, first, params) is not None:
            continue
        wholes = [figure for figure in row[max(0, position - REACH) : position] if figure.kind == first.kind and additive(figure) and not (risen and figure is before) and not _AVERAGE.search(figure.lead.of(flat))]
        parts = parts_of(flat, row[position : position + REACH], first, params) if wholes else []
        if len(parts) == 1 and all(first.value > whole.value for whole in wholes) and "，其中" in gap:
            yield mismatch("exceeds", wholes[-1], parts, "warning")
        elif len(parts) > 1:
            yield from judge(flat, nearest(wholes, parts), parts, params, wholes, exhaustive=False)


def _head(flat: str, figure: Figure, params: Params) -> str | None:
    """What the clause before the figure says its parts are of: 办结 in 在办结案件中，食品类87件; 办理中29件 says how far they are."""
    start = max(figure.sentence.span.start, figure.span.start - 44)
    before = flat[start : figure.span.start]
    match = _EARLIER.search(before) if "中" in before and not before.endswith(tuple(params.pending)) else None
    return match["head"] if match and not _COUNTED.search(match["head"]) else None


def _of_earlier(flat: str, row: Sequence[Figure], earlier: Sequence[Figure], params: Params) -> Found:
    """结案386件……；结案中处罚341件、不予处罚37件: the whole is a figure of that name, here or shortly before."""
    for position, first in enumerate(row):
        head = _head(flat, first, params) if additive(first) else None
        if head is None:
            continue
        wholes = [f for f in (*earlier, *row[:position]) if f.kind == first.kind and additive(f) and head in f.lead.of(flat) + f.tail.of(flat)]
        parts = parts_of(flat, row[position : position + REACH], first, params, some=False)
        if not wholes and labelled(flat, parts, params):  # 本周所受理的市民诉求中，直办52件、转办47件 of 受理市民诉求99件
            wholes = [figure for figure in (*earlier[-1:], *row[:position][-1:]) if figure.kind == first.kind and additive(figure) and head[-_NAMED:] in figure.lead.of(flat)]
        if parts and wholes:
            yield from judge(flat, nearest(wholes, parts), parts, params, wholes, exhaustive=False, classified=len(parts) > 2)


def _begun_anew(flat: str, row: Sequence[Figure], earlier: Sequence[Figure], params: Params) -> Found:
    """结案54件。一般程序42件、简易程序12件，均已归档: a clause that begins with sorts that are everything is of a whole just told."""
    for position, first in enumerate(row):
        begun = first.sentence.span.start if not position else row[position - 1].span.end + (flat[row[position - 1].span.end : first.span.start].rfind("；") + 1)
        wholes = [figure for figure in (*earlier, *row[:position]) if figure.kind == first.kind and additive(figure)]
        if not wholes or not additive(first) or len(first.lead.of(flat)) > _LABEL or first.lead.start - begun > _LABEL or (position and flat[begun - 1] != "；"):
            continue
        parts = parts_of(flat, row[position : position + REACH], wholes[-1], params)
        if len(parts) > 1 and labelled(flat, parts, params) and not any(equal(figure, parts) for figure in wholes):
            whole = nearest(wholes, parts)
            if near(whole, parts) and not _and_another(flat, whole, row[position:], len(parts)):
                yield mismatch("parts", whole, parts, "warning")


def _begun_with_parts(flat: str, row: Sequence[Figure], earlier: Sequence[Figure], params: Params) -> Found:
    """共处理举报2603起。按类型分，咨询类400起；投诉类1981起；其他220起: the list is closed by what is left."""
    first = row[0]
    if not earlier or not additive(first) or not _BEGUN.match(flat, first.sentence.span.start, first.span.start):
        return
    wholes = [figure for figure in earlier if figure.kind == first.kind and additive(figure) and not moved_by(flat, figure)]
    if not wholes or wholes[-1].sentence.index != first.sentence.index - 1:
        return
    parts = clauses_of(flat, row, wholes[-1], params) or parts_of(flat, row, wholes[-1], params)
    if len(parts) > 1 and bare(parts[-1].lead.of(flat)).startswith(tuple(params.rest)):
        meant = near(wholes[-1], parts) or misread(wholes[-1], parts)  # else they may be of the valid ones only
        for hit, used in judge(flat, wholes[-1], parts, params, wholes, exhaustive=False):
            yield replace(hit, severity="warning" if meant else "info"), used


_FINDERS = (totals, brought_forward, columns, restated, year_of_parts, _listed, _case_by_case, _set_apart, flows, more_than_came, more_than_due, all_and_a_rest, all_by_rate, not_filled, not_reached, each_by_someone, all_passed)
_ACROSS = (_of_earlier, _begun_anew, _begun_with_parts, left_of_earlier, failed_later, rows_of_two)  # of a whole in a sentence before

"""What came in, what is done and what is left: 受理130件，已办结122件，正在办理9件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

import msgspec

from linter.checks import Params as Base
from linter.checks._labels import opposed
from linter.checks._sums import Found, additive, between, equal, joined, mismatch, near, nearest, says, slack, some_equal, total
from linter.facts.figures import Figure
from linter.late import late

NEAR = 24  # figures before a total that it may sum up
_REST = late(r"(?:其余|余下|剩余)[^，；]{0,6}$|另外?$")

_FOLLOWS = late("[^，；：。、]{0,16}，(?:其中|经复核|经核查)?(?P<words>[^，；：、。]{0,14})")
_RATED = late("，[^，；。、]{0,8}率")
_ALL_DONE = late("^[^，；。、]{0,8}，(?:已|现已|目前)?(?:全部|均|都)(?P<done>[^，；。、]{2,10})，(?:其余|余下|剩余)(?:的)?$")
_ENDED = late("；(?=(?:已|全年|共)*(?:审结|办结|结案)(?:案件)?$)")  # 受理58件，不予受理6件；审结52件: still of what came
_POSTS = late("(?:编制|定编|应配备?|应有)(?:数|总数)?(?:为|共)?$")
_FILLED = late("，(?:目前|现)?(?:实有|实际在编|实际在岗|实际到岗|在编|在岗|到岗|实配|已配备?)(?:人员)?")
_VACANT = late("，(?:缺编|空编|空缺|缺额|尚缺|缺口|缺少|缺)")
_WHOLE_RATE = late("[^，；。]{0,8}率(?:达到?|为|：)?100%[，、；](?:目前)?(?:其余|余下|剩余|还有|尚有|仅剩)(?:的)?")
_RATE_OF_DUE = late("(?:到期|按期|按时|限期|及时)[^，；。]{0,4}率")  # what is left was not due yet
_DUE_DONE = late("(?:，|、)(?:目前)?实(?:际)?(?:已)?(?P<verb>[一-鿿]{1,4})")
_DONE_TO = late("，(?:已|共|实际)*([\u4e00-\u9fff]{2})")
FAR_MORE = 10  # times: what is more than that is no slip of a digit
_ACT = 4  # letters behind a figure that tell what was done: 58人取得证件
_EVERY = late("(?:率(?:达到?|为|均为)?100%|(?:全部|全员|均已|均)[一-鿿]{2,6})，(?:但|目前)?(?:其中|尚有|还有|仍有|其中有)$")
_IN_TIME = late("(?:按期|按时|及时|限期内?|期限内|时限内)[一-鿿]{0,4}率(?:均|都)?(?:达到?|为|保持)?100%[，；](?:但|其中|有|另有|尚有|仍有|存在)*$")
_LATE = late("[一-鿿]{0,8}?(?:超期|逾期|超时|超过时限|未按期|未按时)(?!未?缴|提[出交]|申请|起诉|申报|不|补正|支付)")
_LATE_BEFORE = late("(?:超期|逾期|超时)(?:办结|办理|答复|回复|未办结|未答复)?(?:的)?$")
_NOT_YET = late("^[一-鿿]{0,4}?(?:[尚仍还]?未|还没|没有|正在)")
_ALL_OF_THEM = late("(?<![期时次])(?P<verb>满意|合格|通过|达标|成功|采纳|整改|办结|履行)率(?:均|都)?(?:达到?|为)?100%，(?:其中|但|有)*(?P<said>(?:不|未|没有)(?P=verb)(?:的)?)?$")
_STILL = late("(?:[尚仍还]在|正在|仍需|尚待|有待|尚未|仍未|还未)(?:继续|持续|抓紧|依法|进一步|按期)?[\u4e00-\u9fff]{2}(?:之中|中|的)?$")
_NOT_TAKEN = late("(?:不予|未予|不|未)[\u4e00-\u9fff]{2}$")
_FED_BACK = late("反馈(?=[^，；。]{0,4}(?:问题|意见|隐患|线索))")  # what came in, not what was answered
_UNDONE = late("^(?:案件|事项|问题)?(?:目前)?(?:正在|尚|仍|还在|未|待|在办)")
_TESTED = late("[^，；。]{0,24}(?:参加|参考)[^，；。]{0,16}(?:考试|测试|考核|测评)，")
_ALL_PASSED = late("(?:均|全部|都)(?:考试|考核|测试)?(?:合格|通过|及格|优秀)")


class Narrowing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Acts of which the later ones concern at most as many as the first: 抽检, then 合格."""

    of: list[str]
    then: list[str]


class Words(Base, frozen=True, forbid_unknown_fields=True):
    """`failed`: labels of what did not succeed; `left_to`: how a rest goes on (1件引导诉讼); `brought_together`: labels of a whole
    that has last year's cases in it; `stop`: what ends a run of figures; `narrows`: acts by pairs."""

    intake: list[str]
    done: list[str]
    pending: list[str]
    rest: list[str]
    carried_over: list[str]
    failed: list[str]
    left_to: list[str]
    brought_together: list[str]
    stop: list[str]
    narrows: list[Narrowing]


def flows(flat: str, row: Sequence[Figure], words: Words) -> Found:
    """受理130件，已办结122件，正在办理9件: what came, what is done, what is left."""
    for position, left in enumerate(row):
        if position < 2 or not additive(left) or not _is_left(flat, left, words):
            continue
        run = _chain(flat, row[: position + 1], words)
        if _nearer(flat, row[: position + 1]) or any(equal(figure, run[at:]) for at, figure in enumerate(run[:-2], 1)):
            continue  # 对23个部门开展督察，反馈问题141个，整改133个，剩余8个: one of the figures before is all that follows it
        if len(run) < 3 or _goes_on(flat, row[position : position + 2], words):
            continue
        done = next((i for i, figure in enumerate(run[:-1]) if i and says(_FED_BACK.sub("", figure.lead.of(flat) + figure.tail.of(flat)), words.done)), None)
        if not left.lead.of(flat).strip("有另") and "其中" in between(flat, row[position - 1], left) + between(flat, run[-2], left):
            continue  # 21件全部答复，其中17件已解决，4件列入计划: a part of a part
        if done is None:
            if not _REST.match(left.lead.of(flat).strip()) or "；" in between(flat, run[0], left) or "，" not in between(flat, run[0], run[1]):
                continue
            if run[0].subject.verb not in run[0].lead.of(flat) or not run[0].subject.verb or not near(run[0], run[1:]):
                continue  # 邻里纠纷186起，劳动争议113起，其余95起: the rest of a total that stands elsewhere
            done = 1
        wholes, parts = run[:done], [*run[done:], *_number_first(flat, row[position:])]
        if len(wholes) == 2 and says(wholes[0].lead.of(flat), words.carried_over) and "，" in between(flat, *wholes):
            wholes = [joined(wholes)]  # 上年结转5件，新收42件: both are told
        elif _carried(flat, wholes[-1], left, words):
            continue
        suffixes = [wholes[first:] for first in range(len(wholes))]
        further = [figure for figure in row[position + 1 : position + 2] if figure.kind == left.kind and additive(figure) and not re.search("[；。]", between(flat, left, figure))]
        if any(abs(total(suffix) - total(some)) <= slack([*suffix, *some]) for suffix in suffixes for some in (parts, [*parts, *further])):
            continue  # 合格195批次，不合格3批次，尚未出具报告2批次
        whole_told = len(wholes) == 1 and opposed(flat, parts)  # 批准 and 不予批准 leave nothing out that a chance sum could do without
        if not whole_told and any(some_equal(whole, [*wholes[i + 1 :], *parts], left) for i, whole in enumerate(wholes)):
            continue
        yield mismatch("flow", nearest(wholes, parts), parts)


def _nearer(flat: str, row: Sequence[Figure]) -> bool:
    """Whether the last of `row` is the rest of the figure before the last 其中: 合同58份，出具意见61份，其中采纳57份，其余4份."""
    base = next((at for at in range(len(row) - 2, -1, -1) if "其中" in between(flat, row[at], row[at + 1])), None)
    return base is not None and all(figure.kind == row[-1].kind for figure in row[base:]) and equal(row[base], row[base + 1 :])


def _number_first(flat: str, row: Sequence[Figure]) -> list[Figure]:
    """The parts that go on behind the first of `row` as it was written, number first: 12件办结，5件转办，2件不予受理."""
    if row[0].lead.of(flat).strip():
        return []
    pairs = takewhile(lambda two: two[0].kind == two[1].kind and additive(two[1]) and re.fullmatch("[^，；。、]{1,16}，", between(flat, *two)), pairwise(row))
    return [later for _, later in pairs]


def _goes_on(flat: str, two: Sequence[Figure], words: Words) -> bool:
    """Whether a further rest follows: 2件引导仲裁，另2件撤回."""
    if len(two) < 2 or two[0].kind != two[1].kind or not additive(two[1]):
        return False
    return not re.search("[；。]", between(flat, *two)) and _is_left(flat, two[1], words)


def _carried(flat: str, whole: Figure, left: Figure, words: Words) -> bool:
    """Whether last year's cases stand in the sentence and the whole is not the figure that has them in it (连同结转的11件，应办160件)."""
    start = flat.rfind("；", whole.sentence.span.start, whole.span.start)
    around_it = flat[max(start, whole.sentence.span.start) : whole.sentence.span.end]
    together = says(whole.lead.of(flat), words.brought_together) or whole.lead.of(flat).strip() == "共"
    return says(around_it, words.carried_over) and not together


def _chain(flat: str, row: Sequence[Figure], words: Words) -> list[Figure]:
    """The figures of one kind that run up to the last of `row`; what 其中 takes apart on the way is passed over."""
    run = [row[-1]]
    for figure in reversed(row[-NEAR:-1]):
        gap = between(flat, figure, run[0])
        if figure.kind != run[0].kind or not additive(figure) or says(gap, words.stop) or re.search("[；。]", _ENDED.sub("，", gap)):
            break
        run = [figure, row[-1]] if "其中" in gap else [figure, *run]
    return run


def _is_left(flat: str, figure: Figure, words: Words) -> bool:
    lead, tail = figure.lead.of(flat).strip(), figure.tail.of(flat)
    if lead.endswith(tuple(words.pending)) or says(tail, words.pending) or _REST.match(lead):
        return True
    if _STILL.search(lead):
        return True
    return lead.rstrip("的案件") in words.failed or (lead in ("", "有", "另") and tail.startswith(tuple(words.left_to)))


def more_than_came(flat: str, row: Sequence[Figure], words: Words) -> Found:
    """受理130件，办结135件; 检查218家，责令整改231家: of what came no more can be dealt with than came."""
    for came, done in pairwise(row):
        if came.kind != done.kind or done.value <= came.value or not (additive(came) and additive(done)):
            continue
        gap = between(flat, came, done)
        match = _FOLLOWS.fullmatch(gap)
        if match is None or says(came.sentence.span.of(flat), (*words.carried_over, "累计", "往年")):
            continue
        if "其中" in came.lead.of(flat) or total(_listed_with(flat, row[: row.index(done)])) >= done.value:
            continue
        if _RATED.match(flat, done.tail.end) and not says(match["words"], words.done[:4]):
            continue  # the check of rates says it
        if done.value > came.value * FAR_MORE:
            continue  # 对267件开展督察，带动化解1.98万件: not meant of the same
        if _NOT_TAKEN.search(came.lead.of(flat)):
            continue  # 不予受理3件；审结35件 are of what was taken
        started, ended = came.lead.of(flat) + came.tail.of(flat), match["words"] or done.tail.of(flat)[:_ACT].partition("均")[0]
        for narrowing in words.narrows:
            if says(started, narrowing.of) and says(ended, narrowing.then) and not says(started, narrowing.then) and not says(ended, narrowing.of):
                yield mismatch("more", came, [done], "warning")
                break


def _listed_with(flat: str, row: Sequence[Figure]) -> list[Figure]:
    """The last of `row` with what is listed before it: 投诉5310件、举报1532件 have come, not the latter alone."""
    run = [row[-1]]
    for figure in reversed(row[:-1]):
        if figure.kind != run[0].kind or not additive(figure) or re.fullmatch("[、和及与][^，；。、]{1,16}", between(flat, figure, run[0])) is None:
            break
        run.insert(0, figure)
    return run


def all_and_a_rest(flat: str, row: Sequence[Figure], words: Words) -> Found:
    """受理48件，全部办结，其余3件正在核查: nothing can be left of all."""
    for before, left in pairwise(row):
        match = _ALL_DONE.match(between(flat, before, left))
        if match is None or "其中" in before.lead.of(flat) or not says(match["done"], words.done) or not _UNDONE.match(left.tail.of(flat)):
            continue
        earlier = [figure for figure in row if figure.index <= left.index and figure.kind == left.kind and additive(figure)]
        if left.kind == before.kind and additive(left) and not any(some_equal(whole, [one for one in earlier if one is not whole], left) for whole in earlier[:-1]):
            yield mismatch("all", before, [left], "warning")


def all_by_rate(flat: str, row: Sequence[Figure], words: Words) -> Found:
    """隐患46个，整改率100%，剩余5个正在整改: nothing can be left of all. `row` has no rates."""
    for before, left in pairwise(row):
        gap = between(flat, before, left)
        if before.kind == left.kind and additive(before) and additive(left) and left.value and _WHOLE_RATE.search(gap) and not _RATE_OF_DUE.search(gap) and "。" not in gap and _UNDONE.match(left.tail.of(flat)):
            yield mismatch("all", before, [left], "warning")


def late_though_in_time(flat: str, row: Sequence[Figure], words: Words) -> Found:
    """按期答复率100%，其中2件超期答复: what all was done in time was not done late."""
    for figure in row:
        before = flat[max(figure.sentence.span.start, figure.span.start - 24) : figure.span.start]
        if additive(figure) and figure.value and _IN_TIME.search(_LATE_BEFORE.sub("", before)) and (_LATE_BEFORE.search(before) or _LATE.match(figure.tail.of(flat))):
            yield mismatch("late", figure, [figure], "warning")


def all_and_some_not(flat: str, row: Sequence[Figure], words: Words) -> Found:
    """28名执法人员全部持证，其中3名尚未取得证件; 配备率100%，尚有6人未配备: nothing can be left of all."""
    for figure in row:
        before = flat[max(figure.sentence.span.start, figure.span.start - 24) : figure.span.start]
        if additive(figure) and figure.value and _EVERY.search(before) and _NOT_YET.match(figure.tail.of(flat)) and "上年" not in before:
            yield mismatch("all", figure, [figure], "warning")


def all_and_the_contrary(flat: str, row: Sequence[Figure], words: Words) -> Found:
    """满意率100%，不满意1件; 合格率100%，其中2件不合格: nothing can be the contrary of all."""
    for figure in row:
        before = flat[max(figure.sentence.span.start, figure.span.start - 24) : figure.span.start]
        match = _ALL_OF_THEM.search(before)
        if match and additive(figure) and figure.value and (match["said"] or re.match(f"(?:不|未|没有){match['verb']}", figure.tail.of(flat))):
            yield mismatch("all", figure, [figure], "warning")


def more_than_due(flat: str, row: Sequence[Figure], words: Words) -> Found:
    """应换证118人，实际换证121人: no more than all who should."""
    for due, done in pairwise(row):
        match = _DUE_DONE.fullmatch(between(flat, due, done))
        if match and due.kind == done.kind and additive(due) and additive(done) and done.value > due.value and re.search(f"应(?:当)?{match['verb']}(?:人数|的)?$", due.lead.of(flat)):
            yield mismatch("more", due, [done], "warning")


def not_filled(flat: str, row: Sequence[Figure], words: Words) -> Found:
    """编制32名，实有24名，缺编7名: posts that are filled and posts that are vacant are all of them."""
    for posts, filled, vacant in zip(row, row[1:], row[2:], strict=False):
        if len({posts.kind, filled.kind, vacant.kind}) > 1 or not (additive(posts) and additive(filled) and additive(vacant)):
            continue
        told = _POSTS.search(posts.lead.of(flat)) and _FILLED.fullmatch(between(flat, posts, filled)) and _VACANT.fullmatch(between(flat, filled, vacant))
        if told and total([filled, vacant]) != posts.value:
            yield mismatch("flow", posts, [filled, vacant])


def not_reached(flat: str, row: Sequence[Figure], words: Words) -> Found:
    """84件，核查80件，14件核查前已停止经营: what an act reached and what it did not are all there is."""
    for whole, reached, missed in zip(row, row[1:], row[2:], strict=False):
        if len({whole.kind, reached.kind, missed.kind}) > 1 or not (additive(whole) and additive(reached) and additive(missed)):
            continue
        verb = _DONE_TO.fullmatch(between(flat, whole, reached))
        if verb is None or between(flat, reached, missed) not in ("，", "，另有", "，另", "，其余"):
            continue
        if re.match(f"(?:尚|暂)?(?:{verb[1]}前|未{verb[1]}|未能{verb[1]}|没有{verb[1]})", missed.tail.of(flat)) and total([reached, missed]) != whole.value:
            yield mismatch("flow", whole, [reached, missed])


def each_by_someone(flat: str, row: Sequence[Figure], words: Words) -> Found:
    """开庭9件，区长出庭1件，副区长出庭8件: who did it is told of each."""
    for whole, one, other in zip(row, row[1:], row[2:], strict=False):
        if len({whole.kind, one.kind, other.kind}) > 1 or not all(map(additive, (whole, one, other))):
            continue
        first = re.fullmatch("[^，；：。、]{0,4}，([^，；：。、]{2,12})", between(flat, whole, one))
        second = re.fullmatch("[，、]([^，；：。、]{2,12})", between(flat, one, other))
        if first is None or second is None or first[1] == second[1] or equal(whole, [one, other]) or not near(whole, [one, other]):
            continue
        started = whole.lead.of(flat)
        acts = [act for narrowing in words.narrows if any(word in started for word in narrowing.of) for act in narrowing.then]
        if any(first[1].endswith(act) and second[1].endswith(act) and len(act) < min(len(first[1]), len(second[1])) for act in acts):
            yield mismatch("parts", whole, [one, other], "warning")


def all_passed(flat: str, row: Sequence[Figure], words: Words) -> Found:
    """86名干部参加考试，87人均合格: said of all, so it is the same number."""
    for sat, passed in pairwise(row):
        if sat.kind == passed.kind and additive(sat) and additive(passed) and sat.value != passed.value and _TESTED.fullmatch(flat[sat.span.end : passed.span.start]) and _ALL_PASSED.match(passed.tail.of(flat)):
            yield mismatch("more" if passed.value > sat.value else "parts", sat, [passed], "warning")

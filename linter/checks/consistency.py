"""The same quantity given twice with two values: 立案31件 here, 立案35件 there.

A figure is *stated* where its noun stands before it (行政复议案件7件) and a *mention* where the noun follows (对8件行政复议案件): a
mention may be of some only, so it contradicts when it is more than was stated, claims to be of all (全年16件处罚决定), or
has the same digits in another order. Two figures are compared only where noun, unit, period and place are the same and the
verbs do not differ: what two agencies did, a year and a running total, a part and its whole are different quantities.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from msgspec.structs import replace

from linter.checks import Hit
from linter.checks._claims import ANY, HUNDREDS, LONG, TAIL, Claim, Words, any_of, claim_of, doer
from linter.checks._recalls import areas_recalled, composites_recalled, outcomes_recalled, turned_recalled
from linter.checks._recounted import recounted
from linter.checks._retold import retold
from linter.checks._sums import additive, at_odds, moved_by, of_now, said
from linter.facts import Facts
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded
from linter.facts.profile import profile
from linter.facts.roles import roles
from linter.facts.sentences import place
from linter.late import late
from linter.review import Related


class Params(Words, frozen=True, forbid_unknown_fields=True):
    """`outcomes`: verbs recalled as nouns (败诉案件); `events`: what a report counts once, by whomever it was held."""

    outcomes: list[str]
    events: list[str]


_TEN, _SOON = 10, 6  # sentences within which 的 points back
_LEADING = late("^(?:其中|全年|另有|共|已|对|将|把|以|和|及|与|的)+")
_BESIDE, _SAME_WORDS = late("[^，；。、]{0,8}(?:和|与|及)"), 6  # figures named together, and the words that follow both times
_MOST = 50  # claims of one noun that are compared with one another
_HOLDERS = frozenset({"家", "所", "户", "人"})
_AIMED = late("力争|预期|预计|目标[是为]")
_OF_SOME = late("其中|上年|去年|同期|分别|首批|第[一二三四](?!责任)|部分|另有")

def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat, where, year = facts(folded), facts(roles), facts(profile).year
    same = {verb: group[0] for group in params.verbs for verb in group}
    own_level = params.own_level if facts(profile).kind in ("township", "street") else []
    partial = any_of(tuple(word for word in params.partial if word not in own_level))
    claims: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    echoes: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    rows = {row[0].sentence.index: row for whole in facts(figures).by_sentence if (row := of_now(flat, whole))}
    named: dict[tuple[str, str], Figure] = {}
    again: list[tuple[Figure, Figure]] = []
    exact: list[tuple[Figure, bool]] = []
    for row in rows.values():
        role = where.at(row[0].span.start)
        if role == "title":
            continue
        of_some = _OF_SOME.search(flat, row[0].sentence.span.start, row[-1].span.start)
        for position, figure in enumerate(row):
            if not additive(figure) or figure.quantity.chinese or moved_by(flat, figure) or _AIMED.search(flat, figure.sentence.span.start, figure.span.start):
                continue
            exact.append((figure, role == "plan"))
            if role != "plan":
                again += _back(flat, figure, named)
            if role != "plan" and position and (pair := _pair(flat, row[position - 1], figure)):
                echoes[pair].append(figure)
            if of_some and of_some.start() < figure.span.start:
                continue
            claim = claim_of(flat, figure, same, partial, params)
            if claim is not None and not claim.noun and position:
                claim = replace(claim, origin=same.get(row[0].subject.verb, row[0].subject.verb))
            if claim is not None and role == "plan":
                recap = claim.stated and f"{year}年" in figure.lead.of(flat)
                claim = replace(claim, recap=True) if recap else None if claim.stated else replace(claim, verb=ANY)
            if claim is not None:
                claim = replace(claim, doer=doer(flat, figure))
                claims[figure.kind, figure.period, claim.scope].append(claim)
    told: set[int] = set()
    done = [row for row in rows.values() if where.at(row[0].span.start) != "title"]
    found = chain(
        _contradictions(claims.values(), _Stated(flat, facts(figures).all)), _recaps(claims.values()), _fewer(claims.values(), params.events), _unlike(echoes.values()), again,
        outcomes_recalled(flat, [row for row in done if where.at(row[0].span.start) != "plan"], params.outcomes), composites_recalled(flat, done), areas_recalled(flat, done),
        turned_recalled(flat, done), retold(flat, exact, same), recounted(flat, [(figure, where.at(figure.span.start)) for figure, _ in exact]),
    )
    for first, other in found:
        if told.isdisjoint((first.index, other.index)) and (first.sentence.index == other.sentence.index or not at_odds(flat, rows, first, other)):
            told |= {first.index, other.index}
            values = {"here": said(other), "there": said(first), "where": place(facts, first.span.start)}
            yield Hit(other.span, values, (Related(first.span, said(first)),))


def _pair(flat: str, before: Figure, figure: Figure) -> tuple[object, ...] | None:
    """What tells a figure by the one before it: 异常线索57条，核查属实11条."""
    label = figure.lead.of(flat).strip("，、；的已有中 ")
    if before.exact and before.value >= _TEN and before.span.end == figure.span.start:  # 来访30批52人次
        words = before.lead.of(flat)
        return figure.kind, before.kind, before.value, "来访" if "来访" in words else words[-2:]
    if _BESIDE.fullmatch(label) and before.exact and len(figure.tail.of(flat)) >= _SAME_WORDS:  # 对6个县和11个市直部门开展督察
        return figure.kind, figure.tail.of(flat)[:TAIL], before.kind, before.value, label
    if len(label) < 3 or not before.exact or before.value < 10 or label.startswith("其中"):
        return None
    noun = before.tail.of(flat)[:4] if len(before.lead.of(flat)) < 2 else before.lead.of(flat)[-4:]
    return figure.kind, label[-4:], before.kind, before.value, noun


def _back(flat: str, figure: Figure, named: dict[tuple[str, str], Figure]) -> Iterator[tuple[Figure, Figure]]:
    """转为非学科类7家 … 转为非学科类的8家: the words with 的 mean all of those just named."""
    lead = figure.lead.of(flat).strip("，、； ")
    if len(lead) < 3:
        return
    label = _LEADING.sub("", lead.rstrip("的"))
    if len(label) < 3:
        return
    key = (figure.kind, label)
    if not lead.endswith("的"):
        named[key] = figure
        return
    first = named.get(key)
    if first is not None and first.value != figure.value and 0 < figure.sentence.index - first.sentence.index <= _SOON and figure.period == first.period:
        yield first, figure


def _unlike(groups: Iterable[Sequence[Figure]]) -> Iterator[tuple[Figure, Figure]]:
    for group in groups:
        for other in group[1:]:
            if other.value != group[0].value and other.sentence.index != group[0].sentence.index:
                yield group[0], other


class _Stated:
    """Which values are stated of a noun: a mention of one of them is of that, and contradicts nothing."""

    def __init__(self, flat: str, every: Sequence[Figure]) -> None:
        self._flat = flat
        self._of: dict[tuple[str, Decimal], list[Figure]] = defaultdict(list)
        for figure in every:
            self._of[figure.kind, figure.value].append(figure)

    def explains(self, claim: Claim) -> bool:
        figure = claim.figure
        twins = (twin for twin in self._of[figure.kind, figure.value] if twin.sentence.index != figure.sentence.index)
        return not claim.stated and any(claim.noun[-2:] in twin.lead.of(self._flat) for twin in twins)


def _contradictions(groups: Iterable[Sequence[Claim]], stated: _Stated) -> Iterator[tuple[Figure, Figure]]:
    for group in groups:
        by_noun: dict[str, list[Claim]] = defaultdict(list)
        for claim in group:
            by_noun[claim.noun].append(claim)
        for noun, claims in by_noun.items():
            if noun:
                claims = [*claims, *(c for c in group if not c.stated and c.noun != noun and c.noun.startswith(noun) and _counts(c.figure, noun))]
            claims = claims[:_MOST]
            usual = Counter(claim.figure.value for claim in claims).most_common(1)[0]
            for position, other in enumerate(claims):
                for first in claims[:position]:
                    one, two = sorted((first, other), key=lambda claim: claim.figure.index)
                    if (_contradict(one, two) or _odd(one, two, usual)) and not (stated.explains(one) or stated.explains(two)):
                        yield one.figure, two.figure


def _recaps(groups: Iterable[Sequence[Claim]]) -> Iterator[tuple[Figure, Figure]]:
    """What the plan says was done that year, against the one figure told of it: 2024年举办业务培训班4期 and 举办执法业务培训班3期."""
    every = [claim for group in groups for claim in group if len(claim.noun) >= LONG and claim.stated]
    for recap in (claim for claim in every if claim.recap):
        told = [one for one in every if not one.recap and one.figure.kind == recap.figure.kind and one.verb == recap.verb and (one.noun.endswith(recap.noun) or recap.noun.endswith(one.noun))]
        if len(told) == 1 and told[0].figure.value != recap.figure.value:
            yield told[0].figure, recap.figure


def _fewer(groups: Iterable[Sequence[Claim]], events: Sequence[str]) -> Iterator[tuple[Figure, Figure]]:
    """县政府常务会议会前学法12次 … 组织会前学法8次: all of them are fewer than those that one body held."""
    for group in groups:
        for event in events:
            told = [claim for claim in group if claim.stated and claim.noun.endswith(event)]
            for one in told:
                bare = [claim for claim in told if claim.noun == event and claim.figure.kind == one.figure.kind and claim.figure.sentence.index != one.figure.sentence.index]
                if one.noun != event and len(bare) == 1 and bare[0].figure.value < one.figure.value:
                    yield one.figure, bare[0].figure


def _counts(figure: Figure, noun: str) -> bool:
    """Whether the unit counts the noun though more follows: 47家重点排污单位负责人 are of 47 firms."""
    return figure.kind in _HOLDERS and len(noun) >= LONG


def _contradict(one: Claim, two: Claim) -> bool:
    first, other = one.figure, two.figure
    if first.value == other.value or ANY in (one.verb, two.verb):
        return False
    if one.doer and two.doer and not one.doer.endswith(two.doer) and not two.doer.endswith(one.doer):
        return False  # 市政府收到申请1186件；区县政府收到申请1680件
    if one.origin and two.origin and one.origin != two.origin:
        return False  # 受理举报89件，立案12件 and 检查412家次，立案8件 are cases of different work
    if first.sentence.index == other.sentence.index:
        return one.stated and one.total and one.noun == two.noun and len(one.noun) >= LONG and 0 < first.value < other.value and (not two.verb or one.verb == two.verb)
    if one.verb and two.verb and one.verb != two.verb:
        return False
    if one.stated and two.stated:
        if one.whole and two.whole and one.noun == two.noun and one.verb == two.verb and len(one.noun) >= LONG:
            return True  # 全年举办法治讲座12场 … 全年共举办法治讲座10场
        return one.total and two.total and (one.verb == two.verb or one.whole or two.whole)
    if not one.stated and not two.stated:
        return one.whole and two.whole
    stated, mention = (one, two) if one.stated else (two, one)
    if not stated.total:
        return False
    return mention.figure.value > stated.figure.value or mention.whole or _turned(first, other)


def _odd(one: Claim, two: Claim, usual: tuple[Decimal, int]) -> bool:
    """Whether one of the two is more than a value given at least twice, or that value with its digits turned about."""
    first, other = one.figure, two.figure
    if first.sentence.index == other.sentence.index:
        return False
    if one.stated and two.stated and one.noun == two.noun and one.verb == two.verb and min(first.value, other.value) >= HUNDREDS and _turned(first, other):
        return True
    if len(one.noun) < LONG:
        return False
    if one.stated and two.stated and not (one.total and two.total):
        return False  # 讲座3场 here and 8场 there are other lectures
    if ANY in (one.verb, two.verb):
        return _turned(first, other)
    if one.verb and two.verb and one.verb != two.verb:
        return False
    if _turned(first, other):
        return True
    value, times = usual
    return times > 1 and ((first.value == value < other.value) or (other.value == value < first.value))


def _turned(one: Figure, other: Figure) -> bool:
    return one.value != other.value and min(one.value, other.value) > 9 and sorted(str(one.value)) == sorted(str(other.value))

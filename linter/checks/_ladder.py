"""Which rung of the ladder each passage of a report on one topic reaches, and which passage a reviewer would quote for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, takewhile

from msgspec import Struct

from linter.checks._topic_hits import Hit, Hits, Params
from linter.document import Span
from linter.facts import Facts
from linter.facts.acts import Doing
from linter.facts.figures import Figure
from linter.facts.roles import Role
from linter.late import late
from linter.review import Level

BELOW = 9  # the distance of what stands below a heading: anything nearer is the better evidence
FIRST = 12  # clauses below a heading that are about what it names
AHEAD = 4  # clauses after the one with the name that may still be about it
VERB = 4  # letters before a figure that can be no more than an act
TAIL = 8  # characters after a figure in which the noun it counts stands
FUTURE: frozenset[Role] = frozenset({"plan", "problems", "causes"})

# What makes a passage the lesser evidence, in clauses of distance that it is worth.
UNNAMED = 2  # the substance without the name
TITLED = 4  # only a document of that name
ASIDE = 2  # the clause names another matter as well
UNFIT = 3  # no word of the topic beside the figure
OBLIQUE = 1  # the figure stands after a preposition: 对12家企业, 为9个所
NONE = 2  # there was none, where something else may have been counted
SECTION = -3  # a heading above names the topic
TYPICAL = -2  # one of the words that the passage to quote would hold
_PREPOSITIONS = tuple("对 为 向 将 把 从 由 在 与 给".split())
_BODIES = late("[^，；。、]{0,6}(?:组织|委员会|调委会|机构|队伍|办公室|工作室|调解室|中心)")  # 206个人民调解组织: those who do it, not what they did
_CAUSATIVES = tuple("组织 联合 会同 涉及 覆盖".split())  # as good as one: 组织36个部门公示


class Reached(Struct, frozen=True):
    """A rung and the passage that reaches it. The lower `cost`, the sooner a reviewer would quote it."""

    level: Level
    span: Span
    cost: int = 0
    figure: Figure | None = None
    words: Span | None = None
    zero: bool = False
    role: Role = "achievements"


def _cover(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


class Reader:
    """One topic read in one report."""

    def __init__(self, facts: Facts, params: Params) -> None:
        self._params = params
        self.hits = Hits(facts, params)
        self.flat = self.hits.flat
        self._doing = self.hits.doing

    def highest(self) -> list[Reached]:
        """All passages on the highest rung that one reaches, best first. What is below it is not looked for."""
        told: list[Hit] = []
        ahead: list[Hit] = []
        for hit in self.hits.all:
            doing = self._doing[hit.clause]
            if doing.planned or doing.clause.role in FUTURE:
                ahead.append(hit)
            elif doing.clause.role in self._params.sections:
                told.append(hit)
        strong = [hit for hit in told if hit.kind != "name-only" and not self._taught(hit, self._doing[hit.clause])]
        reached = self._all(self._quantified, strong)
        if not reached and not self._params.only_figures:
            reached = self._all(self._described, strong) or self._all(self._mentioned, told) or self._all(self._intended, ahead)
        return sorted(reached, key=lambda rung: (rung.cost, rung.span.start))

    def _all(self, rung: Callable[[Hit, Doing], Reached | None], hits: list[Hit]) -> list[Reached]:
        return [reached for hit in hits if (reached := rung(hit, self._doing[hit.clause])) is not None]

    def _mentioned(self, hit: Hit, doing: Doing) -> Reached | None:
        if not hit.named or (doing.clause.heading and self._planned_below(doing)):
            return None
        return Reached("mentioned", doing.clause.span, self._cost(hit), role=doing.clause.role)

    def _intended(self, hit: Hit, doing: Doing) -> Reached | None:
        """Nothing for a cue with which nothing is to be done."""
        if hit.kind == "cue" and not doing.acts:
            return None
        return Reached("plan-only", doing.clause.span, self._cost(hit), role=doing.clause.role)

    def _cost(self, hit: Hit) -> int:
        """How far off the passage with this hit is from the one to quote, whatever it proves."""
        doing = self._doing[hit.clause]
        cost = UNNAMED if hit.kind == "cue" else 0
        cost += TITLED if self._titled(hit.span.start, doing.clause.span.start) else 0
        cost += ASIDE if self.hits.foreign(doing) else 0
        cost += TYPICAL if hit.clause in self.hits.typical else 0
        cost += SECTION if not doing.clause.heading and self.hits.under_name(hit.clause) else 0
        return cost

    def _titled(self, offset: int, start: int) -> bool:
        """Whether it stands in the title of a document, which is named rather than the topic."""
        return self.flat.rfind("《", start, offset) > self.flat.rfind("》", start, offset)

    def _taught(self, hit: Hit, doing: Doing) -> bool:
        """Whether the topic is only the subject of a lesson: 行政应诉专题培训 says nothing of lawsuits."""
        if not doing.lessons or hit.kind not in ("name", "cue") or not any(lesson.start >= hit.span.end for lesson in doing.lessons):
            return False
        return not any(word in self._params.own for word in self._params.vocabulary.lessons)

    # -- a figure, or none

    def _quantified(self, hit: Hit, doing: Doing) -> Reached | None:
        span = doing.clause.span
        if hit.kind == "full":
            return Reached("quantified", span, self._cost(hit), words=hit.span)
        if hit.kind == "zero":
            return Reached("quantified", span, self._cost(hit) + NONE, zero=True)
        found = self._counted(hit, doing)
        if found is None and doing.zero and self._params.zero_counts:
            return Reached("quantified", span, self._cost(hit) + NONE, zero=True)
        return found

    def _counted(self, hit: Hit, doing: Doing) -> Reached | None:
        """The nearest figure that fits, in the clause, in those that go on with it, or below its heading."""
        for distance, other in chain(((0, doing),), self._neighbours(doing), self._below(hit, doing)):
            chosen = self._fitting(other) if other.figures else None
            if chosen is not None:
                figure, off = chosen
                if distance and off >= UNFIT and other.clause.index not in self.hits.own and not other.tied and not _bare(figure):
                    continue  # 把8项任务列入绩效, 持证执法人员12人: after a clause on something else
                whole = other.clause.span if distance == BELOW else _cover(doing.clause.span, other.clause.span)
                return Reached("quantified", whole, self._cost(hit) + distance + off, figure, zero=figure.value == 0)
        return None

    def _fitting(self, doing: Doing) -> tuple[Figure, int] | None:
        """The figure of the clause that is best bound to the topic, and how far off it is."""
        words = self.hits.words(doing.clause.index)
        heeds = [heed for heed in doing.heeds if not any(heed.overlaps(word) for word in words)]
        costs = [
            (self._off(figure, words), place, figure)
            for place, figure in enumerate(doing.figures)
            if self._counts_it(figure) and (not _beside(figure, heeds) or _counts(figure, words))
        ]
        if not costs:
            return None
        off, _, figure = min(costs)
        return figure, off

    def _counts_it(self, figure: Figure) -> bool:
        """Whether its measure word is one of the topic's (件次 is as good as 件), and it counts what the topic's figures are of."""
        if figure.quantity.outer and self.flat.startswith("的", figure.tail.start):
            return False  # 罚款3万元以上的案件: a threshold
        units, nouns = self._params.units, self._params.figures_of
        words = self.flat[figure.lead.start : figure.lead.end] + self.flat[figure.tail.start : min(figure.tail.end, figure.tail.start + TAIL)] if nouns else ""
        return (figure.unit in units or figure.unit.removesuffix("次") in units) and (not nouns or any(noun in words for noun in nouns))

    def _off(self, figure: Figure, words: list[Span]) -> int:
        oblique = self.flat.endswith(_PREPOSITIONS + _CAUSATIVES, figure.lead.start, figure.lead.end)
        return (0 if _beside(figure, words) else UNFIT) + (OBLIQUE if oblique or _BODIES.match(self.flat, figure.tail.start, figure.tail.end) else 0)

    # -- an act

    def _described(self, hit: Hit, doing: Doing) -> Reached | None:
        span = doing.clause.span
        if doing.clause.heading:
            below = next((other for _, other in self._below(hit, doing) if other.acts), None)
            return Reached("described", below.clause.span, self._cost(hit) + BELOW) if below else None
        if hit.kind == "show" or (self._acts(hit, doing) and not doing.zero):
            return Reached("described", span, self._cost(hit))
        for distance, other in self._neighbours(doing):
            if distance <= 2 and not other.zero and (other.acts if other.clause.index in self.hits.own else other.deeds):
                return Reached("described", _cover(span, other.clause.span), self._cost(hit) + distance)
        return None

    def _acts(self, hit: Hit, doing: Doing) -> bool:
        """Whether an act stands in the clause, outside the topic's own name (审核 in 法制审核 is none)."""
        names = self.hits.names.get(hit.clause)
        return any(names is None or not names.overlap(act) for act in doing.acts)

    # -- clauses about the one with the hit

    def _below(self, hit: Hit, doing: Doing) -> Iterator[tuple[int, Doing]]:
        """Of the first clauses below a heading that names no other matter, those with a word of this one."""
        if not doing.clause.heading or hit.kind != "name" or self.hits.foreign(doing):
            return
        for other in self._doing[hit.clause + 1 : hit.clause + 1 + FIRST]:
            if other.clause.section != doing.clause.section or other.clause.heading:
                return
            if other.clause.index in self.hits.own and not other.planned and not other.zero:
                yield BELOW, other

    def _planned_below(self, doing: Doing) -> bool:
        """Whether nothing stands below a heading but what is still to be done."""
        below = list(takewhile(lambda other: other.clause.section == doing.clause.section and not other.clause.heading, self._doing[doing.clause.index + 1 :]))
        return bool(below) and all(other.planned for other in below)

    def _neighbours(self, doing: Doing) -> Iterator[tuple[int, Doing]]:
        """Clauses of the same sentence that go on with this one, nearest first: those after it, then those before it."""
        first, last = self.hits.clauses.of_sentence(doing.clause)
        here = doing.clause.index
        for other in self._doing[here + 1 : min(last, here + AHEAD) + 1]:
            distance = other.clause.index - here
            own = other.clause.index in self.hits.own
            if other.planned or (other.landmarks and not own and not (distance == 1 and other.tied)):
                break
            if own or distance == 1 or other.tied or other.acts:
                yield distance, other
        for other in reversed(self._doing[max(first, here - 2) : here]):
            distance = here - other.clause.index
            own = other.clause.index in self.hits.own
            if not own and not (distance == 1 and doing.tied):
                break
            yield distance, other


def _bare(figure: Figure) -> bool:
    """保留97项: an act and its figure, which must be of what was named before."""
    return figure.lead.end - figure.lead.start <= VERB and figure.tail.start == figure.tail.end


def _beside(figure: Figure, words: list[Span]) -> bool:
    """Whether one of `words` stands before the figure or right after it, with no other figure or mark between."""
    return _counts(figure, words) or any(figure.lead.start < word.end <= figure.lead.end for word in words)


def _counts(figure: Figure, words: list[Span]) -> bool:
    """Whether one of `words` is in the noun that the figure counts."""
    end = min(figure.tail.end, figure.tail.start + TAIL)
    return any(figure.tail.start <= word.start < end for word in words)

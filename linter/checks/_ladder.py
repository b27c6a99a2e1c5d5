"""One topic read in one report: where it is spoken of, and which rung of the ladder each passage reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import msgspec

from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.acts import Doing, Vocabulary, acts
from linter.facts.clauses import Clauses, clauses
from linter.facts.figures import Figure
from linter.facts.folded import folded
from linter.facts.outline import outline
from linter.facts.phrases import Index, index
from linter.facts.profile import profile
from linter.facts.roles import Role
from linter.review import Kind, Level, Profile, rank

BELOW = 9  # the distance of what stands below a heading: anything nearer is the better evidence
UNNAMED = 3  # clauses further off that a passage with the name may be, and still be the one to quote
FIRST = 12  # clauses below a heading that are about what it names
AHEAD = 4  # clauses after the one with the name that may still be about it
FUTURE: frozenset[Role] = frozenset({"plan", "problems", "causes"})


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts for an agency of that trait or kind; `level` is the rung it reaches without a figure."""

    any: tuple[str, ...]
    trait: str | None = None
    kind: Kind | None = None
    level: Literal["mentioned", "described", "quantified"] = "described"

    def holds(self, agency: Profile) -> bool:
        return self.trait in agency.traits or self.kind == agency.kind or (self.trait is None and self.kind is None)


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """All lists hold words or phrases; a phrase is words in their order within one clause (报…审核).

    `names` name the topic. `cues` are objects and acts of its substance: they count only where something was done. `shows`
    are themselves the act. `nearby` are cues that count only in a paragraph, or below a heading, with a name of the topic (or
    one of `around`). `full` is as good as a figure (全员持证). `own` words keep a neighbouring clause on the topic. `name_only`
    never is more than a mention. `unless` are the other uses of the same words. `zero` are ways to write that there was
    none; `zero_counts` lets the general ones count. `units` are the measure words of the topic's figures. Unless it is
    described, the item is not applicable where none of `only_if` is said, or one of `not_if` is. `ask` is the figure to
    add, for the note. With `only_figures` nothing below a figure counts.
    """

    vocabulary: Vocabulary
    names: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    nearby: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    name_only: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    units: tuple[str, ...] = ("件", "起", "次", "份", "条", "项", "个")
    zero: tuple[str, ...] = ()
    zero_counts: bool = True
    equivalents: tuple[Equivalent, ...] = ()
    sections: tuple[Role, ...] = ("achievements", "leader", "opening", "other")
    at_least: Level = "described"
    only_if: tuple[str, ...] = ()
    not_if: tuple[str, ...] = ()
    ask: str = ""
    only_figures: bool = False


def _cover(one: Span, other: Span) -> Span:
    return Span(min(one.start, other.start), max(one.end, other.end))


HitKind = Literal["name", "cue", "show", "full", "zero", "name-only"]


@dataclass(frozen=True, slots=True)
class _Hit:
    span: Span
    kind: HitKind
    clause: int


@dataclass(frozen=True, slots=True)
class Reached:
    """A rung and the passage that reaches it. `near` is the distance in clauses from the hit to what proves it."""

    level: Level
    span: Span
    named: bool
    near: int = 0
    figure: Figure | None = None
    words: Span | None = None
    zero: bool = False
    role: Role = "achievements"

    @property
    def order(self) -> tuple[int, int, int]:
        """Best first: the rung, then nearness and a name, then the place in the text."""
        return (-rank(self.level), self.near + (0 if self.named else UNNAMED), self.span.start)


class Reader:
    """One topic looked for in one report."""

    def __init__(self, facts: Facts, params: Params) -> None:
        self._facts = facts
        self._params = params
        self.flat: str = facts(folded)
        self._places: Index = facts(index)
        self._clauses: Clauses = facts(clauses)
        self._doing: tuple[Doing, ...] = facts(acts(params.vocabulary))
        self._named = self._hits(params.names, "name")
        self.hits = self._all_hits()

    # -- where the topic is spoken of

    def _hits(self, phrases: Iterable[str], kind: HitKind) -> list[_Hit]:
        """Places of `phrases`, but for those inside words that mean something else."""
        spans = self._places.phrases(phrases)
        others = self._others if spans and kind != "name-only" else []
        found = []
        for span in spans:
            clause = self._clauses.at(span.start)
            if clause is not None and not any(span.overlaps(other) for other in others):
                found.append(_Hit(span, kind, clause.index))
        return found

    @cached_property
    def _others(self) -> list[Span]:
        return self._places.phrases(self._params.unless)

    def _all_hits(self) -> list[_Hit]:
        params, agency = self._params, self._facts(profile)
        equal: dict[str, list[str]] = {"mentioned": [], "described": [], "quantified": []}
        for equivalent in params.equivalents:
            if equivalent.holds(agency):
                equal[equivalent.level].extend(equivalent.any)
        weak = self._hits((*params.name_only, *equal["mentioned"]), "name-only")
        hits = self._named + self._hits(params.cues, "cue") + self._hits((*params.shows, *equal["described"]), "show")
        hits += [hit for hit in self._hits(params.nearby, "cue") if self._near_name(hit)]
        hits += self._hits((*params.full, *equal["quantified"]), "full") + self._hits(params.zero, "zero")
        hits = [hit for hit in hits if not any(other.span.contains(hit.span) for other in weak)] + weak
        return list({(hit.clause, hit.kind): hit for hit in hits}.values())  # one a clause: rungs are of clauses

    def _near_name(self, hit: _Hit) -> bool:
        if self._paragraph(hit.span.start) in self._named_paragraphs:
            return True
        section = self._clauses.all[hit.clause].section
        tree = self._facts(outline)
        return section is not None and any(part.index in self._named_sections for part in tree.path(tree.sections[section]))

    @cached_property
    def _naming(self) -> list[_Hit]:
        return self._named + self._hits(self._params.around, "name")

    @cached_property
    def _named_paragraphs(self) -> frozenset[int]:
        return frozenset(self._paragraph(hit.span.start) for hit in self._naming)

    @cached_property
    def _named_sections(self) -> frozenset[int | None]:
        """Sections whose headings name the topic."""
        return frozenset(self._clauses.all[hit.clause].section for hit in self._naming if self._clauses.all[hit.clause].heading)

    def _paragraph(self, offset: int) -> int:
        return self.flat.rfind("\n", 0, offset)

    @cached_property
    def _own(self) -> frozenset[int]:
        """Clauses that speak of the topic."""
        return frozenset(hit.clause for hit in (*self.hits, *self._hits(self._params.own, "cue")))

    def says(self, phrases: Iterable[str]) -> bool:
        """Whether one of `phrases` stands where the past year is told."""
        spans = self._places.phrases(phrases)
        return any(clause.role in self._params.sections for span in spans if (clause := self._clauses.at(span.start)) is not None)

    # -- how far it goes there

    def rungs(self, hit: _Hit) -> Iterator[Reached]:
        """The rung a hit reaches where it stands; none for a cue with which nothing was done."""
        doing = self._doing[hit.clause]
        role, named = doing.clause.role, hit.kind in ("name", "name-only")
        span = doing.clause.span
        if role in FUTURE or doing.planned:
            if hit.kind == "cue" and not doing.acts:
                return
            yield Reached("plan-only", span, named, role=role)
        elif role in self._params.sections:
            weak = hit.kind == "name-only" or self._taught(hit, doing)
            done = None if weak else self._quantified(hit, doing) or self._described(hit, doing)
            if done is not None:
                yield done
            elif named:
                yield Reached("mentioned", span, named, role=role)

    def _taught(self, hit: _Hit, doing: Doing) -> bool:
        """Whether the topic is only the subject of a lesson: 行政应诉专题培训 says nothing of lawsuits."""
        teaches = any(word in self._params.own for word in self._params.vocabulary.lessons)
        return hit.kind in ("name", "cue") and not teaches and any(lesson.start >= hit.span.end for lesson in doing.lessons)

    def _quantified(self, hit: _Hit, doing: Doing) -> Reached | None:
        span, named = doing.clause.span, hit.kind == "name"
        if hit.kind == "full":
            return Reached("quantified", span, named, words=hit.span)
        if hit.kind == "zero" or (doing.zero and self._params.zero_counts and not self._fitting(doing)):
            return Reached("quantified", span, named, zero=True)
        for distance, other in ((0, doing), *self._neighbours(doing), *self._below(hit, doing)):
            figure = self._fitting(other)
            if figure is not None:
                whole = other.clause.span if distance == BELOW else _cover(span, other.clause.span)
                return Reached("quantified", whole, named, distance, figure, zero=figure.value == 0)
        return None

    def _described(self, hit: _Hit, doing: Doing) -> Reached | None:
        span, named = doing.clause.span, hit.kind == "name"
        if doing.clause.heading:
            below = next((other for _, other in self._below(hit, doing) if other.acts), None)
            return Reached("described", below.clause.span, False, BELOW) if below else None
        if hit.kind == "show" or (self._acts(hit, doing) and not doing.zero):
            return Reached("described", span, named)
        for distance, other in self._neighbours(doing):
            if distance <= 2 and not other.zero and (other.acts if other.clause.index in self._own else other.deeds):
                return Reached("described", _cover(span, other.clause.span), named, distance)
        return None

    def _acts(self, hit: _Hit, doing: Doing) -> bool:
        """Whether an act stands in the clause, outside the topic's own name (审核 in 法制审核 is none)."""
        names = [other.span for other in self._named if other.clause == hit.clause]
        return any(not any(act.overlaps(name) for name in names) for act in doing.acts)

    def _fitting(self, doing: Doing) -> Figure | None:
        return next((figure for figure in doing.figures if figure.unit in self._params.units), None)

    def _below(self, hit: _Hit, doing: Doing) -> Iterator[tuple[int, Doing]]:
        """Of the first clauses below a heading that names no other matter, those with a word of this one."""
        names = [other.span for other in self._named if other.clause == hit.clause]
        alone = all(any(mark.overlaps(name) for name in names) for mark in doing.landmarks)
        if not doing.clause.heading or hit.kind != "name" or not alone:
            return
        for other in self._doing[hit.clause + 1 : hit.clause + 1 + FIRST]:
            if other.clause.section != doing.clause.section or other.clause.heading:
                return
            if other.clause.index in self._own and not other.planned and not other.zero:
                yield BELOW, other

    def _neighbours(self, doing: Doing) -> Iterator[tuple[int, Doing]]:
        """Clauses of the same sentence that go on with this one, nearest first: those after it, then those before it."""
        first, last = self._clauses.of_sentence(doing.clause)
        here = doing.clause.index
        for other in self._doing[here + 1 : min(last, here + AHEAD) + 1]:
            distance = other.clause.index - here
            own = other.clause.index in self._own
            if other.planned or (other.landmarks and not own and not (distance == 1 and other.tied)):
                break
            if own or distance == 1 or other.tied or other.acts:
                yield distance, other
        for other in reversed(self._doing[max(first, here - 2) : here]):
            distance = here - other.clause.index
            own = other.clause.index in self._own
            if not own and not (distance == 1 and doing.tied):
                break
            yield distance, other

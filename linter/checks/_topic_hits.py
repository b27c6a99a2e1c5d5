"""Where one report speaks of one topic: its names, its substance, its zeros, each in its clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Literal

import msgspec
from msgspec import Struct

from linter.checks import Params as Base
from linter.document import Span, Spans
from linter.facts import Facts
from linter.facts.acts import Doing, Vocabulary, acts
from linter.facts.clauses import Clauses, clauses
from linter.facts.folded import folded
from linter.facts.outline import outline
from linter.facts.phrases import Index, Lists, index
from linter.facts.profile import profile
from linter.facts.roles import Role
from linter.facts.wholes import LONGEST, Wholes, wholes
from linter.review import Kind, Level, Profile


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts for an agency of that trait or kind; `level` is the rung it reaches without a figure."""

    any: tuple[str, ...]
    trait: str | None = None
    kind: Kind | None = None
    level: Literal["mentioned", "described", "quantified"] = "described"

    def holds(self, agency: Profile) -> bool:
        return self.trait in agency.traits or self.kind == agency.kind or (self.trait is None and self.kind is None)


class Params(Base, frozen=True, forbid_unknown_fields=True, dict=True):
    """All lists hold words or phrases; a phrase is words in their order within one clause (报…审核).

    `names` name the topic, and so do all of `parts` together, wherever each stands. `cues` are objects and acts of its substance: they count only where something was done. `shows`
    are themselves the act. `nearby` are cues that count only in a paragraph, or below a heading, with a name of the topic (or
    one of `around`). `full` is as good as a figure (全员持证). `own` words keep a neighbouring clause on the topic. `name_only`
    never is more than a mention. `unless` are the other uses of the same words. `zero` are ways to write that there was
    none; `zero_counts` lets the general ones count. `units` are the measure words of the topic's figures, which must count one of `figures_of` if there are any. Unless it is
    described, the item is not applicable where none of `only_if` is said, or one of `not_if` is. `ask` is the figure to
    add, for the note. `typical` words mark the passage to quote among several of one rung. With `only_figures` nothing below a figure counts.
    """

    vocabulary: Vocabulary
    names: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    nearby: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    name_only: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    figures_of: tuple[str, ...] = ()
    units: tuple[str, ...] = ("件", "起", "次", "份", "条", "项", "个")
    zero: tuple[str, ...] = ()
    zero_counts: bool = True
    equivalents: tuple[Equivalent, ...] = ()
    sections: tuple[Role, ...] = ("achievements", "leader", "opening", "other")
    at_least: Level = "described"
    only_if: tuple[str, ...] = ()
    not_if: tuple[str, ...] = ()
    typical: tuple[str, ...] = ()
    ask: str = ""
    only_figures: bool = False

    @cached_property
    def lists(self) -> Lists:
        """All phrases, to be looked for together; those of an equivalent are named by its number."""
        lists = {name: getattr(self, name) for name in _LISTS}
        return Lists({**lists, **{str(number): equivalent.any for number, equivalent in enumerate(self.equivalents)}})

    @cached_property
    def acts(self) -> Callable[[Facts], tuple[Doing, ...]]:
        return acts(self.vocabulary)  # kept: to compare two vocabularies takes a while


_LISTS = ("names", "cues", "shows", "nearby", "around", "full", "own", "name_only", "unless", "zero", "typical")
_NOTHING = Spans(())
HitKind = Literal["name", "cue", "show", "full", "zero", "name-only"]
Found = list[tuple[Span, int]]  # places with the index of their clause


class Hit(Struct, frozen=True):
    """Words of the topic."""

    span: Span
    kind: HitKind
    clause: int

    @property
    def named(self) -> bool:
        return self.kind in ("name", "name-only")


class Hits:
    """One topic looked for in one report: `all` holds one hit of a kind a clause, `named` every name."""

    def __init__(self, facts: Facts, params: Params) -> None:
        self._facts = facts
        self._params = params
        self.flat: str = facts(folded)
        self.clauses: Clauses = facts(clauses)
        self.doing: tuple[Doing, ...] = facts(params.acts)
        self._places: Index = facts(index)
        self._whole: Wholes = facts(wholes)
        self._spans = self._places.lists(params.lists)
        self._found: dict[str, Found] = {}
        self.named = self._find("name", "names") or self._named_by_parts()
        self.all = self._find_all()

    def _find(self, kind: HitKind, *lists: str) -> list[Hit]:
        return [Hit(span, kind, clause) for span, clause in self._places_of(*lists)]

    def _named_by_parts(self) -> list[Hit]:
        """The first place of each part where the past year is told, if all parts have one."""
        told = [next(self._told((part,)), None) for part in self._params.parts]
        return [hit for hit in told if hit is not None] if all(told) else []

    def _told(self, phrases: Iterable[str]) -> Iterator[Hit]:
        """Where one of the phrases tells of the past year."""
        for span in self._places.phrases(phrases):
            clause = self.clauses.at(span.start)
            if clause is not None and clause.role in self._params.sections:
                yield Hit(span, "name", clause.index)

    def _places_of(self, *lists: str) -> Found:
        """Places of the phrases of these lists, in order, but for those inside words that mean something else."""
        there = [name for name in lists if name in self._spans]
        if len(there) < 2:
            return self._places_on(there[0]) if there else []
        return sorted({place for name in there for place in self._places_on(name)})

    def _places_on(self, name: str) -> Found:
        if name not in self._found:
            others = _NOTHING if name in self._weak else self._others
            at, stands = self.clauses.at, self._whole.stands
            self._found[name] = [
                (span, clause.index)
                for span in self._spans[name]
                if (clause := at(span.start)) is not None and not others.overlap(span) and (span.end - span.start > LONGEST or stands(span))
            ]
        return self._found[name]

    @cached_property
    def _others(self) -> Spans:
        return Spans(self._spans["unless"]) if "unless" in self._spans else _NOTHING

    @cached_property
    def _equal(self) -> dict[str, list[str]]:
        """The lists of what is as good for this agency, by the level that it reaches."""
        agency = self._facts(profile) if self._params.equivalents else None
        equal: dict[str, list[str]] = {"mentioned": [], "described": [], "quantified": []}
        for number, equivalent in enumerate(self._params.equivalents):
            if agency is not None and equivalent.holds(agency):
                equal[equivalent.level].append(str(number))
        return equal

    @cached_property
    def _weak(self) -> frozenset[str]:
        """Lists of what is never more than a mention, and is one inside other words too."""
        return frozenset(("name_only", *self._equal["mentioned"]))

    def _find_all(self) -> list[Hit]:
        if not self._spans:
            return []
        weak = self._find("name-only", *self._weak)
        hits = self.named + self._find("cue", "cues") + self._find("show", "shows", *self._equal["described"])
        hits += [hit for hit in self._find("cue", "nearby") if self._near_name(hit)]
        hits += self._find("full", "full", *self._equal["quantified"]) + self._find("zero", "zero")
        if weak:
            weaker = Spans(hit.span for hit in weak)
            hits = [hit for hit in hits if not weaker.contain(hit.span)] + weak
        return list({(hit.clause, hit.kind): hit for hit in hits}.values())  # one a clause: rungs are of clauses

    # -- what stands about a hit

    def _near_name(self, hit: Hit) -> bool:
        """Whether a name stands in the sentence, or in the paragraph or a heading above while the sentence has named no other matter."""
        sentence = self.clauses.all[hit.clause].sentence
        if sentence in self._named_sentences:
            return True
        first, _ = self.clauses.of_sentence(self.clauses.all[hit.clause])
        if any(self.foreign(doing) for doing in self.doing[first : hit.clause + 1]):
            return False
        return self._paragraph(hit.span.start) in self._named_paragraphs or self.under_name(hit.clause)

    def under_name(self, clause: int) -> bool:
        """Whether a heading above the clause names the topic."""
        section = self.clauses.all[clause].section
        if section is None or not self._named_sections:
            return False
        tree = self._facts(outline)
        return any(part.index in self._named_sections for part in tree.path(tree.sections[section]))

    def foreign(self, doing: Doing) -> tuple[Span, ...]:
        """Names of other matters in the clause: those that share no characters with words of this topic."""
        if not doing.landmarks:
            return ()
        mine = self._words.get(doing.clause.index, [])
        return tuple(mark for mark in doing.landmarks if not any(mark.overlaps(word) for word in mine))

    def words(self, clause: int) -> list[Span]:
        """Everything in the clause that speaks of the topic: names, cues and own words."""
        return self._words.get(clause, [])

    @cached_property
    def _words(self) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = {}
        for name in ("names", "around", "cues", "shows", "nearby", "full", "own"):
            for span, clause in self._places_of(name):
                found.setdefault(clause, []).append(span)
        return found

    @cached_property
    def own(self) -> frozenset[int]:
        """Clauses that speak of the topic."""
        return frozenset((*(hit.clause for hit in self.all), *(clause for _, clause in self._places_of("own"))))

    @cached_property
    def typical(self) -> frozenset[int]:
        return frozenset(clause for _, clause in self._places_of("typical"))

    @cached_property
    def names(self) -> dict[int, Spans]:
        """The names in each clause that has any."""
        found: dict[int, list[Span]] = {}
        for hit in self.named:
            found.setdefault(hit.clause, []).append(hit.span)
        return {clause: Spans(spans) for clause, spans in found.items()}

    @cached_property
    def _naming(self) -> list[Hit]:
        return self.named + self._find("name", "around")

    @cached_property
    def _named_sentences(self) -> frozenset[int]:
        return frozenset(self.clauses.all[hit.clause].sentence for hit in self._naming)

    @cached_property
    def _named_paragraphs(self) -> frozenset[int]:
        return frozenset(self._paragraph(hit.span.start) for hit in self._naming)

    @cached_property
    def _named_sections(self) -> frozenset[int | None]:
        """Sections whose headings name the topic."""
        return frozenset(self.clauses.all[hit.clause].section for hit in self._naming if self.clauses.all[hit.clause].heading)

    def _paragraph(self, offset: int) -> int:
        return self.flat.rfind("\n", 0, offset)

    def says(self, phrases: Iterable[str]) -> bool:
        """Whether one of `phrases` stands where the past year is told."""
        return any(True for _ in self._told(phrases))

"""Where one report speaks of one topic: its names, its substance, its zeros, each in its clause."""

from __future__ import annotations

from collections.abc import Iterable
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
from linter.facts.phrases import Index, index
from linter.facts.profile import profile
from linter.facts.roles import Role
from linter.facts.wholes import Wholes, wholes
from linter.review import Kind, Level, Profile


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
    add, for the note. `typical` words mark the passage to quote among several of one rung. With `only_figures` nothing below a figure counts.
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
    typical: tuple[str, ...] = ()
    ask: str = ""
    only_figures: bool = False


_NOTHING = Spans(())
HitKind = Literal["name", "cue", "show", "full", "zero", "name-only"]


class Hit(Struct, frozen=True):
    """Words of the topic. `titled`: they stand in the title of a document, which is named rather than the topic."""

    span: Span
    kind: HitKind
    clause: int
    titled: bool = False

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
        self.doing: tuple[Doing, ...] = facts(acts(params.vocabulary))
        self._places: Index = facts(index)
        self._whole: Wholes = facts(wholes)
        self._found: dict[tuple[str, ...], list[tuple[Span, int]]] = {}
        self.named = self._find(params.names, "name")
        self.all = self._find_all()

    def _find(self, phrases: tuple[str, ...], kind: HitKind) -> list[Hit]:
        found = self._places_of(phrases, masked=kind != "name-only")
        return [Hit(span, kind, clause, self._titled(span.start, self.clauses.all[clause].span.start)) for span, clause in found]

    def _places_of(self, phrases: tuple[str, ...], *, masked: bool = True) -> list[tuple[Span, int]]:
        """Places of `phrases` with their clauses, but for those inside words that mean something else."""
        if not phrases:
            return []
        if masked and phrases in self._found:
            return self._found[phrases]
        spans = self._places.phrases(phrases)
        others = self._others if spans and masked else _NOTHING
        found = []
        for span in spans:
            clause = self.clauses.at(span.start)
            if clause is not None and not others.overlap(span) and self._whole.stands(span):
                found.append((span, clause.index))
        if masked:
            self._found[phrases] = found
        return found

    def _titled(self, offset: int, start: int) -> bool:
        return self.flat.rfind("《", start, offset) > self.flat.rfind("》", start, offset)

    @cached_property
    def _others(self) -> Spans:
        return Spans(self._places.phrases(self._params.unless)) if self._params.unless else _NOTHING

    def _find_all(self) -> list[Hit]:
        params, agency = self._params, self._facts(profile)
        equal: dict[str, list[str]] = {"mentioned": [], "described": [], "quantified": []}
        for equivalent in params.equivalents:
            if equivalent.holds(agency):
                equal[equivalent.level].extend(equivalent.any)
        weak = self._find((*params.name_only, *equal["mentioned"]), "name-only")
        hits = self.named + self._find(params.cues, "cue") + self._find((*params.shows, *equal["described"]), "show")
        hits += [hit for hit in self._find(params.nearby, "cue") if self._near_name(hit)]
        hits += self._find((*params.full, *equal["quantified"]), "full") + self._find(params.zero, "zero")
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
        params, found = self._params, dict[int, list[Span]]()
        for phrases in (params.names, params.around, params.cues, params.shows, params.nearby, params.full, params.own):
            for span, clause in self._places_of(phrases):
                found.setdefault(clause, []).append(span)
        return found

    @cached_property
    def own(self) -> frozenset[int]:
        """Clauses that speak of the topic."""
        return frozenset((*(hit.clause for hit in self.all), *(clause for _, clause in self._places_of(self._params.own))))

    @cached_property
    def typical(self) -> frozenset[int]:
        return frozenset(clause for _, clause in self._places_of(self._params.typical))

    @cached_property
    def names(self) -> dict[int, Spans]:
        """The names in each clause that has any."""
        found: dict[int, list[Span]] = {}
        for hit in self.named:
            found.setdefault(hit.clause, []).append(hit.span)
        return {clause: Spans(spans) for clause, spans in found.items()}

    @cached_property
    def _naming(self) -> list[Hit]:
        return self.named + self._find(self._params.around, "name")

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
        spans = self._places.phrases(phrases)
        return any(clause.role in self._params.sections for span in spans if (clause := self.clauses.at(span.start)) is not None)

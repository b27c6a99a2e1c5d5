"""The clauses of the report in order, each with its sentence and the role of the section it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct

from linter.document import Span
from linter.facts import Facts
from linter.facts.roles import Role, roles
from linter.facts.sentences import sentences


class Clause(Struct, frozen=True):
    """A part of a sentence between ，；：。 `sentence` is the sentence's index."""

    index: int
    span: Span
    sentence: int
    role: Role
    heading: bool
    section: int | None


class Clauses(Struct, frozen=True, dict=True):
    all: tuple[Clause, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [clause.span.start for clause in self.all]

    @cached_property
    def _ranges(self) -> dict[int, tuple[int, int]]:
        found: dict[int, tuple[int, int]] = {}
        for clause in self.all:
            found[clause.sentence] = (found.get(clause.sentence, (clause.index, 0))[0], clause.index)
        return found

    def at(self, offset: int) -> Clause | None:
        """The clause that holds `offset`; null in the title, in page furniture and on a punctuation mark."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self.all[index].span.end:
            return None
        return self.all[index]

    def holding(self, spans: Iterable[Span]) -> list[Clause]:
        """Those in which one of `spans` begins, in order."""
        found = {clause.index: clause for clause in map(self.at, [span.start for span in spans]) if clause is not None}
        return [found[index] for index in sorted(found)]

    def of_sentence(self, clause: Clause) -> tuple[int, int]:
        """First and last index, inclusive, of the clauses in the sentence of `clause`."""
        return self._ranges[clause.sentence]


def clauses(facts: Facts) -> Clauses:
    where = facts(roles)
    found: list[Clause] = []
    for sentence in facts(sentences).all:
        role = where.at(sentence.span.start)
        for span in sentence.clauses:
            found.append(Clause(len(found), span, sentence.index, role, sentence.heading, sentence.section))
    return Clauses(tuple(found))

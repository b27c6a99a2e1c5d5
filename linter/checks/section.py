"""One of the contents that a yearly report owes: whether it is there, and whether it says more than empty words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from linter import patterns
from linter.checks import Assessment, Outcome, Pattern
from linter.checks import Params as Base
from linter.checks._contents import heading_of, said
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.roles import Role
from linter.facts.sentences import Sentence
from linter.facts.signature import signature
from linter.review import VerdictName

_SHOWN = 3  # sentences given as evidence


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`roles` are the passages to read. A clause counts if it matches one of `says` (none given: if it is longer than
    `shortest`) and none of `empty`. `at_least` clauses make the content written, fewer give `otherwise`. Any sentence of a role in `whole`
    counts that is not made of `empty` clauses alone, and so does one clause with an `exact` pattern."""

    roles: tuple[Literal["achievements", "problems", "causes", "leader", "plan"], ...]
    says: tuple[Pattern, ...] = ()
    exact: tuple[Pattern, ...] = ()
    empty: tuple[Pattern, ...] = ()
    shortest: int = 6
    at_least: int = 1
    otherwise: Literal["partial", "missing"] = "partial"
    whole: tuple[Literal["causes"], ...] = ()


class _Reading(Struct, frozen=True):
    counted: tuple[Sentence, ...]
    clauses: int
    first: Sentence | None


def check(facts: Facts, params: Params) -> Iterable[Outcome]:
    reading = _read(facts, params)
    if reading.first is None:
        yield Assessment(verdict="missing", anchor=_anchor(facts, params.roles[0]))
        return
    verdict: VerdictName = "met" if reading.clauses >= params.at_least else params.otherwise
    shown = [sentence for sentence in reading.counted if not sentence.heading] or reading.counted or (reading.first,)
    evidence = () if verdict == "missing" else tuple(sentence.span for sentence in shown[:_SHOWN])
    yield Assessment(verdict=verdict, evidence=evidence, anchor=_anchor(facts, params.roles[0]))


def _read(facts: Facts, params: Params) -> _Reading:
    flat = facts(folded)
    says, empty, exact = (patterns.alternation(given) for given in (params.says, params.empty, params.exact))
    counted: list[Sentence] = []
    total, first = 0, None
    for sentence, role in said(facts, params.roles):
        first = first or sentence
        clauses = [clause.of(flat).strip() for clause in sentence.clauses]
        whole = role in params.whole and not all(patterns.search(empty, words) for words in clauses)
        if whole or patterns.search(exact, sentence.span.of(flat)):
            hits = params.at_least
        else:
            hits = sum(1 for words in clauses if _counts(words, says, empty, params))
        if hits:
            counted.append(sentence)
            total += hits
        if total >= params.at_least and len(counted) >= _SHOWN:
            break
    return _Reading(tuple(counted), total, first)


def _counts(words: str, says: str, empty: str, params: Params) -> bool:
    if len(words) < params.shortest or patterns.search(empty, words):
        return False
    return not params.says or patterns.search(says, words) is not None


def _anchor(facts: Facts, role: Role) -> Span | None:
    """Where the part would stand: its own heading, else before what usually follows it, else the end."""
    order: tuple[Role, ...] = ("achievements", "problems", "causes", "leader", "plan")
    following = (heading_of(facts, later) for later in order[order.index(role) :])
    return next((heading for heading in following if heading), facts(signature).at_end)

"""Claims in place of facts: vague counts, long passages without a fact, praise of oneself, plans that are slogans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from linter import patterns
from linter.checks import Hit, Pattern
from linter.checks import Params as Base
from linter.document import Span, Spans
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.outline import outline
from linter.facts.roles import Role, roles
from linter.facts.sentences import Sentence, sentences

_SLOGANS = 12  # letters: less is not yet a passage


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`ask` words: `wrong` in a clause without a `facts` pattern. `ask` passage: a section of at least `shortest` characters
    without one, or of clauses that each match one of `slogans`; only one below another heading where it is to be `nested`. Never more
    than one finding a section, in passages with one of `roles`. `ask` whole: all passages together, as if they were one."""

    ask: Literal["words", "passage", "whole"]
    roles: tuple[Literal["opening", "achievements", "leader", "plan"], ...]
    facts: tuple[Pattern, ...]
    wrong: tuple[Pattern, ...] = ()
    shortest: int = 0
    slogans: tuple[Pattern, ...] = ()
    within: Literal["clause", "sentence"] = "clause"
    nested: bool = False


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, tree = facts(folded), facts(outline)
    supported, wrong, slogans = (patterns.alternation(given) for given in (params.facts, params.wrong, params.slogans))
    likely = patterns.may_hold_at(wrong, flat) if params.ask == "words" else None
    if params.ask == "whole":
        yield from _all_of_it(facts, supported, params)
        return
    for section, passage in _passages(facts, params.roles):
        if params.ask == "words":
            hit = next(_vague(flat, passage, supported, wrong, params.within, likely), None)
            if hit:
                yield hit
            continue
        if params.nested and (section is None or tree.sections[section].parent is None):
            continue
        words = _words(flat, passage)
        empty = len(words) >= params.shortest and not patterns.search(supported, words)
        if empty or (len(words) >= _SLOGANS and _slogans_only(flat, passage, slogans)):
            heading = tree.sections[section].heading if section is not None else passage[0].span
            yield Hit(heading, {"length": len(words)})


def _all_of_it(facts: Facts, supported: str, params: Params) -> Iterator[Hit]:
    """Everything said in these roles, told at the first heading above it."""
    flat, tree = facts(folded), facts(outline)
    passages = list(_passages(facts, params.roles))
    words = _words(flat, (sentence for _, passage in passages for sentence in passage))
    if passages and len(words) >= params.shortest and not patterns.search(supported, words):
        section, passage = passages[0]
        yield Hit(tree.path(tree.sections[section])[0].heading if section is not None else passage[0].span, {"length": len(words)})


def _words(flat: str, passage: Iterable[Sentence]) -> str:
    return "".join(sentence.span.of(flat).replace(" ", "") for sentence in passage)


def _passages(facts: Facts, wanted: Iterable[Role]) -> Iterator[tuple[int | None, list[Sentence]]]:
    """Sentences that stand together: under one heading, or where there are none in one role."""
    by_role = facts(roles)
    group: list[Sentence] = []
    key: tuple[int | None, Role] | None = None
    for sentence in facts(sentences).all:
        here = (sentence.section, by_role.at(sentence.span.start))
        if here != key:
            if group and key is not None and key[1] in wanted:
                yield key[0], group
            group, key = [], here
        if not sentence.heading:
            group.append(sentence)
    if group and key is not None and key[1] in wanted:
        yield key[0], group


def _slogans_only(flat: str, passage: list[Sentence], slogans: str) -> bool:
    clauses = [words for sentence in passage for clause in sentence.clauses if (words := clause.of(flat).strip())]
    return bool(clauses) and all(patterns.search(slogans, words) for words in clauses)


def _vague(flat: str, passage: list[Sentence], supported: str, wrong: str, within: str, likely: Spans | None) -> Iterator[Hit]:
    for sentence in passage:
        for clause in sentence.clauses if likely is None or likely.overlap(sentence.span) else ():
            if likely is not None and not likely.overlap(clause):
                continue
            found = patterns.search(wrong, clause.of(flat))
            reach = clause if within == "clause" else sentence.span
            if found and not patterns.search(supported, reach.of(flat)):
                yield Hit(Span(clause.start + found.start, clause.start + found.end))

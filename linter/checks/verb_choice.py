"""A verb that official prose never puts with the noun, though it often puts one of like meaning with it (增加素质 for 提高素质)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from linter import resources
from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._governing import Governed, objects, subjects
from linter.checks._lexical import in_title
from linter.document import Span
from linter.facts import Facts
from linter.facts.clauses import clauses
from linter.facts.folded import folded
from linter.facts.phrases import index
from linter.facts.tokens import Token, tokens

FILE = "verb-choice.txt"


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """A pair that should have been met `enough` times, by the share of verb and noun, and never was, is reported; at `sure` times as the rule says, below as a remark."""

    sure: float = 6
    enough: float = 3


class Improbable(NamedTuple):
    """A pair never met: what is said instead, and how often it should have been met."""

    right: str
    due: float


class Choice(NamedTuple):
    """`objects` and `subjects` by noun and verb; `nouns` with all their verbs; `nounlike` verbs mostly name an activity."""

    objects: dict[tuple[str, str], Improbable]
    subjects: dict[tuple[str, str], Improbable]
    nouns: dict[str, tuple[str, ...]]
    nounlike: frozenset[str]


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, known, where, seen = facts(folded), choice(), facts(clauses), -1
    for span in facts(index).phrases(known.nouns):
        clause = where.at(span.start)
        if clause is None or clause.index == seen:
            continue
        words = clause.span.of(flat)
        if any(verb in words for verb in known.nouns[span.of(flat)]):
            seen = clause.index
            yield from _hits(flat, facts(tokens).of(clause.span), known, params)


def _hits(flat: str, words: Sequence[Token], known: Choice, params: Params) -> Iterator[Hit]:
    for pair, improbable, between in _read(words, known):
        verb, noun = words[pair.verb], words[pair.noun]
        span = Span(min(verb.span.start, noun.span.start), max(verb.span.end, noun.span.end))
        if improbable.due < params.enough or in_title(flat, span) or (pair.relative and _is_clause(between, known)):
            continue
        yield Hit(
            span, {"verb": verb.word, "noun": noun.word, "right": improbable.right},
            entry=f"{verb.word}…{noun.word}", severity=None if improbable.due >= params.sure else "info",
        )  # fmt: skip


def _read(words: Sequence[Token], known: Choice) -> Iterator[tuple[Governed, Improbable, Sequence[Token]]]:
    for reading, table in ((objects, known.objects), (subjects, known.subjects)):
        for pair in reading(words, known.nounlike):
            found = table.get((words[pair.noun].word, words[pair.verb].word))
            if found is not None:
                yield pair, found, words[pair.verb + 1 : pair.noun]


def _is_clause(between: Sequence[Token], known: Choice) -> bool:
    """Whether verb and first noun may describe the second: 提高效率的原则, but not 提高干部的素质."""
    return any(before.word in known.nouns for before, after in pairwise(between) if after.word == "的")


@cache
def choice() -> Choice:
    tables: dict[str, dict[tuple[str, str], Improbable]] = {"objects": {}, "subjects": {}}
    nounlike: frozenset[str] = frozenset()
    nouns: dict[str, tuple[str, ...]] = {}
    for line in resources.lexicon(FILE).read_text(encoding="utf-8").splitlines():
        kind, *rest = line.split(" ")
        if kind in tables:
            noun, right, *verbs = rest
            pairs = [verb.split(":") for verb in verbs]
            tables[kind].update({(noun, verb): Improbable(right, float(due)) for verb, due in pairs})
            nouns[noun] = (*nouns.get(noun, ()), *(verb for verb, _ in pairs))
        elif kind == "nounlike":
            nounlike = frozenset(rest)
    return Choice(tables["objects"], tables["subjects"], nouns, nounlike)

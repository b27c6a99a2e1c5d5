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
from linter.facts.tokens import Token, tokens
from linter.review import Severity

FILE, NONE = "verb-choice.txt", "-"


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """None: what is counted lies in a file of its own."""


class Improbable(NamedTuple):
    """A pair never met: what is said instead, and whether it was due so seldom that it is only a remark."""

    right: str
    severity: Severity | None


Verbs = dict[str, Improbable]


class Choice(NamedTuple):
    """The verbs never said of `objects` and of `subjects`, by noun; `nounlike` verbs mostly name an activity.

    `ends`: by the last two letters that a clause or a member of its list must have, the words of which one must stand before.
    """

    objects: dict[str, Verbs]
    subjects: dict[str, Verbs]
    nounlike: frozenset[str]
    ends: dict[str, set[str]]


def check(facts: Facts, _: Params) -> Iterable[Hit]:
    flat, known = facts(folded), choice()
    for clause in facts(clauses).all:
        if _may_hold(clause.span.of(flat), known.ends):
            yield from _hits(flat, facts(tokens).of(clause.span), known)


def _may_hold(words: str, ends: dict[str, set[str]]) -> bool:
    """False for nearly all clauses, without segmenting them."""
    for member in words.split("、"):
        closed = member.rstrip("”’）了的")
        for end in (closed[-2:], closed[-1:]):
            if end in ends and any(word in words for word in ends[end]):
                return True
    return False


def _hits(flat: str, words: Sequence[Token], known: Choice) -> Iterator[Hit]:
    for pair, improbable, between in _read(words, known):
        verb, noun = words[pair.verb], words[pair.noun]
        span = Span(min(verb.span.start, noun.span.start), max(verb.span.end, noun.span.end))
        if in_title(flat, span) or (pair.relative and _is_clause(between, known)):
            continue
        yield Hit(
            span, {"verb": verb.word, "noun": noun.word, "right": improbable.right},
            entry=f"{verb.word}…{noun.word}", severity=improbable.severity,
        )  # fmt: skip


def _read(words: Sequence[Token], known: Choice) -> Iterator[tuple[Governed, Improbable, Sequence[Token]]]:
    for reading, table in ((objects, known.objects), (subjects, known.subjects)):
        for pair in reading(words, known.nounlike):
            found = table.get(words[pair.noun].word, {}).get(words[pair.verb].word)
            if found is not None:
                yield pair, found, words[pair.verb + 1 : pair.noun]


def _is_clause(between: Sequence[Token], known: Choice) -> bool:
    """Whether verb and first noun may describe the second: 提高效率的原则, but not 提高干部的素质."""
    return any(before.word in known.objects for before, after in pairwise(between) if after.word == "的")


@cache
def choice() -> Choice:
    found: dict[str, dict[str, Verbs]] = {"objects": {}, "subjects": {}}
    nounlike: frozenset[str] = frozenset()
    for line in resources.lexicon(FILE).read_text(encoding="utf-8").splitlines():
        kind, *rest = line.split(" ")
        if kind in found:
            noun, right, sure, seldom = rest
            verbs = found[kind].setdefault(noun, {})
            severity: Severity | None
            for told, severity in ((sure, None), (seldom, "info")):
                if told != NONE:
                    verbs.update(dict.fromkeys(told.split("、"), Improbable(right, severity)))
        elif kind == "nounlike":
            nounlike = frozenset(rest)
    ends: dict[str, set[str]] = {}
    for noun, improbable in found["objects"].items():
        ends.setdefault(noun[-2:], set()).update(improbable)
    for noun, improbable in found["subjects"].items():
        for verb in improbable:
            ends.setdefault(verb[-2:], set()).add(noun)
    return Choice(found["objects"], found["subjects"], nounlike, ends)

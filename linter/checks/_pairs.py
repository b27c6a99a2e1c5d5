"""Words that do not go together, as data: pairs, classes of nouns, and the table of what is looked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec

from linter.checks import Params as Base
from linter.late import late
from linter.review import Severity


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Heads and partners no one of which goes with any other: verbs and objects, or subjects and predicates.

    `adjacent`: also with nothing between. `relative`: also where the object is what the verb's clause describes (……的重要性).
    """

    heads: list[str]
    partners: list[str]
    right: str
    severity: Severity | None = None
    adjacent: bool = False
    relative: bool = False
    plain: bool = False


class NounClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that none of the `wrong` verbs governs and hardly any of the `doubtful`. A verb may be the name of a set of verbs.

    `plain`: such a noun may have a whole clause for its attribute (增强韧性的基础性工作), so nothing with 的 may stand between.
    `predicates`: nor is such a noun the subject of those of the verbs that `become` something.
    """

    nouns: list[str]
    right: str
    wrong: list[str]
    doubtful: list[str] = []
    plain: bool = False
    predicates: bool = False


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`breaks` end the reach of a verb, `governors` before a verb make it an attribute, `between` may stand before a predicate.

    `classes` say by class what `objects` says pair by pair, with the sets of `verbs`. `attributive` verbs right before a
    noun of a class describe it (改进措施); `takes` are objects that a verb keeps for itself (打击违法行为力度).
    `turns` are verbs that also just happen to a noun before them (民生改善迈出步伐) unless that noun ends in one of `agents`.
    Verbs of `series` right after a verb govern in its stead (加快建设……体系); verbs of `describing` are adjectives before another one; `nounlike` verbs are mostly names of an activity, `become` verbs also say
    what becomes of a subject (意识进一步拓宽). A verb of `compounding` right before a noun of `qualities` is one word with it (处置水平).
    """

    ask: Literal["object", "predicate"]
    objects: list[Pair] = []
    predicates: list[Pair] = []
    breaks: list[str] = []
    governors: list[str] = []
    between: list[str] = []
    compounds: list[str] = []
    classes: list[NounClass] = []
    verbs: dict[str, list[str]] = {}
    attributive: list[str] = []
    takes: dict[str, list[str]] = {}
    agents: list[str] = []
    turns: list[str] = []
    series: list[str] = []
    describing: list[str] = []
    nounlike: list[str] = []
    become: list[str] = []
    compounding: list[str] = []
    qualities: list[str] = []


Table = dict[str, dict[str, Pair]]
Found = tuple[tuple[re.Match[str], ...], tuple[re.Match[str], ...]]  # heads and partners


class Prepared(NamedTuple):
    """What is looked for: heads with their partners, patterns of all heads and of all partners, both in a clause, and what ends a verb's reach."""

    table: Table
    heads: re.Pattern[str]
    partners: re.Pattern[str]
    both: Callable[[str], Found]
    breaks: re.Pattern[str]


class Key:
    """Parameters by identity: they are frozen but hold lists, and one ruleset serves many documents."""

    def __init__(self, params: Params) -> None:
        self.params = params

    def __hash__(self) -> int:
        return id(self.params)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and other.params is self.params


@lru_cache(maxsize=16)
def prepare(key: Key) -> Prepared:
    params = key.params
    table: Table = {}
    described = [pair for row in params.classes if row.predicates for pair in _predicate_pairs(row, params)]
    for pair in params.objects if params.ask == "object" else [*params.predicates, *described]:
        for head in pair.heads:
            table.setdefault(head, {}).update({partner: pair for partner in pair.partners if partner not in table.get(head, {})})
    if params.ask == "object":
        for row in params.classes:
            for head, pair in _class_pairs(row, params):
                for noun in row.nouns:
                    table.setdefault(head, {}).setdefault(noun, pair)
    heads, partners = _any_of(table), _any_of({noun for partners in table.values() for noun in partners})
    both = lru_cache(maxsize=1 << 9)(lambda words: (tuple(heads.finditer(words)), tuple(partners.finditer(words))))
    return Prepared(table, heads, partners, both, _any_of({*params.breaks, *(table if params.ask == "object" else ())}))


def _class_pairs(row: NounClass, params: Params) -> Iterator[tuple[str, Pair]]:
    degrees: tuple[tuple[list[str], Severity | None], ...] = ((row.wrong, None), (row.doubtful, "info"))
    for verbs, severity in degrees:
        for name in verbs:
            for head in params.verbs.get(name, [name]):
                yield head, Pair([head], row.nouns, row.right, severity, adjacent=head not in params.attributive, plain=row.plain)


def _predicate_pairs(row: NounClass, params: Params) -> Iterator[Pair]:
    verbs = [verb for name in row.wrong for verb in params.verbs.get(name, [name]) if verb in params.become]
    yield Pair(row.nouns, verbs, row.right)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return late("|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) or r"(?!)")

"""Words that do not go together: verb and object, subject and predicate, an adverb without its verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lexical import in_title
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.sentences import Sentence, clauses, sentences
from linter.facts.tokens import Token, tokens
from linter.review import Severity

_GAP = 24  # letters between verb and object; beyond that another verb usually governs
_JOINTS = ("和", "与", "及", "、")
_ATTRIBUTE = ("的", "等", "、", "和", "或", "者", "及", "中", "过程", "率", "性", "度", "后", "前", "时")  # after a verb: it is part of a noun or of a relative clause


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
    Verbs of `series` right after a verb govern in its stead (加快建设……体系); `nounlike` verbs are mostly names of an activity, `become` verbs also say
    what becomes of a subject (意识进一步拓宽).
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
    nounlike: list[str] = []
    become: list[str] = []


Table = dict[str, dict[str, Pair]]


class Prepared(NamedTuple):
    """What is looked for: heads with their partners, patterns of all heads and of all partners, and what ends a verb's reach."""

    table: Table
    heads: re.Pattern[str]
    partners: re.Pattern[str]
    breaks: re.Pattern[str]


class Place(NamedTuple):
    """A head with a partner after it in one clause; offsets are the clause's."""

    head: str
    start: int
    end: int
    noun: str
    at: int


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    prepared = _prepared(_Key(params))
    for sentence in facts(sentences).all:
        for clause in clauses(flat, sentence.span):
            words = clause.of(flat)
            heads = list(prepared.heads.finditer(words))
            if params.ask == "predicate":
                for match in heads:
                    yield from _predicates(clause, words, match, prepared.table[match[0]], params)
            elif heads:
                yield from _objects(facts, sentence, clause, words, heads, prepared, params)


class _Key:
    """Parameters by identity: they are frozen but hold lists, and one ruleset serves many documents."""

    def __init__(self, params: Params) -> None:
        self.params = params

    def __hash__(self) -> int:
        return id(self.params)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.params is self.params


@lru_cache(maxsize=16)
def _prepared(key: _Key) -> Prepared:
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
    nouns = {noun for partners in table.values() for noun in partners}
    return Prepared(table, _any_of(table), _any_of(nouns), _any_of({*params.breaks, *(table if params.ask == "object" else ())}))


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
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) or r"(?!)")


def _objects(
    facts: Facts, sentence: Sentence, clause: Span, words: str, heads: list[re.Match[str]], prepared: Prepared, params: Params
) -> Iterator[Hit]:
    nouns = [match for match in prepared.partners.finditer(words) if _closes(words, match.end(), params.breaks, prepared.partners)]
    for head in heads:
        partners = prepared.table[head[0]]
        for noun in nouns:
            gap = words[head.end() : noun.start()]
            pair = partners.get(noun[0])
            if pair is None or noun.start() < head.end() or len(gap) > _GAP:
                continue
            if gap.startswith(_ATTRIBUTE) or (gap.startswith("与") and not gap.endswith("的")) or (not gap and not pair.adjacent) or prepared.breaks.search(gap):
                continue
            place = Place(head[0], head.start(), head.end(), noun[0], noun.start())
            hit = _object_hit(facts, sentence, clause, words, place, pair, prepared, params)
            if hit is not None:
                yield hit
                break


def _object_hit(
    facts: Facts, sentence: Sentence, clause: Span, words: str, place: Place, pair: Pair, prepared: Prepared, params: Params
) -> Hit | None:
    flat, gap = facts(folded), words[place.end : place.at]
    if _is_attribute(words[: place.start], "的" in gap, params.governors):
        return None
    if any(compound in words[place.end : place.at + len(place.noun)] for compound in params.compounds):
        return None
    if any(object_ in gap and place.head in verbs for object_, verbs in params.takes.items()):
        return None
    verb = Span(clause.start + place.start, clause.start + place.end)
    noun = Span(clause.start + place.at, clause.start + place.at + len(place.noun))
    if in_title(flat, verb) or in_title(flat, noun):
        return None
    cut = facts(tokens).of(sentence.span)
    if not _aligned(cut, verb) or not _ends_word(cut, noun):
        return None
    if gap.startswith(tuple(params.series)) or (not gap.startswith("了") and place.head in params.turns and _is_subject(cut, verb, params.agents)):
        return None
    between = [word for word in cut if verb.end <= word.span.start and word.span.end <= noun.start]
    if between and between[-1].tag == "v" and len(between[-1].word) == 1:
        return None  # 推进……防风险
    if gap.endswith("的") and not pair.relative and (place.head in params.attributive or _has_clause(between, params.nounlike)):
        return None
    if gap.endswith("等") or (pair.plain and "的" in gap):
        return None
    severity: Severity | None = "info" if _is_second(gap, place.head, prepared) else pair.severity
    return Hit(
        Span(verb.start, noun.end), {"head": place.head, "partner": place.noun, "right": pair.right},
        entry=f"{place.head}…{place.noun}", severity=severity,
    )


def _aligned(cut: Iterable[Token], span: Span) -> bool:
    return any(word.span.start == span.start for word in cut) and any(word.span.end == span.end for word in cut)


def _ends_word(cut: Iterable[Token], noun: Span) -> bool:
    """Whether `noun` is words, or the last part of one: 法治意识."""
    last = next((word for word in cut if word.span.end == noun.end), None)
    return last is not None and (last.span.start <= noun.start or any(word.span.start == noun.start for word in cut))


def _is_subject(cut: Iterable[Token], verb: Span, agents: list[str]) -> bool:
    """Whether a noun that does nothing stands right before the verb: 民生改善迈出步伐, 债务化解任务."""
    before = next((word for word in cut if word.span.end == verb.start), None)
    return before is not None and before.tag[:1] in "nj" and before.tag != "nr" and not before.word.endswith(tuple(agents))


def _has_clause(between: list[Token], nounlike: list[str]) -> bool:
    """Whether a verb stands before 的 with an object or a subject of its own: 提高处置险情的能力, but not 加强执法的水平."""
    return any(word.tag == "v" and word.word not in nounlike for word in between)


def _is_second(gap: str, head: str, prepared: Prepared) -> bool:
    """Whether the noun only follows another one that goes with the verb: 增强法治意识和水平 is careless, not wrong."""
    cut = max(gap.rfind(joint) for joint in _JOINTS)
    before = gap[:cut] if cut > 0 else ""
    first = next((match for match in prepared.partners.finditer(before) if match.end() == len(before)), None)
    return first is not None and first[0] not in prepared.table[head]


def _closes(words: str, end: int, verbs: Iterable[str], nouns: re.Pattern[str]) -> bool:
    """Whether a noun that ends here is a head: the clause ends, or what follows joins another noun or another verb on."""
    rest = words[end:].lstrip("”’）")
    if not rest or rest[0].isdigit():
        return True
    if rest[0] == "、":
        return rest.startswith(tuple(verbs), 1)
    joint = next((joint for joint in ("和", "与", "以及", "并") if rest.startswith(joint)), None)
    if joint is None or len(rest) < len(words) - end:
        return False
    second = rest[len(joint) :]
    return second.startswith(tuple(verbs)) or ("的" not in second and any(noun.end() == len(second) for noun in nouns.finditer(second)))


def _is_attribute(before: str, relative: bool, governors: list[str]) -> bool:
    """Whether another verb before this one governs the phrase: 提高落实政策的能力, 提高执法、化解矛盾的能力."""
    if not relative:
        before = before[max(before.rfind("、"), before.rfind("并")) + 1 :]
    return any(word in before for word in governors)


def _predicates(clause: Span, words: str, match: re.Match[str], partners: dict[str, Pair], params: Params) -> Iterator[Hit]:
    rest = words[match.end() :]
    skipped = 0
    while True:
        word = next((word for word in params.between if rest.startswith(word, skipped)), None)
        if word is None:
            break
        skipped += len(word)
    for partner, pair in partners.items():
        if rest.startswith(partner, skipped) and (skipped + len(partner) == len(rest) or rest[skipped + len(partner)] in "、的”了"):
            end = clause.start + match.end() + skipped + len(partner)
            yield Hit(
                Span(clause.start + match.start(), end), {"head": match[0], "partner": partner, "right": pair.right},
                entry=f"{match[0]}…{partner}", severity=pair.severity,
            )
            return

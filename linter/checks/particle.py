"""The three particles: 的 where an adverbial needs 地 or a complement 得, and 地 where an attribute needs 的."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.sentences import sentences
from linter.facts.tokens import Token, tokens
from linter.review import Edit

_OBJECTS = ("n", "j", "r", "v", "l", "m", "b", "a", "zg")  # zg: 每
_PERFECT = frozenset("了着过")
_ASPECTS = frozenset("了好出到")
_PARTICLES = frozenset("的地得")
_PIVOTS = frozenset({"让", "使", "令", "请", "把", "将"})
_ACCORDING = frozenset({"按照", "依照", "遵照"})  # no noun, so that nothing describes it
_JOINTS = frozenset("和与及并、")
_ENDS = frozenset("，。；：！？、”）")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`adverbs` are never attributes; `manners` are adverbials before `verbs` that have an object, if nothing else of the clause
    governs them, and before `names` of activities only right after one of `modals`. A word of `bound` right before makes an
    attribute. An object that ends in one of `tails` has the verb for its own attribute, and before one of `predicates` the verb is
    a subject. `done` and `degrees`, or one of `boosters` before one of `strengthened`, `qualities` and `things` are what stands on
    either side of 得 and of 的; `results` are no acts, whatever stands before. A word of `wanted` before `done` makes it a thing.
    """

    adverbs: list[str]
    manners: list[str]
    verbs: list[str]
    names: list[str]
    modals: list[str]
    bound: list[str]
    tails: list[str]
    predicates: list[str]
    done: list[str]
    wanted: list[str]
    degrees: list[str]
    boosters: list[str]
    strengthened: list[str]
    qualities: list[str]
    things: list[str]
    results: list[str]


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    likely = Likely(*map(tuple, ((*params.adverbs, *params.manners), params.done, (*params.degrees, *params.boosters), params.qualities, params.results)))
    for sentence in facts(sentences).all:
        for clause in sentence.clauses:
            if not likely.stands(flat, clause):
                continue
            cut = [token for token in facts(tokens).of(sentence.span) if clause.contains(token.span)]
            for index in range(1, len(cut) - 1):
                first, right = _right(cut, index, params) if cut[index].word in _PARTICLES else (index, None)
                if right is not None:
                    yield _hit(cut[first], cut[index], cut[index + 1], right)


class Likely(NamedTuple):
    """What is about a particle in every clause worth segmenting."""

    manners: tuple[str, ...]
    done: tuple[str, ...]
    degrees: tuple[str, ...]
    qualities: tuple[str, ...]
    results: tuple[str, ...]

    def stands(self, flat: str, clause: Span) -> bool:
        start, end = clause
        for at in (at for at in range(start, end) if flat[at] in _PARTICLES):
            if flat[at] == "地":
                if flat.endswith(self.qualities, start, at) or flat.startswith(self.results, at + 1, end):
                    return True
            elif flat.endswith(self.manners, start, at) or (flat.endswith(self.done, start, at) and flat.startswith(self.degrees, at + 1, end)):
                return True
        return False


def _hit(first: Token, particle: Token, after: Token, right: str) -> Hit:
    span = Span(first.span.start, after.span.end)
    return Hit(span, {"wrong": particle.word, "right": right}, edits=(Edit(particle.span, right),), entry=particle.word)


def _right(cut: list[Token], index: int, params: Params) -> tuple[int, str | None]:
    """Where the words before the particle begin, and the particle that is meant, if another."""
    before, after = cut[index - 1], cut[index + 1]
    if cut[index].word == "地":
        described = before.word in params.qualities and after.word in params.things
        return index - 1, "的" if described or (after.word in params.results and _manner(cut, index, params) is not None) else None
    if cut[index].word == "的" and before.word in params.done and _is_degree(cut[index + 1 :], params):
        wanted = index > 1 and cut[index - 2].word in params.wanted
        return index - 1, None if wanted else "得"
    manner = _manner(cut, index, params)
    return (manner, "地") if manner is not None and _is_adverbial(cut, manner, index, params) else (index, None)


def _is_degree(rest: list[Token], params: Params) -> bool:
    """Whether a complement of degree ends the clause, or a complement and what it is about: 不够深入."""
    words = "".join(token.word for token in rest)
    clause = words.partition("、")[0]
    if any(clause == booster + quality for booster in params.boosters if clause.startswith(booster) for quality in params.strengthened):
        return True
    found = next((degree for degree in sorted(params.degrees, key=len, reverse=True) if words.startswith(degree)), None)
    if found is None:
        return False
    left = words[len(found) :]
    return not left or left[0] in _ENDS or (found.endswith("够") and len(left) <= 4 and rest[-1].tag[:1] in "av")


def _is_adverbial(cut: list[Token], manner: int, index: int, params: Params) -> bool:
    verb, rest = cut[index + 1], _beyond_joined(cut[index + 2 :])
    if not rest or rest[0].word in params.predicates or (rest[0].tag[:1] == "v" and len(rest) > 1 and rest[1].word in _PERFECT):
        return False  # 公正的处理维护了公信力: the act is what the sentence is about
    if verb.word in _ACCORDING:
        return not manner or cut[manner - 1].word in params.modals  # 成效显著的按照规定予以表彰
    if not _has_object(rest, params.tails, named=verb.word in params.names):
        return False
    if "".join(token.word for token in cut[manner:index]) in params.adverbs:
        return verb.word in params.verbs or verb.word in params.names
    before = cut[manner - 1].word if manner else ""
    if before in params.modals or rest[0].word == "了":
        return verb.word in params.verbs or verb.word in params.names
    return verb.word in params.verbs and before not in params.bound and not _is_governed(cut[:manner], params.modals)


def _beyond_joined(rest: list[Token]) -> list[Token]:
    """What follows a verb and the verbs joined to it: 巩固和发展公有制经济."""
    while len(rest) > 2 and rest[0].word in _JOINTS and rest[1].tag[:1] == "v":
        rest = rest[2:]
    return rest


def _manner(cut: list[Token], index: int, params: Params) -> int | None:
    """Where the words of the manner before 的 begin."""
    words, found = "", None
    for start in range(index - 1, max(-1, index - 4), -1):
        words = cut[start].word + words
        if words in params.manners or words in params.adverbs:
            found = start
    return found


def _has_object(rest: list[Token], tails: list[str], *, named: bool) -> bool:
    """Whether the verb before `rest` governs what follows, rather than describing the one noun that follows (推动作用)."""
    if not rest or rest[0].word in _ENDS:
        return False
    if rest[0].word in _ASPECTS:
        return len(rest) > 1
    alone = len(rest) == 1 or rest[1].word in _ENDS or rest[1].tag in ("c", "v")
    if alone and ((named and rest[0].tag[:1] == "v") or rest[0].word.endswith(tuple(tails))):
        return False
    return rest[0].tag.startswith(_OBJECTS) and (len(rest[0].word) > 1 or not alone)


def _is_governed(before: list[Token], modals: list[str]) -> bool:
    """Whether a verb or a preposition stands before, in the same member of a list of verbs: 认真、高质量的 is one member.

    Of 让群众更好的 the verb is still to come.
    """
    for at in range(len(before) - 1, -1, -1):
        if before[at].word == "、" and at and before[at - 1].tag[:1] not in "adilbz":
            return False
        if before[at].tag[:1] in "vp" and before[at].word not in modals:
            return before[at].word not in _PIVOTS or at == len(before) - 1
    return False

"""What each clause does: acts that were done, against pledges, plans, negations and explicit zeros.

Words are data: a `Vocabulary` comes from the ruleset. The same vocabulary gives the same fact, read once a document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec
from msgspec import Struct

from linter.document import Span, Spans
from linter.facts import Facts
from linter.facts.clauses import Clause, Clauses, clauses
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded
from linter.facts.phrases import Index, index
from linter.facts.profile import profile
from linter.facts.wholes import Wholes, wholes
from linter.late import late

_TITLE = late(r"《[^《》\n]{1,120}》")
_DAYS = frozenset({"天", "日", "工作日", "个工作日"})
REACH = 12  # characters between a stressing word and the verb that it makes a noun of: 加强执法检查


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """The words by which doing is told from saying. Phrases may hold an ellipsis.

    `deeds` are verbs that tell of an act wherever they stand (印发, 组建, 录入). `soft` verbs do so unless a word of `stress`
    governs them (审核, but not 加强审核); `stress_masks` are other uses of its characters (规范性文件). `masks` are words inside which neither counts (党组织, 建立健全). `negations` stand
    right before a verb that was not done. `plans` open talk of what is to come, `plan_masks` are the other uses of the same
    characters (将…纳入). `zeros` say that there was none. `ties` open a clause that goes on with the clause before.
    `landmarks` are names of matters: a clause that holds another matter's name is no longer about this one. A matter named
    before one of `lessons` was only taught (行政应诉培训). A figure before one of `idle` counts nothing done (41个环节), nor does one of
    项 after one of `powers` (行政处罚16项: entries of a list), nor a number of days but beside one of `days` (压缩至8个工作日).
    `heeds` are what superiors give a matter (批示19次): a figure beside one tells of nothing done in it.
    """

    deeds: tuple[str, ...]
    soft: tuple[str, ...]
    stress: tuple[str, ...]
    stress_masks: tuple[str, ...]
    masks: tuple[str, ...]
    negations: tuple[str, ...]
    plans: tuple[str, ...]
    intents: tuple[str, ...]
    objects: tuple[str, ...]
    zeros: tuple[str, ...]
    zero_masks: tuple[str, ...]
    ties: tuple[str, ...]
    landmarks: tuple[str, ...]
    lessons: tuple[str, ...]
    idle: tuple[str, ...]
    powers: tuple[str, ...]
    days: tuple[str, ...]
    heeds: tuple[str, ...]


class Doing(Struct, frozen=True):
    """What one clause does. `acts` holds deeds and soft verbs alike. `planned` holds from the word that opens the plan to the
    end of its sentence."""

    clause: Clause
    acts: tuple[Span, ...] = ()
    deeds: tuple[Span, ...] = ()
    figures: tuple[Figure, ...] = ()
    zero: bool = False
    planned: bool = False
    tied: bool = False
    landmarks: tuple[Span, ...] = ()
    lessons: tuple[Span, ...] = ()
    heeds: tuple[Span, ...] = ()


@lru_cache(maxsize=16)
def acts(vocabulary: Vocabulary) -> Callable[[Facts], tuple[Doing, ...]]:
    """The fact for a vocabulary: one `Doing` for every clause, by the clause's index."""

    def read(facts: Facts) -> tuple[Doing, ...]:
        return _read(facts, vocabulary)

    return read


def _read(facts: Facts, words: Vocabulary) -> tuple[Doing, ...]:
    flat, places, parts = facts(folded), facts(index), facts(clauses)
    deeds, soft = _done(flat, places, words, facts(wholes))
    intents = _outside(places.phrases(words.intents), places.phrases(words.objects))
    zeros = _by_clause(parts, _outside(places.phrases(words.zeros), places.phrases(words.zero_masks)))
    ahead = [word for word in places.phrases(words.plans) if not (flat[word.start] == "拟" and flat.startswith("的", word.end))]  # 对拟出台的文件开展会审 is done
    plans = _by_clause(parts, (*ahead, *intents, *places.phrases(_next_year(facts))))
    hard, done = _by_clause(parts, deeds), _by_clause(parts, {*deeds, *soft})
    landmarks, heeds = (_by_clause(parts, places.phrases(group)) for group in (words.landmarks, words.heeds))
    masks = Spans(places.phrases(words.masks))
    lessons = _by_clause(parts, [word for word in places.phrases(words.lessons) if not masks.contain(Span(word.start, word.end + 1))])  # 培训机构 is none
    ledger: dict[int, tuple[Figure, ...]] = {}
    for figure in facts(figures).all:
        clause = parts.at(figure.span.start)
        if clause is not None and not _idle(figure, flat, words):
            ledger[clause.index] = (*ledger.get(clause.index, ()), figure)
    found: list[Doing] = []
    planned_sentence = -1
    for clause in parts.all:
        here = clause.index
        if here in plans:
            planned_sentence = clause.sentence
        found.append(
            Doing(
                clause, done.get(here, ()), hard.get(here, ()), ledger.get(here, ()), here in zeros, clause.sentence == planned_sentence,
                flat.startswith(words.ties, clause.span.start), landmarks.get(here, ()), lessons.get(here, ()), heeds.get(here, ()),
            )
        )
    return tuple(found)


def _by_clause(parts: Clauses, spans: Iterable[Span]) -> dict[int, tuple[Span, ...]]:
    """Spans in order by the index of the clause that they begin in."""
    found: dict[int, tuple[Span, ...]] = {}
    for span in sorted(spans):
        clause = parts.at(span.start)
        if clause is not None:
            found[clause.index] = (*found.get(clause.index, ()), span)
    return found


def _next_year(facts: Facts) -> tuple[str, ...]:
    """How the year after the report's own opens a sentence."""
    year = facts(profile).year
    return () if year is None else tuple(f"{year + 1}年{rest}" for rest in ("，", "度，", "我", "将", "继续", "要", "拟", "计划"))


def _done(flat: str, places: Index, words: Vocabulary, whole: Wholes) -> tuple[list[Span], list[Span]]:
    """Deeds and soft verbs that tell of an act: not inside another word or a title, not denied, and if soft not governed by a stressing word."""
    titles = [Span(*match.span()) for match in _TITLE.finditer(flat)]
    masks = Spans([*places.phrases(words.masks), *titles])
    stress = _outside(places.phrases(words.stress), places.phrases(words.stress_masks))
    stressed = [word.start for word in stress]

    def stands(verb: Span) -> bool:
        return not masks.overlap(verb) and not flat.endswith(words.negations, max(0, verb.start - 4), verb.start)

    def governed(verb: Span) -> bool:
        near = stress[bisect_left(stressed, verb.start - REACH - 4) : bisect_left(stressed, verb.start)]
        return any(not _breaks(flat, word.end, verb.start) for word in near)

    hard = [verb for verb in places.phrases(words.deeds) if stands(verb) and whole.stands(verb)]
    soft = [verb for verb in places.phrases(words.soft) if stands(verb) and not governed(verb) and whole.stands(verb)]
    return hard, soft


def _breaks(flat: str, start: int, end: int) -> bool:
    return end - start > REACH or any(mark in flat[start:end] for mark in "，；：。！？\n")


def _outside(spans: Iterable[Span], masks: Iterable[Span]) -> list[Span]:
    covered = Spans(masks)
    return [span for span in spans if not covered.overlap(span)]


def _idle(figure: Figure, flat: str, words: Vocabulary) -> bool:
    if flat.startswith(words.idle, figure.tail.start):
        return True
    if figure.unit == "项":
        return flat.endswith(words.powers, 0, figure.span.start)
    return figure.unit in _DAYS and not any(word in flat[figure.lead.start : figure.tail.end] for word in words.days)

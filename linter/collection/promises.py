"""Last year's plan against this year's achievements: each thing that was planned, and the sentences that speak of it.

A thing planned is answered where sentences say most of what it is about. Words that stand in many sentences of the two
reports tell little and weigh little; what is left are the names of things: 案卷评查, 裁量基准.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from math import log

from msgspec import Struct

from linter.collection.passages import Passage, Report
from linter.facts.sentences import HEADING, SIGNATURE
from linter.facts.tokens import tokens

_TELLING = ("n", "v", "l", "i", "j", "a", "x")  # first letter of a tag
_ANSWERED = 0.5  # of the weight of what was planned
_TWO = 2  # words in common, and sentences that may answer together
_SHORTEST = 8  # letters of a thing planned
_SENTENCE = 20  # letters from which a heading tells what those beneath it do not
_COMMON = 0.12  # share of the sentences from which a word tells nothing by itself

Terms = frozenset[str]


class Promise(Struct, frozen=True):
    """A thing planned. `answers` are this year's sentences about it, `shared` the words that they have in common with it; where
    nobody speaks of it `nearest` is what comes closest."""

    plan: Passage
    answers: tuple[Passage, ...]
    shared: tuple[str, ...]
    nearest: Passage | None = None

    @property
    def answered(self) -> bool:
        return bool(self.answers)


def promises(last: Report, this: Report) -> list[Promise]:
    planned = [passage for passage in _telling(last.of("plan")) if len(passage.letters) >= _SHORTEST]
    done = list(_telling(this.of("achievements", "leader", "opening", "other")))
    told = [terms(this, passage) for passage in done]
    wanted = [terms(last, passage) for passage in planned]
    counts = Counter(term for each in (*told, *wanted) for term in each)
    total = max(1, len(told) + len(wanted))
    weights = {term: log(1 + total / count) for term, count in counts.items()}
    rare = {term for term, count in counts.items() if count <= max(_TWO, total * _COMMON)}
    return [_answered(passage, about, done, told, weights, rare) for passage, about in zip(planned, wanted, strict=True) if about]


def _telling(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Sentences; a heading where it is one itself, or where nothing stands beneath it. Not the signature."""
    for passage, following in zip_longest(passages, passages[1:]):
        beneath = following is not None and following.place.startswith(passage.place.removesuffix(HEADING))
        if passage.place != SIGNATURE and not (passage.heading and beneath and len(passage.letters) < _SENTENCE):
            yield passage


def terms(report: Report, passage: Passage) -> Terms:
    """Words of two letters and more that name or do something."""
    cut = report.facts(tokens).of(passage.span)
    return frozenset(token.word for token in cut if len(token.word) > 1 and token.tag.startswith(_TELLING) and not token.word.isascii())


def _answered(
    plan: Passage, about: Terms, done: Sequence[Passage], told: Sequence[Terms], weights: Mapping[str, float], rare: set[str],
) -> Promise:
    whole = sum(weights[term] for term in about)
    chosen: list[int] = []
    covered: Terms = frozenset()
    for _ in range(_TWO):  # the sentence that says most of it, then the one that adds most
        gains = [(sum(weights[term] for term in about & said - covered), -at) for at, said in enumerate(told)]
        gain, at = max(gains, default=(0.0, 0))
        if not gain or (chosen and gain < whole / 5):
            break
        chosen.append(-at)
        covered |= about & told[-at]
    shared = tuple(sorted(covered, key=lambda term: (-weights[term], term)))
    if sum(weights[term] for term in covered) >= whole * _ANSWERED and len(covered) >= _TWO and covered & rare:
        return Promise(plan, tuple(done[at] for at in sorted(chosen)), shared)
    return Promise(plan, (), (), done[chosen[0]] if chosen and covered & rare else None)

"""A word that asks for another later in its sentence, which never comes: 虽然 without 但, 无论 without 都, 不仅 without 而且."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

import msgspec

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lexical import in_title
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.sentences import sentences
from linter.late import late

_NEAR = 400  # letters within which the other of two alike may stand
_SHOWN = late(r"[^，；：]*")


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`first` words ask for one of `then`; `unless` may stand right behind them (不仅限于)."""

    first: list[str]
    then: list[str]
    unless: list[str] = []


class Params(Base, frozen=True, forbid_unknown_fields=True, dict=True):
    """`pairs`: what asks for what. Only where a clause begins with the first word, and the sentence has another clause."""

    pairs: list[Pair]

    @cached_property
    def prepared(self) -> list[tuple[re.Pattern[str], Pair]]:
        return [
            (late(rf"(?:^|(?<=[，；：。]))(?:{'|'.join(map(re.escape, pair.first))})(?!{'|'.join(map(re.escape, pair.unless)) or '(?!)'})"), pair)
            for pair in self.pairs
        ]


def _said_before(flat: str, span: Span, pair: Pair) -> bool:
    """Whether the word is the second of two alike: 坚持一手抓改革，一手抓教育, or each begins a paragraph."""
    if not span.of(flat).startswith(tuple(pair.then)):
        return False
    about = flat[max(0, span.start - _NEAR) : span.start] + "\n" + flat[span.end : span.end + _NEAR]
    return any(word in about for word in pair.then)


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    for opening, pair in params.prepared:
        if not any(word in flat for word in pair.first):
            continue
        for sentence in facts(sentences).all:
            words = sentence.span.of(flat)
            for match in opening.finditer(words):
                rest = words[match.end() :]
                span = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
                if _said_before(flat, span, pair):
                    continue
                if "，" in rest and not any(word in rest for word in pair.then) and not in_title(flat, span):
                    shown = _SHOWN.match(flat, span.start, sentence.span.end)
                    yield Hit(Span(span.start, shown.end() if shown else span.end), {"first": match[0], "then": pair.then[0]}, entry=pair.first[0])

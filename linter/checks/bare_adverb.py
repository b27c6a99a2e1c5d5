"""An adverb that has lost its verb: 切实 right before a noun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lexical import occurrences
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.phrases import index
from linter.facts.sentences import sentences
from linter.facts.tokens import Token, tokens


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`adverbs` only ever stand before a verb; a word with one of `tags` right after one of them is no verb. A single letter is too often half a word."""

    adverbs: list[str]
    tags: list[str]
    allowed: list[str] = []


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    for cut in dict.fromkeys(_cuts(facts, params.adverbs)):
        for one, two, three in zip_longest(cut, cut[1:], cut[2:]):
            if two is None or (two.tag == "j" and three is not None and three.tag == "v"):
                continue  # 全力应急抢险: a short form before a verb says how it is done
            if one.word in params.adverbs and two.tag in params.tags and len(two.word) > 1 and two.word not in params.allowed:
                yield Hit(Span(one.span.start, _end(flat, two.span.end)), {"adverb": one.word, "noun": two.word}, entry=one.word)


def _cuts(facts: Facts, adverbs: list[str]) -> Iterator[tuple[Token, ...]]:
    """The words between marks about each of the adverbs."""
    for span in facts(index).phrases(adverbs):
        sentence = facts(sentences).at(span.start)
        if sentence is not None:
            yield facts(tokens).about(span, sentence.span)


def _end(flat: str, start: int) -> int:
    """The end of the clause, at most twelve letters on."""
    stops = [span.start for mark in "，。；、：\n" for span in occurrences(mark, flat[start : start + 12])]
    return start + min(stops, default=min(12, len(flat) - start))

"""An adjective before a noun that it does not go with: 浓厚的保障."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lexical import in_title
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.phrases import index
from linter.facts.sentences import sentences
from linter.late import late


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns with the adjectives that describe none of them, and those that do, for the message."""

    nouns: list[str]
    wrong: list[str]
    right: str


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`between` may stand between adjective and noun, at most two of them: 浓厚的法治宣传氛围."""

    rows: list[Row]
    between: list[str] = []


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    for row in params.rows:
        pattern = _pattern(tuple(row.wrong), tuple(row.nouns), tuple(params.between))
        found = [facts(sentences).at(place.start) for place in facts(index).phrases(row.wrong)]
        for sentence in dict.fromkeys(sentence for sentence in found if sentence is not None):
            for match in pattern.finditer(flat, *sentence.span):
                span = Span(match.start(1), match.end(2))
                if not in_title(flat, span):
                    yield Hit(span, {"adjective": match[1], "noun": match[2], "right": row.right}, entry=f"{match[1]}…{match[2]}")


@lru_cache(maxsize=64)
def _pattern(adjectives: tuple[str, ...], nouns: tuple[str, ...], between: tuple[str, ...]) -> re.Pattern[str]:
    adjective, noun, words = ("|".join(map(re.escape, group)) for group in (adjectives, nouns, between))
    return late(rf"({adjective})的?(?:{words}){{0,2}}({noun})(?=[，。；、：）]|$)")

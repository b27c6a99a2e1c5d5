"""A sentence that runs on: so many letters and commas that nobody reads it in one breath."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Hit
from linter.checks import Params as Base
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.sentences import sentences


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """Both must be reached: `length` in Han letters, `commas` with none of ；： between (a list is read item by item)."""

    length: int = 180
    commas: int = 8


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    for sentence in facts(sentences).all:
        words = sentence.span.of(flat)
        commas = words.count("，")
        if commas < params.commas:
            continue
        length = sum("\u4e00" <= letter <= "\u9fff" for letter in words)
        if length >= params.length and not any(mark in words for mark in "；：《"):
            yield Hit(sentence.span, {"length": length, "commas": commas})

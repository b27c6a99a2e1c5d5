"""Words that are taken for one another: which, and how much must speak for the other one (`rulesets/lexicon/mistaken.txt`, made by `linter.maintenance.mistaken`)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from linter import resources
from linter.facts.fours import LENGTH, fours
from linter.facts.language import MARK, model

FILE = "mistaken.txt"
BEFORE = AFTER = LENGTH - 1  # symbols about a word that it is weighed by


class Meant(NamedTuple):
    """What may have been meant by a word, as letters and as symbols, and what the text must gain by it, in steps of the model."""

    word: str
    symbols: tuple[int, int]
    asked: int


@cache
def mistaken(name: str) -> dict[str, str]:
    """Each word with those that it is taken for, still unread: a report has few of them."""
    lines = resources.lexicon(name).read_text(encoding="utf-8").splitlines()
    return {line[:2]: line[3:] for line in lines if not line.startswith("#")}


@cache
def meant(name: str, word: str) -> tuple[tuple[Meant, ...], int]:
    """What may have been meant by `word`, and the least that any of these is asked."""
    number, found = model().number, []
    for entry in mistaken(name)[word].split(" "):
        other = entry[:2]
        found.append(Meant(other, (number[other[0]], number[other[1]]), int(entry[2:])))
    return tuple(found), min(one.asked for one in found)


@lru_cache(maxsize=1 << 13)  # clauses that many reports have
def _gain(before: tuple[int, ...], word: tuple[int, int], other: tuple[int, int], after: tuple[int, ...]) -> int:
    return fours().spent([*before, *word, *after]).steps - fours().spent([*before, *other, *after]).steps


def gain(symbols: Sequence[int], at: int, other: tuple[int, int]) -> int:
    """What the text gains by another word at `at`, in steps, by rows of four."""
    before = (MARK, *symbols[at - 2 : at]) if at < BEFORE else tuple(symbols[at - BEFORE : at])
    return _gain(before, (symbols[at], symbols[at + 1]), other, tuple(symbols[at + 2 : at + 2 + AFTER]))

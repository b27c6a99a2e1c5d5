"""A letter left out of a word: official prose hardly ever goes on so, and one letter put in makes it usual (工作进总结, 领导组会议)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import add
from typing import NamedTuple

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._around import alone_in, begins_name, coined, quoted, window, words_about
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.fours import LENGTH, fours
from linter.facts.language import FIGURE, LATIN, PER_NAT, Model, Stretch, language, model
from linter.facts.tokens import likelihood
from linter.late import late
from linter.review import Edit, Severity

_STRANGE = 13 * PER_NAT  # what two letters must cost before anything else is tried
_NEXT = 6 * PER_NAT  # and the first of them
_LETTERS = chr(LATIN)  # symbols beyond it are letters
_TERSE = 3  # letters between two marks that are a phrase of their own: 共繁荣
_LISTED = late("(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]、)+[\u4e00-\u9fff]|[\u4e00-\u9fff](?:、[\u4e00-\u9fff])+(?![\u4e00-\u9fff])|[\u4e00-\u9fff]、[\u4e00-\u9fff]、")  # 国、省、市政府


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """How many times more probable the text becomes with the letter, as powers of e: by rows of three letters at least `three`, by rows of four, one of which
    is usual, at least `four`. From `asked` on it is a question (info) where the words do not lose more than `loss`. Letters of `apart` are words by themselves (队, 总), also before what would lengthen them (应当).
    """

    three: float = 7
    four: float = 16
    asked: float = 12
    loss: float = 1
    apart: str = ""


class Omission(NamedTuple):
    """A letter missing before `at` of a text, and what it gains by rows of four letters, in nats."""

    at: int
    letter: str
    four: float


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, known = facts(folded), model()
    for stretch in facts(language):
        for found in _omissions(known, stretch, params):
            severity = _how_surely(flat, found, params)
            if severity is not None:
                yield _hit(flat, found, severity)


def _omissions(known: Model, stretch: Stretch, params: Params) -> Iterator[Omission]:
    """What is strange enough that a letter may gain what is asked. Where one is missing it is the very next that surprises."""
    symbols, costs = stretch.symbols, stretch.costs
    gain = int(params.three * PER_NAT)
    for at, now in enumerate(map(add, costs, costs[1:])):
        if now < _STRANGE or costs[at] < _NEXT or not 3 <= at < len(symbols) - 3 or FIGURE in symbols[at - 2 : at + 2]:
            continue
        letter = _between(*symbols[at - 2 : at + 2], now - gain)
        if letter is not None and (by_four := _by_four(symbols, at, letter)) >= params.asked:
            yield Omission(stretch.places[at], known.letters[letter], by_four)


@lru_cache(maxsize=1 << 14)  # names are strange in every report of the same agency
def _between(one: int, two: int, four: int, five: int, most: int) -> int | None:
    """The letter that makes the four with it the least improbable; null where none costs `most` or less."""
    known = model()
    usual = known.after(one, two, most)
    before = known.preceding(four) if four > LATIN else usual
    found = known.likeliest((one, two, four, five), [(letter, 0) for letter in usual if letter > _LETTERS and letter in before], most)
    return found[0] if found else None


def _by_four(symbols: Sequence[int], at: int, letter: int) -> float:
    before, after = symbols[max(0, at - LENGTH + 1) : at], symbols[at : at + LENGTH - 1]
    right = fours().spent([*before, letter, *after])
    return (fours().spent([*before, *after]).steps - right.steps) / PER_NAT if right.known else 0


def _how_surely(flat: str, found: Omission, params: Params) -> Severity | None:
    """How the place is told; null where no letter without a word gets one, in names, in lists of single letters, in phrases of three."""
    place = Span(found.at, found.at)
    alone = [at for at in alone_in(flat, place, "") if found.at - 1 <= at <= found.at and flat[at] not in params.apart]
    if not alone or len(alone_in(flat, place, found.letter)) >= len(alone_in(flat, place, "")):
        return None
    before, after = window(flat, place, "")[1], window(flat, place, found.letter)[1]
    if words_about(flat, place, found.letter)[2].replace(found.letter, "", 1) in params.apart:
        return None  # 应 is 应当
    if len(before) <= _TERSE or begins_name(flat, found.at) or coined(flat, place) or quoted(flat, place) or _is_listed(flat, found.at):
        return None
    if found.four >= params.four:
        return "warning"
    return "info" if likelihood(after) - likelihood(before) >= -params.loss else None


def _is_listed(flat: str, at: int) -> bool:
    return any(match.start() <= at <= match.end() for match in _LISTED.finditer(flat, max(0, at - 4), at + 4))


def _hit(flat: str, found: Omission, severity: Severity) -> Hit:
    """Reported is the word it should be, with what stands in its place."""
    start, end, words = words_about(flat, Span(found.at, found.at), found.letter)
    shown = Span(start, end)
    return Hit(shown, {"right": words}, edits=(Edit(shown, words),), entry=words, severity=severity)

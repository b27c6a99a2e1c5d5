"""A word cut short before a mark: 优化营商环， where a letter more makes what official prose says (优化营商环境，)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._around import quoted
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.language import LATIN, MARK, PER_NAT, Model, Stretch, language, model
from linter.facts.sentences import sentences
from linter.facts.tokens import tokens, uses
from linter.review import Edit

_MARKS = frozenset("，。；、")
_TERSE = 3  # letters of a phrase that others of a list are as long as
_STRANGE = 5 * PER_NAT  # what a mark must cost after the last two letters


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """The text must become `enough` powers of e more probable with the letter than without, and a word that is used `common` times. `ends` are letters
    that end a phrase by themselves; of the others one that stands alone is half a word."""

    ends: str
    enough: float = 2
    common: int = 300


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, known = facts(folded), model()
    for stretch in facts(language):
        for at in _cut(flat, stretch, params.ends):
            place = Span(stretch.places[at], stretch.places[at] + 1)
            before = None if quoted(flat, place) else _before(facts, place)
            letter = _lost(known, stretch, at, params) if before is not None and not _rhymes(flat, before, place) else None
            if before is not None and letter is not None:
                shown = Span(before.start, place.end)
                right = shown.of(flat) + letter
                yield Hit(shown, {"right": right}, edits=(Edit(shown, right),), entry=place.of(flat) + letter)


def _cut(flat: str, stretch: Stretch, ends: str) -> Iterator[int]:
    """Letters that marks seldom follow."""
    symbols, places = stretch.symbols, stretch.places
    for at in (at for at, cost in enumerate(stretch.costs) if cost >= _STRANGE and symbols[at] == MARK):
        if at > 2 and symbols[at - 1] > LATIN and flat[places[at] : places[at] + 1] in _MARKS and flat[places[at - 1]] not in ends:
            yield at - 1


def _rhymes(flat: str, before: Span, place: Span) -> bool:
    """Whether the phrase is made like the one beside it: 不敢管、不会管, 当年任务当年清, or is as long: 底数清、措施实."""
    start = max(flat.rfind(mark, 0, before.start) for mark in _MARKS) + 1
    length = place.end - start
    if length == _TERSE and flat[start - 1] == "、" and flat[start - 2 - length] in _MARKS:
        return True
    return before.of(flat) in flat[start : before.start] or flat[max(0, start - 2) : start] == f"{place.of(flat)}、"


def _lost(known: Model, stretch: Stretch, at: int, params: Params) -> str | None:
    """The letter that makes a common word and the text the most probable, if that is enough."""
    two, one = stretch.symbols[at - 1 : at + 1]
    most = stretch.costs[at + 1] - params.enough * PER_NAT
    letters = (known.letters[letter] for letter in map(ord, known.following(one)) if letter > LATIN)
    words = [letter for letter in letters if uses(known.letters[one] + letter) >= params.common]
    costs = [(cost, letter) for letter in words if (cost := known.cost((two, one, known.number[letter], MARK), most)) is not None]
    return min(costs)[1] if costs else None


def _before(facts: Facts, place: Span) -> Span | None:
    """The longer word before a letter that is a word by itself; null where there is none."""
    sentence = facts(sentences).at(place.start)
    words = facts(tokens).about(place, sentence.span) if sentence is not None and sentence.span.contains(place) else ()
    if not any(word.span == place for word in words):
        return None
    return next((word.span for word in words if word.span.end == place.start and len(word.word) > 1), None)

"""Set phrases of four letters with one letter replaced by another of like sound or shape, or by another numeral: 徇私舞弊 written 徇私舞敝; or without the last: 各负其，."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._alike import alike
from linter.checks._lexical import in_title, on_words
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import places
from linter.facts.phrases import index
from linter.facts.tokens import dictionary
from linter.review import Edit

_LENGTH, _HOLE = 4, "？"
_NUMERALS = frozenset("一二两双三四五六七八九十多")
_MARKS = tuple("，。；、")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`phrases` are right word for word; `variants` differ from one by a letter, or lack its last one, and are right too."""

    phrases: list[str]
    variants: list[str] = []


class Table(NamedTuple):
    """All that is right, the halves of the phrases, in their order the phrases by what is left of each with a hole in it, and each by all but its last letter."""

    right: frozenset[str]
    halves: frozenset[str]
    holed: dict[str, list[tuple[int, str]]]
    cut: dict[str, str]


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    """A phrase with one wrong letter still has one half right: only around right halves is looked closer."""
    flat, inside = facts(folded), facts(places)
    table = _table(tuple(params.phrases), tuple(params.variants))
    reported = -1
    for half in facts(index).places(table.halves):
        for _, start, phrase in sorted(_missed(flat, half, table)):
            span = Span(start, start + _LENGTH)
            if start == reported or not inside.contain(span) or not _is_taken_for(span.of(flat), phrase):
                continue
            if not _is_part(flat, start, table.right) and on_words(facts, span):
                reported = start
                yield _hit(span, phrase)
    for span in facts(index).phrases(tuple(table.cut)):
        if flat.startswith(_MARKS, span.end) and inside.contain(span) and not in_title(flat, span):
            yield _hit(span, table.cut[span.of(flat)])


def _hit(span: Span, phrase: str) -> Hit:
    return Hit(span, {"right": phrase}, edits=(Edit(span, phrase),), entry=phrase)


def _missed(flat: str, half: int, table: Table) -> Iterator[tuple[int, int, str]]:
    """Phrases of which a half stands there and one letter of the other, with their number and where they begin."""
    for start, wrong in ((half, (2, 3)), (half - 2, (0, 1))):
        words = flat[start : start + _LENGTH] if start >= 0 else ""
        if words not in table.right:
            for at in wrong:
                for number, phrase in table.holed.get(_holed(words, at), ()):
                    yield number, start, phrase


def _holed(words: str, at: int) -> str:
    return words[:at] + _HOLE + words[at + 1 :]


@cache
def _table(phrases: tuple[str, ...], variants: tuple[str, ...]) -> Table:
    holed: dict[str, list[tuple[int, str]]] = {}
    for number, phrase in enumerate(phrases):
        for at in range(_LENGTH):
            holed.setdefault(_holed(phrase, at), []).append((number, phrase))
    words = dictionary()
    loose = {phrase for phrase in phrases if phrase[1:-1] in words or (phrase[:2] in words and phrase[2:] in words)}  # 社会稳、百姓安
    cut = {phrase[:-1]: phrase for phrase in reversed(phrases) if phrase[:-1] not in variants and phrase not in loose}
    return Table(frozenset((*phrases, *variants)), frozenset(half for phrase in phrases for half in (phrase[:2], phrase[2:])), holed, cut)


def _is_taken_for(words: str, phrase: str) -> bool:
    """Whether one letter differs and is taken for the other."""
    odd = [(one, other) for one, other in zip(words, phrase, strict=True) if one != other]
    return len(odd) == 1 and (odd[0][0] in alike().of(odd[0][1]) or (_NUMERALS.issuperset(odd[0]) and len(_NUMERALS & set(phrase)) > 1))


def _is_part(flat: str, start: int, right: frozenset[str]) -> bool:
    """Whether a right phrase begins a letter or two before or after: the four letters are then cut at a wrong place."""
    return any(flat[at : at + _LENGTH] in right for at in range(max(0, start - 3), start + _LENGTH))

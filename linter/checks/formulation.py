"""Fixed formulations: known wrong forms, and slips of a letter or a lost word in what has to be said word for word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lexical import Entry
from linter.checks.term import lexical_hits
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.review import Severity

_DROPPED = frozenset("“”\"‘’' ")  # quotes and blanks do not make another wording
_ANCHOR = 3  # letters at one end that must be right
_TAIL = 2  # letters at the other end that must be right, one in a long formulation
_LONG = 10  # from this length on a word may be lost, not only a letter


class Fixed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A formulation said word for word. `variants` come close to it and are right."""

    text: str
    variants: list[str] = []
    severity: Severity | None = None
    lost_words: bool = True


class Params(Base, frozen=True, forbid_unknown_fields=True):
    fixed: list[Fixed] = []
    entries: list[Entry] = []
    usual: Severity | None = None


class Slip(NamedTuple):
    """A place in the bare text that misses a formulation by little, and what is wrong there."""

    start: int
    end: int
    kind: str


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    yield from lexical_hits(facts, params.entries, "soften", params.usual)
    text = facts(folded)
    offsets = [at for block in facts(body) for at in (*_letters(text, block.span), block.span.end)]  # the end of a block parts it from the next
    bare = "".join(text[at] if at < len(text) else "\n" for at in offsets)
    for fixed in params.fixed:
        for slip in slips(bare, fixed):
            span = Span(offsets[slip.start], offsets[slip.end - 1] + 1)
            values = {"right": fixed.text, "wrong": span.of(text), "note": ""}
            yield Hit(span, values, entry=fixed.text, variant=slip.kind, severity=fixed.severity or params.usual)


def _letters(text: str, span: Span) -> Iterator[int]:
    return (at for at in range(span.start, span.end) if text[at] not in _DROPPED)


def slips(bare: str, fixed: Fixed) -> Iterator[Slip]:
    """Places that begin or end as the formulation does and go wrong once. None overlap."""
    right = "".join(letter for letter in fixed.text if letter not in _DROPPED)
    mirror = bare[::-1]
    seen: list[tuple[int, int]] = []
    found = [(start, start + length, kind) for start, length, kind in _from_left(bare, right, fixed.lost_words)]
    found += [
        (len(bare) - start - length, len(bare) - start, kind)
        for start, length, kind in _from_left(mirror, right[::-1], fixed.lost_words)
    ]
    for start, end, kind in sorted(found):
        if any(start < other_end and other_start < end for other_start, other_end in seen):
            continue
        if not any(_overlaps(bare, variant, start, end) for variant in fixed.variants):
            seen.append((start, end))
            yield Slip(start, end, kind)


def _overlaps(bare: str, variant: str, start: int, end: int) -> bool:
    """Whether a right variant stands where the slip was seen."""
    at = bare.find(variant, max(0, start - len(variant)))
    while 0 <= at < end:
        if at + len(variant) > start and min(end, at + len(variant)) - max(start, at) >= min(end - start, len(variant)) - 2:
            return True
        at = bare.find(variant, at + 1)
    return False


def _from_left(bare: str, right: str, lost_words: bool) -> Iterator[tuple[int, int, str]]:
    """Start, length and kind of the slips whose first letters are right."""
    anchor = right[:_ANCHOR]
    start = bare.find(anchor)
    while start >= 0:
        common = _common(bare, start, right)
        if common < len(right):
            slip = _slip(bare, start, common, right, lost_words)
            if slip is not None:
                yield slip
        start = bare.find(anchor, start + 1)


def _common(bare: str, start: int, right: str) -> int:
    length = 0
    while length < len(right) and start + length < len(bare) and bare[start + length] == right[length]:
        length += 1
    return length


def _slip(bare: str, start: int, common: int, right: str, lost_words: bool) -> tuple[int, int, str] | None:
    at = start + common
    if not "\u4e00" <= bare[at : at + 1] <= "\u9fff":
        return None
    rest, tail = right[common:], 1 if len(right) >= _LONG else _TAIL
    if len(rest) > tail and bare.startswith(rest[1:], at + 1):
        return start, len(right), "changed"
    if len(rest) >= _TAIL and bare.startswith(rest, at + 1):
        return start, len(right) + 1, "added"
    for lost in range(1, 5 if lost_words and len(right) >= _LONG else 2):
        if len(rest) - lost >= _TAIL and bare.startswith(rest[lost:], at):
            return start, len(right) - lost, "lost"
    return None

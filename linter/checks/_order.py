"""The members of a fixed list out of their order, or with each other's ends: 完整、全面、准确贯彻新发展理念, 三降一去一补."""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from linter.facts.pairs import Places
from linter.facts.phrases import pairs_of

_JOINTS = ("", "以及", "和", "与", "及")
_FEW, _WORD = 3, 2  # members, and letters of each, of a list that is too short to be known with a stranger in it: 公正、高效、权威
_PAIR = 4  # letters of each of two members, which are told from ordinary words by their length


class List(NamedTuple):
    """A list in letters alone: its members in order, and what follows. `strange`: another word may stand in place of one member."""

    parts: tuple[str, ...]
    tail: str
    strange: bool
    heads: tuple[str, ...]  # the first two letters of each that has them
    pairs: tuple[frozenset[str], ...]  # all pairs of letters of each

    @property
    def least(self) -> int:
        """How many of its members must be there."""
        return max(2, len(self.parts) - 1)

    def may_have(self, heads: int) -> bool:
        """Whether so many of the heads in the text are enough."""
        return heads + len(self.parts) - len(self.heads) >= self.least

    def may_stand(self, pairs: Set[str]) -> bool:
        """False for most lists that lack members, without looking for them: by the pairs of letters in the text."""
        return sum([part <= pairs for part in self.pairs]) >= self.least


@lru_cache(maxsize=1024)
def members(text: str, parts: tuple[str, ...] = ()) -> List | None:
    """Null for what is no list. Members of one length leave what the last has more to the tail."""
    if parts:
        bare = "".join(letter for letter in text if letter not in "“”、，")
        return _list(parts, bare[bare.rfind(parts[-1]) + len(parts[-1]) :])
    found = text.replace("”", "").replace("“", "").split("、")
    if len(found) < 2:
        return None
    inner = {len(part) for part in found[1:-1]}
    length = inner.pop() if len(inner) == 1 else 0
    if length and len(found[0]) >= length and len(found[-1]) >= length and len(found) > 2:
        same = (found[0][-length:], *found[1:-1], found[-1][:length])
        return _list(same, found[-1][length:], strange=len(same) > _FEW or length > _WORD or len(found[-1]) > length)
    return _list(tuple(found))


def _list(parts: tuple[str, ...], tail: str = "", *, strange: bool = False) -> List:
    return List(parts, tail, strange, tuple(part[:2] for part in parts if len(part) > 1), tuple(frozenset(pairs_of(part)) for part in parts))


def disordered(bare: Places, wanted: List) -> Iterator[tuple[int, int]]:
    """Where all members stand one after another in a wrong order; one of them may be another word as well (完整、全面、精准).

    `bare` has no marks. Members may be joined by 和. The tail must follow where there is one, for members are common words.
    """
    parts, text = wanted.parts, bare.text
    if len(parts) == 2 and min(map(len, parts)) < _PAIR:
        return
    places = [found for part in parts if (found := bare.of(part))]
    if len(places) < wanted.least:
        return
    reached = 0
    for start in sorted(set().union(*places)):
        if start < reached or text.endswith(parts, 0, start):
            continue  # inside a list
        order, end = _run(text, start, wanted)
        if len(order) == len(parts) and order != sorted(order) and text.startswith(wanted.tail, end):
            reached = end + len(wanted.tail)
            yield start, reached


@lru_cache(maxsize=1024)
def crossed(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Two neighbours of the list with their ends exchanged, which is no list in another order: 情为民所谋、利为民所系 without its marks."""
    found: dict[str, None] = {}
    for one, other in pairwise(parts):
        for at in range(1, min(len(one), len(other))):
            swapped = (one[:at] + other[at:], other[:at] + one[at:])
            if not set(swapped) & set(parts) and len(one) + len(other) >= 2 * _PAIR:
                found.update(dict.fromkeys(("".join(swapped), "".join(reversed(swapped)))))
    return tuple(found)


def _run(bare: str, start: int, wanted: List) -> tuple[list[int], int]:
    """The numbers of the members that follow one another from `start`, and where that ends; a stranger takes the number that is left."""
    parts, order = wanted.parts, list[int]()
    at, length = start, len(parts[0])
    while len(order) < len(parts):
        known = next(((number, joint) for joint in _JOINTS for number, part in enumerate(parts) if number not in order and bare.startswith(joint + part, at)), None)
        if known:
            order.append(known[0])
            at += len(known[1]) + len(parts[known[0]])
        elif wanted.strange and order and -1 not in order and _goes_on(bare, at, length, wanted):
            order.append(-1)
            at += length
        else:
            break
    if -1 in order and len(order) == len(parts):
        order[order.index(-1)] = next(number for number in range(len(parts)) if number not in order)
    return order, at


def _goes_on(bare: str, at: int, length: int, wanted: List) -> bool:
    """Whether a word of that length stands here and the list, or what follows it, behind it."""
    behind, word = at + length, bare[at : at + length]
    if length >= _PAIR and not any(part & set(pairs_of(word)) for part in wanted.pairs):
        return False  # 贯彻新发展理念，积极融入和服务…: a long member is made like the others
    return all("\u4e00" <= letter <= "\u9fff" for letter in word) and (
        bare.startswith(wanted.parts, behind) or (wanted.tail != "" and bare.startswith(wanted.tail, behind))
    )

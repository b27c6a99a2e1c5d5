"""The letter that may have been meant in the place of another, by its likeness and by what stands around."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from linter.checks._alike import alike
from linter.facts.language import LATIN, MOST, mask, model


@lru_cache(maxsize=1 << 14)  # names of the place and the like: strange in every report and draft of the same agency, and in an editor at every key
def likeliest_instead(letter: str, around: tuple[int, int, int, int], most: int, near: int, shape: int) -> tuple[int, int] | None:
    """The letter that fits best between two symbols before and two after, and what all cost; null where none costs `most` or less."""
    known, (_, two, four, _) = model(), around
    meant = _meant(letter, near, shape)
    likely = meant.mask & ((known.follow[two] if two > LATIN else -1) | (known.precede[four] if four > LATIN else -1))  # 彻底|终结: one neighbour may be rare
    if not likely:
        return None
    bits = likely.to_bytes(MOST >> 3, "little")
    return known.likeliest(around, [letter for letter, at, bit in meant.letters if bits[at] & bit], most)


class _Meant(NamedTuple):
    """Letters that may have been meant, each with what its likeness lacks, its byte and bit in a mask, and the mask of all."""

    letters: tuple[tuple[tuple[int, int], int, int], ...]
    mask: int


@lru_cache(maxsize=4096)
def _meant(letter: str, near: int, shape: int) -> _Meant:
    weak, number = {"same": 0, "near": near, "shape": shape}, model().number
    lack = {number[other]: weak[likeness] for other, likeness in alike().of(letter).items() if other in number}
    return _Meant(tuple((letter, letter[0] >> 3, 1 << (letter[0] & 7)) for letter in lack.items()), mask(lack))

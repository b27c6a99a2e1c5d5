"""The letter that may have been meant in the place of another, by its likeness and by what stands around."""

from __future__ import annotations

from functools import lru_cache

from linter.checks._alike import alike
from linter.facts.language import LATIN, model


@lru_cache(maxsize=1 << 14)  # names of the place and the like: strange in every report and draft of the same agency, and in an editor at every key
def likeliest_instead(letter: str, around: tuple[int, int, int, int], most: int, near: int, shape: int) -> tuple[int, int] | None:
    """The letter that fits best between two symbols before and two after, and what all cost; null where none costs `most` or less."""
    known, (_, two, four, _) = model(), around
    meant, following, preceding = _meant(letter, near, shape), known.following(two), known.preceding(four)
    if two > LATIN and four > LATIN:  # 彻底|终结: one neighbour may be rare
        return known.likeliest(around, [each for each in meant if each[0] in following or each[0] in preceding], most)
    return known.likeliest(around, meant, most)


@lru_cache(maxsize=4096)
def _meant(letter: str, near: int, shape: int) -> tuple[tuple[str, int], ...]:
    """Letters that may have been meant, as symbols, each with what its likeness lacks."""
    weak, number = {"same": 0, "near": near, "shape": shape}, model().number
    return tuple((chr(number[other]), weak[likeness]) for other, likeness in alike().of(letter).items() if other in number)

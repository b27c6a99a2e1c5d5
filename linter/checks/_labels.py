"""What a list calls its parts: the words around each figure, and whether one says the contrary of another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from linter.facts.figures import Figure
from linter.late import late

_FILLERS = late("^(?:其中|已|共|均|并|还|另|又|全年|累计| )+")
_NEGATION = late("不予|未予|不能|未能|没有|尚未|暂不|[不未非无](?!锡|为|线|偿|人)")


def bare(words: str) -> str:
    return _FILLERS.sub("", words)


_ACT = 4  # letters of what is negated at most, where only its end is the same: 无还本续贷新增 is not the opposite of 中长期贷款新增


def opposed(flat: str, parts: Sequence[Figure]) -> bool:
    """Whether one label is the negation of another, which leaves nothing between them: 认定302件、不予认定12件."""
    words = labels(flat, parts)
    for word, other in permutations(words, 2):
        match = _NEGATION.search(other)
        if match and match.start() <= 2 and not _NEGATION.search(word):
            rest = other[: match.start()] + other[match.end() :]
            if len(rest) >= 2 and (rest[:2] in word or (len(rest) <= _ACT and rest[-2:] in word)):
                return True
    return False


def labels(flat: str, parts: Sequence[Figure]) -> list[str]:
    return [bare((part.lead.of(flat) + part.tail.of(flat)).strip(" 的为有")) for part in parts]

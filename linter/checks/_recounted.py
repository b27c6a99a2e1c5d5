"""A figure told again among the problems or in the plan, misread: 合同73份 … 78份合同中有19份临签才送审.

What is told there was told before. A figure that stands nowhere else, beside one a digit away from it that counts the same by name, is a slip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from linter.checks._retold import misread
from linter.facts.figures import Figure
from linter.late import late

_NOUN_END = late("[的均都已逐被由未无仅只就有]|全部|进行|开展|(?<![集期年])中(?![小学心央])")
_AIM = late("不少于|不低于|至少|达到|增[加设聘配补]|新[增建]|力争|控制|降|提高|扩大|再|[至到]$")
_FIRST = 8  # letters behind a figure in which its noun stands
_TEN = 10
_HAN, _NAMED = late("[^一-鿿]+"), 6  # letters of a lead that names something
# letters that two figures share: of tens and more, of few, and of what is planned
_OF_TENS, _OF_FEW, _OF_PLANS = 2, 3, 4


def recounted(flat: str, told: Sequence[tuple[Figure, str]]) -> Iterator[tuple[Figure, Figure]]:
    """`told`: the exact figures of the report in order, each with the role of its section."""
    alike: dict[tuple[str, Decimal | str], list[Figure]] = defaultdict(list)
    for figure, _ in told:
        alike[figure.kind, figure.value].append(figure)
        for digits in misread(str(figure.value)):
            alike[figure.kind, digits].append(figure)
    aims = {figure.index for figure, role in told if role == "plan" and (figure.value < _TEN or _AIM.search(figure.lead.of(flat)))}
    for figure, role in told:
        if role not in ("problems", "causes", "plan") or figure.value < 2 or figure.index in aims:
            continue
        if any(other.sentence.index != figure.sentence.index for other in alike[figure.kind, figure.value]):
            continue
        least = _OF_PLANS if role == "plan" else _OF_TENS if figure.value >= _TEN else _OF_FEW
        marks: tuple[Decimal | str, ...] = (figure.value - 1, figure.value + 1, *misread(str(figure.value)))
        others = [other for mark in marks for other in alike.get((figure.kind, mark), ()) if other.sentence.index != figure.sentence.index and other.index not in aims]
        near = [other for other in others if _same(flat, figure, other, least)]
        if len({other.value for other in near}) == 1:
            yield min(near, key=lambda other: other.index), figure


def _same(flat: str, figure: Figure, other: Figure, least: int) -> bool:
    """Whether the other is named by the noun of this one: 合同73份 or 73份合同."""
    tail = figure.tail.of(flat)
    end = _NOUN_END.search(tail)
    noun = tail[: end.start() if end else _FIRST]
    lead = other.lead.of(flat).strip("“”（） ").removeprefix("其中")
    if _other_things(figure.lead.of(flat), other.lead.of(flat)):
        return False
    if len(noun) < 2:
        before = flat[figure.sentence.span.start : figure.span.start]
        return least == _OF_TENS and tail.startswith("中") and len(lead) >= least and lead[:least] in before and lead not in before
    return any(lead.endswith(noun[at : at + least]) or other.tail.of(flat).startswith(noun[at : at + least]) for at in range(len(noun) - least + 1))


def _other_things(one: str, other: str) -> bool:
    """Whether both nouns have words before them that are not the same: 民营经济36条政策措施, 开发区改革30条政策措施."""
    words, others = (_HAN.sub("", lead) for lead in (one, other))
    return min(len(words), len(others)) >= _NAMED and not any(two in others for two in map("".join, pairwise(words)))

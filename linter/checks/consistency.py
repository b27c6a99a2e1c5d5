"""The same quantity given twice with two values: 立案31件 here, 立案35件 there.

Only figures of the trade's own verbs and nouns are compared, and only where verb, noun, unit, period and place are the same:
what two agencies did, a year and a running total, a part and its whole are different quantities.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._sums import said
from linter.facts import Facts
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded
from linter.facts.roles import roles
from linter.facts.sentences import place
from linter.review import Related


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`verbs`: groups of verbs that say the same; `nouns`: endings of nouns compared; `bare`: verbs that need no noun;
    `partial`: words in the clause that make a figure a part of something."""

    verbs: list[list[str]]
    nouns: list[str]
    bare: list[str]
    partial: list[str]


Key = tuple[str, str, str, str, str]
# what may stand before the verb where the agency itself acted; anything else may be another one's act
_OWN = re.compile(r"(?:我[局委厅县区市镇办]|全[局市区县镇]|本[局单]位?|20\d\d年度?|全年|今年|年内|本年度?|截至目前|累计|共计|共|已|依法|先后|期间|回顾|报告期内|总| )*")
_REACH = 300
_EMPTY_NOUNS = re.compile(r"^(?:案件|违法案件)?$")


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat, parts = facts(folded), facts(roles)
    same = {verb: group[0] for group in params.verbs for verb in group}
    seen: dict[Key, list[Figure]] = defaultdict(list)
    for row in facts(figures).by_sentence:
        if parts.at(row[0].span.start) in ("plan", "title"):
            continue
        for figure in row:
            key = _key(flat, figure, same, params)
            if key is not None and not _is_part(flat, figure, params):
                seen[key].append(figure)
    for group in seen.values():
        stated = [figure for figure in group if figure.subject.verb in figure.lead.of(flat)]
        if not stated:
            continue
        first = stated[0]
        other = next((figure for figure in group if _contradicts(first, figure, mentioned=figure not in stated)), None)
        if other is not None:
            values = {"here": said(other), "there": said(first), "where": place(facts, first.span.start)}
            yield Hit(other.span, values, (Related(first.span, said(first)),))


def _contradicts(first: Figure, other: Figure, *, mentioned: bool) -> bool:
    """3件立案案件 only mentions cases: it may be some of them, but not more than there are."""
    if other.sentence.index == first.sentence.index:
        return False
    return other.value > first.value if mentioned else other.value != first.value


def _key(flat: str, figure: Figure, same: dict[str, str], params: Params) -> Key | None:
    if not figure.exact or figure.quantity.chinese or figure.unit == "%":
        return None
    verb = same.get(figure.subject.verb)
    noun = figure.subject.noun
    if verb is None or not _OWN.fullmatch(figure.lead.of(flat).partition(figure.subject.verb)[0]):
        return None
    if _EMPTY_NOUNS.match(noun):
        if figure.subject.verb not in params.bare:
            return None
        noun = ""
    elif not noun.endswith(tuple(params.nouns)):
        return None
    return verb, noun, figure.kind, figure.period, figure.place


def _is_part(flat: str, figure: Figure, params: Params) -> bool:
    """Whether the clause says that the figure is of something smaller, or the sentence has begun to take a whole apart."""
    clause = figure.lead.of(flat) + figure.tail.of(flat)
    sofar = flat[max(figure.sentence.span.start, figure.span.start - _REACH) : figure.span.start]
    return any(word in clause for word in params.partial) or any(word in sofar for word in ("其中", "上年", "去年", "同期", "分别"))


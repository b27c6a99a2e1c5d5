"""The same quantity in the reports of two years: what it was, what it is. Nothing is paired that may be of something else.

Two figures are one quantity where both reports claim them of the same noun, with the same verb, within the same scope, and each
report has one value for it; or where both say them in the very same clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from linter.checks._claims import ANY, Words, any_of, claim_of
from linter.checks._sums import additive
from linter.collection.passages import Report
from linter.facts.figures import Figure, figures, shown
from linter.facts.folded import folded
from linter.facts.profile import profile
from linter.facts.roles import roles
from linter.facts.sentences import place

_ASIDE = re.compile("其中|上年|去年|同期|分别|首批|第[一二三四](?!责任)|部分|另有|较|比|增长|下降|减少|增加")
_FRAME = 6  # letters of a clause, without its figure, that tell enough

_CLAIM = "claim"

Key = tuple[object, ...]


class Told(Struct, frozen=True):
    """A figure where it stands."""

    value: Decimal
    text: str
    place: str
    sentence: str


class Movement(Struct, frozen=True):
    """`what` is the quantity as it would be said: 办结行政处罚案件."""

    what: str
    unit: str
    before: Told
    after: Told

    @property
    def by(self) -> Decimal:
        return self.after.value - self.before.value

    @property
    def percent(self) -> Decimal | None:
        """Of what it was, to one decimal; null where it was nothing."""
        return (self.by * 100 / self.before.value).quantize(Decimal("0.1")) if self.before.value else None

    @property
    def said(self) -> str:
        """增加6件（19.4%）; of a percentage in points, without the percentage of it."""
        if not self.by:
            return "没有变"
        word = "增加" if self.by > 0 else "减少"
        if self.unit == "%":
            return f"{word}{shown(abs(self.by))}个百分点"
        return f"{word}{shown(abs(self.by))}{self.unit}" + (f"（{shown(abs(self.percent))}%）" if self.percent is not None else "")


def movements(last: Report, this: Report) -> list[Movement]:
    """In the order of this year's report."""
    before, after = _quantities(last), _quantities(this)
    paired: dict[int, Movement] = {}
    taken: set[int] = set()
    for key, figure in after.items():
        old = before.get(key)
        if old is None or figure is None or figure.index in paired or old.index in taken or old.unit != figure.unit:
            continue
        taken.add(old.index)
        what = (figure.subject.text if key[0] == _CLAIM else "") or _clause(figure, this.facts(folded))
        paired[figure.index] = Movement(what, figure.unit, _told(last, old), _told(this, figure))
    return [paired[index] for index in sorted(paired)]


def _clause(figure: Figure, flat: str) -> str:
    """What a clause says of its figure: 推送后须在……内初核."""
    return "……".join(filter(None, (figure.lead.of(flat).strip(), figure.tail.of(flat).strip())))


def _told(report: Report, figure: Figure) -> Told:
    text = report.facts.document.text
    return Told(figure.value, figure.span.of(text), place(report.facts, figure.span.start), " ".join(figure.sentence.span.of(text).split()))


def _quantities(report: Report) -> Mapping[Key, Figure | None]:
    """The figure of each quantity of the report's own year; null where there are several that differ."""
    found: dict[Key, Figure | None] = {}
    for key, figure in _keyed(report):
        known = found.setdefault(key, figure)
        if known is not None and known.value != figure.value:
            found[key] = None
    return found


def _keyed(report: Report) -> Iterator[tuple[Key, Figure]]:
    """Claims before clauses: a claim pairs also what is told in other words."""
    facts, flat = report.facts, report.facts(folded)
    told = [figure for figure in facts(figures).all if figure.exact and not figure.period and facts(roles).at(figure.span.start) in ("achievements", "leader", "opening")]
    words = next((rule.params for rule in report.ruleset.rules if isinstance(rule.params, Words)), None)
    if words is not None:
        same = {verb: group[0] for group in words.verbs for verb in group}
        own_level = words.own_level if facts(profile).kind in ("township", "street") else []
        partial = any_of(tuple(word for word in words.partial if word not in own_level))
        for figure in told:
            if not additive(figure) or figure.quantity.chinese or _ASIDE.search(flat, figure.sentence.span.start, figure.span.start):
                continue
            claim = claim_of(flat, figure, same, partial, words)
            if claim and claim.verb != ANY and claim.total and (claim.stated or claim.whole or not claim.noun):
                yield (_CLAIM, figure.kind, claim.scope, claim.verb, claim.noun), figure
    for figure in told:
        lead, tail = figure.lead.of(flat), figure.tail.of(flat)
        frame = re.sub(r"\W", "", lead + "□" + tail)
        if len(frame) >= _FRAME and not _ASIDE.search(flat, figure.lead.start, figure.tail.end):
            yield ("clause", figure.unit, re.sub(r"\W", "", lead), re.sub(r"\W", "", tail)), figure

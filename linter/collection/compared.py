"""A report against the same agency's of the year before: plan and what became of it, figures, problems, what was copied, what is stale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct, field

from linter.collection.intake import Intake
from linter.collection.movements import Movement, movements
from linter.collection.names import same
from linter.collection.passages import Passage, Report, report
from linter.collection.promises import Promise, promises
from linter.review import Finding
from linter.writers.digest import live

_LONG = 24  # letters of its own from which an equal sentence is no chance
_PROBLEM = 8  # letters of a problem
# rules, by name, on what was right in its day
_STALE = frozenset({"period-that-has-ended", "older-wording", "instrument-repealed", "stale-year", "past-deadline", "plan-year"})


class Pair(Struct, frozen=True):
    """The same words in both."""

    before: Passage
    after: Passage


class Stale(Struct, frozen=True):
    """A formulation whose time is over, and the sentence of last year's report that has it too."""

    finding: Finding
    before: Passage | None


class Compared(Struct, frozen=True, dict=True):
    last: Report
    this: Report
    notes: Sequence[str] = field(default=())

    @cached_property
    def promises(self) -> list[Promise]:
        return promises(self.last, self.this)

    @cached_property
    def movements(self) -> list[Movement]:
        return movements(self.last, self.this)

    @cached_property
    def problems(self) -> list[Pair]:
        """Carried over word for word, numbering and years apart."""
        before, after = ([p for p in each.of("problems", "causes") if len(p.letters) >= _PROBLEM] for each in (self.last, self.this))
        return list(_equal(before, after, lambda passage: passage.letters))

    @cached_property
    def copied(self) -> list[Pair]:
        """Long sentences of the other parts that are last year's."""
        before, after = ([p for p in each.passages if p.role not in ("problems", "causes", "title") and len(p.own) >= _LONG] for each in (self.last, self.this))
        return list(_equal(before, after, lambda passage: passage.own))

    @cached_property
    def stale(self) -> list[Stale]:
        review = self.this.review
        assert review is not None
        names = {rule.id for rule in self.this.ruleset.rules if rule.spec.name in _STALE}
        found = [finding for finding in live(review.findings) if finding.rule in names]
        return [Stale(finding, next((p for p in self.last.passages if finding.text and finding.text in p.text), None)) for finding in found]


class Yearly(Struct, frozen=True):
    """`pairs` are the agencies of which both years could be read, `without` says of the others what is missing."""

    pairs: Sequence[Compared]
    without: Sequence[str]


def compare(last: Intake, this: Intake) -> Yearly:
    """Every agency of this year's collection. Of two single reports each is the other's, whatever they call themselves."""
    alone = len(last.submissions) == len(this.submissions) == 1
    pairs, without = [], []
    for submission in this.submissions:
        unit = submission.unit
        earlier = next((each for each in last.submissions if alone or any(same(name, each.unit.name) for name in unit.names)), None)
        old, new = report(earlier) if earlier else None, report(submission)
        if old is None or new is None:
            gone = "上年没有这一家" if earlier is None else "上年的没有查成" if old is None and earlier.sent else "上年未报" if old is None else ""
            now = "" if new else "这次未报" if not submission.sent else "这次的没有查成"
            without.append(f"{unit.name}：{'、'.join(filter(None, (gone, now)))}")
        else:
            pairs.append(Compared(old, new, tuple(_notes(old, new))))
    return Yearly(pairs, without)


def _notes(old: Report, new: Report) -> Iterator[str]:
    if not same(old.unit, new.unit):
        yield f"两份报告的机关不同：{old.unit}、{new.unit}"
    if old.year and new.year and new.year != old.year + 1:
        yield f"两份报告不是相连的两年：{old.year}年度、{new.year}年度" + ("；上年的写在前面" if new.year < old.year else "")
    if None in (old.year, new.year):
        yield "有一份报告看不出年度，年份不同的句子不会算作相同"
    if not old.of("plan"):
        yield "上年的报告里没有找到下一年度安排"


def _equal(before: Sequence[Passage], after: Sequence[Passage], words: Callable[[Passage], str]) -> Iterator[Pair]:
    known: dict[str, Passage] = {}
    for passage in before:
        known.setdefault(words(passage), passage)
    for passage in after:
        if (old := known.get(words(passage))) is not None:
            yield Pair(old, passage)

"""A second draft against the first: what became of each finding, and what is new. Decisions go over to the second draft.

A finding of the same rule about the same item, or in a like sentence, is the old one that is still there: the same slip in
another sentence is a new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from linter.collection.decisions import Book, Decision, decide, proposed
from linter.collection.intake import Intake, Submission
from linter.collection.names import same
from linter.collection.quoting import sentence
from linter.facts.folded import fold
from linter.policy.notices import ran
from linter.review import SEVERITIES, Finding
from linter.writers.digest import Merged

State = Literal["已改", "未改", "不改", "没有再查", "新增"]
STATES: tuple[State, ...] = ("未改", "不改", "新增", "没有再查", "已改")
_ALIKE = 0.5  # of two sentences that are one, changed


class Fate(Struct, frozen=True):
    """What became of a finding. `old` null: it is new; `new` null: it is gone. `reason` is why it stays, as the agency says."""

    state: State
    old: Finding | None
    new: Finding | None
    decision: Decision | None = None
    reason: str = ""

    @property
    def finding(self) -> Finding:
        found = self.new or self.old
        assert found is not None
        return found


class Rechecked(Struct, frozen=True):
    """One agency. `new` null: it sent no second draft. `fates` leaves out what the clerk had rejected, `rejected` counts it."""

    old: Submission
    new: Submission | None
    fates: Sequence[Fate] = ()
    rejected: int = 0
    carried: Sequence[Decision] = ()  # for the second draft

    def count(self, state: State) -> int:
        return sum(fate.state == state for fate in self.fates)


def recheck(old: Intake, new: Intake, old_book: Book, new_book: Book, *, alone: bool = False) -> list[Rechecked]:
    """Every agency whose first draft was reviewed; `alone`: the two are of one agency, whatever it calls itself."""
    done = []
    for first in old.submissions:
        if first.review is None:
            continue
        content = bool(old_book.decisions) and not (old_book.accepted(first) or old_book.open(first))
        second = next((each for each in new.submissions if alone or any(same(name, each.unit.name) for name in first.unit.names)), None)
        if content and (second is None or not second.sent):
            continue  # nothing was asked of it
        if second is None or second.review is None:
            done.append(Rechecked(first, second))
        else:
            done.append(_compared(first, second, old_book, new_book))
    return done


def _compared(first: Submission, second: Submission, old_book: Book, new_book: Book) -> Rechecked:
    before, after = proposed(first), _all(second)
    partner = _partners(first, second, before, after)
    fates, carried, rejected = [], [], 0
    for finding in before:
        now, decision = partner.get(id(finding)), old_book.of(first, finding)
        if now and decision:
            carried += [] if new_book.of(second, now) else [_carried(decision, second, now)]
        if decision and decision.choice == "不采纳":
            rejected += 1
        else:
            fates.append(_fate(second, finding, now, decision))
    taken = {id(now) for now in partner.values()}
    fates += [Fate("新增", None, finding, new_book.of(second, finding)) for finding in after if id(finding) not in taken and finding.suppressed is None]
    return Rechecked(first, second, sorted(fates, key=_order), rejected, carried)


def _all(submission: Submission) -> list[Finding]:
    """Findings for the agency, those that an answer of its own excuses too."""
    result = submission.result
    assert result is not None and result.review is not None
    answered = [finding for finding in result.review.findings if finding.suppressed is not None and finding.category != "input"]
    return [*proposed(submission), *answered]


def _partners(first: Submission, second: Submission, before: Sequence[Finding], after: Sequence[Finding]) -> dict[int, Finding]:
    """The finding of the second draft that each of the first is, by the id of the object: the likest first."""
    old, new = ([_about(submission, finding) for finding in some] for submission, some in ((first, before), (second, after)))
    scores = ((_likeness(one, other), before[at].fingerprint == after[to].fingerprint, -at, -to) for at, one in enumerate(old) for to, other in enumerate(new))
    pairs: dict[int, int] = {}
    for *_, at, to in sorted((score for score in scores if score[0] >= _ALIKE), reverse=True):
        if -at not in pairs and -to not in pairs.values():
            pairs[-at] = -to
    return {id(before[at]): after[to] for at, to in pairs.items()}


_About = tuple[tuple[str, str | None, str | None], str]  # rule, entry, item; the sentence, empty where the finding is of no place


def _about(submission: Submission, finding: Finding) -> _About:
    located = finding.text and not finding.item and submission.review is not None
    words = sentence(submission.review.document, finding.span) if located and submission.review else ""
    return (finding.rule, finding.entry, finding.item), "".join(fold(words).split())


def _likeness(one: _About, other: _About) -> float:
    """0 of another rule; 1 of the same item, or in the same sentence."""
    if one[0] != other[0]:
        return 0.0
    return SequenceMatcher(None, one[1], other[1], autojunk=False).ratio()  # 1 of two that are of no place


def _fate(second: Submission, finding: Finding, now: Finding | None, decision: Decision | None) -> Fate:
    if now is None:
        assert second.result is not None
        return Fate("已改" if ran(second.result, finding.rule) else "没有再查", finding, None, decision)
    if now.suppressed is not None:
        return Fate("不改", finding, now, decision, now.suppressed.reason)
    if decision and decision.reply:
        return Fate("不改", finding, now, decision, decision.reply)
    return Fate("未改", finding, now, decision)


def _carried(decision: Decision, second: Submission, now: Finding) -> Decision:
    """The decision as one of the second draft."""
    (made,) = decide(second, Merged(now), decision.choice, wording=decision.wording, reason=decision.reason)
    return replace(made, reply=decision.reply)


def _order(fate: Fate) -> tuple[int, int, int]:
    return STATES.index(fate.state), SEVERITIES.index(fate.finding.severity), fate.finding.span.start

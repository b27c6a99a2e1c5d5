"""Fixes one report until nothing more can be made, and never makes it worse.

Every step is proved by reading the new file: its text is the old one with the edits and nothing else, and no rule has more
to say than before. What does not hold together with the rest is left out, so that a second run has nothing to do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from linter.batch import Result
from linter.editing import Editor
from linter.editing.changes import Change, applied, changes, edits_of, without_conflicts
from linter.editing.guard import is_safe, objection
from linter.facts import Facts
from linter.review import Finding, Review

Read = Callable[[bytes], Result]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be mended: findings that are `wanted`, with what `unsafe` fixes offer too; `day` stamps tracked changes."""

    wanted: Callable[[Finding], bool]
    unsafe: bool
    day: date


@dataclass(frozen=True, slots=True)
class State:
    """A report at one moment: its bytes and what is said of it."""

    data: bytes
    result: Result
    review: Review


@dataclass(frozen=True, slots=True)
class Fixed:
    """The report at the end, the changes made, in order, and those left out with the reason."""

    state: State
    made: tuple[Change, ...] = ()
    left: tuple[tuple[Change, str], ...] = ()


UNSAFE, UNREACHED, HARMFUL = "要加 --unsafe", "在自动编号、域或格式标记上", "改后会引出别的问题"


def fix(start: State, read: Read, editor: Editor, wishes: Wishes) -> Fixed:
    """Make what can be made; `read` reviews the bytes of an edited report as the first were."""
    state = start
    made: list[Change] = []
    while True:
        wanted, left = _sorted_out(state, editor, wishes)
        attempt = _Attempt(state, read, editor, wishes.day)
        chosen = attempt.largest(without_conflicts(wanted))
        if not chosen:
            harmful = [(change, HARMFUL) for change in wanted]
            return Fixed(state, tuple(made), tuple(left + harmful))
        made += chosen
        state = attempt.reached


def _sorted_out(state: State, editor: Editor, wishes: Wishes) -> tuple[list[Change], list[tuple[Change, str]]]:
    document = state.review.document
    facts = Facts(document)
    wanted, left = [], []
    for change in changes(document, filter(wishes.wanted, state.review.findings)):
        reason = objection(facts, change)
        if reason is None and not all(editor.reaches(document, edit) for edit in edits_of([change], document.text)):
            reason = UNREACHED
        if reason is None and not (wishes.unsafe or is_safe(facts, change)):
            reason = UNSAFE
        if reason is None:
            wanted.append(change)
        else:
            left.append((change, reason))
    return wanted, left


class _Attempt:
    """Tries changes on one state. `reached` is the best state so far."""

    def __init__(self, start: State, read: Read, editor: Editor, day: date) -> None:
        self.start, self.reached = start, start
        self._read, self._editor, self._day = read, editor, day

    def largest(self, wanted: Sequence[Change], base: Sequence[Change] = ()) -> list[Change]:
        """`base` with as many of `wanted` as do no harm, by halves."""
        together = [*base, *wanted]
        if not wanted or self._holds(together):
            return together
        if len(wanted) == 1:
            return list(base)
        half = len(wanted) // 2
        return self.largest(wanted[half:], self.largest(wanted[:half], base))

    def _holds(self, chosen: Sequence[Change]) -> bool:
        document = self.start.review.document
        edits = edits_of(chosen, document.text)
        data = self._editor.rewrite(self.start.data, document, edits, self._day)
        result = self._read(data) if data is not None else None
        if data is None or result is None or result.review is None:
            return False
        if result.review.document.text != applied(document.text, edits) or not _better(self.start.review, result.review):
            return False
        self.reached = State(data, replace(result, origin=data), result.review)
        return True


def _better(old: Review, new: Review) -> bool:
    """Whether no rule says more of the report and fewer edits are offered: fixing comes to an end."""
    more = _said(new) - _said(old)
    return not more and _offered(new) < _offered(old)


def _said(review: Review) -> Counter[tuple[str, str | None, str | None]]:
    return Counter((finding.rule, finding.entry, finding.item) for finding in review.findings)


def _offered(review: Review) -> int:
    return sum(len(finding.fix.edits) for finding in review.findings if finding.fix)

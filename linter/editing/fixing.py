"""Fixes one report until nothing more can be made, and never makes it worse.

Every step is proved by reading the new file: its text is the old one with the edits and nothing else, no rule has more to say
than before, and fewer edits are offered, so that fixing comes to an end. What does not hold is left out, and steps are taken
until one changes nothing, so that a second run has nothing to do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from linter.batch import Result
from linter.editing import Editor
from linter.editing.changes import Change, applied, changes, edits_of, paragraph_starts, without_conflicts
from linter.editing.guard import is_safe, objection
from linter.facts import Facts
from linter.review import Finding, Review

Read = Callable[[bytes], Result]


class Wishes(Struct, frozen=True):
    """What is to be mended: findings that are `wanted`, with what `unsafe` fixes offer too; `day` stamps tracked changes."""

    wanted: Callable[[Finding], bool]
    unsafe: bool
    day: date


class State(Struct, frozen=True):
    """A report at one moment: its bytes and what is said of it."""

    data: bytes
    result: Result
    review: Review


class Fixed(Struct, frozen=True):
    """The report at the end, the changes made, in order, and those left out with the reason."""

    state: State
    made: tuple[Change, ...] = ()
    left: tuple[tuple[Change, str], ...] = ()


UNSAFE, UNREACHED, HARMFUL = "要加 --unsafe", "在自动编号、域或格式标记上", "改后会引出别的问题"


def fix(start: State, read: Read, editor: type[Editor], wishes: Wishes) -> Fixed:
    """Make what can be made; `read` reviews the bytes of an edited report as the first were."""
    state = start
    made: list[Change] = []
    while True:
        file = editor(state.data, state.review.document)
        wanted, left = _sorted_out(state, file, wishes)
        attempt = _Attempt(state, read, file, wishes.day)
        chosen = attempt.largest(without_conflicts(wanted))
        if not chosen:
            harmful = [(change, HARMFUL) for change in wanted]
            return Fixed(state, tuple(made), tuple(left + harmful))
        made += chosen
        state = attempt.reached


def _sorted_out(state: State, file: Editor, wishes: Wishes) -> tuple[list[Change], list[tuple[Change, str]]]:
    document = state.review.document
    facts = Facts(document)
    wanted, left = [], []
    for change in changes(document, filter(wishes.wanted, state.review.findings)):
        reason = objection(facts, change)
        if reason is None and not all(file.reaches(edit) for edit in edits_of([change], document.text)):
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

    def __init__(self, start: State, read: Read, file: Editor, day: date) -> None:
        self.start, self.reached = start, start
        self._read, self._file, self._day = read, file, day

    def largest(self, wanted: Sequence[Change], base: Sequence[Change] = ()) -> list[Change]:
        """`base` with as many of `wanted` as do no harm: first those in paragraphs where none was seen, else by halves."""
        together = [*base, *wanted]
        harmed = self._harmed(together) if wanted else None
        if harmed is None:
            return together
        if len(wanted) == 1:
            return list(base)
        first = [change for change in wanted if change.paragraph not in harmed]
        if len(first) in (0, len(wanted)):
            first = list(wanted[: len(wanted) // 2])
        return self.largest([change for change in wanted if change not in first], self.largest(first, base))

    def _harmed(self, chosen: Sequence[Change]) -> set[int] | None:
        """The paragraphs in which a rule has more to say once these changes are made (none: it cannot be told where); null where
        they do no harm, and the report that came of them is the one reached."""
        old = self.start.review
        edits = edits_of(chosen, old.document.text)
        data = self._file.rewrite(edits, self._day)
        result = self._read(data) if data is not None else None
        if data is None or result is None or result.review is None:
            return set()
        new = result.review
        more = _said(new) - _said(old)
        if new.document.text != applied(old.document.text, edits) or more or _offered(new) >= _offered(old):
            starts = paragraph_starts(new.document)
            return {bisect_right(starts, finding.span.start) for finding in new.findings if _key(finding) in more}
        self.reached = State(data, replace(result, origin=data), new)
        return None


def _key(finding: Finding) -> tuple[str, str | None, str | None]:
    return finding.rule, finding.entry, finding.item


def _said(review: Review) -> Counter[tuple[str, str | None, str | None]]:
    return Counter(map(_key, review.findings))


def _offered(review: Review) -> int:
    return sum(len(finding.fix.edits) for finding in review.findings if finding.fix)

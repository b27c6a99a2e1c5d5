"""What `fix` says of a report: a unified diff, and what was changed, what can be changed and what is left to the drafter."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator

from linter.editing.changes import Change
from linter.editing.fixing import UNSAFE, Fixed
from linter.ruleset.model import Ruleset
from linter.writers.paint import Line


def diff(name: str, old: str, new: str) -> Iterator[Line]:
    """A unified diff of two texts, coloured on a terminal."""
    styles = {"+": "green", "-": "red", "@": "cyan"}
    for line in difflib.unified_diff(old.split("\n"), new.split("\n"), name, name, lineterm=""):
        yield [(line, styles.get(line[:1], ""))]


def account(fixed: Fixed, *, made: str) -> Iterator[Line]:
    """`made` is the verb: 改了, or 可改 where nothing was written."""
    result = fixed.state.result
    ruleset = result.ruleset
    yield [(f"{result.path}: ", "bold"), (f"{made} {_places(fixed.made)}处", "green" if fixed.made else "")]
    yield from _by_rule(fixed.made, ruleset)
    reasons = dict.fromkeys(reason for _, reason in fixed.left)
    for reason in sorted(reasons, key=lambda reason: reason != UNSAFE):
        kept = [change for change, why in fixed.left if why == reason]
        words = f"另有 {_places(kept)}处改法要您自己看过才好用（--unsafe 一并改）" if reason == UNSAFE else f"没有改 {_places(kept)}处：{reason}"
        yield [(words, "")]
        yield from _by_rule(kept, ruleset)
    offered = sum(finding.fix is None and finding.suppressed is None for finding in fixed.state.review.findings)
    if offered:
        yield [(f"其余 {offered}条没有现成的改法，用 check 看", "")]


def _by_rule(changes: Iterable[Change], ruleset: Ruleset | None) -> Iterator[Line]:
    counts: Counter[str] = Counter()
    for change in changes:
        counts[change.finding.rule] += len(change.edits)
    for rule, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        yield [(f"{count:6d}  {rule}  {ruleset.by_id[rule].spec.title if ruleset else ''}", "")]


def _places(changes: Iterable[Change]) -> int:
    return sum(len(change.edits) for change in changes)

"""What `fix` says of a report: a unified diff, and what was changed, what can be changed and what is left to the drafter."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from linter.editing.changes import Change
from linter.editing.fixing import UNSAFE, Fixed
from linter.ruleset.model import Ruleset
from linter.writers.paint import Line

_EXAMPLES, _LONGEST = 3, 14  # of the edits of a rule that are named, letters of each


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


def _by_rule(changes: Sequence[Change], ruleset: Ruleset | None) -> Iterator[Line]:
    """Each rule with the number of its edits and the first of them in words."""
    by_rule: dict[str, list[Change]] = {}
    for change in changes:
        by_rule.setdefault(change.finding.rule, []).append(change)
    for rule, mine in sorted(by_rule.items(), key=lambda entry: (-_places(entry[1]), entry[0])):
        title = ruleset.by_id[rule].spec.title if ruleset else ""
        said = list(dict.fromkeys(map(_in_words, mine)))
        examples = "、".join(said[:_EXAMPLES]) + ("……" if len(said) > _EXAMPLES else "")
        yield [(f"{_places(mine):6d}  {rule}  {title}：", ""), (examples, "dim")]


def _in_words(change: Change) -> str:
    old, new = (words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…" for words in (change.old, change.edits[0].text))
    return f"补“{new}”" if not old else f"删“{old}”" if not new else f"“{old}”→“{new}”"


def _places(changes: Iterable[Change]) -> int:
    return sum(len(change.edits) for change in changes)

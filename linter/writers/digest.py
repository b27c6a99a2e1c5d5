"""Findings in the order and number a person reads them: worst first, equal ones as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from linter.review import SEVERITIES, Finding, Suppression

SHOWN = 20  # nobody reads a second page
_EXCUSED_BY = {"exception": "例外", "baseline": "基线", "reply": "答复"}


class Merged(Struct, frozen=True):
    """A finding and the other places where the same is to be said."""

    finding: Finding
    others: tuple[Finding, ...] = ()

    @property
    def count(self) -> int:
        return 1 + len(self.others)


def merged(findings: Sequence[Finding]) -> list[Merged]:
    """Equal findings (same rule, same words) as one, worst first, then by place."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        key = (finding.rule, finding.entry or "", finding.message, finding.suggestion, finding.severity)
        groups.setdefault(key, []).append(finding)
    rows = [Merged(group[0], tuple(group[1:])) for group in groups.values()]
    return sorted(rows, key=lambda row: (SEVERITIES.index(row.finding.severity), row.finding.span.start))


def label(finding: Finding) -> str:
    """W101, or W101:截止 where the rule has entries."""
    return f"{finding.rule}:{finding.entry}" if finding.entry else finding.rule


def live(findings: Iterable[Finding]) -> list[Finding]:
    """Those that nothing excuses."""
    return [finding for finding in findings if finding.suppressed is None]


def excused(findings: Iterable[Finding]) -> str:
    """已按例外放过 2处  已按基线放过 30处; empty where nothing is excused."""
    return passed(Counter(finding.suppressed.by for finding in findings if finding.suppressed))


def passed(counts: Counter[str]) -> str:
    """The same of numbers by what excuses."""
    return "  ".join(f"已按{name}放过 {counts[by]}处" for by, name in _EXCUSED_BY.items() if counts[by])


def excuse(suppression: Suppression) -> str:
    """例外：地名如此，到 2026-01-01"""
    until = f"，到 {suppression.until}" if suppression.until else ""
    return f"{_EXCUSED_BY[suppression.by]}：{suppression.reason}{until}"

"""Findings in the order and number a person reads them: worst first, equal ones as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linter.review import SEVERITIES, Finding

SHOWN = 20  # nobody reads a second page


@dataclass(frozen=True, slots=True)
class Merged:
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

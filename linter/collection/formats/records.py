"""The matrix as records: a submission an agency, and a row for each item of each report. What programs read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from linter.collection.intake import Submission
from linter.collection.matrix import Line, Matrix, of_severity
from linter.review import SEVERITIES


def submission(each: Submission) -> dict[str, Any]:
    profile = each.review.profile if each.review else None
    return {
        "agency": each.unit.name, "state": each.state, "sent": each.sent, "late": each.late,
        "arrived": each.arrived.isoformat() if each.arrived else None, "arrived_by": each.arrived_by or None,
        "path": each.result.path if each.result else None, "sha256": each.result.sha256 if each.result else None,
        "year": profile.year if profile else None, "kind": profile.kind if profile else None, "notes": list(each.notes),
        "published": each.published.isoformat() if each.published else None, "address": each.address or None,
    }


def counts(line: Line) -> dict[str, Any]:
    return {
        "findings": {severity: of_severity(line.findings, severity) for severity in SEVERITIES},
        "accepted": {severity: of_severity(line.accepted, severity) for severity in SEVERITIES},
        "undecided": line.open,
    }


def cells(matrix: Matrix) -> Iterator[dict[str, Any]]:
    """A row for each item of each report, agencies in their order."""
    for line in matrix.lines:
        each = line.submission
        for item in matrix.items:
            cell = line.cells.get(item.key)
            if cell is None:
                continue
            first = cell.evidence[0] if cell.evidence else None
            yield {
                "agency": each.unit.name, "year": each.review.profile.year if each.review else None, "item": item.key, "name": item.name,
                "asked": cell.asked, "expectation": cell.row.verdict.expectation, "verdict": cell.row.verdict.verdict, "level": cell.row.verdict.level,
                "mark": cell.mark, "note": cell.row.verdict.note, "place": first.place if first else None, "evidence": first.text if first else None,
                "path": each.result.path if each.result else None,
            }

"""What the reviews of the stored reports looked like when somebody last read them. `UPDATE_GOLDEN=1 pytest` rewrites."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

from linter.review import Review
from tests.proof import reports

FOLDER = reports.ROOT / "tests" / "golden"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))
HOW = "read the difference; if it is meant, run UPDATE_GOLDEN=1 pytest tests/proof and commit"


def compare(name: str, now: str) -> None:
    """Fails with the difference between what is stored under `name` and what is said now."""
    path = FOLDER / name
    if UPDATE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, encoding="utf-8", newline="\n")
        return
    stored = path.read_text(encoding="utf-8") if path.is_file() else ""
    assert stored == now, f"{HOW}\n" + "\n".join(difference(stored, now, name))


def difference(stored: str, now: str, name: str) -> list[str]:
    return list(difflib.unified_diff(stored.splitlines(), now.splitlines(), f"{name}, stored", f"{name}, now", lineterm="", n=1))


def stems(folder: Path, suffix: str) -> set[str]:
    return {path.name.removesuffix(suffix) for path in folder.glob(f"*{suffix}")}


def ledger(review: Review) -> list[str]:
    """A line a finding: rule, severity, line of the file, item or words."""
    lines = []
    for finding in review.findings:
        name = f"{finding.rule}:{finding.entry}" if finding.entry else finding.rule
        where = review.document.position(finding.span.start).line
        lines.append(f"{name} {finding.severity} {where} {finding.item or ''}「{finding.text[:60]}」")
    return sorted(lines)

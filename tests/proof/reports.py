"""The reports that the proof stands on, and reviews of them and of changed copies, each made once a session."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from linter import batch
from linter.batch import Options, Result
from linter.document import Span
from linter.facts import Overrides
from linter.facts.folded import fold
from linter.review import Finding, Review, Stage

ROOT = Path(__file__).parents[2]
GOOD = {path.stem: path for path in sorted((ROOT / "tests" / "fixtures" / "good").glob("*.txt"))}
SEEDS = {path.stem: path for path in sorted((ROOT / "seeds").glob("*.txt"))}
ALL = {**SEEDS, **GOOD}

SERIOUS = ("error", "warning")


@cache
def text_of(name: str) -> str:
    return ALL[name].read_text(encoding="utf-8")


@cache
def result_of(name: str) -> Result:
    """What the command line would make of the file, under the path a user gives from the repository's root."""
    path = ALL[name]
    return batch.review_bytes(path.read_bytes(), path.relative_to(ROOT).as_posix(), Options())


def review_of(name: str) -> Review:
    return reviewed(result_of(name))


def review_text(text: str, name: str = "report.txt") -> Review:
    return review_bytes(text.encode("utf-8"), name)


def review_bytes(data: bytes, name: str = "report.txt", stage: Stage | None = None) -> Review:
    return reviewed(batch.review_bytes(data, name, Options(overrides=Overrides(stage=stage))))


def reviewed(result: Result) -> Review:
    assert result.review is not None, f"{result.path}: {result.message}"
    assert not result.review.crashed, f"{result.path}: crashed {result.review.crashed}"
    return result.review


def serious(review: Review) -> list[Finding]:
    return [finding for finding in review.findings if finding.severity in SERIOUS]


def places(finding: Finding) -> list[Span]:
    """Where a finding points, its related places too; nothing for one about the whole report."""
    own = [finding.span] if finding.text else []
    return own + [related.span for related in finding.related]


def squeezed(text: str) -> str:
    """Folded and without blanks: what a change of layout leaves as it was."""
    return re.sub(r"\s+", "", fold(text))


def shown(finding: Finding) -> str:
    """A finding on one line, for a failure's message."""
    name = f"{finding.rule}:{finding.entry}" if finding.entry else finding.rule
    item = f" {finding.item}" if finding.item else ""
    return f"{finding.severity} {name}{item} 「{finding.text[:40]}」 {finding.message} ({finding.place})"


def signature(review: Review) -> Counter[tuple[str, ...]]:
    """What a review says, without where and without blanks."""
    return Counter((f.rule, f.entry or "", f.item or "", f.severity, squeezed(f.text)) for f in review.findings)


def rungs(review: Review) -> dict[str, str]:
    """The checklist: the level of each item on the ladder, the verdict of each other."""
    return {row.item: row.level or row.verdict for row in review.checklist}

"""What the formats for programs say of a run: one remark a finding, and one for each input that was not, or only partly, checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import quote

from msgspec import Struct

from linter import policy
from linter.batch import Result
from linter.document import Document, Span
from linter.review import SEVERITY_NAMES, Finding, Review, Severity
from linter.writers import words
from linter.writers.digest import label, live
from linter.writers.table import has_lines, line_of


class Region(NamedTuple):
    """A range of a file that has lines: 1-based, columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Remark(Struct, frozen=True):
    """`code` is a rule, a rule with its entry, or why an input was not checked. `fails` is whether it makes the run fail.

    `region` is null where the file has no lines (Word, PDF) or the remark is about the file; `message` then says the place.
    """

    path: str
    severity: Severity
    code: str
    message: str
    fails: bool
    fingerprint: str
    region: Region | None = None
    finding: Finding | None = None

    @property
    def title(self) -> str:
        return f"{SEVERITY_NAMES[self.severity]} {self.code}" if self.finding else f"fazhi-lint {self.code}"


def remarks(results: Iterable[Result]) -> Iterator[Remark]:
    """Of every input in its order; what is excused is left out."""
    for result in results:
        yield from of(result)


def of(result: Result) -> Iterator[Remark]:
    """What was not checked first, then the findings in the order of the text."""
    if (left := unread(result)) is not None:
        yield left
    if result.review is not None:
        for finding in live(result.review.findings):
            yield remark(result, result.review, finding)


def remark(result: Result, review: Review, finding: Finding, count: int = 1) -> Remark:
    """A finding that stands for `count` equal ones."""
    return Remark(
        result.path, weight(review, finding), label(finding), said(review.document, finding, count), policy.fails(result, finding),
        finding.fingerprint, region(review.document, finding.span), finding,
    )


def unread(result: Result) -> Remark | None:
    """That the input was not, or only partly, checked."""
    if result.status == "checked":
        return None
    state = "没有检查" if result.status == "unchecked" else "只检查了一部分"
    return Remark(result.path, "error", result.code or result.status, f"{state}：{result.message}", True, f"{result.status}:{result.code}")


def weight(review: Review, finding: Finding) -> Severity:
    """How heavy a finding is for a program that stops at errors: one of an archived report only counts."""
    return "info" if words.archived(review) and finding.category != "input" else finding.severity


def said(document: Document, finding: Finding, count: int = 1) -> str:
    """Message, place and what to write, in one paragraph; lines are the format's own business."""
    where = [] if has_lines(document, finding.span) else [line_of(document, finding.span)]
    where += [finding.place] if finding.place else []
    number = f"，共{count}处" if count > 1 else ""
    place = f"（{'，'.join(where)}{number}）" if where else ""
    return f"{finding.message.rstrip('。')}{place}" + (f"。改法：{finding.suggestion}" if finding.suggestion else "")


def region(document: Document, span: Span) -> Region | None:
    """Null where the file has no lines."""
    return Region(*document.position(span.start), *document.end_position(span)) if has_lines(document, span) else None


def uri(path: str) -> str:
    """A path as a URI reference; one that is not absolute stays relative to wherever the run was started."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())

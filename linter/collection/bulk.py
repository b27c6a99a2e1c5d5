"""Many decisions at once: by selector, and from a table that somebody filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from linter.collection.decisions import Book, Choice, Decision, decide, everything
from linter.collection.intake import Intake, Submission
from linter.config.options import chosen
from linter.review import SEVERITY_NAMES, Finding
from linter.writers.digest import Merged

ALL = "全部"


def waiting(intake: Intake, book: Book) -> Iterator[tuple[Submission, Merged]]:
    """What has no decision yet, agency by agency, worst first."""
    for submission in intake.submissions:
        yield from ((submission, row) for row in book.open(submission))


def selected(selectors: Sequence[str], finding: Finding) -> bool:
    """A selector is an id, `id:entry`, a family, a severity by its Chinese name, or 全部."""
    return ALL in selectors or SEVERITY_NAMES[finding.severity] in selectors or chosen(selectors, finding)


def decided(intake: Intake, book: Book, selectors: Sequence[str], choice: Choice, reason: str = "") -> list[Decision]:
    """The decision for everything selected that has none; what was decided before stays as it is."""
    rows = [(submission, row) for submission, row in waiting(intake, book) if selected(selectors, row.finding)]
    return [decision for submission, row in rows for decision in decide(submission, row, choice, reason=reason)]


class Taken(NamedTuple):
    """Decisions from a table, and how many of its lines are about nothing in this collection."""

    decisions: list[Decision]
    strange: int


def taken(intake: Intake, table: Book) -> Taken:
    """What a filled-in table decides of the findings that are there; a decision reads as its finding does now."""
    now = {blank.key: blank for blank in everything(intake, Book())}
    said = [decision for decision in table.decisions.values() if decision.choice is not None or decision.reply]
    known = [
        replace(now[one.key], choice=one.choice, wording=one.wording, reason=one.reason, reply=one.reply, others=one.others) for one in said if one.key in now
    ]
    return Taken(known, len(said) - len(known))

"""What the clerk decided of each finding: kept by agency, year and fingerprint in one table beside the reports (审核/意见.csv).

The table is read in Excel, merged in git and edited by hand. A decision whose finding is gone stays, for the recheck.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from linter.collection import tables
from linter.collection.intake import Intake, Submission
from linter.collection.names import same
from linter.collection.quoting import where
from linter.collection.received import DESK
from linter.collection.tables import TableError
from linter.review import SEVERITY_NAMES, Finding
from linter.writers.digest import Merged, live, merged

FILE = "意见.csv"
Choice = Literal["采纳", "不采纳", "改措辞"]
CHOICES: tuple[Choice, ...] = ("采纳", "不采纳", "改措辞")
_OF_THE_REPORT = ("if-any-unmentioned", "other-genre", "reply-without-reason")  # of category input, and yet for the agency
COLUMNS = {
    "unit": ("单位",), "year": ("年度",), "choice": ("决定",), "wording": ("改后的话",), "reason": ("理由",), "reply": ("单位答复",),
    "severity": ("级别",), "place": ("位置",), "text": ("原文",), "message": ("问题",), "suggestion": ("改法",), "rule": ("规则",), "mark": ("指纹",),
}
_QUOTED = 60  # letters of the passage that a line shows

Key = tuple[str, str, str]  # agency, year, fingerprint


class Decision(Struct, frozen=True):
    """One finding as it was when decided on. `wording` replaces what is wrong and what to write; `reply` is the agency's own answer."""

    unit: str
    year: str
    mark: str
    choice: Choice | None
    wording: str = ""
    reason: str = ""
    reply: str = ""
    severity: str = ""
    place: str = ""
    text: str = ""
    message: str = ""
    suggestion: str = ""
    rule: str = ""
    others: tuple[tuple[str, str], ...] = ()  # what people wrote into columns of their own, with the names of these

    @property
    def key(self) -> Key:
        return self.unit, self.year, self.mark

    @property
    def accepted(self) -> bool:
        return self.choice in ("采纳", "改措辞")

    @property
    def said(self) -> str:
        """不采纳：太细; empty where nothing was decided."""
        return "：".join(filter(None, (self.choice, self.wording or self.reason)))


class Book(Struct, frozen=True, dict=True):
    """All decisions of a collection."""

    decisions: Mapping[Key, Decision] = field(default_factory=dict)

    def of(self, submission: Submission, finding: Finding) -> Decision | None:
        """Also where the agency was written otherwise then: with or without its city, by an alias, by its former name."""
        unit, year, mark = submission.unit, year_of(submission), finding.fingerprint
        others = (one for one in self._by_mark.get(mark, ()) if one.year == year and any(same(one.unit, name) for name in unit.names))
        return self.decisions.get((unit.name, year, mark)) or next(others, None)

    @cached_property
    def _by_mark(self) -> dict[str, list[Decision]]:
        found: dict[str, list[Decision]] = {}
        for one in self.decisions.values():
            found.setdefault(one.mark, []).append(one)
        return found

    def accepted(self, submission: Submission) -> list[Merged]:
        """What was accepted of a report as it is now, in the clerk's words, equal findings as one, worst first."""
        return merged([worded for finding in proposed(submission) if (worded := self._worded(submission, finding)) is not None])

    def _worded(self, submission: Submission, finding: Finding) -> Finding | None:
        decision = self.of(submission, finding)
        if decision is None or not decision.accepted:
            return None
        return replace(finding, message=decision.wording, suggestion="") if decision.wording else finding

    def decided(self, submission: Submission, row: Merged) -> Decision | None:
        """What was decided of a finding; null while one of its places waits."""
        known = [self.of(submission, place) for place in (row.finding, *row.others)]
        return known[0] if all(one is not None and one.choice for one in known) else None

    def open(self, submission: Submission) -> list[Merged]:
        """What waits for a decision."""
        return merged([finding for finding in proposed(submission) if (known := self.of(submission, finding)) is None or known.choice is None])

    def with_(self, made: Iterable[Decision]) -> Book:
        """With these in place of earlier ones; what an agency answered, and what people noted beside it, stays."""
        known = dict(self.decisions)
        for decision in made:
            old = known.get(decision.key)
            known[decision.key] = replace(decision, reply=decision.reply or old.reply, others=decision.others or old.others) if old else decision
        return Book(known)


def year_of(submission: Submission) -> str:
    return str(submission.review.profile.year or "") if submission.review else ""


def proposed(submission: Submission) -> list[Finding]:
    """The findings that are for the agency: not those that something excuses, nor what only the program could not do."""
    result = submission.result
    if result is None or result.review is None or result.ruleset is None:
        return []
    ours = {result.ruleset.by_event[event].id for event in _OF_THE_REPORT if event in result.ruleset.by_event}
    return [finding for finding in live(result.review.findings) if finding.category != "input" or finding.rule in ours]


def decide(submission: Submission, row: Merged, choice: Choice | None, *, wording: str = "", reason: str = "") -> list[Decision]:
    """The same for every place of a finding."""
    return [
        Decision(
            submission.unit.name, year_of(submission), finding.fingerprint, choice, wording, reason, "", SEVERITY_NAMES[finding.severity], where(finding),
            _short(finding.text), finding.message, finding.suggestion, finding.rule,
        )
        for finding in (row.finding, *row.others)
    ]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUOTED else flat[:_QUOTED] + "……"


def file_of(folder: Path) -> Path:
    return folder / DESK / FILE


def read(path: Path) -> Book:
    """The decisions in that table, none where there is no such file. Raises `TableError`, which names every fault."""
    if not path.exists():
        return Book()
    faults: list[str] = []
    places: dict[Key, str] = {}
    known: dict[Key, Decision] = {}
    for row in tables.read(path, COLUMNS, ["unit", "choice", "mark"], "审核意见").rows:
        cells = dict(row.cells)
        said = cells.pop("choice")
        choice = next((choice for choice in CHOICES if choice == said), None)
        decision = Decision(choice=choice, others=tuple(row.others.items()), **cells)
        if said and choice is None:
            faults.append(f"{row.where}: 决定“{said}”不认识；写 {'、'.join(CHOICES)}，没有定的空着")
        elif choice == "改措辞" and not decision.wording:
            faults.append(f"{row.where}: 写了改措辞，“改后的话”却空着；补上，或改为采纳")
        elif not decision.mark.startswith("fp"):
            faults.append(f"{row.where}: 这一行没有指纹，对不上是哪一条；从 --export 的表里抄来")
        elif (other := known.get(decision.key)) is not None and (other.choice, other.wording) != (choice, decision.wording):
            faults.append(f"{row.where}: 与 {places[decision.key]} 是同一条结论，决定却不同；留下一行")
        places[decision.key], known[decision.key] = row.where, decision
    if faults:
        raise TableError("\n".join(faults))
    return Book(known)


def written(decisions: Iterable[Decision]) -> bytes:
    """The table's bytes, by agency, year, severity and place; the same decisions give the same bytes."""
    severities = list(SEVERITY_NAMES.values())

    def order(one: Decision) -> tuple[object, ...]:
        return (one.unit, one.year, severities.index(one.severity) if one.severity in severities else 9, one.place, one.rule, one.mark)

    return tables.records(COLUMNS, sorted(decisions, key=order))


def everything(intake: Intake, book: Book) -> list[Decision]:
    """Every finding of the collection with what was decided of it so far, for a table to be filled in."""
    rows: list[Decision] = []
    for submission in intake.submissions:
        for row in merged(proposed(submission)):
            places = (row.finding, *row.others)
            rows += [book.of(submission, finding) or blank for finding, blank in zip(places, decide(submission, row, None), strict=True)]
    return rows


def rows(submission: Submission, book: Book) -> list[tuple[Merged, Decision | None]]:
    """The findings of a report, equal ones as one, worst first, each with what was decided of it."""
    return [(row, book.decided(submission, row)) for row in merged(proposed(submission))]


def tally(submissions: Sequence[Submission], book: Book) -> dict[str, int]:
    """How many findings, equal ones of a report as one, were accepted, rejected, wait."""
    done = [decision for submission in submissions for _, decision in rows(submission, book)]
    accepted = sum(decision is not None and decision.accepted for decision in done)
    waiting = done.count(None)
    return {"采纳": accepted, "不采纳": len(done) - accepted - waiting, "未定": waiting}

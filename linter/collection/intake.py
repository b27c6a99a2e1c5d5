"""From a folder to one submission an agency: what it sent, when, what is reviewed of it; and what became of every file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from linter.batch import Result
from linter.batch.many import Ask, review
from linter.collection.names import Names
from linter.collection.owners import named, owners
from linter.collection.received import Received
from linter.collection.register import Entry
from linter.collection.roster import Unit
from linter.collection.sorting import Sorted, sort
from linter.config.options import Options
from linter.review import Review

FILE_TIME = "文件时间"  # an arrival that nobody noted: the day on which the file was changed last


class Filed(Struct, frozen=True):
    """A file with its agency (null: nobody's), by what that is known, and what became of it."""

    file: Received
    unit: Unit | None
    by: str
    fate: str


class Submission(Struct, frozen=True):
    """What one agency sent for the year. `result` null: nothing that can be checked. `late` null: no due date, or no arrival."""

    unit: Unit
    sent: bool
    result: Result | None = None
    arrived: date | None = None
    arrived_by: str = ""
    late: bool | None = None
    notes: tuple[str, ...] = ()
    published: date | None = None  # this and the address as the register says
    address: str = ""

    @property
    def review(self) -> Review | None:
        return self.result.review if self.result else None

    @property
    def state(self) -> str:
        if not self.sent:
            return "未报"
        if self.review is None:
            return "待补"
        return "迟报" if self.late else "已报"


class Intake(Struct, frozen=True):
    """`submissions` has every agency, those that sent nothing too; `files` every file of the folder. `due` is the day from the notice."""

    folder: Path
    year: int | None
    submissions: tuple[Submission, ...]
    files: tuple[Filed, ...]
    notes: tuple[str, ...] = ()
    due: date | None = None
    has_roster: bool = False

    @property
    def missing(self) -> list[Submission]:
        return [submission for submission in self.submissions if not submission.sent]

    @property
    def unmatched(self) -> list[Filed]:
        """Reports, scans and what could not be opened, whose they are unknown."""
        return [filed for filed in self.files if filed.unit is None and filed.file.kind in ("report", "scan", "unread")]

    def counts(self) -> Counter[str]:
        """How many files are what; each counts once."""
        names = {"report": "报告", "scan": "扫描件", "other": "其他文件", "unread": "打不开", "skipped": "不用看的"}
        unmatched = {filed.file.parts for filed in self.unmatched}
        return Counter("对不上单位" if filed.file.parts in unmatched else names[filed.file.kind] for filed in self.files)


def gather(
    folder: Path, files: Sequence[Received], roster: Sequence[Unit] | None, register: Sequence[Entry], options: Callable[[Path], Options], *,
    year: int | None = None, due: date | None = None, tick: Callable[[], None] = lambda: None, jobs: int | None = None,
) -> Intake:
    """Sort the files and review the report of each agency. Without a roster the agencies are those that the texts name.

    `year` null: the year that most reports are on. `jobs` is how many processes review (null: as many as pay), `tick` is called after each report.
    """
    names = Names(tuple(roster) if roster is not None else named(files))
    whose = owners(files, names, register)
    wanted = year or _usual_year(files)
    sent = [(unit, sort([file for file, (owner, _) in zip(files, whose, strict=True) if owner is unit], wanted)) for unit in names.units]
    reviewed = review([_ask(mine.report, unit, options) for unit, mine in sent if mine.report], tick, jobs)
    submissions = [_submission(unit, mine, register, due, next(reviewed) if mine.report else None) for unit, mine in sent]
    fates = {parts: fate for _, mine in sent for parts, fate in mine.fates.items()}
    filed = tuple(Filed(file, unit, by, fates[file.parts] if unit else _nobodys(file, by)) for file, (unit, by) in zip(files, whose, strict=True))
    return Intake(folder, wanted, tuple(submissions), filed, tuple(_useless(register, files, names)), due, roster is not None)


def _usual_year(files: Iterable[Received]) -> int | None:
    """Of two that are as usual the later."""
    years = Counter(file.profile.year for file in files if file.kind == "report" and file.profile and file.profile.year)
    return max(years, key=lambda year: (years[year], year), default=None)


def _useless(register: Iterable[Entry], files: Sequence[Received], names: Names) -> Iterator[str]:
    for entry in register:
        if entry.unit and names.meant(entry.unit) is None:
            yield f"{entry.where}: 收件登记里的“{entry.unit}”不在名册（或报告）里，这一行没有用上"
        if entry.file and not any(entry.is_about(file.parts) for file in files):
            yield f"{entry.where}: 收件登记里的文件“{entry.file}”不在文件夹里，这一行没有用上"


def _nobodys(file: Received, why: str) -> str:
    if file.kind in ("skipped", "other"):
        return file.said
    return "；".join(filter(None, (why or "文件名和内容都没有写是哪个单位", file.said)))


def _submission(unit: Unit, mine: Sorted, register: Sequence[Entry], due: date | None, result: Result | None) -> Submission:
    noted = _noted(unit, mine, register)
    published = min((entry.published for entry in noted if entry.published), default=None)
    address = next((entry.address for entry in noted if entry.address), "")
    if not mine.sent:
        return Submission(unit, False, notes=tuple(mine.notes), published=published, address=address)
    arrived, by = _arrival(mine, noted)
    late = arrived > due if due and arrived else None
    states = {"unchecked": "没有检查", "partly": "只检查了一部分"}
    notes = [*mine.notes, *([f"{states[result.status]}：{result.message}"] if result and result.status in states else [])]
    if late and by == FILE_TIME:
        notes.append("收件登记里没有送达日期，迟报是按文件的修改时间算的，请核对")
    return Submission(unit, True, result, arrived, by, late, tuple(notes), published, address)


def _noted(unit: Unit, mine: Sorted, register: Sequence[Entry]) -> list[Entry]:
    """The lines of the register about an agency, or about a file that it sent."""
    own = Names([unit])
    return [entry for entry in register if (own.meant(entry.unit) if entry.unit else any(entry.is_about(file.parts) for file in mine.sent))]


def _arrival(mine: Sorted, noted: Sequence[Entry]) -> tuple[date | None, str]:
    """The day on which the agency first sent something for this year, as the register says, else by the files' own dates."""
    days = [entry.arrived for entry in noted if entry.arrived]
    if days:
        return min(days), "收件登记"
    dated = [file.arrived.date() for file in mine.sent if file.arrived]
    return (min(dated), FILE_TIME) if dated else (None, "")


def _ask(report: Received, unit: Unit, options: Callable[[Path], Options]) -> Ask:
    """For the review of a report whose agency is known: what the roster says fills what the text leaves open; its kind is believed."""
    assert report.document is not None and report.profile is not None
    asked = options(Path(report.path))
    agency = asked.overrides.filed.agency if report.profile.agency else unit.name
    filed = replace(asked.overrides.filed, agency=agency, kind=unit.kind or asked.overrides.filed.kind)
    asked = replace(asked, overrides=replace(asked.overrides, filed=filed))
    return Ask(Path(report.path), asked, report.document, report.path, report.sha256, report.origin)

"""退改意见书: what one agency is asked to change, from accepted findings alone, one page and an annex. What it says, whatever the format."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from linter.collection.decisions import Book
from linter.collection.intake import FILE_TIME, Submission
from linter.collection.quoting import sentence, where
from linter.document import Document
from linter.facts.numerals import spell
from linter.review import Category, Finding, Severity
from linter.ruleset.convert import Fault, convert
from linter.ruleset.errors import RulesetError
from linter.ruleset.model import Spec
from linter.ruleset.yaml_source import read
from linter.writers import table, words
from linter.writers.digest import Merged

TITLE = "法治政府建设年度报告退改意见书"
MARK = "初审稿，经办人复核后发出"
MOST: Mapping[Severity, int] = {"error": 5, "warning": 8, "info": 6}  # of a kind on the page; the rest stands in the annex
NAMES: Mapping[Severity, str] = {"error": "必改", "warning": "建议改", "info": "请核实"}
_TITLES: Mapping[Severity, str] = {"error": "须修改后方可公开（{}处）", "warning": "建议修改（{}处）", "info": "请核实（{}处）：有则补写，无则写明“无”"}
BLANKS = {
    "office": "（收件单位名称）", "number": "〔    〕第    号", "date": "    年  月  日", "due": "    月  日", "contact": "        ", "phone": "            ",
}
_QUOTED = 40  # letters of the report that a row quotes
_ROOM = 42.0  # lines of the page that rows may take
# what a finding rests on where no instrument says it
_BY_THEMSELVES: Mapping[Category, str] = {
    "numbers": "前后文", "dates": "前后文", "residue": "前后文", "wording": "规范用词", "formulations": "规范表述", "format": "公文格式", "privacy": "公开审查",
}


class Fields(Spec, frozen=True):
    """What only the office can say; what is empty is left to be filled in by hand. `number` may hold {n}."""

    office: str = ""
    number: str = ""
    date: str = ""
    due: str = ""
    contact: str = ""
    phone: str = ""


FIELD_NAMES = dict(zip(Fields.__struct_fields__, ("收件单位", "文号", "日期", "重报期限", "联系人", "电话"), strict=True))


class Point(Struct, frozen=True):
    """One row of the letter. `number` runs through 必改 and 建议改 and is null for what is only to be checked."""

    place: str
    quotation: str
    ask: str
    basis: str
    number: int | None = None


class Letter(Struct, frozen=True):
    """`points` by severity as far as they fit the page, `rest` those of the annex, numbered on."""

    submission: Submission
    fields: Fields
    points: Mapping[Severity, Sequence[Point]]
    rest: Sequence[tuple[Severity, Point]]

    @property
    def unit(self) -> str:
        return self.submission.unit.name

    @property
    def received(self) -> str:
        """2月18日报送的《…》; without a day that somebody noted, none."""
        day, review = self.submission.arrived, self.submission.review
        if self.submission.arrived_by == FILE_TIME:
            day = None
        title = "".join((review.profile.title or "").split()) if review else ""
        return f"{f'{day.month}月{day.day}日' if day else ''}报送的{f'《{title}》' if title else '年度报告'}"

    @property
    def page(self) -> list[Point]:
        """Every point on the page."""
        return [point for points in self.points.values() for point in points]

    def total(self, severity: Severity) -> int:
        return len(self.points[severity]) + sum(of == severity for of, _ in self.rest)


def read_fields(path: Path, given: Mapping[str, str]) -> Fields:
    """The fields of that file, if it is there, those that are given over them. Raises `RulesetError`, which says file and line."""
    said: dict[str, str] = {}
    if path.is_file():
        source = read(path, path.name)
        try:
            known = convert(source.value or {}, Fields)
        except Fault as fault:
            raise RulesetError([fault.problem(source)]) from None
        said = {name: getattr(known, name) for name in FIELD_NAMES}
    return Fields(**{**said, **given})


def letter(submission: Submission, book: Book, fields: Fields) -> Letter | None:
    """Null where nothing was accepted."""
    accepted, review = book.accepted(submission), submission.review
    if not accepted or review is None:
        return None
    points: dict[Severity, list[Point]] = {severity: [] for severity in MOST}
    rest: list[tuple[Severity, Point]] = []
    room = _ROOM
    for row in accepted:  # worst first
        severity, point = row.finding.severity, _point(row, review.document)
        if len(points[severity]) < MOST[severity] and (_lines(point, severity) <= room or not any(points.values())):
            room -= _lines(point, severity)
            points[severity].append(point)
        else:
            rest.append((severity, point))
    counter = itertools.count(1)  # the page first, then the annex
    numbered = {severity: [_numbered(point, severity, counter) for point in row] for severity, row in points.items()}
    return Letter(submission, fields, numbered, [(severity, _numbered(point, severity, counter)) for severity, point in rest])


def _numbered(point: Point, severity: Severity, counter: Iterator[int]) -> Point:
    return point if severity == "info" else replace(point, number=next(counter))


def _point(row: Merged, document: Document) -> Point:
    finding = row.finding
    others = list(dict.fromkeys(other.place for other in row.others if other.place != finding.place))
    more = f"（共{row.count}处{f'，另见{others[0]}' if others else ''}{'等' if len(others) > 1 else ''}）" if row.count > 1 else ""
    asks = [part.rstrip("。；") for part in (finding.message + more, finding.suggestion) if part]
    quotation = sentence(document, finding.span, _QUOTED) if finding.text else ""
    return Point(where(finding), quotation, "。".join(asks) + "。", _basis(finding))


def _basis(finding: Finding) -> str:
    return words.cite(finding.basis[0]) if finding.basis else _BY_THEMSELVES.get(finding.category, "审核惯例")


def _lines(point: Point, severity: Severity) -> float:
    """About how many lines of the page a row takes, its line of the receipt too: what one line of each column holds is the layout's."""
    if severity == "info":
        return float(-(-len(point.place + point.quotation + point.ask) // 52))
    held = ((point.place, 7), (point.quotation, 12), (point.ask, 23), (point.basis, 8))
    return max(-(-len(text) // letters) for text, letters in held) + 0.6


def heading(number: int) -> str:
    """一、"""
    return f"{spell(number)}、"


def sections(letter: Letter) -> list[tuple[Severity, str, Sequence[Point]]]:
    """The sections that have something to say, each with its title."""
    filled = [severity for severity in MOST if letter.points[severity]]
    return [(severity, heading(at) + _TITLES[severity].format(len(letter.points[severity])), letter.points[severity]) for at, severity in enumerate(filled, 1)]


def number(letter: Letter) -> str:
    return letter.fields.number or BLANKS["number"]


def receipt(points: Iterable[Point]) -> list[str]:
    """A line for each point that has to be answered."""
    return [f"{point.number}　□已改（第　　段）　□不改，理由：" for point in points if point.number is not None]


def checklist(letter: Letter) -> list[tuple[str, str, str, str]]:
    """Group, item, how far it is treated, what to write next: of what is asked of this agency."""
    result = letter.submission.result
    if result is None or result.review is None or result.ruleset is None:
        return []
    rows = table.rows(result.review, result.ruleset.applicability)
    asked = [(title, row) for group, title in table.GROUPS.items() if group != "other" for row in rows if row.group == group]
    return [(title, "　" * row.depth + row.name, row.mark, row.verdict.note) for title, row in asked]

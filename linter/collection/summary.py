"""The draft of the circular (通报) on a year's reports: rates, common faults, good practice. Of findings only what the clerk accepted.

Every number names the annex that lists what it counts, agency by agency with the sentence, so that it can be counted again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from linter.collection.decisions import Book
from linter.collection.intake import Intake, Submission
from linter.collection.matrix import Matrix, matrix
from linter.collection.quoting import sentence, where
from linter.facts.numerals import spell
from linter.review import Finding
from linter.writers.digest import Merged

COMMON = 10  # faults that are named
GOOD = 8  # items whose good examples are named
_SEVERAL = 2  # agencies from which a fault is common
_SHARE = 2  # an item that at most one in so many agencies tells in figures is worth an example

MARK = "通报初稿，经办人核对后使用"


class Number(Struct, frozen=True):
    """Words that count what the annex of that number lists."""

    words: str
    annex: int


Words = Sequence[str | Number]


class Row(Struct, frozen=True):
    unit: str
    place: str = ""
    text: str = ""


class Annex(Struct, frozen=True):
    number: int
    title: str
    rows: Sequence[Row]
    unit: str = "条"  # what a row is


class Summary(Struct, frozen=True):
    title: str
    parts: Sequence[tuple[str, Sequence[Words]]]
    annexes: Sequence[Annex]


def summary(intake: Intake, book: Book) -> Summary:
    made = _Writing(intake, book, matrix(intake, book))
    parts = [(title, list(words)) for title, words in (("报送和公开情况", made.submitted()), ("共性问题", made.faults()), ("好的做法", made.good()))]
    year = f"{intake.year}年度" if intake.year else ""
    return Summary(f"关于{year}法治政府建设年度报告报送和审核情况的通报", [(f"{spell(at)}、{title}", words) for at, (title, words) in enumerate(parts, 1)], made.annexes)


class _Writing:
    """Annexes are numbered as the text first names them."""

    def __init__(self, intake: Intake, book: Book, table: Matrix) -> None:
        self._intake, self._book, self._table = intake, book, table
        self.annexes: list[Annex] = []

    def _number(self, words: str, title: str, rows: Iterable[Row]) -> str | Number:
        """Linked, unless there is nothing to list."""
        listed = list(rows)
        if not listed:
            return words
        self.annexes.append(Annex(len(self.annexes) + 1, title, listed, words[-1]))
        return Number(words, len(self.annexes))

    def _units(self, title: str, submissions: Sequence[Submission]) -> str | Number:
        return self._number(f"{len(submissions)}家", title, [Row(each.unit.name, _day(each.arrived), "；".join(each.notes)) for each in submissions])

    def submitted(self) -> Iterator[Words]:
        every = self._intake.submissions
        sent = [each for each in every if each.sent]
        whole = "应报送" if self._intake.has_roster else "（没有名册，按收到的报告）应报送"
        yield (f"{whole}{len(every)}家，已报送", self._units("已报送的单位", sent), f"，报送率{_rate(len(sent), len(every))}；未报送", self._units("未报送的单位", self._intake.missing), "。")
        if self._intake.due:
            late = [each for each in sent if each.late]
            yield (f"报送期限为{_day(self._intake.due)}，迟报", self._units("迟报的单位", late), "。")
        undone = [each for each in sent if each.review is None]
        if undone:
            yield ("已报送而没有可以审核的文本的", self._units("没有可以审核的文本的单位", undone), "。")
        published = [each for each in every if each.published or each.address]
        if not published:
            yield ("公开情况没有登记（在收件登记里写公开日期、公开网址），公开率待补。",)
            return
        rows = [Row(each.unit.name, _day(each.published), each.address) for each in published]
        yield ("已公开", self._number(f"{len(published)}家", "已公开的单位", rows), f"，公开率{_rate(len(published), len(every))}。")

    def faults(self) -> Iterator[Words]:
        """Accepted findings of one rule are one fault; the most frequent first."""
        found: dict[str, list[tuple[Submission, Merged]]] = {}
        for each in self._intake.submissions:
            for row in self._book.accepted(each):
                found.setdefault(_title(each, row.finding), []).append((each, row))
        total = sum(len(rows) for rows in found.values())
        if not total:
            yield ("还没有采纳的意见。",)
            return
        reviewed = [each for each in self._intake.submissions if each.review is not None]
        units = {each.unit.name for rows in found.values() for each, _ in rows}
        waiting = sum(len(self._book.open(each)) for each in reviewed)
        every = [row for rows in found.values() for row in _rows(rows)]
        more = f"（另有{waiting}条没有审定，没有算进来）" if waiting else ""
        yield (f"审核{len(reviewed)}家，", self._number(f"{len(units)}家{len(every)}处", "采纳的全部意见", every), f"需要修改{more}。")
        common = [(title, rows) for title, rows in found.items() if len(_of(rows)) >= _SEVERAL]
        for at, (title, rows) in enumerate(sorted(common, key=lambda one: (-len(_of(one[1])), one[0]))[:COMMON], 1):
            places = _rows(rows)
            yield (f"{at}. {title}：", self._number(f"{len(_of(rows))}家{len(places)}处", title, places), "。")
        if not common:
            yield ("没有两家以上都有的问题。",)

    def good(self) -> Iterator[Words]:
        """Items that few agencies tell in figures: those that do, with their sentences."""
        lines = [line for line in self._table.lines if line.cells]
        rare = []
        for item in self._table.items:
            asked = [line for line in lines if line.cells[item.key].asked]
            best = [line for line in asked if line.cells[item.key].row.verdict.level == "quantified" and line.cells[item.key].evidence]
            if best and len(asked) > len(best) and len(best) * _SHARE <= len(asked):
                rare.append((item, best, len(asked)))
        for item, best, total in rare[:GOOD]:
            rows = [Row(line.submission.unit.name, quoted.place, quoted.text) for line in best for quoted in line.cells[item.key].evidence[:1]]
            yield (f"{item.name}：应写、有则写的{total}家中，", self._number(f"{len(best)}家", f"{item.name}写得具体的单位", rows), "写出了做法和数据。")
        clean = [line.submission for line in lines if not line.accepted and not line.open]
        yield ("审核完毕、没有需要修改之处的", self._units("没有需要修改之处的单位", clean), "。")


def _of(rows: Sequence[tuple[Submission, Merged]]) -> set[str]:
    return {each.unit.name for each, _ in rows}


def _rows(rows: Sequence[tuple[Submission, Merged]]) -> list[Row]:
    return [_row(each, finding, row.finding.message) for each, row in rows for finding in (row.finding, *row.others)]


def _row(each: Submission, finding: Finding, message: str) -> Row:
    assert each.review is not None
    quoted = f"“{sentence(each.review.document, finding.span)}”" if finding.text else ""
    return Row(each.unit.name, where(finding), f"{quoted}{message}")


def _title(each: Submission, finding: Finding) -> str:
    assert each.result is not None and each.result.ruleset is not None
    rule = each.result.ruleset.by_id.get(finding.rule)
    if rule is None:
        return finding.message
    return f"{rule.spec.title}（没写或写得不够）" if rule.spec.item else rule.spec.title


def _day(day: date | None) -> str:
    """2025年2月20日; empty where it is unknown."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _rate(part: int, whole: int) -> str:
    return f"{part * 100 / whole:.1f}%" if whole else "—"

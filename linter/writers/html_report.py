"""One report on the page: whose it is, its problems, its checklist, and the text with notes beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from linter.batch import Result
from linter.document import Span
from linter.review import SEVERITY_NAMES, Finding, Review
from linter.writers import Look, table, words
from linter.writers.digest import SHOWN, Merged, excuse, live, merged
from linter.writers.explain import FAMILY_NAMES
from linter.writers.html_text import Blocks, Mark, marked
from linter.writers.markup import Node, Safe, join, tag

_OTHERS, _RELATED = 12, 4  # links of a note
_QUOTED = 60  # characters of the report in the checklist


class Note(Struct, frozen=True):
    """A finding with its number in reading order; `lesser` are those beyond the worst that a person reads first."""

    number: int
    row: Merged
    lesser: bool

    @property
    def classes(self) -> str:
        finding = self.row.finding
        return f"{finding.severity} {finding.category}{' lesser' if self.lesser else ''}"

    @property
    def places(self) -> tuple[Finding, ...]:
        return (self.row.finding, *self.row.others)


class Report(Struct, frozen=True, dict=True):
    """One result and what the page says of it. `prefix` begins the ids of its elements."""

    result: Result
    prefix: str
    look: Look

    @cached_property
    def name(self) -> str:
        return words.whose(self.result.review.profile) if self.result.review else self.result.path

    @cached_property
    def live(self) -> list[Finding]:
        return live(self.result.review.findings) if self.result.review else []

    @cached_property
    def notes(self) -> list[Note]:
        """Worst first."""
        rows = merged(self.live)
        in_text = sorted(range(len(rows)), key=lambda index: rows[index].finding.span)
        numbers = {index: number for number, index in enumerate(in_text, 1)}
        return [Note(numbers[index], row, index >= SHOWN and not self.look.everything) for index, row in enumerate(rows)]

    def count(self, severity: str) -> int:
        return sum(note.row.finding.severity == severity for note in self.notes)

    def mark(self, note: Note, place: int = 0) -> str:
        """The id of a place that the note speaks of."""
        return f"{self.prefix}m{note.number}{f'-{place}' if place else ''}"

    def line(self, span: Span) -> str:
        assert self.result.review is not None
        return table.line_of(self.result.review.document, span)


def article(report: Report) -> Safe:
    review = report.result.review
    if review is None:
        return tag("article", tag("h2", report.name), tag("p", f"没有检查：{report.result.message}", class_="lost"), id=f"{report.prefix}top")
    return tag(
        "article",
        _head(report, review),
        _list(report),
        _checklist(report, review) if report.look.checklist else None,
        _text(report, review),
        _suppressed(report, review),
        tag("p", tag("a", "回到页首", href="#top"), class_="left"),
        id=f"{report.prefix}top", class_="report",
    )


def _head(report: Report, review: Review) -> Node:
    stage, why = words.stage(review.profile)
    label = review.ruleset
    facts = [
        ("文件", report.result.path),
        ("类型", words.kind(review.profile)),
        ("阶段", f"{stage}（{why}）" if why else stage),
        ("规则集", f"{label.name} {label.version}，规则数据截至 {label.knowledge_date}"),
    ]
    if report.result.status == "partly":
        facts.insert(0, ("只检查了一部分", report.result.message or ""))
    parts = [("list", "问题"), *([("checklist", "对照表")] if report.look.checklist else []), ("text", "报告原文")]
    return join(
        tag("h2", report.name), tag("dl", [tag("div", tag("dt", name), tag("dd", value)) for name, value in facts], class_="facts"),
        tag("nav", [tag("a", name, href=f"#{report.prefix}{part}") for part, name in parts], class_="parts", aria_label=report.name),
    )


def _list(report: Report) -> Safe:
    total = len(report.live)
    before = f"（同类已合并，原{total}处）" if total != len(report.notes) else ""
    tally = tag("p", words.tally(note.row.finding for note in report.notes) + words.archive_note(report.result.review) + before, class_="tally")
    rows = [_listed(report, note) for note in report.notes]
    return tag("section", tag("h3", "问题", id=f"{report.prefix}list"), tally, tag("ul", rows) if rows else None)


def _listed(report: Report, note: Note) -> Safe:
    finding = note.row.finding
    return tag(
        "li", tag("a", str(note.number), href=f"#{report.prefix}n{note.number}", class_="number", aria_label=f"看第{note.number}条"),
        tag("b", SEVERITY_NAMES[finding.severity], class_="severity"), tag("span", _message(note), class_="what"),
        tag("a", _where(report, finding), href=f"#{report.mark(note)}", class_="where"), class_=f"listed {note.classes}",
    )


def _where(report: Report, finding: Finding) -> str:
    return f"{finding.place}（{report.line(finding.span)}）" if finding.place else report.line(finding.span)


def _message(note: Note) -> str:
    return note.row.finding.message + (f"（共{note.row.count}处）" if note.row.count > 1 else "")


def _checklist(report: Report, review: Review) -> Safe:
    ruleset = report.result.ruleset
    assert ruleset is not None
    rows = list(enumerate(table.rows(review, ruleset.applicability)))
    head = tag("tr", [tag("th", name, scope="col") for name in ("事项", "结论", "说明", "报告里的话")])
    bodies = []
    for group, title in table.GROUPS.items():
        part = [_row(report, review, index, row) for index, row in rows if row.group == group]
        if part and (group != "other" or report.look.everything):
            bodies.append(tag("tbody", tag("tr", tag("th", title, colspan=4, scope="rowgroup")), part))
    rest = sum(row.group == "other" for _, row in rows)
    left = f"未涉及、不作要求的{rest}项没有列出（--all 列出）。" if rest and not report.look.everything else ""
    return tag(
        "section", tag("h3", "对照表", id=f"{report.prefix}checklist"), tag("table", tag("thead", head), bodies), tag("p", left, class_="left") if left else None,
        class_="checklist",
    )


def _row(report: Report, review: Review, index: int, row: table.Row) -> Safe:
    links: list[Node] = []
    for place, span in enumerate(row.verdict.evidence):
        quoted = " ".join(span.of(review.document.text).split())
        shown = quoted if len(quoted) <= _QUOTED else quoted[:_QUOTED] + "……"
        links.append(tag("a", f"{report.line(span)} {shown}" if place == 0 else report.line(span), href=f"#{report.prefix}e{index}-{place}"))
    return tag(
        "tr", tag("th", row.name, scope="row", class_="child" if row.depth else None), tag("td", row.mark, class_=f"verdict {row.verdict.verdict}"),
        tag("td", row.verdict.note), tag("td", links[:_OTHERS], class_="evidence"),
    )


def _text(report: Report, review: Review) -> Safe:
    blocks = Blocks(review.document)
    whole = sorted((note for note in report.notes if not note.row.finding.text), key=lambda note: note.number)
    beside: dict[int, list[Note]] = {}
    for note in sorted(report.notes, key=lambda note: note.number):
        if note.row.finding.text:
            beside.setdefault(blocks.at(note.row.finding.span.start), []).append(note)
    marks = [*_marks(report), *_evidence(report, review)]
    text = marked(review.document, report.prefix, marks, lambda index: [_note(report, blocks, note) for note in beside.get(index, ())])
    about = tag("div", [_note(report, blocks, note) for note in whole], class_="whole") if whole else None
    return tag("section", tag("h3", "报告原文", id=f"{report.prefix}text"), about, tag("div", list(text), class_="text"))


def _marks(report: Report) -> Iterator[Mark]:
    for note in report.notes:
        number = tag(
            "a", str(note.number), href=f"#{report.prefix}n{note.number}", class_=f"badge {note.classes}",
            aria_label=f"第{note.number}条，{SEVERITY_NAMES[note.row.finding.severity]}",
        )
        for place, finding in enumerate(note.places):
            start, end = finding.span
            shown = bool(finding.text)
            yield Mark(report.mark(note, place), Span(start, end if shown else start), f"mark {note.classes}", number if shown else None)


def _evidence(report: Report, review: Review) -> Iterator[Mark]:
    ruleset = report.result.ruleset
    for index, row in enumerate(table.rows(review, ruleset.applicability)) if ruleset and report.look.checklist else ():
        for place, span in enumerate(row.verdict.evidence):
            yield Mark(f"{report.prefix}e{index}-{place}", span, "evidence")


def _note(report: Report, blocks: Blocks, note: Note) -> Safe:
    finding = note.row.finding
    here = f"#{report.mark(note)}"
    head = tag(
        "p", tag("a", str(note.number), href=here, class_="number", aria_label=f"第{note.number}条，回到原文"),
        tag("b", SEVERITY_NAMES[finding.severity], class_="severity"), tag("a", finding.place or report.line(finding.span), href=here),
        tag("span", f"{FAMILY_NAMES[finding.category]} {finding.rule}", class_="rule"), class_="head",
    )
    others = [
        tag("a", report.line(other.span), href=f"#{report.mark(note, place)}") for place, other in enumerate(note.row.others[:_OTHERS], 1)
    ]
    related = {
        (report.line(other.span), f"#{report.prefix}b{blocks.at(other.span.start)}", other.message): None for other in finding.related
    }
    return tag(
        "aside", head, tag("p", _message(note), class_="what"),
        _said("另见", *(join(link, " ") for link in others)),
        _said("改法", finding.suggestion),
        [_said("参见", tag("a", line, href=href), f"，{message}") for line, href, message in list(related)[:_RELATED]],
        _said("依据", "；".join(words.cite(basis) for basis in finding.basis)),
        id=f"{report.prefix}n{note.number}", class_=f"note {note.classes}", role="note", aria_label=f"第{note.number}条",
    )


def _said(label: str, *what: Node) -> Node:
    return tag("p", tag("b", label, class_="label"), *what) if any(what) else None


def _suppressed(report: Report, review: Review) -> Node:
    blocks = Blocks(review.document)
    rows = [
        tag("li", tag("b", SEVERITY_NAMES[finding.severity]), f" {finding.rule} {finding.message} ",
            tag("a", _where(report, finding), href=f"#{report.prefix}b{blocks.at(finding.span.start)}"),
            tag("span", excuse(finding.suppressed), class_="reason"))
        for finding in review.findings if finding.suppressed
    ]
    if not rows:
        return None
    return tag("section", tag("h3", f"有理由放过、不计入的{len(rows)}处"), tag("ul", rows), class_="suppressed")

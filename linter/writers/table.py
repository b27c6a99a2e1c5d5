"""The checklist (对照表) as rows, and as printed in a terminal: statutory contents first, then what is owed, then the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from msgspec import Struct

from linter.batch import Result
from linter.document import LINE, Document, Span
from linter.review import LEVEL_NAMES, VERDICT_NAMES, Review, Verdict
from linter.ruleset.model import Applicability
from linter.width import cut, pad, wrap
from linter.writers.paint import Line

_NAME, _MARK, _PLACE = 22, 6, 10  # cells
_STYLES = {"met": "green", "partial": "yellow", "missing": "red", "unknown": "dim", "not-applicable": "dim"}
_WIDE = 120  # from this width on the evidence is quoted too
GROUPS = {"statutory": "法定内容", "expected": "应写事项", "if-any": "有则写、无则写明", "other": "不作要求"}
_PARTS = {"footnotes": "脚注", "endnotes": "尾注", "header": "页眉", "footer": "页脚"}  # of a Word file
_NOTES = {"expected": "（没写、只在计划里写的要改）"}


class Row(Struct, frozen=True):
    """One line of the table. `depth` is 1 for an item under its parent."""

    item: str
    name: str
    depth: int
    group: str  # a key of `GROUPS`
    verdict: Verdict

    @property
    def mark(self) -> str:
        """Two characters: the rung for an item on the ladder, the verdict for the others."""
        if self.verdict.level is not None and self.verdict.verdict != "not-applicable":
            return LEVEL_NAMES[self.verdict.level]
        return VERDICT_NAMES[self.verdict.verdict]


def rows(review: Review, applicability: Applicability) -> list[Row]:
    """Every item of the checklist in the order of applicability, with its group."""
    groups = {verdict.item: _group(verdict, applicability) for verdict in review.checklist}
    result = []
    for verdict in review.checklist:
        spec = applicability.items[verdict.item]
        depth = int(spec.parent is not None and groups.get(spec.parent) == groups[verdict.item])
        result.append(Row(verdict.item, spec.label, depth, groups[verdict.item], verdict))
    return result


def _group(verdict: Verdict, applicability: Applicability) -> str:
    if verdict.expectation in ("must", "should") and verdict.verdict != "not-applicable":
        return "statutory" if applicability.items[verdict.item].scale == "verdict" else "expected"
    return "if-any" if verdict.expectation == "if-any" and verdict.verdict != "not-applicable" else "other"


def line_of(document: Document, span: Span) -> str:
    """第21行, or for a Word file the paragraph (脚注第2段 outside the main text), for a page format the page."""
    piece = document.piece_at(span.start)
    location = dict(piece.location)
    if location.get("kind") == "page":
        return f"第{location['page']}页"
    if location.get("kind") == "paragraph":
        part = PurePath(str(location.get("part", ""))).stem.rstrip("0123456789")
        return f"{_PARTS.get(part, '')}第{location['paragraph']}段"
    return f"第{piece.line}行"


def has_lines(document: Document, span: Span) -> bool:
    """Whether the file has lines there: a Word file has paragraphs, a page format pages."""
    return document.piece_at(span.start).location == LINE


def address(path: str, document: Document, span: Span) -> str:
    """Where a person or an editor finds it: 报告.txt:21:4, or 报告.docx:第21段."""
    if not has_lines(document, span):
        return f"{path}:{line_of(document, span)}"
    place = document.position(span.start)
    return f"{path}:{place.line}:{place.column}"


def lines(result: Result, *, width: int = 80, everything: bool = False, ambiguous: int = 1) -> Iterator[Line]:
    """The printed table. Nothing of ambiguous width stands before the last column."""
    review, ruleset = result.review, result.ruleset
    if review is None or ruleset is None:
        return
    table = rows(review, ruleset.applicability)
    shown = [group for group in GROUPS if everything or group != "other"]
    head = pad("结论", _MARK) + pad("位置", _PLACE) + "说明"
    for group in shown:
        part = [row for row in table if row.group == group]
        if not part:
            continue
        title = GROUPS[group]
        if head:  # in the first group's line, where its title leaves room
            yield [(pad(title, _NAME + 2, ambiguous) + head, "bold")]
            head = ""
        else:
            yield []
            yield [(title + _NOTES.get(group, ""), "bold")]
        for row in part:
            yield from _row(row, review.document, width, ambiguous)
    rest = sum(row.group == "other" for row in table)
    if rest and not everything:
        if not head:
            yield []
        yield [(f"未涉及、不作要求 {rest}项（--all 列出）", "dim")]


def _row(row: Row, document: Document, width: int, ambiguous: int) -> Iterator[Line]:
    indent = 2 + 2 * row.depth
    evidence = row.verdict.evidence
    where = line_of(document, evidence[0]) if evidence and row.verdict.verdict != "not-applicable" else ""
    used = 2 + _NAME + _MARK + _PLACE
    note = row.verdict.note
    if width >= _WIDE and evidence:
        quoted = " ".join(evidence[0].of(document.text).split())
        note = cut(f"{note}　“{quoted}”" if note else f"“{quoted}”", width - used, ambiguous)
    first, *more = wrap(note, max(20, width - used), ambiguous)
    yield [
        (" " * indent + pad(cut(row.name, _NAME - indent, ambiguous), 2 + _NAME - indent, ambiguous), ""),
        (pad(row.mark, _MARK), _STYLES[row.verdict.verdict]),
        (pad(where, _PLACE), ""),
        (first, ""),
    ]
    for line in more:
        yield [(" " * used + line, "")]

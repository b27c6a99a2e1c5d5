"""The last page of an annotated Word file: whose report it was taken for, how to answer the comments, and the checklist.

The page stands between two bookmarks, by which the reader knows that it is none of the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from linter.batch import Result
from linter.readers.docx.stories import OWN_PAGE
from linter.review import Review
from linter.writers import table, words
from linter.writers.docx_markup import Look, elements, paragraph
from linter.writers.table import GROUPS, Row

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = "对照表（由 fazhi-lint 生成，报送前请连同批注删去）"
_WIDTHS = (2300, 900, 5800)  # of 9000 twentieths of a point: item, verdict, evidence and next step
_COLOURS = {"met": "1F6B3A", "partial": "9C5700", "missing": "C00000", "unknown": "666666", "not-applicable": "666666"}
_QUOTED = 60  # letters of evidence


def page(body: _Element, result: Result, notes: Sequence[str], *, everything: bool, ids: tuple[int, int]) -> list[_Element]:
    """The elements of the page, in the namespace of `body`. `notes` are sentences that stand above the table, `ids` for the bookmarks."""
    review, ruleset = result.review, result.ruleset
    assert review is not None and ruleset is not None
    rows = table.rows(review, ruleset.applicability)
    begin, end = (f'<w:bookmarkStart w:id="{ident}" w:name="{name}"/><w:bookmarkEnd w:id="{ident}"/>' for ident, name in zip(ids, OWN_PAGE, strict=True))
    content = [
        paragraph((_HEADING, Look(28, bold=True)), before='<w:pageBreakBefore w:val="1"/>', inside=begin),
        _p(words.whose(review.profile), bold=True),
        *(_p(sentence) for sentence in (*_about(review), *notes)),
        _table(rows, review, everything),
        paragraph(inside=end),
    ]
    return elements("".join(content), body)


def _about(review: Review) -> Iterator[str]:
    stage, why = words.stage(review.profile)
    yield f"类型：{words.kind(review.profile)}　阶段：{stage}{f'（{why}）' if why else ''}"
    yield f"规则集：{review.ruleset.name} {review.ruleset.version}，规则数据截至 {review.ruleset.knowledge_date}"


def _table(rows: Sequence[Row], review: Review, everything: bool) -> str:
    lines = [_row([_p("事项", bold=True), _p("结论", bold=True), _p("依据的原文；下一步", bold=True)], "D9D9D9", heading=True)]
    for group, title in GROUPS.items():
        part = [row for row in rows if row.group == group]
        if part and (everything or group != "other"):
            lines.append(_row([_p(title, bold=True)], "F2F2F2"))
            lines += [_row([_p("　" * row.depth + row.name), _p(row.mark, colour=_COLOURS[row.verdict.verdict]), _said(row, review)]) for row in part]
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    margins = '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
    properties = f'<w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>{margins}'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _said(row: Row, review: Review) -> str:
    """The evidence and what to write next, each a paragraph of the cell."""
    evidence, note = row.verdict.evidence, row.verdict.note
    quoted = " ".join(evidence[0].of(review.document.text).split()) if evidence and row.verdict.verdict != "not-applicable" else ""
    short = quoted if len(quoted) <= _QUOTED else quoted[:_QUOTED] + "……"
    said = [_p(f"“{short}”")] if short else []
    return "".join([*said, *([_p(note)] if note else [])]) or _p("")


def _row(cells: Sequence[str], fill: str = "", heading: bool = False) -> str:
    widths = _WIDTHS if len(cells) == len(_WIDTHS) else (sum(_WIDTHS),)
    span = f'<w:gridSpan w:val="{len(_WIDTHS)}"/>' if len(cells) == 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    made = "".join(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{shade}</w:tcPr>{cell}</w:tc>' for width, cell in zip(widths, cells, strict=True))
    properties = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if heading else ''}</w:trPr>"
    return f"<w:tr>{properties}{made}</w:tr>"


def _p(text: str, bold: bool = False, colour: str = "auto") -> str:
    return paragraph((text, Look(bold=bold, colour=colour)))

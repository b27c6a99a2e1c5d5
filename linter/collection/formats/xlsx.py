"""The matrix as a workbook: the heat map, totals of items, findings by family, who submitted, every file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from linter.collection import MissingExtra
from linter.collection.matrix import TONES, Cell, Line, Matrix
from linter.review import LEVEL_NAMES, SEVERITIES, SEVERITY_NAMES, VERDICT_NAMES
from linter.writers import Look

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_MARKS = tuple(dict.fromkeys([*LEVEL_NAMES.values(), *VERDICT_NAMES.values()]))
_NOTE = 300  # letters of the comment on a cell


def write(matrix: Matrix, look: Look) -> bytes:
    try:
        from openpyxl import Workbook  # noqa: PLC0415  an extra
    except ImportError:
        raise MissingExtra("xlsx", "openpyxl") from None
    book = Workbook()
    _heat(book.active, matrix)
    _totals(book.create_sheet("各项合计"), matrix)
    _families(book.create_sheet("各族问题"), matrix)
    _sent(book.create_sheet("报送情况"), matrix)
    _files(book.create_sheet("文件去向"), matrix)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _heat(sheet: Worksheet, matrix: Matrix) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    sheet.title = "热力图"
    lead = [*(["名次"] if matrix.ranked else []), "单位", "报送", *SEVERITY_NAMES.values(), *(["未定"] if matrix.decided else [])]
    rows = [_agency(matrix, place, line) for place, line in zip(matrix.places(), matrix.lines, strict=True)]
    _table(sheet, [*lead, *(item.name for item in matrix.items)], rows, frozen=lead.index("单位") + 1)
    for cell in sheet[1][len(lead) :]:
        cell.alignment = Alignment(text_rotation=255, vertical="top", horizontal="center")  # letters one above the other
    sheet.row_dimensions[1].height = 190
    for at, line in enumerate(matrix.lines, 2):
        for column, item in enumerate(matrix.items, len(lead) + 1):
            found = line.cells.get(item.key)
            if found is None:
                continue
            cell = sheet.cell(at, column)
            ground, ink = TONES[found.tone]
            cell.fill, cell.font = PatternFill("solid", fgColor=ground), Font(color=ink)
            cell.alignment = Alignment(horizontal="center")
            if said := _said(found):
                cell.comment = Comment(_clean(said), "fazhi-lint", width=360, height=140)
    for at in range(len(matrix.items)):
        sheet.column_dimensions[_letter(len(lead) + 1 + at)].width = 5.5


def _agency(matrix: Matrix, place: int | None, line: Line) -> list[object]:
    counts: list[int | None] = [*(line.count(severity) for severity in SEVERITIES), *([line.open] if matrix.decided else [])]
    counts = counts if line.cells else [None] * len(counts)
    marks = [cell.mark if (cell := line.cells.get(item.key)) and cell.asked else None for item in matrix.items]
    return [*([place] if matrix.ranked else []), line.submission.unit.name, line.submission.state, *counts, *marks]


def _said(cell: Cell) -> str:
    quoted = "\n".join(f"{quoted.place} “{quoted.text}”" for quoted in cell.evidence)
    return "\n".join(filter(None, (cell.row.verdict.note, quoted)))[:_NOTE] if cell.asked else ""


def _totals(sheet: Worksheet, matrix: Matrix) -> None:
    rows = []
    for item in matrix.items:
        totals = matrix.totals(item)
        rows.append([item.name, sum(totals.values()), *(totals[mark] or None for mark in _MARKS)])
    _table(sheet, ["事项", "要求写的单位", *_MARKS], rows)


def _families(sheet: Worksheet, matrix: Matrix) -> None:
    rows = [[line.submission.unit.name, *(line.of_family(category) for category in matrix.families)] for line in matrix.lines if line.cells]
    _table(sheet, ["单位", *(matrix.family(category) for category in matrix.families)], rows)


def _sent(sheet: Worksheet, matrix: Matrix) -> None:
    rows = [
        [
            each.unit.name, each.state, each.arrived, each.arrived_by, each.published, each.address, each.unit.contact, each.unit.phone, "；".join(each.notes),
            each.result.path if each.result else "",
        ]
        for each in matrix.intake.submissions
    ]
    _table(sheet, ["单位", "报送", "收到日期", "日期来自", "公开日期", "公开网址", "联系人", "电话", "说明", "所查的文件"], rows)


def _files(sheet: Worksheet, matrix: Matrix) -> None:
    rows = [[filed.file.below, filed.unit.name if filed.unit else "", filed.by, filed.fate] for filed in matrix.intake.files]
    _table(sheet, ["文件", "单位", "单位从哪里知道", "去向"], rows)


def _table(sheet: Worksheet, head: Sequence[str], rows: Sequence[Sequence[object]], frozen: int = 1) -> None:
    """A table with a head that stays in sight and can be filtered; columns as wide as their words, within reason."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    for at, row in enumerate((head, *rows), 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column, _clean(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # words stay words, whatever they begin with
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="EDEDED")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    for column in range(1, len(head) + 1):
        longest = max((len(str(sheet.cell(row, column).value or "")) for row in range(1, sheet.max_row + 1)), default=4)
        sheet.column_dimensions[_letter(column)].width = min(60, max(6, longest * 2))
    sheet.freeze_panes = f"{_letter(frozen + 1)}2"
    sheet.auto_filter.ref = sheet.dimensions


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    return str(get_column_letter(column))

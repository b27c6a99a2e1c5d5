"""The letter as a Word file to be edited and sent: one page, then an annex with the rest and the checklist."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from linter.collection import MissingExtra
from linter.collection.letters import BLANKS, MARK, NAMES, TITLE, Letter, Point, checklist, heading, number, receipt, sections
from linter.editing.runs import writable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_SONG, _FANG, _HEI = "宋体", "仿宋", "黑体"
_COLUMNS = (("序", 0.8), ("位置", 2.3), ("原文摘录", 4.0), ("问题与修改要求", 7.6), ("依据", 2.7))  # centimetres
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_RULE = "- " * 62


def write(letter: Letter) -> bytes:
    """The same letter gives the same bytes. Raises `MissingExtra`."""
    try:
        import docx  # noqa: PLC0415  an extra
    except ImportError:
        raise MissingExtra("docx", "python-docx") from None
    page = docx.Document()
    _lay_out(page)
    _head(page, letter)
    for severity, title, points in sections(letter):
        _say(page, title, font=_HEI)
        if severity == "info":
            for at, point in enumerate(points, 1):
                _say(page, f"（{at}）{point.place}：{f'“{point.quotation}”' if point.quotation else ''}{point.ask}", size=9, indent=2)
        else:
            _points(page, [(None, point) for point in points])
    _foot(page, letter)
    _annex(page, letter)
    out = io.BytesIO()
    page.save(out)
    return _steady(out.getvalue())


def _lay_out(page: Document) -> None:
    from docx.shared import Cm, Pt  # noqa: PLC0415

    sheet = page.sections[0]
    sheet.page_width, sheet.page_height = Cm(21), Cm(29.7)
    sheet.top_margin = sheet.bottom_margin = Cm(1.6)
    sheet.left_margin = sheet.right_margin = Cm(1.8)
    style = page.styles["Normal"]
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)


def _head(page: Document, letter: Letter) -> None:
    fields = letter.fields
    _say(page, MARK, size=9, align="right", colour="808080")
    _say(page, TITLE, size=18, font=_SONG, bold=True, align="center")
    _say(page, number(letter), align="right")
    _say(page, f"{letter.unit}：")
    _say(page, f"你单位{letter.received}收悉。请按下列意见修改，于{fields.due or BLANKS['due']}前重新报送（Word版和盖章PDF各一份）。", indent=2)


def _foot(page: Document, letter: Letter) -> None:
    fields = letter.fields
    if letter.rest:
        _say(page, f"另有{len(letter.rest)}处见附件，请一并修改、核实。", indent=2)
    _say(page, f"{heading(len(sections(letter)) + 1)}公开前请自行完成保密和个人信息审查；公开后将网址回告。", font=_HEI)
    _say(page, f"联系人：{fields.contact or BLANKS['contact']}　电话：{fields.phone or BLANKS['phone']}")
    _say(page, f"{fields.office or BLANKS['office']}　{fields.date or BLANKS['date']}", align="right")
    _say(page, _RULE, size=9, align="center", colour="808080")
    _receipt(page, f"回执（{letter.unit}填写后随修改稿报送）", receipt(letter.page))


def _receipt(page: Document, title: str, lines: Sequence[str]) -> None:
    """In two columns, read down."""
    if not lines:
        return
    _say(page, title, size=9, font=_HEI)
    half = (len(lines) + 1) // 2
    table = page.add_table(rows=half, cols=2)
    for at, line in enumerate(lines):
        _say(table.cell(at % half, at // half), line, size=9)


def _annex(page: Document, letter: Letter) -> None:
    _say(page, f"附件：{letter.unit}", size=12, font=_HEI, new_page=True)
    if letter.rest:
        _say(page, f"一、其余意见（{len(letter.rest)}处）", font=_HEI)
        _points(page, [(NAMES[severity], point) for severity, point in letter.rest])
        _receipt(page, "附件意见的回执", receipt(point for _, point in letter.rest))
    _say(page, f"{'二' if letter.rest else '一'}、对照表（只列必写、应写和有则写的项目）", font=_HEI)
    rows = checklist(letter)
    _table(page, (("分组", 3.0), ("事项", 5.2), ("结论", 1.6), ("下一步", 7.6)), [list(row) for row in rows])


def _points(page: Document, points: Sequence[tuple[str | None, Point]]) -> None:
    rows = [
        [str(point.number or ""), f"{kind}　{point.place}" if kind else point.place, f"“{point.quotation}”" if point.quotation else "", point.ask, point.basis]
        for kind, point in points
    ]
    _table(page, _COLUMNS, rows)


def _table(page: Document, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> None:
    from docx.shared import Cm  # noqa: PLC0415

    table = page.add_table(rows=len(rows) + 1, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    cells = list(table._cells)  # asking cell by cell walks the whole table each time
    for at, (name, width) in enumerate(columns):
        table.columns[at].width = Cm(width)
        for row, words in enumerate([name, *(row[at] for row in rows)]):
            cell = cells[row * len(columns) + at]
            cell.width = Cm(width)
            _say(cell, words, size=9, font=_HEI if row == 0 else _SONG, align="center" if row == 0 else "left")
    _repeat_head(table)


def _repeat_head(table: Table) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _say(
    where: Any, text: str, *, size: float = 10.5, font: str = _FANG, bold: bool = False, align: str = "left", indent: int = 0, colour: str = "",
    new_page: bool = False,
) -> None:
    """A paragraph in the document, or the first of a cell, whose every property is said here; `indent` in letters."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    first = where.paragraphs[0] if hasattr(where, "vertical_alignment") else None
    paragraph: Paragraph = first if first is not None else where.add_paragraph()
    layout = paragraph.paragraph_format
    layout.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
    layout.first_line_indent = Pt(size * indent)
    layout.page_break_before = new_page
    layout.space_after = layout.space_before = Pt(0)
    run = paragraph.add_run(writable(text))
    run.bold = bold
    run.font.size, run.font.name = Pt(size), "Times New Roman"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)


def _steady(data: bytes) -> bytes:
    """The file without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()

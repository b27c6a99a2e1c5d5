"""The letter as a Word file to be edited and sent: one page, then an annex with the rest and the checklist."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from linter.collection import MissingExtra
from linter.collection.letters import BLANKS, MARK, NAMES, TITLE, Letter, Point, checklist, heading, number, receipt, sections
from linter.editing.runs import writable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

# name of a style: Chinese font, size in points, alignment, first line's indent in letters, bold, colour
_STYLES: Mapping[str, tuple[str, float, str, int, bool, str]] = {
    "意见标记": ("仿宋", 9, "RIGHT", 0, False, "808080"), "意见标题": ("宋体", 18, "CENTER", 0, True, ""), "意见文号": ("仿宋", 10.5, "RIGHT", 0, False, ""),
    "意见正文": ("仿宋", 10.5, "LEFT", 0, False, ""), "意见段落": ("仿宋", 10.5, "LEFT", 2, False, ""), "意见小标题": ("黑体", 10.5, "LEFT", 0, False, ""),
    "意见核实": ("仿宋", 9, "LEFT", 2, False, ""), "意见表头": ("黑体", 9, "CENTER", 0, False, ""), "意见表格": ("宋体", 9, "LEFT", 0, False, ""),
    "意见分隔": ("仿宋", 9, "CENTER", 0, False, "808080"),
}
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
    lay_out(page)
    _head(page, letter)
    for severity, title, points in sections(letter):
        say(page, title, "意见小标题")
        if severity == "info":
            for at, point in enumerate(points, 1):
                say(page, f"（{at}）{point.place}：{f'“{point.quotation}”' if point.quotation else ''}{point.ask}", "意见核实")
        else:
            _points(page, [(None, point) for point in points])
    _foot(page, letter)
    _annex(page, letter)
    out = io.BytesIO()
    page.save(out)
    return steady(out.getvalue())


def lay_out(page: Document) -> None:
    from docx.shared import Cm  # noqa: PLC0415

    sheet = page.sections[0]
    sheet.page_width, sheet.page_height = Cm(21), Cm(29.7)
    sheet.top_margin = sheet.bottom_margin = Cm(1.6)
    sheet.left_margin = sheet.right_margin = Cm(1.8)
    for name in _STYLES:
        _style(page, name)


def _style(page: Document, name: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    font, size, align, indent, bold, colour = _STYLES[name]
    style: Any = page.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    layout = style.paragraph_format
    layout.alignment, layout.first_line_indent = getattr(WD_ALIGN_PARAGRAPH, align), Pt(size * indent)
    layout.space_after = layout.space_before = Pt(0)
    style.font.size, style.font.name, style.font.bold = Pt(size), "Times New Roman", bold
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if colour:
        style.font.color.rgb = RGBColor.from_string(colour)


def _head(page: Document, letter: Letter) -> None:
    fields = letter.fields
    say(page, MARK, "意见标记")
    say(page, TITLE, "意见标题")
    say(page, number(letter), "意见文号")
    say(page, f"{letter.unit}：")
    say(page, f"你单位{letter.received}收悉。请按下列意见修改，于{fields.due or BLANKS['due']}前重新报送（Word版和盖章PDF各一份）。", "意见段落")


def _foot(page: Document, letter: Letter) -> None:
    fields = letter.fields
    if letter.rest:
        say(page, f"另有{len(letter.rest)}处见附件，请一并修改、核实。", "意见段落")
    say(page, f"{heading(len(sections(letter)) + 1)}公开前请自行完成保密和个人信息审查；公开后将网址回告。", "意见小标题")
    say(page, f"联系人：{fields.contact or BLANKS['contact']}　电话：{fields.phone or BLANKS['phone']}")
    say(page, f"{fields.office or BLANKS['office']}　{fields.date or BLANKS['date']}", "意见文号")
    say(page, _RULE, "意见分隔")
    _receipt(page, f"回执（{letter.unit}填写后随修改稿报送）", receipt(letter.page))


def _receipt(page: Document, title: str, lines: Sequence[str]) -> None:
    """In two columns, read down."""
    if not lines:
        return
    say(page, title, "意见小标题")
    half = (len(lines) + 1) // 2
    cells = list(page.add_table(rows=half, cols=2)._cells)
    for at, line in enumerate(lines):
        say(cells[at % half * 2 + at // half], line, "意见表格")


def _annex(page: Document, letter: Letter) -> None:
    say(page, f"附件：{letter.unit}", "意见小标题", new_page=True)
    if letter.rest:
        say(page, f"一、其余意见（{len(letter.rest)}处）", "意见小标题")
        _points(page, [(NAMES[severity], point) for severity, point in letter.rest])
        _receipt(page, "附件意见的回执", receipt(point for _, point in letter.rest))
    say(page, f"{'二' if letter.rest else '一'}、对照表（只列必写、应写和有则写的项目）", "意见小标题")
    rows = checklist(letter)
    tabulate(page, (("分组", 3.0), ("事项", 5.2), ("结论", 1.6), ("下一步", 7.6)), [list(row) for row in rows])


def _points(page: Document, points: Sequence[tuple[str | None, Point]]) -> None:
    rows = [
        [str(point.number or ""), f"{kind}　{point.place}" if kind else point.place, f"“{point.quotation}”" if point.quotation else "", point.ask, point.basis]
        for kind, point in points
    ]
    tabulate(page, _COLUMNS, rows)


def tabulate(page: Document, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
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
            say(cell, words, "意见表头" if row == 0 else "意见表格")
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # again at the top of each page


def say(where: Any, text: str, style: str = "意见正文", *, new_page: bool = False) -> Paragraph:
    """A paragraph in the document, or the first of a cell, in one of `_STYLES`."""
    paragraph: Paragraph = where.paragraphs[0] if hasattr(where, "vertical_alignment") else where.add_paragraph()
    paragraph._p.style = style  # a style's id is its name; asking for it by name searches the file each time
    paragraph.add_run(writable(text))
    if new_page:
        paragraph.paragraph_format.page_break_before = True
    return paragraph


def steady(data: bytes) -> bytes:
    """The file without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()

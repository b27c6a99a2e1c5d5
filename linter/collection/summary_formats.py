"""The circular as a Word file to be edited and as Markdown; every number is a link to the annex that lists what it counts."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from linter.collection import MissingExtra
from linter.collection.letter_docx import lay_out, say, steady, tabulate
from linter.collection.letter_markdown import plain
from linter.collection.summary import MARK, Number, Summary, Words
from linter.editing.runs import writable

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_COLUMNS = (("单位", 4.2), ("位置、日期", 3.0), ("原句和问题", 10.2))  # centimetres
_LINK = "0563C1"


def docx(made: Summary) -> bytes:
    """The same summary gives the same bytes. Raises `MissingExtra`."""
    try:
        from docx import Document  # noqa: PLC0415  an extra
    except ImportError:
        raise MissingExtra("docx", "python-docx") from None
    page = Document()
    lay_out(page)
    say(page, MARK, "意见标记")
    say(page, made.title, "意见标题")
    for heading, paragraphs in made.parts:
        say(page, heading, "意见小标题")
        for words in paragraphs:
            paragraph = say(page, "", "意见段落")
            for part in words:
                _link(paragraph, part) if isinstance(part, Number) else paragraph.add_run(writable(part))
    for annex in made.annexes:
        _mark(say(page, f"附件{annex.number}　{annex.title}（{len(annex.rows)}{annex.unit}）", "意见小标题", new_page=annex.number == 1), annex.number)
        tabulate(page, _COLUMNS, [[row.unit, row.place, row.text] for row in annex.rows])
    out = io.BytesIO()
    page.save(out)
    return steady(out.getvalue())


def _link(paragraph: Paragraph, number: Number) -> None:
    """To the annex of that number, in this same file."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import RGBColor  # noqa: PLC0415

    run = paragraph.add_run(writable(number.words))
    run.font.underline, run.font.color.rgb = True, RGBColor.from_string(_LINK)
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"annex{number.annex}")
    run._r.addprevious(link)
    link.append(run._r)


def _mark(paragraph: Paragraph, number: int) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    for name in ("bookmarkStart", "bookmarkEnd"):
        mark = OxmlElement(f"w:{name}")
        mark.set(qn("w:id"), str(number))
        if name == "bookmarkStart":
            mark.set(qn("w:name"), f"annex{number}")
        paragraph._p.append(mark)


def markdown(made: Summary) -> bytes:
    return ("\n".join(_markdown(made)) + "\n").encode()


def _markdown(made: Summary) -> Iterator[str]:
    yield from (f"*{MARK}*", "", f"# {plain(made.title)}")
    for heading, paragraphs in made.parts:
        yield from ("", f"## {heading}")
        for words in paragraphs:
            yield from ("", _said(words))
    for annex in made.annexes:
        yield from ("", f'<a id="annex{annex.number}"></a>', "", f"## 附件{annex.number}　{plain(annex.title)}（{len(annex.rows)}{annex.unit}）", "")
        yield from ("| 单位 | 位置、日期 | 原句和问题 |", "| --- | --- | --- |")
        yield from (f"| {plain(row.unit)} | {plain(row.place)} | {plain(row.text)} |" for row in annex.rows)


def _said(words: Words) -> str:
    return "".join(f"[{plain(part.words)}](#annex{part.annex})" if isinstance(part, Number) else plain(part) for part in words)


FORMATS: Mapping[str, Callable[[Summary], bytes]] = {"docx": docx, "md": markdown}

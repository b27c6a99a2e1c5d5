"""Builds PDF and OFD files from the lines of a report: set in type as an office does, on pages with header and page number."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

WIDTH, HEIGHT, LEFT, SIZE, PITCH, COLUMNS = 595.0, 842.0, 79.0, 16.0, 28.0, 27  # A4 in points
_CLOSING = set("，。、；：？！）》”’〉】％")


class Placed(NamedTuple):
    words: str
    left: float
    base: float  # from the top of the page
    size: float = SIZE


def typeset(lines: Sequence[str], rows: int = 22, header: str = "法治政府建设年度报告", indent: int = 2, titles: int = 1) -> list[list[Placed]]:
    """Pages. The first lines are the title, in the middle; paragraphs are indented by two letters; no row begins with a closing mark."""
    flat: list[Placed] = []
    for number, line in enumerate(lines):
        if number < titles:
            for at in range(0, len(line), 18):
                words = line[at : at + 18]
                flat.append(Placed(words, (WIDTH - 22 * advance(words)) / 2, 0, 22))
            continue
        rest, first = line, True
        while rest:
            room = COLUMNS - (indent if first else 0)
            count = fitting(rest, room)
            flat.append(Placed(rest[:count], LEFT + (SIZE * indent if first else 0), 0))
            rest, first = rest[count:], False
    pages = []
    for start in range(0, len(flat), rows):
        page = [Placed(row.words, row.left, 110 + PITCH * number, row.size) for number, row in enumerate(flat[start : start + rows])]
        pages.append([Placed(header, 220, 50, 9), *page, Placed(f"— {len(pages) + 1} —", 280, 800, 12)])
    return pages


def advance(words: str) -> float:
    """In sizes: half of one for a Latin letter."""
    return sum(0.5 if char.isascii() else 1.0 for char in words)


def fitting(words: str, room: float) -> int:
    """How many letters go into a row; closing marks hang out of it, numbers are not broken."""
    count, used = 0, 0.0
    while count < len(words) and used + advance(words[count]) <= room + 0.01:
        used += advance(words[count])
        count += 1
    while count < len(words) and words[count] in _CLOSING:
        count += 1
    back = count
    while 0 < back < len(words) and words[back].isascii() and words[back].isalnum() and words[back - 1].isascii() and words[back - 1].isalnum():
        back -= 1
    return back or count


def pdf(pages: Sequence[Sequence[Placed]], *, picture: Sequence[int] = (), password: str = "", rotate: int = 0) -> bytes:
    """`picture`: indices of pages that are a picture and nothing else."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    target = io.BytesIO()
    canvas = Canvas(target, (WIDTH, HEIGHT), encrypt=StandardEncryption(password) if password else None, invariant=True)
    for index, page in enumerate(pages):
        if index in picture:
            canvas.drawImage(ImageReader(io.BytesIO(_GREY)), 0, 0, WIDTH, HEIGHT)
            canvas.showPage()
            continue
        for words, left, base, size in page:
            canvas.setFont("STSong-Light", size)
            for part in re.findall("[!-~][ -~]*|.", words):  # figures and Latin words as they are, in the room that we say
                canvas.drawString(left, HEIGHT - base, part)
                left += size * advance(part)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


_GREY = b"P5\n2 2\n255\n" + b"\xc8" * 4


def ofd(pages: Sequence[Sequence[Placed]], *, picture: Sequence[int] = (), template: Sequence[Placed] = (), changed: dict[str, bytes | None] | None = None, stamp: str = "") -> bytes:
    """As GB/T 33190 says: millimetres, one TextObject a row with its boundary. `changed` replaces or (null) leaves out parts."""
    parts: dict[str, str | bytes | None] = {
        "OFD.xml": '<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" DocType="OFD" Version="1.0"><ofd:DocBody>'
        "<ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": _xml(
            "Document",
            f"<ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f'{"<ofd:TemplatePage ID=" + chr(34) + "9000" + chr(34) + " BaseLoc=" + chr(34) + "Tpls/Tpl_0/Content.xml" + chr(34) + "/>" if template else ""}</ofd:CommonData>'
            f"<ofd:Pages>{''.join(f'<ofd:Page ID={chr(34)}{index + 1}{chr(34)} BaseLoc={chr(34)}Pages/Page_{index}/Content.xml{chr(34)}/>' for index in range(len(pages)))}</ofd:Pages>"
            + ("<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>" if stamp else ""),
        ),
    }
    for index, page in enumerate(pages):
        use = '<ofd:Template TemplateID="9000" ZOrder="Background"/>' if template else ""
        content = '<ofd:ImageObject ID="500" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="7"/>' if index in picture else _objects(page)
        parts[f"Doc_0/Pages/Page_{index}/Content.xml"] = _xml("Page", f"{use}<ofd:Content><ofd:Layer ID='{index + 100}'>{content}</ofd:Layer></ofd:Content>")
    if template:
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = _xml("Page", f"<ofd:Content><ofd:Layer ID='8000'>{_objects(template)}</ofd:Layer></ofd:Content>")
    if stamp:
        parts["Doc_0/Annots/Annotations.xml"] = _xml("Annotations", '<ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>')
        parts["Doc_0/Annots/Page_0/Annotation.xml"] = _xml(
            "PageAnnot", f'<ofd:Annot ID="900" Type="Stamp"><ofd:Appearance Boundary="100 200 40 40">{_objects([Placed(stamp, 0, 20)])}</ofd:Appearance></ofd:Annot>'
        )
    parts.update(changed or {})
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            if content is not None:
                package.writestr(name, content)
    return target.getvalue()


def _xml(name: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} xmlns:ofd="http://www.ofdspec.org/2016">{inside}</ofd:{name}>'


def _objects(page: Sequence[Placed]) -> str:
    mm = 25.4 / 72
    found = []
    for number, (words, left, base, size) in enumerate(page):
        height = size * mm
        deltas = " ".join(f"{advance(char) * height:.3f}" for char in words[:-1])
        box = f"{left * mm:.3f} {base * mm - height:.3f} {advance(words) * height:.3f} {height * 1.3:.3f}"
        delta = f' DeltaX="{deltas}"' if len(words) > 1 else ""
        found.append(f'<ofd:TextObject ID="{number + 1000}" Boundary="{box}" Font="3" Size="{height:.3f}"><ofd:TextCode X="0" Y="{height:.3f}"{delta}>{escape(words)}</ofd:TextCode></ofd:TextObject>')
    return "".join(found)


def fodt(lines: Sequence[str], titles: int) -> str:
    """A flat OpenDocument text for LibreOffice: A4, title in the middle, indented and justified paragraphs, header and page number."""
    names = ("office", "style", "text")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    spaces += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'

    def style(name: str, paragraph: str, size: int) -> str:
        return (
            f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties style:punctuation-wrap="simple" {paragraph}/>'
            f'<style:text-properties style:font-name-asian="Noto Serif CJK SC" fo:font-size="{size}pt" style:font-size-asian="{size}pt"/></style:style>'
        )

    styles = style("B", 'fo:text-indent="32pt" fo:line-height="28pt" fo:text-align="justify"', 16) + style("T", 'fo:text-align="center"', 22)
    styles += style("C", 'fo:text-align="center"', 10)
    layout = 'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2.5cm" fo:margin-bottom="2cm" fo:margin-left="2.8cm" fo:margin-right="2.6cm"'
    body = "".join(f'<text:p text:style-name="{"T" if number < titles else "B"}">{escape(line)}</text:p>' for number, line in enumerate(lines))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
        '<office:font-face-decls><style:font-face style:name="Noto Serif CJK SC" svg:font-family="Noto Serif CJK SC"/></office:font-face-decls>'
        f'<office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties {layout}/><style:header-style/><style:footer-style/></style:page-layout>{styles}</office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"><style:header><text:p text:style-name="C">法治政府建设年度报告</text:p></style:header>'
        '<style:footer><text:p text:style-name="C">— <text:page-number/> —</text:p></style:footer></style:master-page></office:master-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )

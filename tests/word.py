"""Word files made by hand for the tests: parts as XML strings, zipped."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text: str, properties: str = "") -> str:
    """A run; `properties` is the inside of its w:rPr."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """A paragraph of plain text, or of XML where `content` begins with <; `properties` is the inside of its w:pPr."""
    inside = content if content.startswith("<") else run(content) if content else ""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def numbered(content: str, num: int, level: int | None = 0) -> str:
    place = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    return p(content, f'<w:numPr>{place}<w:numId w:val="{num}"/></w:numPr>')


def level(index: int, format: str, text: str, more: str = "", start: int = 1) -> str:
    """A w:lvl; `more` is further elements (w:suff, w:isLgl, w:lvlRestart, w:pStyle)."""
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def definition(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def instance(num: int, name: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{num}"><w:abstractNumId w:val="{name}"/>{overrides}</w:num>'


def style(name: str, title: str, properties: str = "", based: str = "", kind: str = "paragraph", more: str = "") -> str:
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"{more}><w:name w:val="{title}"/>{on}{properties}</w:style>'


def docx(body: str, **parts: str) -> bytes:
    """A file of that body; `parts` are the insides of styles, numbering, footnotes, comments, settings, header1, footer1 …

    A body may refer to a header or footer as `r:id="header1"`.
    """
    files = {
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
    }
    own: dict[str, tuple[str, str]] = {}
    types = {"word/document.xml": "document.main"}
    for name, inside in parts.items():
        kind = name.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr", "commentsExtended": "commentsEx"}.get(kind, kind)
        prefix = "w15" if kind == "commentsExtended" else "w"
        files[f"word/{name}.xml"] = f"<{prefix}:{root} {_NAMES}>{inside}</{prefix}:{root}>"
        own[name] = (kind, f"{name}.xml")
        types[f"word/{name}.xml"] = kind
    files["word/_rels/document.xml.rels"] = _relations(own)
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{_KIND}.{kind}+xml"/>' for part, kind in types.items())
    files["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    return zipped(files)


def zipped(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in sorted(files.items(), key=lambda item: item[0] != "[Content_Types].xml"):
            package.writestr(zipfile.ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{content}'.encode())
    return out.getvalue()


def strict(data: bytes) -> bytes:
    """The same file in the strict variant of the standard."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name).decode().partition("?>")[2] for name in package.namelist()}
    moved = {
        W: STRICT,
        _TYPE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
        "http://schemas.openxmlformats.org/officeDocument/2006/math": "http://purl.oclc.org/ooxml/officeDocument/math",
    }
    for old, new in moved.items():
        files = {name: content.replace(old, new) for name, content in files.items()}
    return zipped(files)


def _relations(relations: dict[str, tuple[str, str]]) -> str:
    entries = "".join(f'<Relationship Id="{name}" Type="{_TYPE}/{kind}" Target="{target}"/>' for name, (kind, target) in relations.items())
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'


def field(instruction: str, result: str | None) -> str:
    """A complex field; without a result where that is null."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    shown = separate + run(result) if result is not None else ""
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>{shown}{end}'


def table(rows: list[list[str]]) -> str:
    """A table of cells, each plain text or XML of blocks."""
    return f"<w:tbl><w:tblPr/>{''.join('<w:tr>' + ''.join(f'<w:tc><w:tcPr/>{_cell(cell)}</w:tc>' for cell in row) + '</w:tr>' for row in rows)}</w:tbl>"


def _cell(content: str) -> str:
    return content if content.startswith(("<w:p>", "<w:tbl>")) else p(content)

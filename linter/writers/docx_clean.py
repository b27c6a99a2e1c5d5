"""A clean Word file of a report that was submitted as something else, laid out as official documents are (GB/T 9704).

Every block is a paragraph of exactly its text, so that reading the file back gives the text of the document and every
place in it holds.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from xml.sax.saxutils import escape

from linter.document import Block, Document, Span
from linter.editing.runs import writable
from linter.facts import Facts
from linter.facts.outline import outline
from linter.facts.prompts import prompts
from linter.facts.signature import signature
from linter.facts.title import title

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LONG_AGO = (1980, 1, 1, 0, 0, 0)

# style: what it is called (Word's own names, so that it knows a heading for one), its Chinese font, size in half points, and the rest of its paragraph
_STYLES = {
    "Body": ("公文正文", "仿宋_GB2312", 32, '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>'),
    "ReportTitle": ("Title", "方正小标宋简体", 44, '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'),
    "First": ("heading 1", "黑体", 32, '<w:outlineLvl w:val="0"/>'),
    "Second": ("heading 2", "楷体_GB2312", 32, '<w:outlineLvl w:val="1"/>'),
    "Signature": ("公文落款", "仿宋_GB2312", 32, '<w:ind w:right="640" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>'),
    "Table": ("公文表格", "仿宋_GB2312", 24, '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/>'),
    "Furniture": ("页眉页脚", "宋体", 18, '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/>'),
    "Blank": ("公文空行", "仿宋_GB2312", 2, '<w:spacing w:line="20" w:lineRule="exact"/>'),
}
# fonts of official documents that few computers have, and what every Chinese one has instead
_SUBSTITUTES = {"方正小标宋简体": "宋体", "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体"}


def clean(document: Document) -> bytes:
    """The file; the same document gives the same bytes."""
    facts = Facts(document)
    styles = _styles(facts)
    body = "".join(_paragraph(facts, block.span, styles.get(block.span.start, _own(block))) for block in document.blocks)
    section = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
    )
    return _zipped({
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in _PARTS)
        + "</Types>",
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations([("styles", "styles.xml"), ("fontTable", "fontTable.xml")]),
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}{section}</w:body></w:document>',
        "word/fontTable.xml": f'<w:fonts xmlns:w="{_W}">{"".join(map(_font, _SUBSTITUTES.items()))}</w:fonts>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{"".join(_style(name) for name in _STYLES)}</w:styles>',
    })


_PARTS = (("document", "document.main"), ("styles", "styles"), ("fontTable", "fontTable"))


def _styles(facts: Facts) -> dict[int, str]:
    """The style of a block by its start, where it is more than text."""
    sections = {section.span.start: section for section in facts(outline).sections if not section.run_in}
    levels = {start: ("First", "Second")[section.level - 1] for start, section in sections.items() if 1 <= section.level <= 2}
    heading, signed = facts(title), facts(signature)
    closing = [*signed.spans, *(prompt.span for prompt in facts(prompts) if signed.agency and prompt.span.start >= signed.agency.end)]
    found = {}
    for block in facts.document.blocks:
        start = block.span.start + len(block.span.of(facts.document.text)) - len(block.span.of(facts.document.text).lstrip())
        if heading and heading.span.overlaps(block.span):
            found[block.span.start] = "ReportTitle"
        elif any(span.overlaps(block.span) for span in closing):
            found[block.span.start] = "Signature"
        elif start in levels:
            found[block.span.start] = levels[start]
    return found


def _own(block: Block) -> str:
    return {"cell": "Table", "furniture": "Furniture"}.get(block.kind, "Body")


def _paragraph(facts: Facts, span: Span, style: str) -> str:
    text = span.of(facts.document.text)
    style = style if text.strip() else "Blank"
    runs = "".join(_runs(facts, span))
    indented = '<w:ind w:firstLineChars="0" w:firstLine="0"/>' if style in ("Body", "First", "Second") and text[:1].isspace() else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{indented}</w:pPr>{runs}</w:p>'


def _runs(facts: Facts, span: Span) -> Iterator[str]:
    """The words of a paragraph, prompts that wait to be filled in with a yellow ground."""
    waiting = [prompt.span for prompt in facts(prompts) if span.contains(prompt.span)]
    cuts = sorted({*span, *(edge for prompt in waiting for edge in prompt)})
    for start, end in pairwise(cuts):
        look = '<w:rPr><w:highlight w:val="yellow"/></w:rPr>' if any(prompt.start == start for prompt in waiting) else ""
        yield f'<w:r>{look}<w:t xml:space="preserve">{escape(writable(facts.document.text[start:end]))}</w:t></w:r>'


def _style(name: str) -> str:
    called, font, size, layout = _STYLES[name]
    default = ' w:default="1"' if name == "Body" else ""
    based = "" if name == "Body" else '<w:basedOn w:val="Body"/>'
    spacing = '<w:spacing w:line="560" w:lineRule="exact"/>' if name == "Body" else ""
    fonts = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" w:cs="Times New Roman"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"{default}><w:name w:val="{called}"/>{based}'
        f'<w:pPr>{spacing}{layout}</w:pPr><w:rPr>{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


def _font(entry: tuple[str, str]) -> str:
    return f'<w:font w:name="{entry[0]}"><w:altName w:val="{entry[1]}"/><w:charset w:val="86"/></w:font>'


def _relations(targets: list[tuple[str, str]]) -> str:
    entries = "".join(f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for number, (kind, target) in enumerate(targets, 1))
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, (_HEAD + content).encode())
    return out.getvalue()

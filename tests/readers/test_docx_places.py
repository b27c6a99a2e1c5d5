"""readers/docx: every offset of the text leads back to the node that holds it, whatever the text is wrapped in."""

from __future__ import annotations

import pytest

pytest.importorskip("lxml", reason="needs the extra docx")

from hypothesis import given
from hypothesis import strategies as st

from linter.document import Span
from linter.readers import Unreadable
from linter.readers.docx import open_word
from linter.readers.docx.names import name_of
from tests.word import definition, docx, field, instance, level, numbered, p, run, table

Shown = tuple[str, str]  # XML, the text that Word shows of it

WORDS = st.text("一二，。（）“”12 \u3000𠮷&<>", min_size=1, max_size=6)
LEAVES = st.one_of(
    WORDS.map(lambda words: (run(words), words)),
    WORDS.map(lambda words: (run(words, "<w:b/>"), words)),
    WORDS.map(lambda words: (run(words, "<w:vanish/>"), "")),
    WORDS.map(lambda words: (run(words).replace(' xml:space="preserve">', ">\n ").replace("</w:t>", "\t</w:t>"), words.strip(" "))),
    st.sampled_from([("<w:r><w:tab/></w:r>", "\t"), ("<w:r><w:br/></w:r>", "\n"), ("<w:r><w:noBreakHyphen/></w:r>", "-"), ("<w:proofErr/>", "")]),
)


def wrapped(inner: st.SearchStrategy[Shown]) -> st.SearchStrategy[Shown]:
    rows = st.lists(inner, max_size=4).map(lambda parts: ("".join(xml for xml, _ in parts), "".join(words for _, words in parts)))
    keep = st.sampled_from(["<w:ins w:author='张'>{}</w:ins>", "<w:hyperlink>{}</w:hyperlink>", "<w:moveTo>{}</w:moveTo>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:smartTag>{}</w:smartTag>"])
    drop = st.sampled_from(["<w:del w:author='李'>{}</w:del>", "<w:moveFrom>{}</w:moveFrom>"])
    return st.one_of(
        rows,
        st.tuples(keep, rows).map(lambda pair: (pair[0].replace("{}", pair[1][0]), pair[1][1])),
        st.tuples(drop, rows).map(lambda pair: (pair[0].replace("{}", pair[1][0]), "")),
        WORDS.map(lambda words: (field("REF x", words), words)),
    )


INLINE = st.recursive(LEAVES, wrapped, max_leaves=12)
PARAGRAPHS = st.lists(st.tuples(st.sampled_from(["plain", "numbered", "cell"]), INLINE), min_size=1, max_size=5)
NUMBERING = definition(0, level(0, "decimal", "%1.")) + instance(1, 0)


def built(paragraphs: list[tuple[str, Shown]]) -> tuple[bytes, str]:
    body, lines, count = "", [], 0
    for kind, (xml, words) in paragraphs:
        xml = xml or "<w:r/>"
        if kind == "numbered":
            count += 1
            body += numbered(xml, 1)
            lines.append(f"{count}.{words}")
        else:
            body += p(xml) if kind == "plain" else table([[p(xml)]])
            lines.append(words)
    return docx(body, numbering=NUMBERING), "\n".join(lines)


@given(PARAGRAPHS)
def test_every_offset_leads_back_to_its_node(paragraphs: list[tuple[str, Shown]]) -> None:
    data, expected = built(paragraphs)
    word = open_word(data)
    document = word.document
    assert document.text == expected
    assert "\n".join(block.span.of(document.text) for block in document.blocks) == expected
    assert [piece.span.start for piece in document.pieces] == sorted(piece.span.start for piece in document.pieces)
    for offset, letter in enumerate(document.text):
        found = list(word.atoms(Span(offset, offset + 1)))
        if not found:  # the end of a paragraph
            assert letter == "\n"
            continue
        ((atom, start, end),) = found
        assert atom.text[start:end] == letter
        piece = document.piece_at(offset)
        assert letter == "\n" or piece.generated == (atom.node is None)
        assert piece.line == atom.number and document.position(offset).column == piece.column + offset - piece.span.start
        if atom.is_source:
            assert (atom.node.text or "")[atom.at + start : atom.at + end] == letter


@given(PARAGRAPHS, st.data())
def test_the_atoms_of_a_span_are_its_text(paragraphs: list[tuple[str, Shown]], data: st.DataObject) -> None:
    word = open_word(built(paragraphs)[0])
    text = word.document.text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    covered = "".join(atom.text[first:last] for atom, first, last in word.atoms(Span(start, end)))
    ends = {paragraph.start + len(paragraph.text) for paragraph in word.paragraphs}  # the newline that joins two paragraphs is in no node
    assert covered == "".join(letter for offset, letter in enumerate(text) if start <= offset < end and offset not in ends)


@given(PARAGRAPHS)
def test_writing_through_the_nodes_writes_what_was_meant(paragraphs: list[tuple[str, Shown]]) -> None:
    """Every own word replaced by as many 改 in the nodes, then read anew: the same text, so replaced."""
    from lxml import etree

    data, _ = built(paragraphs)
    word = open_word(data)
    expected = list(word.document.text)
    for atom, start, end in word.atoms(Span(0, len(expected))):
        if atom.is_source:
            text = atom.node.text or ""
            atom.node.text = text[: atom.at + start] + "改" * (end - start) + text[atom.at + end :]
    for paragraph in word.paragraphs:
        at = paragraph.start
        for atom in paragraph.atoms:
            if atom.is_source:
                expected[at : at + len(atom.text)] = "改" * len(atom.text)
            at += len(atom.text)
    body = word.parts.trees[word.parts.main]
    again = open_word(docx("".join(etree.tostring(one, encoding="unicode") for one in body[0]), numbering=NUMBERING))
    assert again.document.text == "".join(expected)
    assert all(name_of(atom.node) == "w:t" for atom, _, _ in again.atoms(Span(0, len(expected))) if atom.is_source)


NAMES = (
    "w:p w:r w:t w:pPr w:rPr w:tbl w:tr w:tc w:trPr w:tcPr w:sdt w:sdtPr w:sdtContent w:ins w:del w:delText w:moveFrom w:fldChar w:instrText w:fldSimple "
    "w:numPr w:numId w:ilvl w:vanish w:pStyle w:sectPr w:headerReference w:footnoteReference w:commentRangeStart w:commentReference w:drawing "
    "w:txbxContent w:object w:sym w:br w:showingPlcHdr w:altChunk mc:AlternateContent mc:Choice mc:Fallback m:oMath m:t v:textpath w:hyperlink"
).split()
ATTRIBUTES = ("", ' w:id="1"', ' w:val="0"', ' w:val="x"', ' w:fldCharType="begin"', ' w:fldCharType="separate"', ' w:fldCharType="end"', ' w:char="zz"', ' Requires="wps"')


def soup(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES), st.lists(inner, max_size=4)).map(lambda it: f"<{it[0]}{it[1]}>{''.join(it[2])}</{it[0]}>")


@given(st.lists(st.recursive(st.sampled_from(["字", " TOC ", ""]), soup, max_leaves=30), min_size=1, max_size=4))
def test_elements_in_any_disorder_are_read_or_refused(elements: list[str]) -> None:
    body = "".join(elements)
    try:
        word = open_word(docx(body, numbering=body, styles=body, footnotes=body, comments=body, header1=body))
    except Unreadable:
        return
    document = word.document
    assert "\n".join(block.span.of(document.text) for block in document.blocks) == document.text
    assert all(0 <= trace.span.start <= trace.span.end <= len(document.text) for trace in document.traces)
    assert "".join(atom.text for paragraph in word.paragraphs for atom in paragraph.atoms).replace("\n", "") == document.text.replace("\n", "")

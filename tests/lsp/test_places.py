"""lsp/places: lines and characters as the protocol counts them, whatever stands in the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls", reason="the extra lsp is not installed")

from lsprotocol import types
from pygls.workspace import PositionCodec

from linter.document import Span
from linter.lsp.places import OpenText, Places
from linter.readers.markdown import read as markdown
from linter.readers.text import read as plain

TEXTS = st.text(st.sampled_from("报告 甲错𠮷😀é\r\n\v\f\u2028\x85*`"), max_size=60)
CODECS = st.sampled_from([PositionCodec(encoding) for encoding in types.PositionEncodingKind])



@given(TEXTS, CODECS)
def test_there_and_back(text: str, codec: PositionCodec) -> None:
    places = Places(text, codec)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":  # between the two there is no place
            assert places.offset(places.position(offset)) == offset


@given(TEXTS, CODECS, st.data())
def test_a_change_is_made_where_the_editor_makes_it(text: str, codec: PositionCodec, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if any(text[at - 1 : at + 1] == "\r\n" for at in (start, end)):
        return
    places, opened = Places(text, codec), OpenText("file:///a.txt", text, 1, position_codec=codec)
    opened.apply_change(types.TextDocumentContentChangePartial(types.Range(places.position(start), places.position(end)), "新\r\n"))
    assert opened.source == text[:start] + "新\r\n" + text[end:]


@given(TEXTS, CODECS)
def test_every_letter_of_a_document_is_where_it_says(text: str, codec: PositionCodec) -> None:
    places = Places(text, codec)
    for read in (plain, markdown):
        document = read(text.encode("utf-8"))
        for block in document.blocks:
            for at in range(*block.span):
                where = places.range(document, Span(at, at + 1))
                assert text[places.offset(where.start) : places.offset(where.end)] == document.text[at]


def test_places_beyond_a_line_and_beyond_the_text_mean_its_end() -> None:
    places = Places("甲😀\r\n乙", PositionCodec(types.PositionEncodingKind.Utf16))
    assert places.offset(types.Position(0, 99)) == 2
    assert places.offset(types.Position(9, 0)) == 5
    assert places.offset(types.Position(0, 2)) == 2  # within a pair of surrogates: after it
    assert places.whole() == types.Range(types.Position(0, 0), types.Position(1, 1))


def test_a_byte_order_mark_is_no_column_of_the_document() -> None:
    text = "\ufeff甲错"
    places, document = Places(text, PositionCodec(types.PositionEncodingKind.Utf16)), plain(text.encode("utf-8"))
    assert places.range(document, Span(0, 2)) == types.Range(types.Position(0, 1), types.Position(0, 3))

"""editing/docx: tracked changes that say exactly the edit, accepted or rejected, and leave all else as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from linter.document import Span
from linter.editing.changes import applied
from linter.editing.docx import Editor
from linter.readers.docx import open_word
from linter.readers.docx.names import name_of, value
from linter.review import AUTHOR, Edit
from tests.word import docx, field, p, run, strict, table

DAY = date(2025, 3, 1)
BOLD, RED = "<w:b/>", '<w:color w:val="FF0000"/>'


def edit(data: bytes, old: str, new: str, at: int = 0) -> Edit:
    """Replace the words `old`, or letters of them given by 【】."""
    text = open_word(data).document.text
    start = text.index(old.replace("【", "").replace("】", ""), at) + (old.index("【") if "【" in old else 0)
    inside = old.partition("【")[2].partition("】")[0] if "【" in old else old
    return Edit(Span(start, start + len(inside)), new)


def rewritten(data: bytes, edits: Sequence[Edit]) -> bytes:
    editor = Editor(data, open_word(data).document)
    assert all(editor.reaches(one) for one in edits)
    return editor.rewrite(edits, DAY)


def text_of(data: bytes) -> str:
    return open_word(data).document.text


def rejected(data: bytes, author: str = AUTHOR) -> bytes:
    """The file as it would be if every change of ours were rejected."""
    root = etree.fromstring(part(data, "word/document.xml"))
    for one in list(root.iter()):
        if name_of(one) in ("w:ins", "w:del") and value(one, "w:author") == author:
            if name_of(one) == "w:del":
                for child in list(one):
                    one.addprevious(child)
            one.getparent().remove(one)
    for one in root.iter():
        if name_of(one) == "w:delText" and not any(name_of(above) == "w:del" for above in one.iterancestors()):
            one.tag = one.tag.replace("delText", "t")
    return with_part(data, "word/document.xml", etree.tostring(root))


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return out.getvalue()


def xml(data: bytes) -> str:
    return part(data, "word/document.xml").decode()


def test_a_word_is_replaced_in_the_middle_of_a_run() -> None:
    data = docx(p(run("推进法治审核工作", BOLD)))
    new = rewritten(data, [edit(data, "【治】审核", "制")])
    assert text_of(new) == "推进法制审核工作"
    assert text_of(rejected(new)) == "推进法治审核工作"
    formatted = "<w:r><w:rPr><w:b/></w:rPr>"
    change = 'w:author="fazhi-lint" w:date="2025-03-01T00:00:00Z"'
    assert f'<w:del w:id="2" {change}>{formatted}<w:delText xml:space="preserve">治</w:delText></w:r></w:del>' in xml(new)
    assert f'<w:ins w:id="1" {change}>{formatted}<w:t xml:space="preserve">制</w:t></w:r></w:ins>' in xml(new)
    assert xml(new).count(formatted) == 4


def test_a_change_over_several_runs_takes_the_format_of_the_first() -> None:
    data = docx(p(run("推进法", RED) + run("治审", BOLD) + run("核工作")))
    new = rewritten(data, [edit(data, "法治审核", "法制审核制度")])
    assert text_of(new) == "推进法制审核制度工作"
    assert text_of(rejected(new)) == "推进法治审核工作"
    assert '<w:rPr><w:color w:val="FF0000"/></w:rPr><w:t xml:space="preserve">法制审核制度</w:t>' in xml(new)


@pytest.mark.parametrize(("place", "expected"), [("【】办结", "全年，办结"), ("全年【】", "全年，办结"), ("【】全年", "，全年办结"), ("办结【】", "全年办结，")])
def test_words_are_inserted(place: str, expected: str) -> None:
    data = docx(p(run("全年", BOLD) + run("办结")))
    new = rewritten(data, [edit(data, place, "，")])
    assert text_of(new) == expected
    assert text_of(rejected(new)) == "全年办结"


def test_words_in_a_table_a_note_a_header_and_a_box_are_changed_where_they_stand() -> None:
    box = f'<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p("框内旧字")}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
    note = f'<w:footnote w:id="1">{p("注里旧字")}</w:footnote>'
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    body = table([["甲", "表中旧字"]]) + p(run("正文旧字") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + box) + section
    data = docx(body, footnotes=note, header1=p("眉上旧字"), styles="")
    before = text_of(data)
    edits = [Edit(Span(at, at + 2), "新词") for at in range(len(before)) if before.startswith("旧字", at)]
    assert len(edits) == 5
    new = rewritten(data, edits)
    assert text_of(new) == before.replace("旧字", "新词")
    assert part(new, "word/styles.xml") == part(data, "word/styles.xml")
    assert "新词" in part(new, "word/footnotes.xml").decode()
    assert "新词" in part(new, "word/header1.xml").decode()


def test_our_own_insertion_is_changed_outright_and_another_authors_is_not() -> None:
    theirs = f'<w:ins w:id="7" w:author="张三">{run("推进法治审核工作")}</w:ins>'
    data = docx(p(run("我局") + theirs))
    once = rewritten(data, [edit(data, "【治】审核", "制")])
    assert text_of(once) == "我局推进法制审核工作"
    assert text_of(rejected(once)) == "我局推进法治审核工作"
    assert xml(once).count('w:author="张三"') == 2
    twice = rewritten(once, [edit(once, "【制】审核", "治")])
    assert text_of(twice) == "我局推进法治审核工作"
    assert xml(twice).count("<w:del ") == 1
    gone = rewritten(once, [edit(once, "【制】审核", "")])
    assert text_of(gone) == "我局推进法审核工作"
    assert xml(gone).count('w:author="fazhi-lint"') == 1


def test_what_the_file_does_not_hold_is_out_of_reach() -> None:
    boxes = f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>{p("框中字")}</w:txbxContent></w:drawing></mc:Choice></mc:AlternateContent>'
    body = p(run("主要") + "<w:r><w:tab/></w:r>" + run("举措"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    body += p(run("见") + field("REF a", "附件一") + field('HYPERLINK "http://a"', "链接") + f"<w:r>{boxes}</w:r>")
    numbering = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/><w:suff w:val="nothing"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    data = docx(body, numbering=numbering)
    assert text_of(data) == "一、主要\t举措\n见附件一链接\n框中字"
    editor = Editor(data, open_word(data).document)
    for words in ("一", "、主", "\t", "要\t举", "举措\n见", "附件", "见附", "框中"):
        assert not editor.reaches(edit(data, words, "新")), words
    for words in ("主要", "举措", "见", "链接", "【】主要"):
        assert editor.reaches(edit(data, words, "新")), words


def test_other_parts_keep_their_bytes_and_the_same_input_gives_the_same_file() -> None:
    data = docx(p("旧字"), styles="<!-- 原样 --><w:style/>", settings="", comments="")
    new = rewritten(data, [edit(data, "旧字", "新词")])
    assert new == rewritten(data, [edit(data, "旧字", "新词")])
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(new)) as changed:
        assert old.namelist() == changed.namelist()
        assert [name for name in old.namelist() if old.read(name) != changed.read(name)] == ["word/document.xml"]
        assert [(info.date_time, info.compress_type) for info in old.infolist()] == [(info.date_time, info.compress_type) for info in changed.infolist()]


def test_the_strict_variant_stays_strict() -> None:
    data = strict(docx(p("推进法治审核")))
    new = rewritten(data, [edit(data, "【治】审核", "制")])
    assert text_of(new) == "推进法制审核"
    assert "schemas.openxmlformats.org/wordprocessingml" not in xml(new)


RUNS = st.lists(st.tuples(st.text("甲乙丙 ", min_size=1, max_size=4), st.sampled_from(["", BOLD, RED]), st.sampled_from(["run", "ins", "link", "plain", "pair"])), min_size=1, max_size=5)


def built(runs: list[tuple[str, str, str]]) -> str:
    made = []
    for words, look, kind in runs:
        plain = run(words, look)
        if kind == "ins":
            plain = f'<w:ins w:id="5" w:author="张三">{plain}</w:ins>'
        elif kind == "link":
            plain = f"<w:hyperlink>{plain}</w:hyperlink>"
        elif kind == "plain":
            plain = f"<w:r><w:t>{words}</w:t></w:r>"  # blanks at its ends are not shown
        elif kind == "pair":
            plain = f'<w:r><w:t xml:space="preserve">{words}</w:t><w:tab/><w:t xml:space="preserve">{words}</w:t></w:r>'
        made.append(plain)
    return "".join(made)


@given(st.lists(RUNS, min_size=1, max_size=3), st.data())
def test_any_edits_read_back_as_made_and_reject_to_what_was(paragraphs: list[list[tuple[str, str, str]]], draw: st.DataObject) -> None:
    data = docx("".join(p(built(runs)) for runs in paragraphs))
    text = text_of(data)
    editor = Editor(data, open_word(data).document)
    cuts = sorted(draw.draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = [Edit(Span(*span), draw.draw(st.text("子丑 ", max_size=3))) for span in spans]
    edits = [one for one in edits if editor.reaches(one)]
    new = editor.rewrite(edits, DAY)
    assert text_of(new) == applied(text, edits)
    assert text_of(rejected(new)) == text

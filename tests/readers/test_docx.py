"""readers/docx: what Word shows is the text, in reading order; what stands beside it is a trace; what is lost is said."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("lxml", reason="needs the extra docx")

from linter import readers
from linter.document import Document, Span
from linter.readers import Unreadable
from tests.support import ROOT
from tests.word import definition, docx, field, instance, level, numbered, p, run, strict, style, table, zipped


def read(body: str, **parts: str) -> Document:
    return readers.read(docx(body, **parts), "报告.docx")


def lines(document: Document) -> list[str]:
    return document.text.split("\n")


def kinds(document: Document) -> list[tuple[str, str, int | None]]:
    return [(block.span.of(document.text), block.kind, block.level) for block in document.blocks]


def traces(document: Document) -> list[tuple[str, str, str, str]]:
    return [(trace.kind, trace.span.of(document.text), trace.text, trace.author) for trace in document.traces]


def test_paragraphs_breaks_and_marks_are_read_as_shown() -> None:
    inside = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丁</w:t><w:cr/><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>"
    document = read(p("一、举措") + p(inside) + p() + p("完"))
    assert lines(document) == ["一、举措", "甲\t乙", "丙-丁", "☑", "", "完"]
    assert document.format == "docx" and not document.unread and not document.traces
    assert document.position(document.text.index("丁")) == (2, 7)
    where = document.piece_at(document.text.index("完"))
    assert (where.line, dict(where.location)) == (4, {"kind": "paragraph", "part": "word/document.xml", "paragraph": 4})


@pytest.mark.parametrize(("char", "shown"), [("F052", "☑"), ("F0E0", "\uf0e0"), ("00B1", "±"), ("000A", ""), ("D800", ""), ("x", ""), ("", ""), ("110000", "")])
def test_symbols_are_signs_or_said_to_be_lost(char: str, shown: str) -> None:
    document = read(p(run("文") + f"<w:r><w:sym w:font='Wingdings' w:char='{char}'/></w:r>"))
    assert (document.text, bool(document.unread)) == ("文" + shown, not shown)


def test_blanks_count_only_where_they_are_kept() -> None:
    assert read(p("<w:r><w:t> 甲 </w:t></w:r><w:r><w:t xml:space='preserve'> 乙\n丙 </w:t></w:r>")).text == "甲 乙 丙 "


@pytest.mark.parametrize("wrapped", [
    "<w:hyperlink>{}</w:hyperlink>",
    "<w:smartTag><w:smartTagPr/>{}</w:smartTag>",
    "<w:fldSimple w:instr='REF x'>{}</w:fldSimple>",
    "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:dir w:val='ltr'>{}</w:dir>",
    "<w:unheardOf>{}</w:unheardOf>",
    "<m:oMathPara><m:oMath><m:r><m:t>乙</m:t></m:r></m:oMath></m:oMathPara>",
    "<w:r><w:ruby><w:rubyPr/><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
    "<mc:AlternateContent><mc:Choice Requires='w14'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
    "<mc:AlternateContent><mc:Choice Requires='new1'><w:r><w:t>新</w:t></w:r></mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
])
def test_what_wraps_text_is_read_through_once(wrapped: str) -> None:
    assert read(p(run("甲") + wrapped.replace("{}", run("乙")) + run("丙"))).text == "甲乙丙"


def test_the_strict_variant_is_read_the_same() -> None:
    data = docx(p(f"<w:ins w:author='甲'>{run('增')}</w:ins>{run('文')}") + p("一", '<w:pStyle w:val="b"/>'), styles=style("b", "heading 1"))
    plain, other = readers.read(data, "a.docx"), readers.read(strict(data), "a.docx")
    assert (other.text, other.blocks, other.traces) == (plain.text, plain.blocks, plain.traces)
    assert other.text == "增文\n一"


# -- reading order


def test_cells_notes_boxes_headers_and_footers_stand_in_reading_order() -> None:
    box = f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{p('框')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>" \
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first" r:id="header2"/>'
        '<w:footerReference w:type="default" r:id="footer1"/><w:footerReference w:type="even" r:id="footer2"/></w:sectPr>'
    )
    body = (
        p(run("甲") + box + run("乙") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + table([["子", "丑"], ["寅", table([["卯", "辰"]]) + p()]]) + p("丙")
        + p("", section) + section
    )
    document = read(
        body, header1=p("头"), header2=p("首页不同，未启用"), footer1=p(run("- ") + field("PAGE", "3") + run(" -")), footer2=p("双页，未启用"),
        footnotes=f'<w:footnote w:id="0" w:type="separator">{p("线")}</w:footnote><w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + run("注"))}</w:footnote>',
    )
    assert kinds(document) == [
        ("头", "furniture", None), ("甲乙", "paragraph", None), ("框", "paragraph", None), ("注", "note", None), ("子", "cell", None),
        ("丑", "cell", None), ("寅", "cell", None), ("卯", "cell", None), ("辰", "cell", None), ("", "cell", None), ("丙", "paragraph", None),
        ("", "paragraph", None), ("- 3 -", "furniture", None),
    ]  # fmt: skip
    assert dict(document.piece_at(document.text.index("注")).location) == {"kind": "paragraph", "part": "word/footnotes.xml", "paragraph": 1}


def test_first_and_even_headers_are_read_where_they_are_shown() -> None:
    section = '<w:sectPr><w:headerReference w:type="first" r:id="header1"/><w:headerReference w:type="even" r:id="header2"/><w:titlePg/></w:sectPr>'
    document = read(p("文") + section, header1=p("首"), header2=p("双"), settings="<w:evenAndOddHeaders/>")
    assert lines(document) == ["首", "双", "文"]


def test_a_table_of_one_cell_is_a_frame() -> None:
    assert kinds(read(table([["文"]]))) == [("文", "paragraph", None)]


def test_headings_and_title_have_the_levels_of_other_formats() -> None:
    styles = style("T", "Title") + style("1", "heading 1") + style("2", "heading 2", based="1") + style("x", "自定", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    titled = [("报告", "T"), ("一", "1"), ("（一）", "2"), ("（二）", "x"), ("长。文", "1"), ("文" * 61, "1"), ("文", "")]
    body = "".join(p(words, f'<w:pStyle w:val="{name}"/>' if name else "") for words, name in titled)
    assert [(kind, level) for _, kind, level in kinds(read(body, styles=styles))] == [
        ("title", 1), ("heading", 2), ("heading", 3), ("heading", 3), ("paragraph", None), ("paragraph", None), ("paragraph", None),
    ]
    body = p("报告", '<w:pStyle w:val="1"/>') + p("一", '<w:pStyle w:val="2"/>') + p("文", '<w:outlineLvl w:val="9"/>') + p("1.", '<w:outlineLvl w:val="2"/>')
    assert [(kind, level) for _, kind, level in kinds(read(body, styles=styles))] == [("title", 1), ("heading", 2), ("paragraph", None), ("heading", 3)]


def test_a_table_of_contents_is_furniture() -> None:
    toc = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("一、举措 1"))
    toc += p(field("PAGEREF x", "二、问题 2")) + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    gallery = f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{p("目录")}</w:sdtContent></w:sdt>'
    document = read(gallery + toc + p("一、举措"))
    assert [(words, kind) for words, kind, _ in kinds(document) if words] == [
        ("目录", "furniture"), ("一、举措 1", "furniture"), ("二、问题 2", "furniture"), ("一、举措", "paragraph"),
    ]


# -- fields


def test_results_of_fields_are_text_and_instructions_are_not() -> None:
    nested = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>' + field("DATE", "中间") + run("条件")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("果") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert read(p(run("甲") + field("REF x", "错误!未找到引用源。") + nested + run("乙"))).text == "甲错误!未找到引用源。果乙"


def test_fields_that_show_their_instruction() -> None:
    ring = field("EQ \\o\\ac(○,12)", None)
    prompt = field("MACROBUTTON NoMacro [点击填写单位]", None)
    document = read(p(ring + prompt + field("PAGE", None) + run("完")))
    assert document.text == "⑫[点击填写单位]完"
    assert traces(document) == [("placeholder", "[点击填写单位]", "", "")]
    assert read(p(field("EQ \\f(1,2)", None) + run("完"))).unread[0].message == "第1段的公式（EQ 域）没有读出来"


def test_fields_that_do_not_end_swallow_nothing() -> None:
    begin, separate = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate"))
    code = "<w:r><w:instrText>TOC</w:instrText></w:r>"
    document = read(p(run("甲") + begin + code + run("乙")) + p("丙") + p(begin + code + separate + run("丁")) + p("戊"))
    assert [(words, kind) for words, kind, _ in kinds(document)] == [("甲乙", "paragraph"), ("丙", "paragraph"), ("丁", "paragraph"), ("戊", "paragraph")]
    assert read(p(begin + code + separate + run("目录 1")) + p(run("二 2") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')).blocks[0].kind == "furniture"


def test_stray_field_marks_do_no_harm() -> None:
    assert read(p('<w:r><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="separate"/></w:r>' + run("文"))).text == "文"


# -- traces


def test_insertions_are_kept_and_deletions_dropped() -> None:
    body = p(
        run("甲") + f"<w:ins w:author='张'>{run('增')}</w:ins><w:ins w:author='张'>{run('加')}</w:ins><w:ins w:author='李'>{run('补')}</w:ins>"
        "<w:del w:author='张'><w:r><w:delText>删</w:delText></w:r></w:del><w:del w:author='张'><w:r><w:delText>去</w:delText></w:r></w:del>"
        + run("乙", "<w:b/><w:rPrChange w:author='王'><w:rPr/></w:rPrChange>")
        + f"<w:moveFrom w:author='张'>{run('移')}</w:moveFrom><w:moveTo w:author='张'>{run('移')}</w:moveTo>"
    )
    document = read(body)
    assert document.text == "甲增加补乙移"
    assert traces(document) == [
        ("insertion", "增加", "", "张"), ("insertion", "补", "", "李"), ("deletion", "", "删去", "张"), ("formatting", "乙", "", "王"),
        ("deletion", "", "移", "张"), ("insertion", "移", "", "张"),
    ]


def test_what_was_inserted_and_deleted_again_is_a_deletion() -> None:
    document = read(p(run("甲") + f"<w:ins w:author='张'><w:del w:author='李'>{run('又')}</w:del></w:ins>"))
    assert (document.text, traces(document)) == ("甲", [("deletion", "", "又", "李"), ("insertion", "", "", "张")])


def test_a_deleted_paragraph_mark_joins_what_it_parted() -> None:
    gone = "<w:rPr><w:del w:author='张'/></w:rPr>"
    document = read(p("甲", gone) + p("", gone) + p("乙") + table([["子", p("丑", gone)]]) + p("丙"))
    assert lines(document) == ["甲乙", "子", "丑", "丙"]
    assert [(document.position(document.text.index(word))) for word in "甲乙丙"] == [(1, 1), (3, 1), (6, 1)]
    assert ("deletion", "", "", "张") in traces(document)


def test_deleted_rows_and_cells_are_marks() -> None:
    body = f"<w:tbl><w:tr><w:trPr><w:del w:author='张'/></w:trPr><w:tc>{p('删')}</w:tc><w:tc>{p('行')}</w:tc></w:tr>" \
        f"<w:tr><w:tc><w:tcPr><w:cellDel w:author='李'/></w:tcPr>{p('格')}</w:tc><w:sdt><w:sdtContent><w:tc>{p('留')}</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>"
    document = read(p("甲") + body + p("乙"))
    assert kinds(document) == [("甲", "paragraph", None), ("留", "cell", None), ("乙", "paragraph", None)]
    assert traces(document) == [("deletion", "", "删行", "张"), ("deletion", "", "格", "李")]
    last = f"<w:tbl><w:tr><w:tc>{p('留')}</w:tc><w:tc>{p('下')}</w:tc></w:tr><w:tr><w:trPr><w:del w:author='张'/></w:trPr><w:tc>{p('删')}</w:tc></w:tr></w:tbl>"
    document = read(last + p("乙"))
    assert kinds(document) == [("留", "cell", None), ("下", "cell", None), ("乙", "paragraph", None)]
    assert traces(document) == [("deletion", "", "删", "张")]


def test_hidden_text_is_left_out_and_said() -> None:
    styles = style("H", "藏", "<w:rPr><w:vanish/></w:rPr>", kind="character") + style("Q", "隐段", "<w:rPr><w:vanish/></w:rPr>")
    body = (
        p(run("甲") + run("密", "<w:vanish/>") + run("码", '<w:rStyle w:val="H"/>') + run("乙", '<w:vanish w:val="0"/>'))
        + p(run("整段"), '<w:pStyle w:val="Q"/><w:rPr><w:vanish/></w:rPr>') + p(run("现", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="Q"/>')
    )
    document = read(body, styles=styles)
    assert document.text == "甲乙\n现"
    assert traces(document) == [("hidden", "", "密码", ""), ("hidden", "", "整段", "")]


def test_comments_have_their_range_author_and_thread() -> None:
    body = p(run("甲") + '<w:commentRangeStart w:id="0"/>' + run("乙")) + p(
        run("丙") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>' + run("丁") + '<w:r><w:commentReference w:id="1"/></w:r>'
    )
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="{who}"><w:p w14:paraId="0000000{n}">{run(words)}</w:p></w:comment>' for n, who, words in ((0, "张", "请核"), (1, "李", "已核"))
    )
    extended = '<w15:commentEx w15:paraId="00000000" w15:done="0"/><w15:commentEx w15:paraId="00000001" w15:paraIdParent="00000000" w15:done="0"/>'
    document = read(body, comments=comments, commentsExtended=extended)
    assert traces(document) == [("comment", "乙\n丙", "请核", "张"), ("comment", "", "已核", "李")]
    assert [trace.thread for trace in document.traces] == ["张", "张"]
    assert document.traces[1].span == Span(5, 5)


def test_content_controls_that_show_their_prompt() -> None:
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    document = read(p(run("甲") + control.format(run("单击此处输入文字。"))) + control.format(p("选择一项。")) + control.replace("<w:showingPlcHdr/>", "").format(p("已填")))
    assert document.text == "甲单击此处输入文字。\n选择一项。\n已填"
    assert traces(document) == [("placeholder", "单击此处输入文字。", "", ""), ("placeholder", "选择一项。", "", "")]


# -- what is lost, what is refused


@pytest.mark.parametrize(("inside", "said"), [
    ('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12" r:id="x"/></w:object></w:r>', "第1段的嵌入对象（Excel.Sheet.12）没有读出来"),
    ('<w:r><w:drawing><a:graphic><a:graphicData><dgm:relIds/></a:graphicData></a:graphic></w:drawing></w:r>', "第1段的SmartArt 图形没有读出来"),
    ('<w:r><w:drawing><a:graphic><a:graphicData><c:chart r:id="x"/></a:graphicData></a:graphic></w:drawing></w:r>', "第1段的图表没有读出来"),
])
def test_what_holds_text_that_cannot_be_read_is_said(inside: str, said: str) -> None:
    assert [part.message for part in read(p(run("文") + inside)).unread] == [said]


def test_a_picture_is_no_loss_and_a_foreign_document_is_one() -> None:
    assert not read(p(run("文") + '<w:r><w:drawing><a:graphic><a:graphicData><a:blip r:embed="x"/></a:graphicData></a:graphic></w:drawing></w:r>')).unread
    assert read(p("文") + '<w:altChunk r:id="x"/>').unread[0].message == "插入的外部文档没有读出来"


@pytest.mark.parametrize(("data", "code"), [
    (b"", "wrong-extension"),
    ("一、举措".encode(), "wrong-extension"),
    (docx(p("甲"))[:200], "damaged"),
    (zipped({"a.txt": "文"}), "wrong-extension"),
    (zipped({"word/document.xml": "<worksheet/>"}), "wrong-extension"),
    (docx(""), "empty"),
    (docx(p("  ")), "empty"),
    (docx("<w:ins>" * 200 + p("文") + "</w:ins>" * 200), "too-deep"),
])
def test_what_is_no_report_in_word_is_said(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        readers.read(data, "报告.docx")
    assert refused.value.code == code


def test_nothing_outside_the_package_is_followed() -> None:
    data = docx(p("甲") + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>', header1=p("头"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name).decode().partition("?>")[2] for name in package.namelist()}
    key = "word/_rels/document.xml.rels"
    files[key] = files[key].replace('Target="header1.xml"', 'Target="http://example.invalid/header1.xml" TargetMode="External"')
    assert readers.read(zipped(files), "a.docx").text == "甲"
    files[key] = files[key].replace("http://example.invalid/header1.xml", "../../../../etc/passwd").replace(' TargetMode="External"', "")
    assert readers.read(zipped(files), "a.docx").text == "甲"


# -- hostile and large files


def test_nesting_just_below_the_limit_is_read() -> None:
    assert read(p("<w:ins>" * 140 + run("文") + "</w:ins>" * 140)).text == "文"
    tables = p("心")
    for _ in range(45):
        tables = table([[tables, "壳"]])
    assert read(tables).text.startswith("心\n壳")


def test_nothing_small_multiplies() -> None:
    note = f'<w:footnote w:id="2">{p("注" * 1000)}</w:footnote>'
    body = p('<w:r><w:footnoteReference w:id="2"/></w:r>' * 1000) + numbered("文", 1) * 1000
    document = read(body, footnotes=note, numbering=definition(0, level(0, "decimal", "%1" * 5000)) + instance(1, 0))
    assert len(document.text) < 200_000
    assert document.text.count("注") == 1000


def test_notes_that_lead_to_one_another_end() -> None:
    refer = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(f'<w:footnote w:id="{n}">{p(run("注") + refer.format(n + 1))}</w:footnote>' for n in range(2000))
    assert read(p(run("文") + refer.format(0)), footnotes=notes).text == "文\n注"


def test_a_paragraph_of_very_many_runs_takes_no_more_than_its_share() -> None:
    assert len(read(p(run("文") * 30_000)).text) == 30_000


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is a Linux one")
def test_three_hundred_pages_are_read_within_a_gibibyte(tmp_path: Path) -> None:
    look = '<w:rFonts w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/><w:color w:val="000000"/><w:sz w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    page = p("".join(run("全年办结行政处罚案件十二", look) for _ in range(10)), f'<w:spacing w:line="560"/><w:rPr>{look}</w:rPr>') * 5
    path = tmp_path / "长.docx"
    path.write_bytes(docx(page * 300))
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30)); from linter import readers; from pathlib import Path;"
        "print(len(readers.read(Path(sys.argv[1]).read_bytes(), 'a.docx').text))"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.stdout.strip() == str(300 * 5 * 121 - 1), done.stderr

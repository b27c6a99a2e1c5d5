"""PDF and OFD: rows become paragraphs again, headers and page numbers are furniture, what has no text layer is said."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linter import batch
from linter.batch import Options
from linter.document import Document
from linter.facts import Facts, Overrides
from linter.facts.furniture import body
from linter.facts.profile import profile
from linter.facts.title import title
from linter.processes import again
from linter.readers import Unreadable, ofd, pdf, read
from linter.readers.layout import Letter, rows_of
from linter.readers.text import from_string
from tests import pages
from tests.pages import Placed, typeset
from tests.reading import REPORT
from tests.support import SEEDS, held, one_and

LINES = REPORT.split("\n")
LONG = "我局坚持依法行政，全年立案12件，作出行政处罚决定10件，法制审核12件，公开执法信息10条，组织学法8次，以案释法4次，办理行政许可1234件，全部按时办结"
WRITE = {"pdf": pages.pdf, "ofd": pages.ofd}
both = pytest.mark.parametrize("form", WRITE)


def texts(document: Document, kind: str = "paragraph") -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind == kind]


def made(form: str, lines: list[str], **how: object) -> Document:
    return read(WRITE[form](typeset(lines, **how)), f"报告.{form}")  # type: ignore[operator, arg-type]


@both
def test_rows_are_joined_to_paragraphs(form: str) -> None:
    lines = [*LINES[:3], f"（一）执法。{LONG}。", f"（二）许可。{LONG}；{LONG}。", *LINES[3:]]
    document = made(form, lines)
    held(document)
    assert "".join(texts(document)[:2]) == LINES[0]  # the title runs over two rows
    assert texts(document)[2:] == lines[1:]
    assert Facts(document)(title).text == LINES[0]  # type: ignore[union-attr]
    assert Facts(document)(profile).stage == "submit"


@both
def test_a_paragraph_goes_on_over_the_page(form: str) -> None:
    document = made(form, [LINES[0], *[f"{LONG}，{LONG}，{LONG}。"] * 9], rows=5)
    assert texts(document)[2:] == [f"{LONG}，{LONG}，{LONG}。"] * 9
    piece = document.piece_at(document.text.index("公开执法信息"))
    assert dict(piece.location) == {"kind": "page", "page": 1}
    last = document.piece_at(len(document.text.rstrip()) - 60)
    assert dict(last.location)["page"] == last.line > 5


@both
def test_headers_and_page_numbers_are_furniture(form: str) -> None:
    document = made(form, [LINES[0], *[f"{LONG}。"] * 20])
    said = [words.replace(" ", "") for words in texts(document, "furniture")]
    assert said == ["法治政府建设年度报告", "—1—", "法治政府建设年度报告", "—2—", "法治政府建设年度报告", "—3—"]
    review = batch.review_bytes(WRITE[form](typeset([LINES[0], *[f"{LONG}。"] * 20])), f"a.{form}", Options()).review  # type: ignore[operator]
    assert review is not None
    assert "R101" not in {finding.rule for finding in review.findings}


@pytest.mark.parametrize("number", ["- 2 -", "－ 2 －", "—2—", "第 2 页", "第2页 共5页", "2", "2/5", "Page 2 of 5", "第二页", "·2·"])
def test_forms_of_page_numbers(number: str) -> None:
    rows = [Placed("一、做法", 79, 100), Placed("全年立案12件。", 111, 128), Placed(number, 280, 800, 12)]
    document = read(pages.ofd([rows]), "a.ofd")
    assert ["".join(words.split()) for words in texts(document, "furniture")] == ["".join(number.split())]


@both
def test_without_indents_paragraphs_are_told_by_gaps_and_short_rows(form: str) -> None:
    lines = [LINES[0], LONG + "。", "一、做法", LONG + "。", "二、问题", "少。", LONG + "。"]
    assert texts(made(form, lines, indent=0))[3:] == lines[1:]  # header and two rows of the title stand above


@both
def test_blanks_between_latin_words_only(form: str) -> None:
    document = read(WRITE[form]([[Placed("共12件通过ISO 9001认证，3项。", 79, 100)]]), f"a.{form}")  # type: ignore[operator]
    assert document.text == "共12件通过ISO 9001认证，3项。"


def test_the_same_letters_drawn_twice_are_bold() -> None:
    letters = [Letter(char, 10.0 * at + shift, 10.0 * at + 10 + shift, 50, 10) for shift in (0, 0.4) for at, char in enumerate("加粗标题")]
    assert [row.words for row in rows_of(letters)] == ["加粗标题"]


def test_cells_of_a_row_stand_alone_and_columns_keep_their_order() -> None:
    placed = [("项目", 10, 20), ("件数", 200, 20), ("处罚", 10, 40), ("6", 200, 40)]
    letters = [Letter(char, left + 10.0 * at, left + 10.0 * at + 10, base, 10) for words, left, base in placed for at, char in enumerate(words)]
    assert [(row.words, row.shared) for row in rows_of(letters)] == [(words, True) for words, _, _ in placed]
    shuffled = [letter for letter in letters if letter.base == 40] + [letter for letter in letters if letter.base == 20]
    assert [row.words for row in rows_of(shuffled)] == ["项目", "件数", "处罚", "6"]


@both
def test_notes_contents_raised_letters_numbers_of_lists_and_cells(form: str) -> None:
    rows = [
        Placed("目　录", 250, 80), Placed("一、主要举措………………………………1", 79, 110), Placed("二、存在的问题………………………………3", 79, 138),
        Placed("一、", 111, 170), Placed("严格执法", 190, 170),
        Placed("本县河道长36km", 111, 198), Placed("2", 111 + 16 * 7.0, 190, 8), Placed("，立案12件", 111 + 16 * 7.4, 198), Placed("1", 111 + 16 * 12.4, 190, 8), Placed("。", 111 + 16 * 12.8, 198),
        Placed("处罚", 79, 230, 12), Placed("全年共立案查处十二件，", 200, 230, 12), Placed("其中移送二件", 200, 246, 12), Placed("许可", 79, 264, 12), Placed("无", 200, 264, 12),
        Placed("全年没有发生重大执法争议。", 111, 300),
        Placed("[1] 据县统计局数据。", 79, 760, 9),
    ]
    document = read(WRITE[form]([rows]), f"a.{form}")  # type: ignore[operator]
    assert texts(document) == ["一、严格执法", "本县河道长36km²，立案12件¹。", "全年没有发生重大执法争议。"]
    assert texts(document, "cell") == ["处罚", "全年共立案查处十二件，其中移送二件", "许可", "无"]
    assert texts(document, "note") == ["[1]据县统计局数据。"]
    assert [words.replace("\u3000", "")[:2] for words in texts(document, "furniture")] == ["目录", "一、", "二、"]


@both
def test_a_scan_is_no_text_layer(form: str) -> None:
    sheets = typeset([LINES[0], *[f"{LONG}。"] * 20])
    with pytest.raises(Unreadable, match="第1-3页无文字层") as refused:
        read(WRITE[form](sheets, picture=(0, 1, 2)), f"a.{form}")  # type: ignore[operator]
    assert refused.value.code == "no-text-layer"
    result = batch.review_bytes(WRITE[form](sheets, picture=(1,)), f"a.{form}", Options())  # type: ignore[operator]
    assert (result.status, result.code) == ("partly", "no-text-layer")
    assert result.message is not None
    assert "第2页无文字层" in result.message


@both
def test_an_empty_page_is_nothing_to_tell(form: str) -> None:
    sheets = typeset(LINES)
    assert read(WRITE[form]([*sheets, []]), f"a.{form}").unread == ()  # type: ignore[operator]
    with pytest.raises(Unreadable, match="无文字层"):
        read(WRITE[form]([[]]), f"a.{form}")  # type: ignore[operator]


def own_lines(seed: Path) -> tuple[list[str], int]:
    """The report's lines without what a web page left around it, and how many of them are its title."""
    facts = Facts(from_string(seed.read_text(encoding="utf-8")))
    heading = facts(title)
    blocks = [block for block in facts(body) if heading is None or block.span.start >= heading.span.start]
    titles = sum(heading is not None and block.span.overlaps(heading.span) for block in blocks)
    return [block.span.of(facts.document.text).strip() for block in blocks], titles


def same_findings(plain: str, data: bytes, name: str) -> None:
    options = Options(overrides=Overrides(stage="submit"))
    one, other = batch.review_bytes(plain.encode(), "a.txt", options).review, batch.review_bytes(data, name, options).review
    assert one is not None
    assert other is not None

    def said(review):  # type: ignore[no-untyped-def]
        return sorted((finding.rule, "".join(finding.text.split())) for finding in review.findings)

    assert said(one) == said(other)
    assert [(row.item, row.verdict, row.level) for row in one.checklist] == [(row.item, row.verdict, row.level) for row in other.checklist]


@both
@pytest.mark.parametrize("seed", one_and(SEEDS), ids=lambda path: path.stem[:3])
def test_pages_get_the_findings_of_their_text(seed: Path, form: str) -> None:
    lines, titles = own_lines(seed)
    same_findings("\n".join(lines), WRITE[form](typeset(lines, titles=titles)), f"a.{form}")  # type: ignore[operator]


# ---- PDF ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_prints_gets_the_findings_of_its_text(tmp_path: Path) -> None:
    names = []
    for seed in SEEDS:
        lines, titles = own_lines(seed)
        source = tmp_path / f"{seed.stem}.fodt"
        source.write_text(pages.fodt(lines, titles), encoding="utf-8")
        names.append(str(source))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *names]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for seed in SEEDS:
        lines, _ = own_lines(seed)
        same_findings("\n".join(lines), (tmp_path / f"{seed.stem}.pdf").read_bytes(), "a.pdf")


def test_an_encrypted_pdf() -> None:
    with pytest.raises(Unreadable, match="密码") as refused:
        read(pages.pdf(typeset(LINES), password="1234"), "a.pdf")
    assert refused.value.code == "encrypted"


def test_damaged_pdfs() -> None:
    whole = pages.pdf(typeset(LINES))
    for data, code in ((whole[:400], "damaged"), (b"%PDF-1.7\n" + b"\0" * 500, "damaged"), (b"PK\3\4", "wrong-extension"), (b"", "wrong-extension")):
        with pytest.raises(Unreadable) as refused:
            read(data, "a.pdf")
        assert refused.value.code == code
    mended = read(whole.replace(b"startxref", b"startxxxx"), "a.pdf")  # the library finds the objects without the table
    assert "立案12件" in mended.text


@pytest.mark.parametrize(
    ("worker", "code"),
    [("import os; os.kill(os.getpid(), 9)", "crashed"), ("import time; time.sleep(60)", "timeout"), ("raise SystemExit(3)", "crashed"),
     ("x = bytearray(3 << 30)", "crashed")],
)
def test_a_worker_that_fails_costs_only_its_file(worker: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = "import json, sys; from linter.readers.pdf_worker import _limit; sys.path[:] = json.loads(sys.argv[1]); _limit(int(sys.argv[2])); "
    monkeypatch.setattr(pdf, "again", lambda _, memory: [sys.executable, "-c", limit + worker, json.dumps(sys.path), memory])
    monkeypatch.setattr(pdf, "SECONDS", 3)
    result = batch.review_bytes(pages.pdf(typeset(LINES)), "a.pdf", Options())
    if sys.platform != "linux" and code == "crashed":
        pytest.skip("only Linux holds a process to its memory for sure")
    assert (result.status, result.code) == ("unchecked", code)


def test_a_missing_library_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    with pytest.raises(Unreadable, match=r"pip install 'fazhi-lint\[pdf\]'"):
        read(b"%PDF-1.4", "a.pdf")


@settings(max_examples=6)
@given(st.data())
def test_any_damage_gives_a_document_or_a_refusal(data: st.DataObject) -> None:
    whole = bytearray(pages.pdf(typeset(LINES)))
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=20)):
        whole[at] = data.draw(st.integers(0, 255))
    with suppress(Unreadable):
        held(read(bytes(whole), "a.pdf"))


def test_turned_pages_and_watermarks() -> None:
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    canvas = Canvas(target, (pages.WIDTH, pages.HEIGHT))
    pages.pdf([])  # registers the typeface
    canvas.setFont("STSong-Light", 60)
    canvas.saveState()
    canvas.rotate(45)
    canvas.drawString(300, 0, "内部资料")
    canvas.restoreState()
    canvas.setFont("STSong-Light", 16)
    canvas.drawString(79, 700, "全年立案12件。")
    canvas.showPage()
    canvas.setPageRotation(90)
    canvas.setFont("STSong-Light", 16)
    canvas.rotate(90)
    canvas.drawString(100, -100, "附表：全年处罚")
    canvas.drawString(100, -128, "共10件。")
    canvas.showPage()
    canvas.save()
    document = read(target.getvalue(), "a.pdf")
    assert texts(document, "furniture") == ["内部资料"]
    assert texts(document) == ["全年立案12件。", "附表：全年处罚", "共10件。"]


# ---- OFD ---------------------------------------------------------------------------------------------------------------------


def test_templates_and_stamps() -> None:
    sheets = typeset([LINES[0], *[f"{LONG}。"] * 12])
    twice = read(pages.ofd(sheets, template=[Placed("青山县水务局文件", 200, 300, 20)], stamp="青山县水务局专用章"), "a.ofd")
    assert "青山县水务局文件" in texts(twice, "furniture")
    assert "青山县水务局专用章" in texts(twice, "furniture")
    once = read(pages.ofd(typeset(LINES[:3]), template=[Placed("青山县水务局文件", 200, 80, 20)]), "a.ofd")
    assert texts(once)[0] == "青山县水务局文件"


@pytest.mark.parametrize(
    ("deltas", "words"),
    [("g 3 5.644", "依法行政"), ("5.644 5.644 5.644", "依法行政"), ("", "依法行政"), ("g", "依法行政"), ("g 2", "依法行政"), ("abc nan 1e99", "依法行政"), ("5.644 20 5.644", "依法\n行政")],
)
def test_distances(deltas: str, words: str) -> None:
    code = f'<ofd:TextObject ID="1" Boundary="10 50 60 8" Size="5.644"><ofd:TextCode X="0" Y="5.6" DeltaX="{deltas}">依法行政</ofd:TextCode></ofd:TextObject>'
    assert read(page_of(code), "a.ofd").text == words


def page_of(objects: str) -> bytes:
    content = f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    return pages.ofd([[]], changed={"Doc_0/Pages/Page_0/Content.xml": content.encode()})


@pytest.mark.parametrize(
    ("objects", "code"),
    [
        ('<ofd:TextObject Boundary="0 50 9 9" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="{deltas}">依法行政</ofd:TextCode></ofd:TextObject>'.format(deltas="g 99999999 1 " * 20_000), ""),
        ('<ofd:TextObject Boundary="0 50 9 9" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g 9000 90">' + "法" * 9000 + "</ofd:TextCode></ofd:TextObject>", "too-large"),
        ('<ofd:TextObject Boundary="0 50 9 9" Size="5"><ofd:TextCode X="0" Y="5">' + "".join(chr(0x4E00 + index * index % 9973) for index in range(9_000)) + "</ofd:TextCode></ofd:TextObject>", "too-large"),
        ('<ofd:TextObject Boundary="0 50 9 9" Size="5"><ofd:TextCode X="0" Y="5">\ue001\ue002\ue003法</ofd:TextCode></ofd:TextObject>', "no-codes"),
    ],
    ids=["deltas", "scattered", "long", "no codes"],
)
def test_pages_that_are_none(objects: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ofd, "LONGEST", 8_000)
    if not code:
        assert "".join(read(page_of(objects), "a.ofd").text.split()) == "依法行政"
        return
    with pytest.raises(Unreadable) as refused:
        read(page_of(objects), "a.ofd")
    assert refused.value.code == code


def test_matrices_blocks_and_what_is_not_visible() -> None:
    one = '<ofd:PageBlock ID="9"><ofd:TextObject ID="1" Boundary="10 50 60 8" Size="10" CTM="0.5 0 0 0.5 0 0"><ofd:TextCode X="0" Y="10">依法</ofd:TextCode><ofd:TextCode X="20">行政</ofd:TextCode></ofd:TextObject></ofd:PageBlock>'
    hidden = '<ofd:TextObject ID="2" Visible="false" Boundary="10 60 60 8" Size="5"><ofd:TextCode X="0" Y="5">看不见</ofd:TextCode></ofd:TextObject>'
    document = read(page_of(one + hidden), "a.ofd")
    assert document.text == "依法行政"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"OFD.xml": None}, "damaged"),
        ({"Doc_0/Pages/Page_0/Content.xml": None}, "damaged"),
        ({"Doc_0/Document.xml": b"<a"}, "damaged"),
        ({"Encryptions.xml": b"<a/>"}, "encrypted"),
        ({"../evil.xml": b"<a/>"}, "unsafe-name"),
        ({"Doc_0/Pages/Page_0/Content.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "forbidden-xml"),
        ({"Doc_0/Pages/Page_0/Content.xml": b"<a>" * 200 + b"</a>" * 200}, "too-deep"),
        ({"Doc_0/Pages/Page_0/Content.xml": b"<a>" + b" " * 30_000_000 + b"</a>"}, "zip-bomb"),
        ({"Doc_0/Pages/Page_0/Content.xml": b"<a/>"}, "no-text-layer"),
    ],
)
def test_hostile_and_broken_ofd(changed: dict[str, bytes | None], code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(pages.ofd(typeset(LINES), changed=changed), "a.ofd")
    assert refused.value.code == code


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    with suppress(Unreadable):
        held(read(data, "a.ofd"))


@given(st.lists(st.tuples(st.sampled_from(["Boundary", "CTM", "Size", "X", "Y", "DeltaX", "ID", "BaseLoc", "Visible"]), st.text(max_size=8))))
def test_any_attributes(changes: list[tuple[str, str]]) -> None:
    import re
    from xml.sax.saxutils import quoteattr

    whole = zipfile.ZipFile(BytesIO(pages.ofd(typeset(LINES[:4]))))
    content = whole.read("Doc_0/Pages/Page_0/Content.xml").decode()
    for name, value in changes:
        content = re.sub(rf'(?<= ){name}="[^"]*"', lambda _, name=name, value=value: f"{name}={quoteattr(value)}", content, count=2)
    with suppress(Unreadable):
        held(read(pages.ofd([[]], changed={"Doc_0/Pages/Page_0/Content.xml": content.encode("utf-8", "replace")}), "a.ofd"))


def test_the_worker_speaks_json() -> None:
    """The whole way through the process, as a user's run goes it."""
    command = again("linter.readers.pdf_worker", str(pdf.MEMORY))
    done = subprocess.run(command, input=pages.pdf(typeset(LINES)), capture_output=True, check=True)
    assert json.loads(done.stdout)["pages"][0][0] == 1

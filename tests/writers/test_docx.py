"""The annotated Word file: comments over the very words, the file otherwise as it was, and answers that come back."""

from __future__ import annotations

import copy
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

pytest.importorskip("lxml", reason="needs the extra docx")

import docx as python_docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from linter import batch
from linter.batch import Options, Result
from linter.facts import Overrides
from linter.readers.docx import open_word
from linter.review import SEVERITY_NAMES, Review
from linter.writers import Look, Unwritable, write
from linter.writers.digest import SHOWN, merged
from linter.writers.docx_clean import clean
from tests import word
from tests.support import SEEDS, Ran, one_and
from tests.word import docx, p, run, strict

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
Cli = Callable[..., Ran]
LINES = """云川市清江区水务局2024年法治政府建设情况报告
一、主要举措和成效
截止12月，法制审核12件，案卷评分位列前茅。
二、存在的不足
截止目前，执法力量不足。
云川市清江区水务局
2025年1月10日"""


def checked(data: bytes, name: str = "报告.docx") -> Result:
    result = replace(batch.review_bytes(data, name, Options(overrides=Overrides(stage="submit"))), origin=data)
    assert result.review is not None, result.message
    return result


def review_of(result: Result) -> Review:
    assert result.review is not None
    return result.review


def annotated(data: bytes, name: str = "报告.docx", **look: bool) -> bytes:
    content = write("docx", [checked(data, name)], Look(**look))
    assert isinstance(content, bytes)
    return content


def report(lines: str = LINES, **parts: str) -> bytes:
    return docx("".join(p(line) for line in lines.split("\n")), **parts)


def opened(data: bytes) -> WordDocument:
    return python_docx.Document(io.BytesIO(data))


def commented(file: WordDocument, ident: int) -> str:
    """The words that python-docx finds between the two ends of a comment."""
    found, inside = "", False
    for element in file.element.body.iter():
        if element.get(qn("w:id")) == str(ident) and element.tag in (qn("w:commentRangeStart"), qn("w:commentRangeEnd")):
            inside = element.tag == qn("w:commentRangeStart")
        elif inside and element.tag == qn("w:t"):
            found += element.text or ""
    return found


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.namelist()


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with one part changed, as somebody's word processor might."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.namelist():
            content = before.read(entry)
            if entry == name:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            after.writestr(entry, content)
    return out.getvalue()


# -- comments


@pytest.mark.parametrize("path", one_and(SEEDS), ids=lambda path: path.stem[:3])
def test_every_finding_has_a_comment_over_its_words(path: Path) -> None:
    data = docx("".join(p(line) for line in path.read_text(encoding="utf-8").split("\n")))
    review = review_of(checked(data))
    file = opened(annotated(data, everything=True))
    rows = sorted(merged(review.findings), key=lambda row: row.finding.span.start)
    assert len(list(file.comments)) == len(rows)
    for comment, row in zip(file.comments, rows, strict=True):
        finding = row.finding
        assert (comment.author, comment.initials) == ("fazhi-lint", "FL")
        first, *rest = comment.text.split("\n")
        assert first.startswith(f"【{SEVERITY_NAMES[finding.severity]}】{finding.message}")
        assert not finding.suggestion or f"改法：{finding.suggestion}" in rest
        assert finding.rule in rest[-1] and finding.fingerprint[4:16] in rest[-1]
        if finding.span.end > finding.span.start:
            assert commented(file, comment.comment_id) == finding.span.of(review.document.text).replace("\n", "")


def test_the_text_and_every_other_part_stay() -> None:
    data = report(styles="<!-- 原样 --><w:style/>", header1=p("眉"))
    new = annotated(data)
    assert open_word(new).document.text == open_word(data).document.text
    touched = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert set(names(new)) - set(names(data)) == {"word/comments.xml"}
    assert {name for name in names(data) if part(data, name) != part(new, name)} == touched - {"word/comments.xml"}
    assert new == annotated(data)
    assert all(b"ns0:" not in part(new, name) and part(new, name).count(b"xmlns:w=") <= 1 for name in touched)


def test_formats_of_parted_runs_are_kept() -> None:
    body = p(LINES.partition("\n")[0]) + p(run("一、主要举措和成效")) + p(run("截止12月，法制审核12件。", "<w:b/>"))
    file = opened(annotated(docx(body)))
    runs = [run for run in file.paragraphs[2].runs if run.text]
    assert [run.text for run in runs][:2] == ["截止", "12月，法制审核12件"]
    assert all(run.bold for run in runs)


def test_other_peoples_comments_stay_and_keep_their_numbers() -> None:
    theirs = f'<w:comment w:id="7" w:author="张三">{p("请核对")}</w:comment>'
    body = "".join(p(line) for line in LINES.split("\n")[:2]) + p(
        f'<w:commentRangeStart w:id="7"/>{run("截止12月，法制审核12件。")}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    )
    file = opened(annotated(docx(body, comments=theirs)))
    assert [comment.author for comment in file.comments if comment.comment_id == 7] == ["张三"]
    assert len({comment.comment_id for comment in file.comments}) == len(list(file.comments)) > 1
    assert commented(file, 7) == "截止12月，法制审核12件。"


def test_equal_findings_are_one_comment_that_names_the_others() -> None:
    lines = LINES.replace("截止目前", "截止12月")
    file = opened(annotated(report(lines)))
    found = [comment.text for comment in file.comments if "“截止”" in comment.text]
    assert len(found) == 1
    assert "（共2处）" in found[0]
    assert "另见：二，第1句" in found[0]


def test_twenty_at_most_unless_all_are_asked_for() -> None:
    path = next(path for path in SEEDS if path.stem.startswith("001"))
    data = docx("".join(p(line) for line in path.read_text(encoding="utf-8").split("\n")))
    some, every = opened(annotated(data)), opened(annotated(data, everything=True))
    assert len(list(some.comments)) == SHOWN < len(list(every.comments))
    assert any("加 --all 全部写出" in paragraph.text for paragraph in some.paragraphs)
    assert not any("加 --all 全部写出" in paragraph.text for paragraph in every.paragraphs)


def test_what_word_cannot_comment_on_is_commented_where_it_is_anchored() -> None:
    box = f'<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p("截止12月，框内立案12件。")}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
    note = f'<w:footnote w:id="1">{p("位列前茅。")}</w:footnote>'
    first, *rest = LINES.replace("截止12月", "截至12月").replace("截止目前", "截至目前").replace("位列", "名列").split("\n")
    body = p(first) + p(run("本局") + box + run("如下") + '<w:r><w:footnoteReference w:id="1"/></w:r>') + "".join(map(p, rest))
    new = annotated(docx(body, footnotes=note), everything=True)
    main = part(new, "word/document.xml").decode()
    assert "commentRange" not in part(new, "word/footnotes.xml").decode()
    assert not re.search(r"<w:txbxContent>(?:(?!</w:txbxContent>).)*commentRange", main)
    assert re.search(r'<w:commentRangeStart w:id="\d+"/><w:r><w:pict>', main)
    assert re.search(r'<w:commentRangeStart w:id="\d+"/><w:r><w:footnoteReference', main)


def test_a_comment_inside_a_tracked_change_or_a_link_keeps_its_sign_outside() -> None:
    body = "".join(p(line) for line in LINES.split("\n")[:2])
    body += p(f'<w:ins w:id="3" w:author="张三">{run("截止12月，法制审核12件。")}</w:ins>')
    new = annotated(docx(body))
    main = part(new, "word/document.xml").decode()
    assert re.search(r"<w:ins [^>]*>(?:(?!</w:ins>).)*<w:commentRangeStart [^>]*/><w:r>(?:(?!</w:ins>).)*<w:commentRangeEnd", main)
    assert all("commentReference" not in inside for inside in re.findall(r"<w:ins .*?</w:ins>", main))


def test_the_strict_variant_stays_strict() -> None:
    new = annotated(strict(report()))
    for name in ("word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels"):
        assert "schemas.openxmlformats.org/wordprocessingml" not in part(new, name).decode()
    assert open_word(new).document.traces


# -- the last page


def test_the_checklist_is_a_table_on_a_page_of_its_own() -> None:
    file = opened(annotated(report()))
    rows = [[cell.text for cell in row.cells] for row in file.tables[-1].rows]
    assert rows[0] == ["事项", "结论", "依据的原文；下一步"]
    named = {row[0].strip(): row[1] for row in rows}
    assert named["法定内容"] == "法定内容"
    assert {"数据", "没写"} <= set(named.values())
    page = next(paragraph for paragraph in file.paragraphs if paragraph.text.startswith("对照表"))
    assert page.paragraph_format.page_break_before
    assert any("保留：理由" in paragraph.text for paragraph in file.paragraphs)
    assert not opened(annotated(report(), checklist=False)).tables


def test_the_page_is_none_of_the_report_on_the_next_check() -> None:
    before, after = review_of(checked(report())), review_of(checked(annotated(report(), everything=True)))
    assert after.document.text == before.document.text
    assert [(found.rule, found.fingerprint, found.span) for found in after.findings] == [(found.rule, found.fingerprint, found.span) for found in before.findings]


def test_annotating_again_replaces_what_was_there() -> None:
    once = annotated(report())
    twice = annotated(once)
    assert twice == annotated(twice)
    assert [comment.text for comment in opened(twice).comments] == [comment.text for comment in opened(once).comments]
    assert part(twice, "word/document.xml").count(b"_fazhi_lint_begin") == 1


# -- other formats


@pytest.mark.parametrize("path", one_and(SEEDS), ids=lambda path: path.stem[:3])
def test_a_clean_file_reads_back_as_the_document(path: Path) -> None:
    document = review_of(checked(path.read_bytes(), "报告.txt")).document
    made = open_word(clean(document)).document.text
    assert re.sub(r"\s", " ", made) == re.sub(r"\s", " ", document.text)
    assert clean(document) == clean(document)


def test_a_text_file_becomes_an_official_document_with_the_same_comments() -> None:
    text = annotated(LINES.encode(), "报告.txt")
    file = opened(text)
    assert [paragraph.style.name for paragraph in file.paragraphs][:3] == ["Title", "Heading 1", "公文正文"]
    assert [paragraph.style.name for paragraph in file.paragraphs if "水务局" in paragraph.text][1] == "公文落款"
    assert [comment.text for comment in file.comments] == [comment.text for comment in opened(annotated(report())).comments]


def test_letters_that_xml_cannot_hold_become_blanks() -> None:
    assert "甲 乙" in open_word(annotated(LINES.replace("法制审核", "甲\x0b乙").encode(), "报告.txt")).document.text


def test_a_file_with_macros_is_written_anew() -> None:
    macros = changed(report(), "[Content_Types].xml", "wordprocessingml.document.main", "ms-word.document.macroEnabled.main")
    assert b"macroEnabled" not in part(annotated(macros), "[Content_Types].xml")


def test_what_cannot_be_written_is_said() -> None:
    one = checked(report())
    with pytest.raises(Unwritable, match="一次只能写一份报告，这里有 2 份"):
        write("docx", [one, one], Look())
    with pytest.raises(Unwritable, match="没有检查，没有可写的：文件是空的"):
        write("docx", [batch.review_bytes(b"", "空.txt", Options())], Look())
    with pytest.raises(Unwritable, match="文件在检查之后变了"):
        write("docx", [replace(one, origin=b"PK")], Look())


# -- answers come back


def answered(data: bytes, rule: str, words: str = "", *, done: bool = False, anchored: bool = True, behind: str = "") -> bytes:
    """The file as Word saves it after somebody replied to the comment of that rule, marked it as done, or wrote behind its words."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    comments, text = (etree.fromstring(files[f"word/{name}.xml"]) for name in ("comments", "document"))
    paragraph = f"{{{W14}}}paraId"
    for number, comment in enumerate(comments):
        comment[-1].set(paragraph, f"{number:08X}")
    ours = next(comment for comment in comments if f"〔{rule}" in "".join(comment.itertext()))
    if behind:
        more = copy.deepcopy(ours[-1])
        next(more.iter(qn("w:t"))).text = behind
        more.set(paragraph, "0000BEEF")
        ours.append(more)
    first = ours[-1].get(paragraph)
    entries = f'<w15:commentEx w15:paraId="{first}" w15:done="{int(done)}"/>'
    if words:
        reply = etree.fromstring(f'<w:comment xmlns:w="{word.W}" xmlns:w14="{W14}" w:id="900" w:author="张三"><w:p w14:paraId="0000CAFE"><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>')
        comments.append(reply)
        entries += f'<w15:commentEx w15:paraId="0000CAFE" w15:paraIdParent="{first}" w15:done="{int(done)}"/>'
        for mark in [one for one in text.iter() if anchored and one.get(qn("w:id")) == ours.get(qn("w:id")) and "omment" in one.tag]:
            again = copy.deepcopy(mark)
            again.set(qn("w:id"), "900")
            mark.addnext(again)
    files["word/comments.xml"], files["word/document.xml"] = etree.tostring(comments), etree.tostring(text)
    files["word/commentsExtended.xml"] = f'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">{entries}</w15:commentsEx>'.encode()
    relation = '<Relationship Id="more" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/></Relationships>'
    files["word/_rels/document.xml.rels"] = files["word/_rels/document.xml.rels"].replace(b"</Relationships>", relation.encode())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def suppressed(data: bytes) -> list[tuple[str, str]]:
    return [(finding.rule, finding.suppressed.reason) for finding in review_of(checked(data)).findings if finding.suppressed]


REASON = "保留：案卷评分一词是上级通报原文"


@pytest.mark.parametrize("anchored", [True, False])
def test_a_reply_with_a_reason_excuses_the_finding(anchored: bool) -> None:
    data = annotated(report())
    assert suppressed(data) == []
    back = answered(data, "W101:位列前茅", REASON, anchored=anchored)
    assert suppressed(back) == [("W101", "案卷评分一词是上级通报原文")]


def test_words_behind_the_comment_and_a_resolved_one_count_too() -> None:
    data = annotated(report())
    assert suppressed(answered(data, "W101:位列前茅", behind="不改，上级原文如此")) == [("W101", "上级原文如此")]
    assert suppressed(answered(data, "W101:位列前茅", REASON, done=True)) == [("W101", "案卷评分一词是上级通报原文")]
    assert suppressed(answered(data, "W101:位列前茅", done=True)) == []
    assert suppressed(answered(data, "W101:位列前茅", "知道了")) == []


def test_a_reply_without_a_reason_excuses_nothing_and_is_noticed() -> None:
    back = answered(annotated(report()), "W101:位列前茅", "保留")
    assert suppressed(back) == []
    said = [finding for finding in review_of(checked(back)).findings if finding.rule == "Z110"]
    assert [(finding.text, finding.severity) for finding in said] == [("位列前茅", "info")]
    assert "没有写理由" in said[0].message


def test_a_reply_to_equal_findings_excuses_all_of_them() -> None:
    data = annotated(report(LINES.replace("截止目前", "截止12月")))
    assert suppressed(answered(data, "W101:截止", "保留：均为引文")) == [("W101", "均为引文")] * 2


def test_an_answer_survives_editing_the_text_around_and_annotating_again() -> None:
    back = answered(annotated(report()), "W101:位列前茅", REASON)
    moved = changed(back, "word/document.xml", "</w:p><w:p>", "</w:p><w:p><w:r><w:t>今年工作如下。</w:t></w:r></w:p><w:p>")
    again = annotated(moved)
    assert suppressed(again) == [("W101", "案卷评分一词是上级通报原文")]
    texts = [comment.text for comment in opened(again).comments]
    assert sum("〔W101:位列前茅" in text for text in texts) == 1
    assert REASON in texts
    assert any("已说明理由、不再提出的 1处" in paragraph.text for paragraph in opened(again).paragraphs)


def test_the_command_counts_only_what_nobody_excused(cli: Cli, desk: Path) -> None:
    Path("报告.docx").write_bytes(report())
    ran = cli("check", "报告.docx", "--format", "docx", "--output", "批注.docx", "--fail-on", "never")
    assert (ran.code, ran.out) == (0, "")
    before = cli("check", "批注.docx", "--select", "W101")
    assert before.code == 1
    data = Path("批注.docx").read_bytes()
    Path("批注.docx").write_bytes(answered(answered(data, "W101:位列前茅", REASON), "W101:截止", behind="保留：引自上级文件"))
    after = cli("check", "批注.docx", "--select", "W101")
    assert after.code == 0
    assert "已按答复放过 3处" in after.out
    run = json.loads(cli("check", "批注.docx", "--select", "W101", "--format", "json").out)
    assert run["summary"]["suppressed"] == 3
    assert run["files"][0]["findings"][0]["suppressed"] == {"by": "reply", "reason": "引自上级文件", "until": None}


def test_answers_are_not_written_over(cli: Cli, desk: Path) -> None:
    Path("报告.docx").write_bytes(report())
    again = ("check", "--no-config", "报告.docx", "--format", "docx", "--output", "批注.docx")
    assert cli(*again).code == cli(*again).code == 1  # a copy that nobody has answered
    Path("批注.docx").write_bytes(answered(Path("批注.docx").read_bytes(), "W101:位列前茅", REASON))
    before = Path("批注.docx").read_bytes()
    ran = cli(*again)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("错误：批注.docx 里有答复过的批注，再写一份上去答复就没有了；请直接检查 批注.docx")
    assert Path("批注.docx").read_bytes() == before


def test_several_reports_are_refused_in_one_sentence(cli: Cli, desk: Path) -> None:
    ran = cli("check", ".", "--format", "docx", "--output", "批注.docx")
    assert ran.code == 2
    assert "docx 一次只能写一份报告，这里有 4 份" in ran.err
    assert not Path("批注.docx").exists()


def test_fixing_leaves_comments_and_their_answers(cli: Cli, desk: Path) -> None:
    Path("批注.docx").write_bytes(answered(annotated(report()), "W101:位列前茅", REASON))
    ran = cli("fix", "批注.docx", "--today", "2025-03-01")
    assert (ran.code, ran.err) == (0, "")
    data = Path("批注.docx").read_bytes()
    text = open_word(data).document.text
    assert "截至12月" in text and "位列前茅" in text
    assert suppressed(data) == [("W101", "案卷评分一词是上级通报原文")]


# -- another program


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_and_saves_it_and_nothing_is_lost(tmp_path: Path) -> None:
    data = answered(annotated(report(), everything=True), "W101:位列前茅", REASON)
    (tmp_path / "批注.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "out"), str(tmp_path / "批注.docx")],
        check=True, capture_output=True, timeout=120,
    )
    saved = (tmp_path / "out" / "批注.docx").read_bytes()
    assert open_word(saved).document.text.strip() == LINES
    assert sorted(comment.text for comment in opened(saved).comments) == sorted(comment.text for comment in opened(data).comments)
    assert suppressed(saved) == [("W101", "案卷评分一词是上级通报原文")]
    assert len(opened(saved).tables) == 1

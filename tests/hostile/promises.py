"""What holds for any input at all: an AssertionError, or any other, says that it does not. Property tests, the corpus and the fuzz run share this.

A target takes bytes: those of a file, or of the one part of a well-formed file that is worth spoiling.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from linter import batch, readers
from linter.collection.archive import entries
from linter.config.load import load as load_config
from linter.config.load import open_source
from linter.config.options import Options
from linter.document import Document, Span
from linter.editing import editor
from linter.editing.fixing import State, Wishes, fix
from linter.engine import review as review_document
from linter.facts import Facts
from linter.readers.layout import Page
from linter.review import SEVERITIES, Finding, Review
from linter.ruleset.errors import RulesetError
from linter.ruleset.loader import load, loaded
from linter.ruleset.model import Ruleset
from tests import pages, word
from tests.support import held

Target = Callable[[bytes], object]


@cache
def ruleset() -> Ruleset:
    return loaded("ecology")


# -- readers


def readable(data: bytes, name: str) -> Document | None:
    """A document that keeps the promises of readers, or a refusal with its sentence."""
    try:
        document = readers.read(data, name)
    except readers.Unreadable as refusal:
        assert refusal.code and refusal.message
        return None
    held(document)
    for trace in document.traces:
        _inside(trace.span, document.text)
    return document


def docx_part(part: str) -> Target:
    """A Word file in which one part is `data` and the others are in order."""

    return lambda data: readable(packed({**word_parts(), part: data}), "a.docx")


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


@cache
def word_parts() -> Mapping[str, bytes]:
    """The parts of a Word file that has some of everything."""
    whole = word.docx(
        word.p("某区水务局2024年度法治政府建设情况报告", '<w:pStyle w:val="T"/>') + word.numbered("主要做法", 1) + word.numbered("落实法治审核。", 1, 1)
        + word.p('<w:commentRangeStart w:id="1"/>' + word.run("全年办案5件。") + '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>')
        + word.p(f'<w:ins w:id="5" w:author="a">{word.run("新增")}</w:ins><w:del w:id="6" w:author="a"><w:r><w:delText>删去</w:delText></w:r></w:del>')
        + word.p(word.field("PAGE", "3")) + word.table([["事项", "件数"], ["复议", "2"]]) + word.p('<w:r><w:footnoteReference w:id="2"/></w:r>'),
        styles=word.style("T", "Title") + word.style("H", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', "T"),
        numbering=word.definition(0, word.level(0, "chineseCounting", "%1、"), word.level(1, "chineseCounting", "（%2）")) + word.instance(1, 0),
        comments=f'<w:comment w:id="1" w:author="法治文稿检查">{word.p("必改：法治审核〔W101:法治审核 0123456789ab〕")}</w:comment>',
        footnotes=f'<w:footnote w:id="2">{word.p("注释。")}</w:footnote>',
    )
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        return {name: package.read(name) for name in package.namelist()}


def ofd_page(data: bytes) -> object:
    return readable(pages.ofd([[]], changed={"Doc_0/Pages/Page_0/Content.xml": data}), "a.ofd")


def pdf(data: bytes) -> object:
    """What the worker does in its process, then the pages to a document."""
    from linter.readers import pdf_worker
    from linter.readers.pages import from_pages

    with suppress(readers.Unreadable):
        found: list[Page] = pdf_worker._pages(data)
        document = from_pages(found, "pdf")
        held(document)
    return None


def archive(data: bytes) -> object:
    """Every entry of what a unit sent has its bytes or the reason why not, and a name inside the archive."""
    for entry in entries(data):
        assert (entry.data is None) == bool(entry.refused)
        assert all(part not in ("", ".", "..") and "/" not in part for part in entry.parts)
    return None


# -- settings


def settings(data: bytes) -> object:
    """As a ruleset and as a configuration: in order, or every fault said with its place."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.yaml").write_bytes(data)
        for loads in (lambda: load("./a.yaml", folder=folder, root=folder), lambda: load_config(open_source(folder / "a.yaml"))):
            try:
                loads()
            except RulesetError as error:
                assert error.problems and all(problem.message for problem in error.problems)
    return None


# -- reviews


def reviewed(text: str, chosen: Ruleset | None = None) -> Review | None:
    """A review of any text that keeps what the JSON promises."""
    document = readable(text.encode("utf-8", "replace"), "a.txt")
    if document is None:
        return None
    review = review_document(Facts(document), chosen or ruleset(), preview=True)
    assert not review.crashed, [finding.message for finding in review.findings if finding.rule == "Z101"]
    for finding in review.findings:
        _in_order(finding, document.text)
    keys = [(finding.span, SEVERITIES.index(finding.severity), finding.rule) for finding in review.findings]
    assert keys == sorted(keys)
    assert len({finding.fingerprint for finding in review.findings}) == len(review.findings)
    for row in review.checklist:
        for span in row.evidence:
            _inside(span, document.text)
    return review


def same_however_written(text: str) -> None:
    """LF, CRLF and a byte order mark change no finding."""
    data = text.lstrip("\ufeff").encode("utf-8", "replace").replace(b"\r", b"")
    found = [batch.review_bytes(twin, "a.txt", Options("ecology")) for twin in (data, data.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + data)]
    assert not any(result.code == batch.CRASHED for result in found), found[0].message
    assert len({(result.code, result.review and (result.review.findings, result.review.checklist)) for result in found}) == 1


def mended_once(text: str) -> None:
    """A second fix has nothing to do, and the first one made nothing worse."""

    def read(data: bytes) -> batch.Result:
        return batch.review_bytes(data, "a.txt", Options("ecology"))

    result = read(text.encode("utf-8", "replace"))
    if result.review is None:
        assert result.code != batch.CRASHED, result.message
        return
    wishes, text_editor = Wishes(lambda finding: True, True, date(2025, 3, 1)), editor("text")
    assert text_editor is not None
    fixed = fix(State(text.encode("utf-8", "replace"), result, result.review), read, text_editor, wishes)
    again = fix(fixed.state, read, text_editor, wishes)
    assert (again.made, again.state.data) == ((), fixed.state.data)
    assert len(fixed.state.review.findings) <= len(result.review.findings)


def engine(data: bytes) -> object:
    return reviewed(data.decode("utf-8", "ignore"))


def _in_order(finding: Finding, text: str) -> None:
    for span in (finding.span, *(related.span for related in finding.related)):
        _inside(span, text)
    assert finding.text in ("", finding.span.of(text))
    assert finding.message and finding.fingerprint and finding.place
    edits = sorted(finding.fix.edits, key=lambda edit: edit.span) if finding.fix else []
    for edit in edits:
        _inside(edit.span, text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(edits))


def _inside(span: Span, text: str) -> None:
    assert 0 <= span.start <= span.end <= len(text), (span, len(text))


def file(name: str) -> Target:
    return lambda data: readable(data, name)


TARGETS: Mapping[str, Target] = {
    "text": file("a.txt"), "markdown": file("a.md"), "html": file("a.html"), "mht": file("a.mht"), "docx": file("a.docx"), "ofd": file("a.ofd"), "pdf": pdf,
    "docx-document": docx_part("word/document.xml"), "docx-numbering": docx_part("word/numbering.xml"), "docx-styles": docx_part("word/styles.xml"),
    "docx-comments": docx_part("word/comments.xml"), "docx-relations": docx_part("word/_rels/document.xml.rels"), "ofd-page": ofd_page,
    "archive": archive, "settings": settings, "engine": engine,
}

"""The page at the desk as a civil servant uses it, in a real browser, from the file to the downloads."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

for name in ("starlette", "uvicorn", "python_multipart"):
    pytest.importorskip(name, reason="the serve extra brings it")

from linter.serve import review
from tests import browser, word
from tests.browser import Page
from tests.serve.running import Running, running, standing_in
from tests.support import SEEDS

pytestmark = [pytest.mark.long, pytest.mark.skipif(browser.chromium is None, reason=browser.MISSING)]



@pytest.fixture(scope="module")
def desk() -> Iterator[Running]:
    with running() as page:
        yield page


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Word file under a name with a blank."""
    path = tmp_path_factory.mktemp("in") / "某局 年度报告.docx"
    path.write_bytes(word.docx("".join(word.p(word.run(line)) for line in SEEDS[1].read_text(encoding="utf-8").split("\n"))))
    return path


@pytest.fixture(scope="module")
def kept(desk: Running) -> str:
    """Where the result of a seed lies."""
    return desk.check("a.txt", SEEDS[1].read_bytes())


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser.browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture
def page(window: Page, desk: Running) -> Page:
    window.size(1280)
    window.open(f"{desk.origin}/")
    return window


def choose(page: Page, *files: Path) -> None:
    root = page.call("DOM.getDocument")["root"]["nodeId"]
    node = page.call("DOM.querySelector", nodeId=root, selector="#report")["nodeId"]
    page.call("DOM.setFileInputFiles", nodeId=node, files=list(map(str, files)))


def test_from_the_file_to_the_downloads(page: Page, desk: Running, report: Path) -> None:
    choose(page, report)
    page.click("#check button[type=submit]")
    page.loaded()
    assert page.run("document.querySelector('h1').textContent") == "湟中区生态环境局 2024年度"
    links = page.run("[...document.querySelectorAll('.files a')].map(a => [a.getAttribute('href'), a.download])")
    assert [name for _, name in links] == [f"某局 年度报告（{what}" for what in ("批注）.docx", "改好）.docx", "检查结果）.html", "对照表）.csv")]
    files = [desk.get(href).body for href, _ in links]
    assert b"w:comment " in zipfile.ZipFile(BytesIO(files[0])).read("word/comments.xml")
    assert b"w:ins " in zipfile.ZipFile(BytesIO(files[1])).read("word/document.xml")
    assert files[2].startswith(b"<!DOCTYPE html>")
    assert files[3].startswith("\ufeff报告".encode())
    assert page.run("document.querySelector('iframe').src") == f"{page.run('location.href')}/report"
    assert all(address.startswith(f"{desk.origin}/") for address in page.requests)
    assert page.refused == []


def test_without_a_script_and_with_the_keyboard_alone(page: Page, desk: Running, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "again", lambda _: standing_in())
    page.script(False)
    page.open(f"{desk.origin}/")
    choose(page, report)
    page.press("Tab")  # the file
    page.press("Tab")  # the choices
    page.press("Enter")
    for _ in range(5):  # its four fields, the button
        page.press("Tab")
    page.press("Enter")
    page.loaded()
    page.script(True)
    assert "/r/" in page.run("location.href")
    assert page.run("document.querySelector('h1').textContent") == report.name


def test_a_file_dropped_anywhere_is_taken_and_two_are_not(page: Page, report: Path) -> None:
    for files, words in (([report], report.name), ([report, report], "一次只能查一份")):
        data = {"items": [], "files": list(map(str, files)), "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            page.call("Input.dispatchDragEvent", type=kind, x=600, y=700, data=data)
        assert words in page.run("(document.getElementById('report').files[0]?.name ?? '') + document.getElementById('state').textContent")
    assert page.run("location.pathname") == "/"


def test_a_refusal_is_read_out_and_the_form_is_there_again(page: Page, tmp_path: Path) -> None:
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\3\4 broken")
    choose(page, broken)
    page.click("#check button[type=submit]")
    page.loaded()
    assert "“坏.docx”" in page.run("document.querySelector('[role=alert]').textContent")
    assert page.run("document.querySelectorAll('#check').length") == 1


def test_every_page_can_be_read_wide_and_narrow(page: Page, desk: Running, kept: str) -> None:
    browser.readable(page, desk.origin, ("/", kept, "/r/nothing"))


def test_what_somebody_wrote_into_a_report_cannot_act(page: Page, desk: Running, kept: str) -> None:
    """A script that got into the marked report would have no right to run, to send or to reach our page."""
    page.open(f"{desk.origin}{kept}/report")
    page.run("document.body.append(Object.assign(document.createElement('script'), {text: 'document.title = 1'}))")
    assert page.run("document.title") != "1"
    assert page.run("origin") == "null"
    assert page.run(f"fetch({desk.origin!r}).then(() => 'read', () => 'refused')") == "refused"

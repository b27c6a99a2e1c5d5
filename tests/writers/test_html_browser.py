"""The page as its reader uses it, in a real browser: filters, links, keyboard, no script, no network, contrast, print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from linter import batch
from linter.batch import Options
from linter.writers import Look, html
from tests import browser
from tests.browser import CONTRAST, Page
from tests.support import SEEDS

pytestmark = [pytest.mark.long, pytest.mark.skipif(browser.chromium is None, reason=browser.MISSING)]

SEEN = "[...document.querySelectorAll('{}')].filter(e => e.checkVisibility()).length"
IN_VIEW = "(r => r.top >= 0 && r.top < innerHeight)(document.querySelector('{}').getBoundingClientRect())"
TITLE = "某区水务局2024年度法治政府建设情况报告\n一、主要做法\n"
HOSTILE = f"{TITLE}<script>document.title = '被改'</script><img src='https://example.invalid/x.png' onerror=\"document.title = '被改'\">截止目前立案2件。\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    results = [batch.review_bytes(seed.read_bytes(), seed.name, Options()) for seed in SEEDS[1:3]]
    (made / "one.html").write_text(html.write(results[:1], Look()), encoding="utf-8")
    (made / "all.html").write_text(html.write(results, Look()), encoding="utf-8")
    (made / "hostile.html").write_text(html.write([batch.review_bytes(HOSTILE.encode(), "x.txt", Options())], Look()), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browser.browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture
def page(window: Page, folder: Path) -> Page:
    window.size(1280)
    window.open((folder / "one.html").as_uri())
    return window


def test_nothing_is_asked_of_the_network(page: Page, folder: Path) -> None:
    for name in ("one.html", "all.html", "hostile.html"):
        address = (folder / name).as_uri()
        page.open(address)
        assert page.requests == [address]
        assert page.refused == []


def test_a_hostile_report_changes_nothing(page: Page, folder: Path) -> None:
    page.open((folder / "hostile.html").as_uri())
    assert page.run("document.title") == "某区水务局 2024年度 检查结果"
    assert page.run("document.images.length + document.scripts.length") == 0
    assert "<script>document.title" in page.run("document.querySelector('.text').innerText")


def test_a_script_could_not_run_if_one_got_in(page: Page) -> None:
    page.run("document.body.append(Object.assign(document.createElement('script'), {text: 'document.title = 1'}))")
    page.run("document.body.append(Object.assign(document.createElement('img'), {src: 'https://example.invalid/x.png'}))")
    assert page.run("document.title") != "1"
    assert len(page.refused) == 2
    assert all("Content Security Policy" in line for line in page.refused)


@pytest.mark.parametrize("script", [True, False])
def test_filters_hide_by_severity_and_family(page: Page, script: bool) -> None:
    page.script(script)
    page.call("Page.reload")
    page.open(page.run("location.href"))
    try:
        assert page.run(SEEN.format(".listed")) == page.run(SEEN.format("aside")) == 20
        errors = page.run(SEEN.format("aside.error"))
        assert errors
        page.click("label:has(#show-error)")
        assert page.run(SEEN.format("aside")) == 20 - errors
        assert page.run(SEEN.format(".badge.error")) == page.run(SEEN.format(".listed.error")) == 0
        assert page.run("getComputedStyle(document.querySelector('.mark.error')).textDecorationLine") == "none"
        page.click("label:has(#show-error)")
        wording = page.run(SEEN.format("aside.wording"))
        page.click("label:has(#show-wording)")
        assert page.run(SEEN.format("aside")) == 20 - wording
        page.click("label:has(#show-wording)")
        page.click("label:has(#show-lesser)")
        assert page.run(SEEN.format("aside")) == page.run("document.querySelectorAll('aside').length") > 20
    finally:
        page.script(True)


def test_a_note_leads_to_its_mark_and_back(page: Page) -> None:
    page.click("aside.error .number")
    target = page.run("location.hash")
    assert page.run(IN_VIEW.format(target))
    page.run("scrollTo(0, 0)")
    page.click(f"{target} .badge")
    assert page.run("document.querySelector(':target').matches('aside.error')")
    assert page.run(IN_VIEW.format("aside:target"))
    page.click(".evidence a")
    assert page.run(IN_VIEW.format(page.run("location.hash")))


def test_a_note_stands_beside_its_mark(page: Page) -> None:
    far = page.run("""[...document.querySelectorAll('aside')].filter(e => e.checkVisibility()).map(e => {
      const block = document.querySelector(e.querySelector('.number').getAttribute('href')).closest('.text > *')
      const [note, text] = [e, block].map(e => e.getBoundingClientRect())
      return [note.left > text.right - 1, note.top - text.top]
    })""")
    assert all(right for right, _ in far)
    assert min(top for _, top in far) > -30
    assert max(top for _, top in far) < 900


def test_the_keyboard_does_it_all_and_shows_where_it_is(page: Page) -> None:
    page.press("Tab")
    assert page.run("document.activeElement.id") == "show-error"
    assert page.run("getComputedStyle(document.activeElement.nextElementSibling).outlineStyle") == "solid"
    page.press(" ")
    assert page.run(SEEN.format("aside.error")) == 0
    page.press(" ")
    while not page.run("document.activeElement.matches('.listed .number')"):
        page.press("Tab")
    assert page.run("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    page.press("Enter")
    assert page.run(IN_VIEW.format("aside:target"))
    page.press("Tab")  # goes on from the note that was jumped to
    assert page.run("document.activeElement.closest('aside') === document.querySelector('aside:target')")


def test_every_word_can_be_read_against_its_ground(page: Page, folder: Path) -> None:
    for name in ("one.html", "all.html"):
        page.open((folder / name).as_uri())
        assert page.run(CONTRAST) == []


def test_a_narrow_window_needs_no_sideways_scrolling(page: Page) -> None:
    page.size(400)
    assert page.run("document.documentElement.scrollWidth") <= 400
    order = page.run("[...document.querySelectorAll('.text > *')].filter(e => e.checkVisibility()).slice(0, 9).map(e => e.getBoundingClientRect().top)")
    assert order == sorted(order)


def test_a_printed_page_is_a4_with_numbered_notes(page: Page, tmp_path: Path) -> None:
    page.pdf(tmp_path / "page.pdf")
    boxes = {tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox ?\[([^\]]+)\]", (tmp_path / "page.pdf").read_bytes())}
    assert {(round(box[2]), round(box[3])) for box in boxes} == {(595, 842)}
    page.call("Emulation.setEmulatedMedia", media="print")
    try:
        assert page.run(SEEN.format(".filter")) == 0
        assert page.run("getComputedStyle(document.querySelector('aside')).float") == "none"
        assert page.run("getComputedStyle(document.querySelector('.badge'), '::before').content") == '"［"'
        assert page.run(CONTRAST) == []
    finally:
        page.call("Emulation.setEmulatedMedia", media="")

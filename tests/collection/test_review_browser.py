"""The clerk's page in a real browser, by mouse and by keyboard, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

for name in ("starlette", "uvicorn", "python_multipart"):
    pytest.importorskip(name, reason="the serve extra brings it")

from linter.collection.ledger import Ledger
from linter.serve.clerk import Clerk
from tests import browser
from tests.browser import Page
from tests.collection.conftest import gathered
from tests.serve.running import Running, serving

pytestmark = [pytest.mark.long, pytest.mark.skipif(browser.chromium is None, reason=browser.MISSING)]



@pytest.fixture
def desk(bureau: Path) -> Iterator[Running]:
    clerk = Clerk(gathered(bureau), Ledger.of(bureau))
    with serving(clerk.asgi, clerk.ticket) as page:
        yield page


@pytest.fixture
def page(desk: Running, tmp_path: Path) -> Iterator[Page]:
    with browser.browser(tmp_path / "profile") as window:
        window.size(1280)
        window.open(f"{desk.origin}/")
        yield window


def choices(folder: Path) -> list[tuple[str | None, str]]:
    return sorted((one.choice, one.wording or one.reason) for one in Ledger.of(folder).book.decisions.values())


def test_from_the_list_of_agencies_to_three_decisions(page: Page, desk: Running, bureau: Path) -> None:
    page.click("a[href='/agency/1']")
    page.loaded()
    assert page.run("document.querySelector('h1').textContent") == "清江区水务局"
    page.click("article .decide > form button")
    page.loaded()
    assert page.run("document.querySelector('article:target').id === location.hash.slice(1)")  # the next one
    page.click("article details:nth-of-type(1) summary")
    page.click("article details:nth-of-type(1) input[name=reason]")
    page.call("Input.insertText", text="太细")
    page.press("Enter")  # in the field of a reason it can only reject
    page.loaded()
    page.click("article details:nth-of-type(2) summary")
    page.run("document.querySelector('article textarea').value = '请补写件数'")
    page.click("article details:nth-of-type(2) button")
    page.loaded()
    assert choices(bureau) == sorted([("采纳", ""), ("不采纳", "太细"), ("改措辞", "请补写件数")])
    page.open(f"{desk.origin}/agency/1?show=all")
    assert page.run("[...document.querySelectorAll('.said')].map(e => e.textContent)") == ["采纳", "不采纳：太细", "改措辞：请补写件数"]
    assert all(address.startswith(desk.origin) for address in page.requests)
    assert page.refused == []


def test_every_page_can_be_read_wide_and_narrow(page: Page, desk: Running) -> None:
    browser.readable(page, desk.origin, ("/", "/agency/0", "/agency/1?show=all", "/agency/9"))

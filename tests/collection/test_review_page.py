"""fazhi-lint review --page: the clerk decides on a page of this machine, in the very table that the terminal keeps; nobody's decision is lost."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

import pytest

for name in ("starlette", "uvicorn", "python_multipart"):
    pytest.importorskip(name, reason="the serve extra brings it")

from linter.cli import local_page
from linter.collection import decisions
from linter.collection.decisions import Book, Decision
from linter.collection.ledger import Ledger, Overtaken
from linter.serve.clerk import Clerk
from tests.collection.conftest import gathered
from tests.serve.running import Answered, Running, serving
from tests.support import Ran

Cli = Callable[..., Ran]
WATER = "清江区水务局"


@dataclass(frozen=True)
class Form:
    """What a form of the page would send."""

    path: str
    fields: dict[str, str]


@dataclass
class Office:
    folder: Path
    page: Running

    @property
    def book(self) -> list[Decision]:
        return list(Ledger.of(self.folder).book.decisions.values())

    def at(self, unit: str) -> str:
        return re.search(rf'<a href="(/agency/\d+)">{unit}</a>', self.page.get("/").text)[1]  # type: ignore[index]

    def forms(self, address: str, choice: str) -> list[Form]:
        """The forms of that choice, finding by finding."""
        found = []
        for action, inner in re.findall(r'<form method="post" action="([^"?]*/decide)\?[^"]*">(.*?)</form>', self.page.get(address).text, re.S):
            fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', inner))
            if fields.get("choice") == choice:
                found.append(Form(action, {key: unescape(value) for key, value in fields.items()}))
        return found

    def send(self, form: Form, **more: str) -> Answered:
        return self.page.say(form.path, {**form.fields, **more})


@pytest.fixture
def office(bureau: Path) -> Iterator[Office]:
    clerk = Clerk(gathered(bureau), Ledger.of(bureau))
    with serving(clerk.asgi, clerk.ticket) as page:
        yield Office(bureau, page)


def numbers(answered: Answered) -> list[int]:
    """Accepted, rejected, open."""
    return [int(number) for number in re.findall(r"<b>(\d+)</b> 条", answered.text)]


def test_each_way_to_decide_stands_in_the_table_and_on_the_page(office: Office, cli: Cli) -> None:
    at = office.at(WATER)
    before = numbers(office.page.get(at))
    assert before[:2] == [0, 0] and before[2] >= 3
    answered = office.send(office.forms(at, "采纳")[0])
    assert answered.status == 303
    following = answered.headers["location"].partition("#")[2]
    assert f'<article id="{following}"' in office.page.get(at).text
    office.send(office.forms(at, "不采纳")[0], reason="太细")
    office.send(office.forms(at, "改措辞")[0], wording="请补写\n办理件数")
    assert numbers(office.page.get(at)) == [2, 1, before[2] - 3]
    assert {(one.choice, one.wording, one.reason) for one in office.book} == {("采纳", "", ""), ("不采纳", "", "太细"), ("改措辞", "请补写 办理件数", "")}
    assert {(one.unit, one.year) for one in office.book} == {(WATER, "2024")}
    words = cli("review", str(office.folder), "--agency", "水务局", "--status").out
    assert words.split() == ["采纳", "2条", "不采纳", "1条", "未定", f"{before[2] - 3}条"]
    assert "不采纳：太细" in office.page.get(f"{at}?show=rejected").text
    office.send(office.forms(f"{at}?show=rejected", "未定")[0])
    assert numbers(office.page.get(at)) == [2, 0, before[2] - 2]


def test_the_page_and_the_terminal_make_the_same_file(office: Office, cli: Cli, tmp_path: Path) -> None:
    at = office.at(WATER)
    for form in office.forms(at, "采纳"):
        office.send(form)
    ours = decisions.file_of(office.folder).read_bytes()
    decisions.file_of(office.folder).unlink()
    cli("review", str(office.folder), "--agency", "水务局", "--accept", "全部")
    assert decisions.file_of(office.folder).read_bytes() == ours


def test_what_was_decided_elsewhere_meanwhile_is_shown_and_not_overwritten(office: Office, cli: Cli) -> None:
    at = office.at(WATER)
    stale, *_ = office.forms(f"{at}?show=all", "不采纳")
    cli("review", str(office.folder), "--agency", "水务局", "--accept", "全部")
    data = decisions.file_of(office.folder).read_bytes()
    answered = office.send(stale, reason="旧的一页")
    assert answered.status == 409 and "刚才在别处定了，您的没有记" in answered.fault
    assert office.send(replace(stale, fields={**stale.fields, "show": "open"})).status == 409
    assert decisions.file_of(office.folder).read_bytes() == data
    assert office.send(office.forms(f"{at}?show=all", "不采纳")[0], reason="看过了").status == 303  # who has seen it may change it


def test_the_rest_of_a_severity_is_decided_at_once_and_only_what_is_open(office: Office) -> None:
    at = office.at(WATER)
    office.send(office.forms(at, "不采纳")[0])
    rejected = office.book
    assert office.page.say(f"{at}/rest", {"which": "全部", "choice": "采纳", "reason": ""}).status == 303
    accepted, others, waiting = numbers(office.page.get(at))
    assert (others, waiting) == (1, 0) and accepted > 1
    assert [one for one in office.book if one.choice == "不采纳"] == rejected
    page = office.page.get(at).text
    assert "没有定的一起定" not in page
    assert re.search('href="(/agency/[0-9]+)" class="button"', office.page.get(f"{at}?show=open").text)[1] != at  # type: ignore[index]


def test_a_quotation_stands_in_its_paragraph(office: Office) -> None:
    text = office.page.get(office.at("清江区生态环境局")).text
    quoted = next(quote for quote in re.findall("<blockquote>(.*?)</blockquote>", text) if "<mark>法治审核</mark>" in quote)
    assert "重大执法决定<mark>" in quoted and len(quoted) > 60


def test_every_agency_is_listed_and_one_without_a_report_says_so(office: Office) -> None:
    text = office.page.get("/").text
    for unit in (WATER, "清江区生态环境局", "清江区桂园街道办事处"):
        assert f">{unit}</a>" in text
    row = re.search(r'<tr class="none">(.*?)</tr>', text)[1]  # type: ignore[index]
    assert "清江区司法局" in row and "未报" in row
    assert office.page.get("/agency/3").status == office.page.get("/agency/4").status == 404


def test_only_our_own_page_may_decide(office: Office) -> None:
    form = office.forms(office.at(WATER), "采纳")[0]
    assert office.page.say(form.path, form.fields, origin="http://example.com").status == 403
    assert office.page.say(form.path, form.fields, host="example.com").status == 403
    assert office.page.get(office.at(WATER), sec_fetch_site="cross-site").status == 403
    assert Office(office.folder, Running(office.page.port, "x" * 32)).send(form).status == 403
    assert not (office.folder / "审核").exists()
    headers = office.page.get(office.at(WATER)).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; ") and headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [({"choice": "也许"}, 400, "没有选"), ({"choice": "改措辞", "wording": " "}, 400, "写出改后的话"), ({"choice": "不采纳", "reason": "长" * 2001}, 413, "写得太长"),
     ({"choice": "不采纳", "reason": "长" * 99999}, 413, "写得太长"), ({"mark": "fp1:00"}, 409, "您的没有记")],
)
def test_a_form_that_decides_nothing_is_one_sentence(office: Office, more: dict[str, str], status: int, words: str) -> None:
    answered = office.send(office.forms(office.at(WATER), "采纳")[0], **more)
    assert (answered.status, words in answered.fault) == (status, True)
    assert not (office.folder / "审核").exists()


def test_a_table_that_cannot_be_used_is_one_sentence(office: Office, cli: Cli) -> None:
    form = office.forms(office.at(WATER), "采纳")[0]
    office.send(form)
    file = decisions.file_of(office.folder)
    broken = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\r\n<<<<<<< HEAD\r\n", 1).encode()
    file.write_bytes(broken)
    for answered in (office.page.get("/"), office.send(form)):
        assert (answered.status, "意见.csv:2: 合并留下的" in answered.fault) == (409, True)
    assert file.read_bytes() == broken


def test_what_a_report_says_is_only_words(bureau: Path) -> None:
    report = bureau / "水务局.txt"
    report.write_text("清江区水务局2024年度法治政府建设情况报告\n一、主要做法\n推进<script>alert(1)</script>法治审核。\n", encoding="utf-8")
    (bureau / "水务局.docx").unlink()
    clerk = Clerk(gathered(bureau), Ledger.of(bureau))
    with serving(clerk.asgi, clerk.ticket) as page:
        text = page.get("/agency/1").text
    assert "&lt;script&gt;alert(1)" in text and "<script>" not in text


def test_the_command_opens_the_page_and_says_at_the_end_where_it_is_kept(bureau: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(asgi: Callable[[int], object], port: int, opens: bool) -> None:
        asgi(port)
        opened.append((port, opens))

    opened: list[tuple[int, bool]] = []
    monkeypatch.setattr(local_page, "run", run)
    ran = cli("review", str(bureau), "--page", "--no-open", "--agency", "水务局")
    assert (ran.code, opened) == (0, [(8118, False)])
    assert f"决定都在 {decisions.file_of(bureau)}" in ran.err and ran.out.startswith("采纳 0条")


# the table, when several are at it


def decided(mark: str, choice: decisions.Choice = "采纳") -> Decision:
    return Decision("甲局", "2024", f"fp1:{mark}", choice)


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    table = Ledger(tmp_path / "审核" / "意见.csv")
    threads = [threading.Thread(target=lambda number=number: [table.save([decided(f"{number}-{each}")], Book()) for each in range(5)]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(table.book.decisions) == 30
    assert [file.name for file in table.file.parent.iterdir()] == ["意见.csv"]


def test_who_has_not_seen_a_decision_cannot_overwrite_it(tmp_path: Path) -> None:
    table = Ledger(tmp_path / "意见.csv")
    table.save([decided("1")], Book())
    with pytest.raises(Overtaken):
        table.save([decided("1", "不采纳"), decided("2")], Book())
    assert list(table.book.decisions.values()) == [decided("1")]


def test_what_a_killed_program_left_holds_nobody_up_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linter.files._LONGEST", 0.05)
    (tmp_path / "意见.csv.lock").touch()
    table = Ledger(tmp_path / "意见.csv")
    table.save([decided("1")], Book())
    assert len(table.book.decisions) == 1

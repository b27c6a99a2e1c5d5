"""fazhi-lint matrix: the same table in six formats; totals equal a count by hand; no ranking unless asked."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

from linter.collection.decisions import Book, decide, proposed
from linter.collection.formats import write
from linter.collection.matrix import Matrix, matrix
from linter.review import CATEGORIES, LEVEL_NAMES, SEVERITIES, VERDICT_NAMES
from linter.width import width
from linter.writers import Look
from linter.writers.digest import merged
from linter.writers.paint import plain
from tests import browser
from tests.collection.conftest import Office
from tests.collection.packages import LATE, MISSING, REVIEWED, UNITS
from tests.schemas import valid
from tests.support import Ran


@pytest.fixture(scope="module")
def made(office: Office) -> Matrix:
    return matrix(office.intake, Book())


def text(made: Matrix, **look: object) -> str:
    content = write("text", made, Look(**look))  # type: ignore[arg-type]
    return "\n".join(plain(line) for line in content)  # type: ignore[arg-type, union-attr]


def test_cells_and_totals_are_what_the_reviews_say(office: Office, made: Matrix) -> None:
    for each in office.intake.submissions:
        if each.review:
            line = next(line for line in made.lines if line.submission.unit is each.unit)
            for verdict in each.review.checklist:
                mark = LEVEL_NAMES[verdict.level] if verdict.level and verdict.verdict != "not-applicable" else VERDICT_NAMES[verdict.verdict]
                assert line.cells[verdict.item].mark == mark
    duty = next(item for item in made.items if item.key == "law-popularization.duty")
    by_hand = Counter(
        LEVEL_NAMES[verdict.level] for each in office.intake.submissions if each.review for verdict in each.review.checklist
        if verdict.item == duty.key and verdict.level
    )
    assert made.totals(duty) == by_hand and sum(by_hand.values()) == len(REVIEWED)


def test_once_somebody_decides_only_what_was_accepted_counts(office: Office, made: Matrix) -> None:
    each = office.of("清江区水务局")
    first, second, *_ = merged(proposed(each))
    book = Book().with_([*decide(each, first, "采纳"), *decide(each, second, "不采纳", reason="太细")])
    decided = matrix(office.intake, book)
    line, before = (next(line for line in table.lines if line.submission.unit is each.unit) for table in (decided, made))
    total = len(before.findings)
    assert sum(before.count(severity) for severity in SEVERITIES) == total
    assert [line.count(severity) for severity in SEVERITIES] == [int(severity == first.finding.severity) for severity in SEVERITIES]
    assert sum(other.of_family(category) for other in decided.lines for category in CATEGORIES) == 1
    assert (len(line.accepted), line.open, len(line.findings)) == (1, total - 2, total)
    assert "只算采纳的" in text(decided) and "只算采纳的" not in text(made)
    page = str(write("html", decided, Look()))
    assert "<i>不采纳：太细</i>" in page and page.count("<i>采纳</i>") == 1
    agency = next(other for other in valid(str(write("json", decided, Look())))["agencies"] if other["agency"] == each.unit.name)
    assert (sum(agency["findings"].values()), sum(agency["accepted"].values()), agency["undecided"]) == (total, 1, total - 2)


def test_the_terminal_says_who_is_missing_and_fits_its_width(made: Matrix) -> None:
    for cells in (80, 200):
        shown = text(made, width=cells, wrapped=True)
        assert all(width(line) <= cells for line in shown.split("\n"))
        assert f"名册 {len(UNITS)}家，已报 35家，迟报 {len(LATE)}家（期限 2025-02-20），未报 5家；查了 33家" in shown
        missing = shown[shown.index("未报：") : shown.index("单位  ")]
        assert all(unit in missing.replace("\n", "").replace(" ", "") for unit in MISSING)
        assert "名次" not in shown
    assert len(text(made, width=200, wrapped=True).split("\n")) < len(text(made, width=80, wrapped=True).split("\n"))
    assert "每个文件的去向" in text(made, everything=True) and "每个文件的去向" not in text(made)


def test_ranking_is_off_unless_asked_for_and_equal_ones_share_a_place(office: Office, made: Matrix) -> None:
    assert [line.submission.unit.name for line in made.lines] == [unit for unit in UNITS if unit in {each.submission.unit.name for each in made.lines}]
    ranked = matrix(office.intake, Book(), ranked=True)
    weights = [line.weight for line in ranked.lines if line.cells]
    assert weights == sorted(weights) and ranked.places()[0] == 1
    assert "名次" in text(ranked) and "rank" in valid(str(write("json", ranked, Look())))["agencies"][0]


def test_csv_and_json_hold_every_agency_and_file(office: Office, made: Matrix) -> None:
    data = write("csv", made, Look())
    assert isinstance(data, bytes)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["单位"] for row in rows] == list(UNITS)
    assert next(row for row in rows if row["单位"] == "清江区统计局")["报送"] == "迟报"
    content = valid(str(write("json", made, Look())))
    assert content["schema"] == "fazhi-lint/matrix@1" and len(content["files"]) == len(office.intake.files)
    assert len({cell["agency"] for cell in content["cells"]}) == len(REVIEWED)
    quoted = [cell for cell in content["cells"] if cell["evidence"]]
    reviews = {each.unit.name: each.review for each in office.intake.submissions}
    for cell in quoted[::97]:
        review = reviews[cell["agency"]]
        assert review is not None
        assert re.sub(r"\s|……", "", cell["evidence"]) in re.sub(r"\s", "", review.document.text)


def test_the_workbook_opens_with_the_heat_map_and_no_formula(made: Matrix) -> None:
    from openpyxl import load_workbook

    data = write("xlsx", made, Look())
    assert isinstance(data, bytes)
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["热力图", "各项合计", "各族问题", "报送情况", "文件去向"]
    sheet = book["热力图"]
    assert sheet.max_row == len(made.lines) + 1 and sheet.freeze_panes == "B2"
    assert book["报送情况"].max_row == len(UNITS) + 1 and book["文件去向"].max_row == len(made.intake.files) + 1
    colours = {cell.value: cell.fill.fgColor.rgb[-6:] for row in sheet.iter_rows(min_row=2) for cell in row if cell.value in ("没写", "数据")}
    assert set(colours) == {"没写", "数据"} and len(set(colours.values())) == 2
    assert all(cell.data_type != "f" for each in book for row in each.iter_rows() for cell in row)


def test_parquet_has_typed_columns(made: Matrix) -> None:
    from pyarrow import parquet

    data = write("parquet", made, Look())
    assert isinstance(data, bytes)
    table = parquet.read_table(io.BytesIO(data))
    assert str(table.schema.field("year").type) == "int32" and str(table.schema.field("late").type) == "bool"
    assert table.num_rows == len(json.loads(str(write("json", made, Look())))["cells"])


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags[tag] += 1
        if said.get("id"):
            self.ids.add(said["id"] or "")
        if tag == "a":
            self.links.append(said["href"] or "")


def test_the_page_links_every_cell_to_its_sentences_and_escapes_everything(office: Office) -> None:
    nasty = "<script>alert(1)</script>\"'&"
    first, *rest = office.intake.submissions
    intake = replace(office.intake, submissions=(replace(first, unit=replace(first.unit, name=nasty), notes=(nasty,)), *rest))
    page = _Page()
    content = str(write("html", matrix(intake, Book()), Look()))
    page.feed(content)
    assert page.tags["script"] == 1 and "<script>alert" not in content
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links)
    assert "src=" not in content.replace("script-src", "") and "http" not in content.replace("http-equiv", "")


@pytest.mark.long
@pytest.mark.skipif(browser.chromium is None, reason=browser.MISSING)
def test_the_page_sorts_in_a_browser_and_asks_for_nothing(made: Matrix, tmp_path: Path) -> None:
    (tmp_path / "总表.html").write_text(str(write("html", made, Look())), encoding="utf-8")
    first = "document.querySelector('table.heat tbody tr').cells[4].textContent"
    with browser.browser(tmp_path / "profile") as page:
        page.open((tmp_path / "总表.html").as_uri())
        assert len(page.requests) == 1
        page.click("table.heat thead th:nth-child(5) button")
        fewest = int(page.run(first))
        page.click("table.heat thead th:nth-child(5) button")
        assert int(page.run(first)) == max(line.count("warning") for line in made.lines) > fewest
        assert page.refused == []


def test_the_command_says_what_is_wrong_and_overwrites_nothing_received(bureau: Path, cli: Callable[..., Ran]) -> None:
    target = bureau / "总表.html"
    ran = cli("matrix", str(bureau), "--format", f"html={target}", "--format", "text", "--due", "2999-01-01")
    assert ran.code == 0 and "未报 1家" in ran.out and target.exists()
    assert cli("matrix", str(bureau), "--output", str(target), "--format", "html").code == 0  # again, over its own page
    before = (bureau / "水务局.docx").read_bytes()
    ran = cli("matrix", str(bureau), "--output", str(bureau / "水务局.docx"))
    assert ran.code == 2 and "是收来的文件" in ran.err and (bureau / "水务局.docx").read_bytes() == before
    (bureau / "IMG.jpg").write_bytes(b"x")
    assert cli("matrix", str(bureau)).code == 3
    for arguments, said in (
        ([str(bureau / "没有")], "没有这个文件夹"), ([str(bureau), "--due", "三月一日"], "不是日期"), ([str(bureau), "--roster", "没有.csv"], "名册 没有.csv 读不出来"),
        ([str(bureau), "--format", "xlsx"], "xlsx 不能印在屏幕上"),
    ):
        ran = cli("matrix", *arguments)
        assert ran.code == 2 and said.replace("没有这个", "") in ran.err and ran.err.count("\n") == 1

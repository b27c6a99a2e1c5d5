"""fazhi-lint summary: the figures of the circular are those of a hand count; every number leads to what it counts."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from linter.collection.decisions import Book, decide, proposed
from linter.collection.summary import Number, Summary, summary
from linter.writers.digest import merged
from tests.collection import packages
from tests.collection.conftest import Office
from tests.support import Ran

Cli = Callable[..., Ran]
DUE = ("--due", "2025-02-20")


@pytest.fixture
def noted(bureau: Path) -> Path:
    """Of four agencies three sent, one of them late; two are published."""
    rows = "清江区水务局,2025-02-24,,\n清江区生态环境局,2025-02-18,2025-03-28,\n清江区桂园街道办事处,2025-02-18,,https://example.gov.cn/2\n"
    (bureau / "register.csv").write_text(f"单位,收到日期,公开日期,公开网址\n{rows}", encoding="utf-8")
    return bureau


def markdown(cli: Cli, folder: Path) -> str:
    ran = cli("summary", str(folder), *DUE, "--format", "md", "--force")
    assert ran.code == 0, ran.err
    return (folder / "审核" / "通报.md").read_text(encoding="utf-8")


def rows(made: Summary, words: str) -> list[str]:
    """Agencies in the annex that the number behind those words leads to."""
    for _, paragraphs in made.parts:
        for paragraph in paragraphs:
            for before, part in pairwise(paragraph):
                if isinstance(part, Number) and isinstance(before, str) and before.endswith(words):
                    annex = made.annexes[part.annex - 1]
                    assert annex.number == part.annex
                    return [row.unit for row in annex.rows]
    raise AssertionError(words)


def test_rates_are_those_of_a_hand_count(cli: Cli, noted: Path) -> None:
    text = markdown(cli, noted)
    assert "应报送4家，已报送[3家](#annex1)，报送率75.0%；未报送[1家](#annex2)。" in text
    assert "迟报[1家](#annex3)。" in text and "已公开[2家](#annex4)，公开率50.0%。" in text
    assert "| 清江区桂园街道办事处 |  | https://example.gov.cn/2 |" in text
    assert "还没有采纳的意见" in text


def test_only_what_was_accepted_counts(cli: Cli, noted: Path) -> None:
    cli("review", str(noted), "--accept", "必改", *DUE)
    with (noted / "审核" / "意见.csv").open(encoding="utf-8-sig", newline="") as file:
        decided = [row for row in csv.DictReader(file) if row["决定"] == "采纳"]
    units = {row["单位"] for row in decided}
    assert units == {"清江区生态环境局", "清江区水务局"}
    text = markdown(cli, noted)
    assert f"审核3家，[2家{len(decided)}处](#annex5)需要修改（另有" in text
    assert "“3.重大执法决定法治审核。”“法治审核”应为“法制审核”" in text
    listed = Counter(re.findall(r"^\| (清江区\S+) \|", text.partition('<a id="annex5"></a>')[2].partition('<a id="annex6"></a>')[0], re.MULTILINE))
    assert listed == Counter(row["单位"] for row in decided)


def test_forty_agencies_counted_by_hand(office: Office) -> None:
    """Every finding of four agencies is accepted: faults by rule, agency by agency."""
    chosen = [each for each in office.intake.submissions if each.review is not None][:4]
    book = Book().with_([decision for each in chosen for row in merged(proposed(each)) for decision in decide(each, row, "采纳")])
    made = summary(office.intake, book)
    missing = (*packages.MISSING, packages.WRONG_YEAR)
    assert sorted(rows(made, "已报送")) == sorted(set(packages.UNITS) - set(missing))
    assert sorted(rows(made, "未报送")) == sorted(missing) and sorted(rows(made, "迟报")) == sorted(packages.LATE)
    assert sorted(rows(made, "没有可以审核的文本的")) == sorted((packages.SCAN_ONLY, packages.LOCKED))
    everything = [finding for each in chosen for finding in proposed(each)]
    annex = next(annex for annex in made.annexes if annex.title == "采纳的全部意见")
    assert len(annex.rows) == len(everything) and Counter(row.unit for row in annex.rows) == Counter(each.unit.name for each in chosen for _ in proposed(each))
    by_rule = Counter(rule for each in chosen for rule in {finding.rule for finding in proposed(each)})
    places = Counter(finding.rule for finding in everything)
    common = sorted(((count, places[rule]) for rule, count in by_rule.items() if count > 1), reverse=True)[:10]
    said = [words for words in made.parts[1][1] if re.match(r"\d+\. ", str(words[0]))]
    numbers = [part.words for words in said for part in words if isinstance(part, Number)]
    assert numbers and sorted(numbers) == sorted(f"{units}家{count}处" for units, count in common)


def test_the_word_file_links_each_number_to_its_annex(cli: Cli, noted: Path) -> None:
    pytest.importorskip("docx")
    cli("review", str(noted), "--accept", "必改", *DUE)
    assert cli("summary", str(noted), *DUE).code == 0
    file = noted / "审核" / "通报.docx"
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        xml = archive.read("word/document.xml").decode()
    targets, marks = re.findall(r'w:anchor="(\w+)"', xml), re.findall(r'w:bookmarkStart w:id="\d+" w:name="(\w+)"', xml)
    assert targets == marks and len(set(marks)) == len(marks) > 4 and "通报初稿，经办人核对后使用" in xml
    before = file.read_bytes()
    ran = cli("summary", str(noted), *DUE)
    assert ran.code == 2 and "不覆盖" in ran.err and file.read_bytes() == before
    assert cli("summary", str(noted), *DUE, "--force").code == 0 and file.read_bytes() == before  # the same again


def test_what_is_not_registered_is_not_a_rate(cli: Cli, bureau: Path) -> None:
    text = markdown(cli, bureau)
    assert "公开情况没有登记" in text and "公开率待补" in text and "公开率0" not in text

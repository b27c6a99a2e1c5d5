"""The checklist alone, as csv, json, markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from linter import batch
from linter.batch import Options, Result
from linter.writers import checklist as writer
from linter.writers.markdown import plain
from tests.support import SEEDS, Ran

MISSING = Result("没有.txt", "unchecked", code="not-found", message="没有这个文件")


@pytest.fixture(scope="module")
def seed() -> Result:
    return batch.review_bytes(SEEDS[0].read_bytes(), "报告.txt", Options())


def test_csv_opens_in_a_table_program(seed: Result) -> None:
    content = writer.as_csv([seed, MISSING])
    assert content.startswith("\ufeff报告,机关,")
    assert "\r\n" in content
    table = list(csv.DictReader(io.StringIO(content.removeprefix("\ufeff"))))
    assert seed.review is not None
    assert [row["项"] for row in table] == [*(row.item for row in seed.review.checklist), ""]
    assert {row["分组"] for row in table[:-1]} <= {"法定内容", "应写事项", "有则写、无则写明", "不作要求"}
    assert all(len(row["档"]) in (2, 3) for row in table[:-1])
    assert (table[-1]["报告"], table[-1]["分组"], table[-1]["说明"]) == ("没有.txt", "没有检查", "没有这个文件")


def test_a_cell_is_never_a_formula(seed: Result) -> None:
    assert seed.review is not None
    evil = replace(seed, review=replace(seed.review, profile=replace(seed.review.profile, agency="=HYPERLINK(1)")))
    assert "'=HYPERLINK" in writer.as_csv([evil])


def test_json_has_the_rows_of_the_review(seed: Result) -> None:
    data = json.loads(writer.as_json([seed, MISSING]))
    assert data["schema"] == "fazhi-lint/checklist@1"
    assert [file["status"] for file in data["files"]] == ["checked", "unchecked"]
    assert data["files"][1]["reason"] == {"code": "not-found", "message": "没有这个文件"}
    assert {"item", "verdict", "level", "expectation", "evidence", "note"} == set(data["files"][0]["checklist"][0])


def test_markdown_is_a_table(seed: Result) -> None:
    content = writer.as_markdown([seed, MISSING])
    rows = [line for line in content.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in rows} == {8}
    assert "没有检查：没有这个文件" in content


def test_markdown_of_a_report_is_only_words(seed: Result) -> None:
    evil = "<img src=x>|[甲](http://x)"
    assert seed.review is not None
    verdicts = tuple(replace(verdict, note=evil) for verdict in seed.review.checklist)
    review = replace(seed.review, checklist=verdicts, profile=replace(seed.review.profile, agency=evil))
    content = writer.as_markdown([replace(seed, review=review), replace(MISSING, path=evil)])
    shown = content.count(plain(evil))
    assert shown > 4 and content.count("img src") == shown


@pytest.mark.parametrize("form", ["text", "csv", "json", "markdown"])
def test_the_command(cli: Callable[..., Ran], form: str) -> None:
    ran = cli("checklist", "--format", form, str(SEEDS[0]), "没有.txt")
    assert ran.code == 3
    assert "没有.txt" in ran.out
    assert cli("checklist", "--format", form, str(SEEDS[0])).code == 0

"""Which draft is the latest, and by what."""

from __future__ import annotations

from datetime import datetime

import pytest

from linter.collection.drafts import latest, number
from linter.collection.received import Received


def draft(name: str, day: int = 1) -> Received:
    return Received(name, (name,), "report", modified=datetime(2025, 2, day))


@pytest.mark.parametrize(
    ("names", "chosen", "by"),
    [
        (["报告.docx", "报告二稿.docx", "报告初稿.docx"], "报告二稿.docx", "文件名里的稿次"),
        (["报告v2.docx", "报告V10.docx"], "报告V10.docx", "文件名里的稿次"),
        (["报告三稿.docx", "报告定稿.docx"], "报告定稿.docx", "文件名里的稿次"),
        (["法治报告(最终).docx", "法治报告(最终)2.docx"], "法治报告(最终)2.docx", "文件名里的稿次"),
        (["报告.docx", "报告（修改）.docx"], "报告（修改）.docx", "文件名里的稿次"),
        (["报告2025.2.18.docx", "报告2025年2月9日.docx"], "报告2025.2.18.docx", "文件名里的日期"),
        (["报告20250118.docx", "报告20250218.docx"], "报告20250218.docx", "文件名里的日期"),
    ],
)
def test_the_name_decides(names: list[str], chosen: str, by: str) -> None:
    choice = latest([draft(name) for name in names])
    assert (choice.latest.name, choice.by, choice.doubt) == (chosen, by, "")
    assert {other.name for other in choice.earlier} == set(names) - {chosen}


def test_then_the_date_of_the_file_and_where_all_is_equal_that_is_said() -> None:
    choice = latest([draft("甲.docx", 9), draft("乙.docx", 3)])
    assert (choice.latest.name, choice.by, choice.doubt) == ("甲.docx", "文件的修改时间", "")
    choice = latest([draft("甲.docx"), draft("乙.docx")])
    assert choice.by == "" and "请核对" in choice.doubt


def test_a_file_that_is_newer_than_the_latest_draft_is_told() -> None:
    assert "报告.docx 的修改时间更晚" in latest([draft("报告.docx", 9), draft("报告二稿.docx", 1)]).doubt


@pytest.mark.parametrize(("name", "value"), [("报告2024.docx", 1), ("2025-02-18.docx", 1), ("报告2.docx", 2), ("第3稿.docx", 3), ("报告(2).docx", 2)])
def test_a_year_or_a_date_is_no_number_of_a_draft(name: str, value: float) -> None:
    assert number(draft(name)) == value

"""Roster, register and decisions: read strictly, every fault with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linter.collection import decisions, register, roster, tables
from linter.collection.tables import TableError


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "t.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_roster_is_read_in_the_encodings_that_excel_writes(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "名称,简称,曾用名,类型,联系人,电话\n某区水务局,水务局、水利局,某区水利局,执法部门,王敏,0800\n", encoding)
    (unit,) = roster.read(path).units
    assert (unit.name, unit.aliases, unit.former, unit.kind, unit.contact) == ("某区水务局", ("水务局", "水利局"), ("某区水利局",), "enforcing", "王敏")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("单位名,类型\n甲局,\n", "t.csv:1: 名册的第一行要有“名称”这一列"),
        ("名称,类型\n甲局,衙门\n", "t.csv:2: 没有“衙门”这种类型"),
        ("名称\n甲局\n\n甲局\n", "t.csv:4: “甲局”已在 t.csv:2 写给甲局"),
        ("名称,简称\n甲局,市局\n乙局,市局\n", "t.csv:3: “市局”已在 t.csv:2 写给甲局"),
        ("名称,简称\n,水务局\n", "t.csv:2: 这一行没有单位名称"),
        ("名称\n<<<<<<< HEAD\n甲局\n", "t.csv:2: 合并留下的 <<<<<<<"),
        ("名称\n甲局,乙,\n", "t.csv:2: 这一行比表头多出“乙”"),
        ("名称\n", "t.csv:1: 名册里没有单位"),
    ],
)
def test_a_fault_of_a_roster_is_said_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(TableError) as raised:
        roster.read(written(tmp_path, text))
    assert said in str(raised.value)


def test_every_fault_is_named_at_once_and_unused_columns_are_told(tmp_path: Path) -> None:
    with pytest.raises(TableError) as raised:
        roster.read(written(tmp_path, "名称,类型\n甲局,衙门\n,局\n"))
    assert str(raised.value).count("\n") == 2
    assert roster.read(written(tmp_path, "序号,名称,备注\n1,甲局,无\n")).unused == ("序号", "备注")


def test_a_register_takes_dates_as_people_write_them(tmp_path: Path) -> None:
    entries = register.read(written(tmp_path, "单位,收到日期\n甲局,2025-2-8\n乙局,2025/02/18\n丙局,2025年2月9日\n丁局,20250210\n"))
    assert [entry.arrived for entry in entries] == [date(2025, 2, 8), date(2025, 2, 18), date(2025, 2, 9), date(2025, 2, 10)]
    with pytest.raises(TableError, match="“昨天”不是日期"):
        register.read(written(tmp_path, "单位,收到日期\n甲局,昨天\n"))


def test_a_formula_in_a_cell_is_kept_as_words_and_comes_back_as_it_was(tmp_path: Path) -> None:
    data = tables.written(["名称", "备注"], [["=1+1", "-3、\n二行"], ["'=1+1", "'90年代"]])
    assert b"'=1+1" in data
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    row, typed = tables.read(path, {"name": ("名称",), "note": ("备注",)}, [], "表").rows
    assert dict(row.cells) == {"name": "=1+1", "note": "-3、\n二行"}
    assert dict(typed.cells) == {"name": "'=1+1", "note": "'90年代"}  # the apostrophe that somebody wrote stays


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("甲局,2024,同意,,fp1:a", "决定“同意”不认识"), ("甲局,2024,改措辞,,fp1:a", "“改后的话”却空着"), ("甲局,2024,采纳,,", "没有指纹"),
        ("甲局,2024,采纳,,fp1:a\n甲局,2024,不采纳,,fp1:a", "t.csv:3: 与 t.csv:2 是同一条结论，决定却不同"),
    ],
)
def test_a_decision_that_cannot_be_one_is_said(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(TableError) as raised:
        decisions.read(written(tmp_path, f"单位,年度,决定,改后的话,指纹\n{row}\n"))
    assert said in str(raised.value)

"""fazhi-lint review: decisions by fingerprint in a table that is read, merged and edited by hand; nothing is lost when repeated."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.collection import decisions
from tests.support import Ran

Cli = Callable[..., Ran]


def book(folder: Path) -> list[decisions.Decision]:
    return list(decisions.read(decisions.file_of(folder)).decisions.values())


def tally(ran: Ran) -> dict[str, int]:
    words = ran.out.strip().split("\n")[-1].split()
    return {words[at]: int(words[at + 1].removesuffix("条")) for at in range(0, len(words), 2)}


def test_accept_and_reject_in_bulk_touch_only_what_is_undecided(bureau: Path, cli: Cli) -> None:
    before = tally(cli("review", str(bureau), "--status"))
    assert before["采纳"] == before["不采纳"] == 0 and before["未定"] > 5
    assert not (bureau / "审核").exists()
    first = tally(cli("review", str(bureau), "--accept", "必改,W116"))
    assert 0 < first["采纳"] < before["未定"]
    second = tally(cli("review", str(bureau), "--reject", "全部", "--reason", "不提"))
    assert second["采纳"] == first["采纳"] and second["未定"] == 0
    assert {one.reason for one in book(bureau) if one.choice == "不采纳"} == {"不提"}
    data = decisions.file_of(bureau).read_bytes()
    cli("review", str(bureau), "--reject", "全部")
    assert decisions.file_of(bureau).read_bytes() == data


def test_the_table_can_be_filled_in_in_excel_and_taken_back(bureau: Path, cli: Cli, tmp_path: Path) -> None:
    table = tmp_path / "待审.csv"
    ran = cli("review", str(bureau), "--export", str(table))
    total = tally(ran)["未定"]
    lines = table.read_bytes().decode("utf-8-sig").split("\r\n")
    at = next(number for number, line in enumerate(lines) if "法治审核" in line)
    cells = lines[at].split(",")
    cells[2], cells[3] = "改措辞", "这里用法制审核"
    lines[at] = ",".join(cells)
    lines.insert(1, "清江区水务局,2024,采纳,,,,必改,,,不在报告里的,,W101,fp1:00")
    table.write_bytes("\r\n".join(lines).encode("gb18030"))  # as Excel on Chinese Windows saves it
    ran = cli("review", str(bureau), "--import", str(table))
    assert "收进 1 条" in ran.err and "1 条在这批报告里没有对上" in ran.err
    assert tally(ran) == {"采纳": 1, "不采纳": 0, "未定": total - 1}
    (one,) = book(bureau)
    assert (one.choice, one.wording, one.unit) == ("改措辞", "这里用法制审核", "清江区生态环境局")


def test_columns_and_notes_of_people_stay(bureau: Path, cli: Cli, tmp_path: Path) -> None:
    cli("review", str(bureau), "--accept", "必改")
    file = decisions.file_of(bureau)
    head, first, *rest = file.read_bytes().decode("utf-8-sig").splitlines()
    file.write_text("\r\n".join([f"{head},备注", f"{first},=王主任看过", *rest]), encoding="utf-8", newline="")
    cli("review", str(bureau), "--reject", "全部")
    head, *lines = file.read_bytes().decode("utf-8-sig").splitlines()
    assert head.endswith(",备注") and [line for line in lines if "王主任" in line] == [f"{first},'=王主任看过"] and len(lines) > len(rest) + 1
    table = tmp_path / "待审.csv"
    cli("review", str(bureau), "--export", str(table))
    data = file.read_bytes()
    cli("review", str(bureau), "--import", str(table))
    assert file.read_bytes() == data


def test_the_session_saves_each_key_and_goes_on_where_it_stopped(bureau: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def typed(keys: str) -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(keys))
        return cli("review", str(bureau), "--agency", "水务局")

    total = tally(typed(""))["未定"]
    assert total >= 3
    ran = typed("x\n\n \n1\n3\n请补写法治审核以外的事\n0\n")
    assert tally(ran) == {"采纳": 2, "不采纳": 0, "未定": total - 2}
    assert f"[1/{total}]" in ran.out and "问题" in ran.out
    ran = typed("4\n5\n2\n太细\n")
    assert f"[1/{total - 2}]" in ran.out and tally(ran)["不采纳"] == 1
    assert sorted(one.choice or "" for one in book(bureau)) == sorted(["采纳", "改措辞", "不采纳"])


def test_what_somebody_else_decides_meanwhile_stays_and_is_passed_over(bureau: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("review", str(bureau), "--agency", "水务局", "--reject", "全部", "--reason", "别处")
    theirs = decisions.file_of(bureau).read_bytes()
    decisions.file_of(bureau).unlink()

    class Typed(io.StringIO):
        def readline(self, *_: object) -> str:  # type: ignore[override]
            decisions.file_of(bureau).write_bytes(theirs)  # while the clerk looks at the first one
            return super().readline()

    monkeypatch.setattr("sys.stdin", Typed("1\n4\n1\n"))
    ran = cli("review", str(bureau), "--agency", "水务局")
    assert "刚才在别处定了，您的没有记" in ran.err and "已定  不采纳：别处" in ran.out
    assert ran.out.count("位置") == 2  # the first one twice, the others not at all
    assert decisions.file_of(bureau).read_bytes() == theirs


def test_a_part_of_a_name_will_do_where_only_one_agency_has_it(bureau: Path, cli: Cli) -> None:
    assert cli("review", str(bureau), "--agency", "桂园", "--status").code == 0
    assert "没有 清江 这一家" in cli("review", str(bureau), "--agency", "清江", "--status").err


def test_a_conflict_of_git_is_said_with_its_line(bureau: Path, cli: Cli) -> None:
    cli("review", str(bureau), "--accept", "必改")
    file = decisions.file_of(bureau)
    text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\r\n<<<<<<< HEAD\r\n", 1)
    file.write_bytes(text.encode())
    ran = cli("review", str(bureau), "--status")
    assert ran.code == 2 and "意见.csv:2: 合并留下的 <<<<<<<" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--accept", "W999"], "没有 W999 这种意见"), (["--agency", "审计局"], "没有 审计局 这一家"), (["--import", "没有.csv"], "没有 没有.csv 这个文件")],
)
def test_wrong_use_is_one_sentence(bureau: Path, cli: Cli, arguments: list[str], said: str) -> None:
    ran = cli("review", str(bureau), *arguments)
    assert ran.code == 2 and said in ran.err and ran.err.count("\n") == 1


def test_decisions_hold_where_the_roster_comes_later_and_writes_the_name_out(bureau: Path, cli: Cli) -> None:
    cli("review", str(bureau), "--accept", "全部")
    before = tally(cli("review", str(bureau), "--status"))
    roster = bureau / "units.csv"
    roster.write_text(roster.read_text(encoding="utf-8").replace("\n清江区", "\n云川市清江区"), encoding="utf-8")
    assert tally(cli("review", str(bureau), "--status")) == before and before["未定"] == 0


def test_a_configuration_and_none_cannot_be_asked_at_once(bureau: Path, cli: Cli) -> None:
    ran = cli("review", str(bureau), "--status", "--config", "x.yaml", "--no-config")
    assert (ran.code, ran.err) == (2, "错误：--config 和 --no-config 只能写一个\n")

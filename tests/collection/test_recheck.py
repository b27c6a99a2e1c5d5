"""fazhi-lint recheck: every earlier finding is mended, not mended, kept with a reason, or new; decisions go over."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from linter.collection import decisions
from tests.collection.packages import report, word
from tests.schemas import valid
from tests.support import Ran

Cli = Callable[..., Ran]
UNIT = "清江区水务局"


def folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "水务局.docx").write_bytes(word(text))
    return path


def first() -> str:
    return report(UNIT, whole=True).replace("重大执法决定法制审核", "重大执法决定法治审核", 1).replace("全年受理", "截止年底，全年受理", 1)


def states(cli: Cli, old: Path, new: Path, *more: str) -> list[tuple[str, str]]:
    ran = cli("recheck", str(old), str(new), "--format", "json", *more)
    return [(row["state"], row["rule"]) for row in valid(ran.out)["findings"]]


def test_nothing_is_new_or_mended_in_the_same_text(cli: Cli, tmp_path: Path) -> None:
    old, new = folder(tmp_path / "一", first()), folder(tmp_path / "二", first())
    found = states(cli, old, new)
    assert found and {state for state, _ in found} == {"未改"}
    assert cli("recheck", str(old), str(new)).code == 1


def test_mended_still_there_and_new_are_told_apart(cli: Cli, tmp_path: Path) -> None:
    old = folder(tmp_path / "一", first())
    text = first().replace("法治审核", "法制审核").replace("截止年底", "截止2024年12月底").replace("区委、区政府：", "区委、区政府：\n贯彻落实供给与需求，给与指导。")
    new = folder(tmp_path / "二", text)
    found = Counter(states(cli, old, new))
    mended = {rule for state, rule in found if state == "已改"}
    assert mended == {"W116"} and found["已改", "W116"] == 1  # 法治审核
    assert found["未改", "W101"] == 1  # 截止, though the words around it are others
    assert found["新增", "W101"] == 1  # 给与


def test_the_same_slip_in_another_sentence_is_a_new_one(cli: Cli, tmp_path: Path) -> None:
    old = folder(tmp_path / "一", first())
    new = folder(tmp_path / "二", first().replace("截止年底，", "").replace("区委、区政府：", "区委、区政府：\n普法宣传材料已经印好，发放工作截止本月末。"))
    found = [row for row in states(cli, old, new) if row[1] == "W101"]
    assert sorted(found) == [("已改", "W101"), ("新增", "W101")]


def test_a_reworded_passage_with_the_same_fault_is_the_old_finding(cli: Cli, tmp_path: Path) -> None:
    old = folder(tmp_path / "一", report(UNIT, whole=True).replace("全年受理建设项目环评审批38件，办结36件，2件", "全年受理建设项目环评审批38件，办结30件，2件"))
    new = folder(tmp_path / "二", report(UNIT, whole=True).replace("全年受理建设项目环评审批38件，办结36件，2件", "全年受理建设项目环评审批39件，办结30件，2件"))
    found = [row for row in states(cli, old, new) if row[1].startswith("N")]
    assert found and {state for state, _ in found} == {"未改"}


def test_decisions_go_over_and_a_reason_of_the_agency_is_one(cli: Cli, tmp_path: Path) -> None:
    text = first().replace("区委、区政府：", "区委、区政府：\n贯彻落实供给与需求，给与指导。")
    old, new = folder(tmp_path / "一", text), folder(tmp_path / "二", text.replace("法治审核", "法制审核"))
    cli("review", str(old), "--accept", "W101:截止,W116")
    cli("review", str(old), "--reject", "全部")
    file = decisions.file_of(old)
    table = file.read_bytes().decode("utf-8-sig")
    line = next(line for line in table.split("\r\n") if "截止" in line)
    cells = line.split(",")
    cells[5] = "统计口径如此"
    file.write_bytes(table.replace(line, ",".join(cells)).encode())
    ran = cli("recheck", str(old), str(new), "--carry", "--all")
    assert ran.code == 0 and "已改 1处" in ran.out and "不改 1处" in ran.out and "理由：统计口径如此" in ran.out and "不再提" in ran.out
    carried = decisions.read(decisions.file_of(new)).decisions.values()
    assert {one.choice for one in carried} == {"采纳", "不采纳"} and [one.reply for one in carried if one.choice == "采纳"] == ["统计口径如此"]
    again = decisions.file_of(new).read_bytes()
    cli("recheck", str(old), str(new), "--carry")
    assert decisions.file_of(new).read_bytes() == again
    assert valid(cli("recheck", str(old), str(new), "--format", "json").out)["agencies"][0]["rejected"] > 0


def test_an_agency_that_sent_no_second_draft_is_said(cli: Cli, tmp_path: Path) -> None:
    old, new = folder(tmp_path / "一", first()), tmp_path / "二"
    new.mkdir()
    assert cli("recheck", str(old), str(new)).code == 3
    (new / "司法局.docx").write_bytes(word(report("清江区司法局")))  # of another agency
    ran = cli("recheck", str(old), str(new), "--agency", "水务局")
    assert ran.code == 3 and "这次没有交来" in ran.out


def test_an_agency_that_writes_its_former_name_is_the_same(cli: Cli, tmp_path: Path) -> None:
    old, new = folder(tmp_path / "一", first()), folder(tmp_path / "二", first())
    (old / "units.csv").write_text("名称,曾用名\n清江区水利和河道管理局,清江区水务局\n", encoding="utf-8")
    assert {state for state, _ in states(cli, old, new)} == {"未改"}


def test_two_files_are_compared_as_they_are(cli: Cli, tmp_path: Path) -> None:
    old, new = folder(tmp_path / "一", first()), folder(tmp_path / "二", first().replace("法治审核", "法制审核"))
    shutil.move(new / "水务局.docx", new / "改后.docx")
    ran = cli("recheck", str(old / "水务局.docx"), str(new / "改后.docx"))
    assert "已改 1处" in ran.out
    assert "给一个文件夹" in cli("recheck", str(old), str(new / "改后.docx"), "--carry").err

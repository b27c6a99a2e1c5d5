"""Forty agencies from January to April by the commands alone: what each says is held against what was planted and counted by hand."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.collection import packages
from tests.collection.packages import DUE, LATE, MISSING, REVIEWED, SCAN_ONLY, UNITS, WRONG_YEAR, report, word
from tests.schemas import valid
from tests.support import Ran

pytestmark = pytest.mark.long

Cli = Callable[..., Ran]
COPIED = "联合自然资源、交通等部门对南湖沿岸的十二家洗砂场逐户测绘取证，拆除违建棚屋，恢复岸线并补植柳树，搬迁后场地移交镇村用作晒谷场和停车场。"
PLANNED = "全年办理水务违法线索快速核查三十次，并建立取水口远程监控平台。"
WATER, CITY = "清江区水务局", "清江区城市管理局"
PUBLISHED = REVIEWED[:30]


def decided(folder: Path) -> Counter[str]:
    """Findings accepted of each agency, counted in the table itself."""
    rows = csv.DictReader(io.StringIO((folder / "审核" / "意见.csv").read_bytes().decode("utf-8-sig")))
    return Counter(row["单位"] for row in rows if row["决定"] == "采纳")


def test_from_the_notice_to_the_circular(cli: Cli, tmp_path: Path) -> None:
    folder, seconds, last = tmp_path / "2024年度", tmp_path / "二稿", tmp_path / "2023年度"
    for place in (folder, seconds, last):
        place.mkdir()
    packages.build(folder)
    roster = folder / "units.csv"

    # January: a skeleton for each
    assert cli("new", "--roster", str(roster), "--year", "2024", "--output", str(tmp_path / "模板")).code == 0
    assert {path.stem for path in (tmp_path / "模板").iterdir()} == set(UNITS)

    # February: every package is accounted for
    for unit in (WATER, CITY):
        place = folder / ("水务局定稿.docx" if unit == WATER else f"收件/{unit}.docx")
        came = place.stat().st_mtime
        place.write_bytes(word(report(unit).replace("二、", f"{COPIED}\n二、", 1)))
        os.utime(place, (came, came))
    ran = cli("matrix", str(folder), "--due", DUE, "--format", "json")
    table = valid(ran.out)
    states = {agency["agency"]: agency["state"] for agency in table["agencies"]}
    assert ran.code == 3 and list(states) == list(UNITS)
    assert {unit for unit, state in states.items() if state == "未报"} == {*MISSING, WRONG_YEAR}
    assert {unit for unit, state in states.items() if state == "迟报"} == set(LATE)
    assert {agency["agency"] for agency in table["agencies"] if agency["path"]} == set(REVIEWED)
    told = {file["path"] for file in table["files"]}
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.suffix != ".zip"} <= told
    assert all(any(path.startswith(archive) for path in told) for archive in ("农业农村.zip/", "微信收到/新建.zip/", "退役军人事务局.zip", "坏的.zip"))
    assert {file["path"] for file in table["files"] if file["agency"] is None and file["kind"] in ("report", "scan", "unread")} == {
        "审计局报送.docx", "新建文件夹/报告终版.docx", "IMG_0032.jpg", "扫描件(3).pdf", "坏的.zip",
    }

    # the clerk decides; no letter without an accepted finding
    cli("review", str(folder), "--accept", "必改", "--reject", "F", "--reason", "已电话说明")
    assert cli("letter", str(folder), "--format", "md").code == 0
    accepted = decided(folder)
    assert {path.stem for path in (folder / "审核" / "退改意见书").iterdir()} == set(accepted)
    assert set(accepted) == {agency["agency"] for agency in table["agencies"] if agency.get("findings", {}).get("error")}

    # March: second drafts, one mended, one as it was and with something new
    shutil.copy(roster, seconds)
    (seconds / "生态环境局.docx").write_bytes(word(report("清江区生态环境局", whole=True)))
    (seconds / "水务局.docx").write_bytes(word(report(WATER).replace("二、", f"{COPIED}对重大执法决定法治审核从严把关。\n二、", 1)))
    ran = cli("recheck", str(folder), str(seconds), "--format", "json", "--carry")
    again = valid(ran.out)
    counts = {agency["agency"]: agency["counts"] for agency in again["agencies"] if agency["new"]}
    assert set(counts) == {WATER, "清江区生态环境局"}
    assert counts["清江区生态环境局"] == {"未改": 0, "不改": 0, "新增": 0, "没有再查": 0, "已改": 1}
    kept = [finding for finding in again["findings"] if finding["agency"] == WATER and finding["decision"] == "采纳"]
    assert counts[WATER]["已改"] == 0 and {finding["state"] for finding in kept} == {"未改"} and len(kept) == accepted[WATER]
    new = [finding for finding in again["findings"] if finding["agency"] == WATER and finding["state"] == "新增"]
    assert any(finding["text"] == "法治审核" for finding in new)
    assert decided(seconds)[WATER] == accepted[WATER]

    # April: all are published but three; the circular says what a hand counts
    register = folder / "register.csv"
    register.write_text(
        "单位,文件,收到日期,公开日期\n北苑街道,,2025-02-24,\n清江区财政局,扫描0007.docx,2025-02-19,\n" + "".join(f"{unit},,,2025-03-28\n" for unit in PUBLISHED), encoding="utf-8",
    )
    assert cli("summary", str(folder), "--due", DUE, "--format", "md").code == 3  # five files are nobody's
    text = re.sub(r"\]\(#annex\d+\)", "", (folder / "审核" / "通报.md").read_text(encoding="utf-8")).replace("[", "")
    assert "应报送40家，已报送35家，报送率87.5%；未报送5家。" in text and "报送期限为2025年2月20日，迟报2家。" in text
    assert f"已公开{len(PUBLISHED)}家，公开率75.0%。" in text and SCAN_ONLY in text
    assert f"审核33家，{len(accepted)}家{accepted.total()}处需要修改" in text

    # planted copies are found, what everybody writes is not; last year's plan is held against this year
    alike = valid(cli("similar", str(folder), "--format", "json").out)
    copies = [passage for passage in alike["passages"] if any("洗砂场" in place["text"] for place in passage["places"])]
    assert [{place["agency"] for place in passage["places"]} for passage in copies] == [{WATER, CITY}]
    assert all(len({place["agency"] for place in passage["places"]}) <= 6 for passage in alike["passages"])
    shutil.copy(roster, last)
    before = packages._shifted(report(WATER), -1)
    (last / "水务局.docx").write_bytes(word(re.sub(r"(?m)^四、.*$", lambda match: f"{match[0]}\n{PLANNED}", before, count=1)))
    (pair,) = valid(cli("compare", str(last), str(folder), "--agency", "水务局", "--format", "json").out)["agencies"]
    assert [promise["answered"] for promise in pair["plan"] if "远程监控" in promise["text"]] == [False]
    assert pair["copied"] and not any("洗砂场" in each["after"]["text"] for each in pair["copied"])

"""From the notice to the second draft with the commands alone, on one small folder that keeps its own state."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tests.collection.packages import report, word
from tests.support import Ran

Cli = Callable[..., Ran]
DUE = ("--due", "2025-02-20")


def put(path: Path, data: bytes, day: int) -> None:
    path.write_bytes(data)
    moment = datetime(2025, 2, day, 12).timestamp()
    os.utime(path, (moment, moment))


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_from_the_first_packages_to_the_second_drafts(bureau: Path, cli: Cli, tmp_path: Path) -> None:
    for path in bureau.glob("*.docx"):
        put(path, path.read_bytes(), 18)
    ran = cli("matrix", str(bureau), *DUE)  # February: who is missing
    assert ran.code == 0 and "已报 3家，迟报 0家" in ran.out and "未报：清江区司法局" in ran.out

    put(bureau / "清江区司法局.jpg", b"\xff\xd8", 24)  # a picture of the stamped page comes, and comes late
    ran = cli("matrix", str(bureau), *DUE)
    assert ran.code == 3 and "已报 4家，迟报 1家" in ran.out and "补报 Word" in ran.out

    cli("review", str(bureau), "--accept", "必改", *DUE)  # the clerk decides and writes
    cli("letter", str(bureau), "--format", "md", *DUE)
    made = sorted(path.name for path in (bureau / "审核" / "退改意见书").iterdir())
    assert made == ["清江区水务局.md", "清江区生态环境局.md"]
    first = tmp_path / "第一稿"
    shutil.copytree(bureau, first)

    mended = report("清江区生态环境局", whole=True)  # March: a second draft, in the same folder
    put(bureau / "生态环境局二稿.docx", word(mended), 27)
    ran = cli("matrix", str(bureau), *DUE)
    assert "共2稿，查的是 生态环境局二稿.docx（按文件名里的稿次" in ran.out and "迟报 1家" in ran.out  # the first draft was in time
    ran = cli("recheck", str(first), str(bureau), "--agency", "生态环境局")
    assert ran.code == 0 and "已改 1处" in ran.out
    ran = cli("recheck", str(first), str(bureau), "--agency", "水务局")
    assert ran.code == 1 and "未改" in ran.out and "已改" not in ran.out

    put(bureau / "水务局二稿.docx", word(report("清江区水务局") + "\n附：二稿。"), 28)  # what is still there is written again, beside the first letter
    cli("letter", str(bureau), "--format", "md", "--agency", "水务局", *DUE)
    assert {"清江区水务局.md", "清江区水务局（第2次）.md"} <= {path.name for path in (bureau / "审核" / "退改意见书").iterdir()}

    before = files(bureau)  # repeated, nothing changes
    for command in (("matrix", str(bureau)), ("review", str(bureau), "--accept", "必改"), ("letter", str(bureau), "--format", "md", "--agency", "水务局")):
        cli(*command, *DUE)
    assert files(bureau) == before

"""`fazhi-lint fix`: what is written where, what is said, and what leaves the report alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import BAD, Ran

Cli = Callable[..., Ran]
Shell = Callable[..., "subprocess.CompletedProcess[bytes]"]

REPORT = "云川市清江区水务局2024年法治政府建设情况报告\r\n一、主要举措和成效\r\n截止12月,法制审核12件，情况位列前茅。\r\n云川市清江区水务局\r\n2025年1月10日\r\n"
MENDED = REPORT.replace("截止", "截至").replace(",", "，").replace("位列", "名列")


@pytest.fixture
def report(desk: Path) -> Path:
    path = desk / "报告.txt"
    path.write_bytes(REPORT.encode("gb18030"))
    return path


def test_safe_fixes_are_made_in_place(cli: Cli, report: Path) -> None:
    ran = cli("fix", "报告.txt")
    assert (ran.code, ran.err) == (0, "")
    assert report.read_bytes() == MENDED.encode("gb18030")
    assert "报告.txt: 改了 3处" in ran.out
    assert "     2  W101  错别字：“截止”→“截至”、“位列前茅”→“名列前茅”\n" in ran.out
    again = cli("fix", "报告.txt")
    assert "报告.txt: 改了 0处" in again.out
    assert report.read_bytes() == MENDED.encode("gb18030")


def test_a_diff_writes_nothing(cli: Cli, report: Path) -> None:
    ran = cli("fix", "--diff", "报告.txt")
    assert ran.code == 1
    assert report.read_bytes() == REPORT.encode("gb18030")
    assert ran.out.startswith("--- 报告.txt\n+++ 报告.txt\n@@ ")
    assert "-截止12月,法制审核" in ran.out
    assert "+截至12月，法制审核" in ran.out
    assert ran.err.startswith("报告.txt: 可改 3处\n")
    cli("fix", "报告.txt")
    ran = cli("fix", "--diff", "报告.txt")
    assert (ran.code, ran.out) == (0, "")


def test_output_leaves_the_report_alone(cli: Cli, report: Path) -> None:
    assert cli("fix", "报告.txt", "--output", "改好.txt").code == 0
    assert report.read_bytes() == REPORT.encode("gb18030")
    assert Path("改好.txt").read_bytes() == MENDED.encode("gb18030")


def test_only_what_is_selected_is_mended(cli: Cli, report: Path) -> None:
    cli("fix", "报告.txt", "--select", "W101:截止")
    assert report.read_bytes() == REPORT.replace("截止", "截至").encode("gb18030")
    cli("fix", "报告.txt", "--ignore", "W101，R")
    assert report.read_bytes() == MENDED.replace("名列", "位列").encode("gb18030")


def test_unsafe_fixes_are_made_on_request(cli: Cli, desk: Path) -> None:
    ran = cli("fix", "--ruleset", "./tiny.yaml", "必改.txt")
    assert "另有 3处改法要您自己看过才好用（--unsafe 一并改）" in ran.out
    assert Path("必改.txt").read_text(encoding="utf-8") == BAD
    assert cli("fix", "--ruleset", "./tiny.yaml", "--unsafe", "必改.txt").code == 0
    assert "有甲对、乙对和丙对。" in Path("必改.txt").read_text(encoding="utf-8")


def test_a_folder_is_mended_file_by_file_and_what_cannot_be_is_said(cli: Cli, report: Path) -> None:
    (report.parent / "空.txt").write_bytes(b"")
    ran = cli("fix", ".")
    assert ran.code == 3
    assert "空.txt：没有改：文件是空的" in ran.err
    assert report.read_bytes() == MENDED.encode("gb18030")


def test_standard_input_comes_out_mended(shell: Shell) -> None:
    ran = shell("fix", "-", "--stdin-filename", "报告.txt", input=REPORT.encode("gb18030"))
    assert ran.returncode == 0
    assert ran.stdout == MENDED.encode("gb18030")
    assert "改了 3处" in ran.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fix"], "没有给文件或文件夹"),
        (["fix", "报告.txt", "合格.txt", "--output", "新.txt"], "--output 只能存一份报告"),
        (["fix", "报告.txt", "--output", "报告.txt"], "不能用来存结果"),
        (["fix", "报告.txt", "--select", "W99"], "没有规则 W99"),
    ],
)
def test_wrong_use(cli: Cli, report: Path, arguments: list[str], message: str) -> None:
    ran = cli(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert report.read_bytes() == REPORT.encode("gb18030")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder that the user may not write to")
def test_a_folder_that_may_not_be_written_to_keeps_its_report(cli: Cli, report: Path) -> None:
    report.parent.chmod(0o500)
    try:
        ran = cli("fix", "报告.txt")
    finally:
        report.parent.chmod(0o700)
    assert ran.code == 2
    assert "写不了" in ran.err
    assert report.read_bytes() == REPORT.encode("gb18030")


def test_a_failed_write_keeps_the_report(cli: Cli, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    ran = cli("fix", "报告.txt")
    assert ran.code == 2
    assert "磁盘已满" in ran.err
    monkeypatch.undo()
    assert report.read_bytes() == REPORT.encode("gb18030")
    assert not list(report.parent.glob(".fazhi-lint*"))

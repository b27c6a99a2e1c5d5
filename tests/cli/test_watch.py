"""`check --watch`: again after every change, once a change, until Ctrl+C."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.cli.watch import watch
from tests.support import BAD, CLEAN, Ran


def watched(paths: list[str], *steps: Callable[[], object]) -> tuple[int, int]:
    """Times that it ran and its exit code, where each pause does one of `steps` and the last ends it."""
    runs = []
    left = list(steps)

    def pause(_: float) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    code = watch(paths, lambda: runs.append(1) or len(runs), pause)
    return len(runs), code


def nothing() -> None:
    pass


def test_a_saved_report_is_checked_again(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("一", encoding="utf-8")
    assert watched([str(report)], nothing, nothing) == (1, 1)
    assert watched([str(report)], nothing, lambda: report.write_text("一二", encoding="utf-8"), nothing, nothing) == (2, 2)


def test_a_file_still_being_written_is_waited_for(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("一", encoding="utf-8")
    writes = [lambda n=n: report.write_text("一" * n, encoding="utf-8") for n in (2, 3, 4)]
    assert watched([str(report)], *writes, nothing, nothing) == (2, 2)


def test_the_same_size_at_another_time_is_a_change(tmp_path: Path) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("一", encoding="utf-8")
    assert watched([str(report)], lambda: os.utime(report, ns=(1, 1)), nothing)[0] == 2


def test_reports_that_come_and_go_in_a_folder_are_seen(tmp_path: Path) -> None:
    first, second = tmp_path / "甲.txt", tmp_path / "乙.txt"
    first.write_text("一", encoding="utf-8")
    assert watched([str(tmp_path)], lambda: second.write_text("二", encoding="utf-8"), nothing, first.unlink, nothing)[0] == 3
    assert watched([str(first)], lambda: first.write_text("一", encoding="utf-8"), nothing)[0] == 2


def test_the_command_checks_until_it_is_interrupted(cli: Callable[..., Ran], desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = desk / "必改.txt"
    steps = [lambda: report.write_text(CLEAN, encoding="utf-8"), nothing]

    def pause(_: float) -> None:
        if not steps:
            raise KeyboardInterrupt
        steps.pop(0)()

    monkeypatch.setattr("time.sleep", pause)
    assert report.read_text(encoding="utf-8") == BAD
    ran = cli("check", "--watch", "--ruleset", "./tiny.yaml", "--format", "concise", "必改.txt")
    assert ran.out.count("W901") == 1
    assert ran.code == 0
    assert ran.err.count("看着 1 份报告，存盘就重查；按 Ctrl+C 结束\n") == 2


def test_standard_input_cannot_be_watched(cli: Callable[..., Ran]) -> None:
    assert cli("check", "--watch", "-").err == "错误：--watch 看着的是文件，不能从标准输入读；去掉 --watch，或写出文件\n"

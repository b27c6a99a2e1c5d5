"""`fazhi-lint beside` and where the portable folder begins: results beside the reports, over nothing that is there."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from linter import policy, portable, processes
from linter.cli import beside
from tests.support import BAD, Ran

TINY = ("--ruleset", "./tiny.yaml")


def made(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if "（" in path.name)


def test_each_report_gets_its_copy_and_its_page(desk: Path, cli: Callable[..., Ran]) -> None:
    ran = cli("beside", *TINY, "必改.txt", "合格.txt")
    assert ran.code == 0
    assert made(desk) == sorted(f"{name}（{what}" for name in ("必改", "合格") for what in ("批注）.docx", "检查结果）.html"))
    assert "w:comment " in zipfile.ZipFile(desk / "必改（批注）.docx").read("word/comments.xml").decode()
    assert (desk / "必改（检查结果）.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (desk / "必改.txt").read_text(encoding="utf-8") == BAD
    assert "必改 1处" in ran.out
    assert "已写 必改（批注）.docx" in ran.out


def test_a_second_run_writes_over_nothing_and_passes_over_the_first(desk: Path, cli: Callable[..., Ran]) -> None:
    cli("beside", *TINY, "必改.txt")
    (desk / "必改（批注）.docx").write_bytes(b"an answer that somebody wrote")
    ran = cli("beside", *TINY, ".")
    assert ran.code == 0
    assert "跳过 必改（批注）.docx：以前的检查结果" in ran.err
    assert (desk / "必改（批注）.docx").read_bytes() == b"an answer that somebody wrote"
    assert {"必改（批注2）.docx", "必改（检查结果2）.html", "合格（批注）.docx"} <= set(made(desk))


def test_an_annotated_copy_that_is_named_is_checked_again(desk: Path, cli: Callable[..., Ran]) -> None:
    cli("beside", *TINY, "必改.txt")
    assert cli("beside", *TINY, "必改（批注）.docx").code == 0
    assert "必改（批注2）.docx" in made(desk)


def test_a_folder_of_results_alone_is_no_error(desk: Path, cli: Callable[..., Ran]) -> None:
    cli("beside", *TINY, "必改.txt")
    only = desk / "以前的"
    only.mkdir()
    (desk / "必改（批注）.docx").rename(only / "必改（批注）.docx")
    ran = cli("beside", *TINY, "以前的", "合格.txt")
    assert (ran.code, "跳过" in ran.err) == (0, True)
    ran = cli("beside", *TINY, "以前的")
    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (0, "", "只有以前的检查结果，没有要查的了")


def test_standard_input_has_no_place_for_results(desk: Path, cli: Callable[..., Ran]) -> None:
    for more in ([], ["--stdin-filename", "报告.txt"]):
        ran = cli("beside", *TINY, "-", *more)
        assert (ran.code, ran.err.startswith("错误：从标准输入读的没有文件夹可放结果")) == (2, True)
    assert made(desk) == []


def test_a_crash_is_not_hidden_by_a_file_that_cannot_be_written(desk: Path, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "exit_code", lambda *_: policy.USAGE)
    monkeypatch.setattr(beside, "put", lambda *_: (_ for _ in ()).throw(PermissionError(13, "no")))
    ran = cli("beside", *TINY, "必改.txt")
    assert (ran.code, "没有写成" in ran.err) == (policy.USAGE, True)


def test_what_cannot_be_checked_is_said_and_the_others_go_on(desk: Path, cli: Callable[..., Ran]) -> None:
    (desk / "坏.docx").write_bytes(b"PK\3\4 broken")
    (desk / "空").mkdir()
    ran = cli("beside", *TINY, "坏.docx", "没有.txt", "空", "必改.txt")
    assert ran.code == 3
    assert [ran.out.count(words) for words in ("没有检查：", "没有这个文件", "没有可检查的报告", "已写")] == [3, 1, 1, 2]


@pytest.mark.skipif(os.name == "nt" or not os.getuid(), reason="root may write everywhere, Windows knows no such folder")
def test_a_folder_that_may_not_be_written_to_is_said(desk: Path, cli: Callable[..., Ran]) -> None:
    locked = desk / "锁"
    locked.mkdir()
    (desk / "必改.txt").rename(locked / "必改.txt")
    locked.chmod(0o500)
    ran = cli("beside", *TINY, "锁", "合格.txt")
    locked.chmod(0o700)
    assert (ran.code, "没有写成：没有权限" in ran.err, "已写 合格（批注）.docx" in ran.out) == (3, True, True)


@pytest.mark.parametrize(
    ("arguments", "command"),
    [([], ["serve", "--port", "0"]), (["/某/报告.docx", "/某/夹"], ["beside", "--", "/某/报告.docx", "/某/夹"]), (["check", "x"], ["check", "x"]), (["--version"], ["--version"])],
)
def test_the_portable_program_does_what_it_is_given(arguments: list[str], command: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(given: list[str]) -> None:
        raise SystemExit(given)

    monkeypatch.setattr(portable, "fazhi_lint", ended)
    with pytest.raises(SystemExit) as end:
        portable.main(arguments)
    assert end.value.code == command


def test_the_frozen_program_starts_itself_again(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(processes.sys, "frozen", True, raising=False)
    program, *rest = processes.again("tests.cli.test_beside", "一", "二")
    portable.main(rest)
    assert capsys.readouterr().out == "('一', '二')\n"
    assert Path(program).is_file()


def test_other_programs_do_not_get_the_libraries_of_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes.sys, "frozen", True, raising=False)
    for original in ("/usr/own", None):
        monkeypatch.setenv("LD_LIBRARY_PATH", "/folder/_internal")
        if original:
            monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", original)
        portable.main([processes.RUN, "tests.cli.test_beside"])
        assert (os.environ.get("LD_LIBRARY_PATH"), os.environ.get("LD_LIBRARY_PATH_ORIG")) == (original, None)


def main(*arguments: str) -> None:
    print(arguments)

"""linter/processes: what is started is never what merely lies beside a report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from linter import changes, processes
from linter.readers import office
from tests.support import Ran

posix = pytest.mark.skipif(sys.platform == "win32", reason="shell scripts stand in for programs")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder that somebody sent, with programs and modules in it that leave a mark."""
    for name in ("git", "soffice", "libreoffice"):
        (tmp_path / name).write_text("#!/bin/sh\ntouch ran\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    for name in ("json", "signal", "linter"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def main(*arguments: str) -> None:
    print(json.dumps(arguments))


def test_a_module_in_the_current_folder_is_not_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(folder))
    ran = subprocess.run(processes.again("tests.test_processes", "一"), capture_output=True, check=True)
    assert json.loads(ran.stdout) == ["一"]
    assert not (folder / "ran").exists()


@posix
def test_a_program_in_the_current_folder_is_not_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.pathsep.join((".", "", os.environ["PATH"])))  # as Windows has it, whatever the path says
    monkeypatch.setattr(office, "_USUAL_PLACES", ())
    assert processes.program("git") is None
    assert office.find() is None
    with pytest.raises(changes.GitError, match="装上 git"):
        list(changes.changed_only([], ["."], "main"))
    assert not (folder / "ran").exists()


@posix
def test_a_program_is_called_by_its_whole_path(folder: Path, cli: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    for named in ("./soffice", str(folder / "soffice")):
        assert processes.program(named) == str(folder / "soffice")
    monkeypatch.setenv("PATH", str(folder))
    assert processes.program("soffice") == office.find() == str(folder / "soffice")
    monkeypatch.setenv("PATH", ".")
    for command in (["check", "--soffice", "soffice", "x"], ["serve", "--soffice", "soffice"], ["matrix", "--soffice", "soffice", "."]):
        ran = cli(*command)
        assert (ran.code, ran.err) == (2, "错误：--soffice soffice 不是可以运行的程序；请写 LibreOffice 的 soffice 的完整路径\n")


def test_windows_ends_processes_with_its_own_program(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(processes.sys, "platform", "win32")
    monkeypatch.setattr(subprocess, "run", lambda command, **_: called.append(command))
    monkeypatch.setenv("SYSTEMROOT", r"D:\Windows")
    processes.end(7)
    assert called == [[r"D:\Windows\System32\taskkill.exe", "/F", "/T", "/PID", "7"]]

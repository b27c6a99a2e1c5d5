"""Which files an argument means, and that each one left alone is named with its reason."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from linter.discovery import discover

Files = Callable[..., None]


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """Makes files in the current folder; the text of a .gitignore is given, of all others it does not matter."""
    monkeypatch.chdir(tmp_path)

    def make(*names: str, **ignores: str) -> None:
        for name in names:
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("字", encoding="utf-8")
        for folder, text in ignores.items():
            path = Path(folder.replace("__", "/").replace("top", ".")) / ".gitignore"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return make


def taken(*arguments: str) -> list[str]:
    return [found.path.as_posix() for found in discover(arguments or ["."]) if found.code is None]


def left(*arguments: str) -> dict[str, tuple[str | None, str | None]]:
    return {found.path.as_posix(): (found.code, found.reason) for found in discover(arguments or ["."]) if found.code is not None}


def test_reports_of_a_folder_by_extension_in_order(files: Files) -> None:
    files("乙/报告.md", "甲.txt", "b.TXT", "数据.xlsx", "说明", "a b/有空格.markdown")
    assert taken() == ["a b/有空格.markdown", "b.TXT", "乙/报告.md", "甲.txt"]
    assert left() == {"数据.xlsx": ("skipped", "扩展名 .xlsx 不是报告"), "说明": ("skipped", "扩展名 （无） 不是报告")}


def test_formats_that_cannot_be_read_yet_are_taken_to_be_reported(files: Files) -> None:
    files("报告.docx", "报告.pdf", "报告.WPS", "报告.ofd")
    assert len(taken()) == 4


def test_hidden_and_temporary_files_are_left(files: Files) -> None:
    files(".隐藏.txt", ".git/HEAD.txt", "~$报告.docx", "报告.txt")
    assert taken() == ["报告.txt"]
    assert set(left()) == {".git", ".隐藏.txt", "~$报告.docx"}
    assert taken(".隐藏.txt") == [".隐藏.txt"]  # named by the user


def test_gitignore_as_git_reads_it(files: Files) -> None:
    files(
        "稿/草稿.txt", "稿/定稿.txt", "旧/2019.txt", "旧/2020.txt", "临时/a.txt", "报告.txt", "新/深/x.txt", "新/深/y.txt",
        top="草稿.txt\n/临时/\n*.bak\n旧/*\n", 旧="!2020.txt\n", 新__深="# 注\n!\n\\\nx.txt\n",
    )
    assert taken() == ["报告.txt", "新/深/y.txt", "旧/2020.txt", "稿/定稿.txt"]
    assert left()["临时"] == ("skipped", ".gitignore 里写明不要的")


def test_a_gitignore_above_holds_within_a_repository_only(files: Files) -> None:
    files("库/2024/草稿.txt", "库/2024/报告.txt", "库/出/报告.txt", 库="草稿.txt\n出/\n")
    assert taken("库/2024") == ["库/2024/报告.txt", "库/2024/草稿.txt"]
    Path("库/.git").mkdir()
    assert taken("库/2024") == ["库/2024/报告.txt"]
    assert taken("库/出") == ["库/出/报告.txt"]  # ignored, but named by the user
    assert taken("库/2024/草稿.txt") == ["库/2024/草稿.txt"]


def link(at: str, to: str) -> None:
    try:
        Path(at).symlink_to(to)
    except OSError:
        pytest.skip("no symbolic links here")


def test_links_out_of_the_folder_are_not_followed(files: Files) -> None:
    files("外/别人.txt", "里/报告.txt")
    link("里/出去", "../外")
    link("里/出去.txt", "../外/别人.txt")
    assert taken("里") == ["里/报告.txt"]
    assert left("里")["里/出去"] == left("里")["里/出去.txt"] == ("skipped", "链接指向文件夹之外")
    assert taken("里/出去.txt") == ["里/出去.txt"]  # named by the user


def test_a_file_is_taken_once_however_often_it_is_named(files: Files) -> None:
    files("里/报告.txt", "里/子/稿.txt")
    link("里/别名.txt", "报告.txt")
    link("里/圈", "../里")
    assert taken("里", "里/报告.txt", "./里/子", "里/子/../报告.txt") == ["里/别名.txt", "里/子/稿.txt"]
    assert left("里")["里/报告.txt"] == ("skipped", "与 里/别名.txt 是同一个文件")
    assert left("里")["里/圈"][0] == "skipped"


def test_links_that_lead_nowhere_are_inputs_to_be_reported(files: Files) -> None:
    files("报告.txt")
    link("断.txt", "没有.txt")
    link("绕.txt", "绕.txt")
    assert taken() == ["报告.txt", "断.txt", "绕.txt"]
    assert left("断.txt")["断.txt"][0] == "not-found"
    assert left("绕.txt")["绕.txt"][0] == "not-found"


def test_what_is_not_there_is_an_input_too(files: Files) -> None:
    files("空/说明.pdf.bak", "报告.txt")
    codes = {path: code for path, (code, _) in left("没有.txt", "空", "报告.txt", "长" * 300, "坏\0名").items()}
    assert codes == {"没有.txt": "not-found", "空/说明.pdf.bak": "skipped", "空": "no-reports", "长" * 300: "not-found", "坏\0名": "not-found"}
    assert taken("没有.txt", "报告.txt") == ["报告.txt"]


def test_a_folder_that_cannot_be_opened(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    files("锁/报告.txt", "报告.txt")
    real = os.scandir

    def scandir(path: Path) -> object:
        if path.name == "锁":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert left() == {"锁": ("unreadable", "文件夹打不开：没有权限")}
    assert left("锁") == {"锁": ("unreadable", "文件夹打不开：没有权限")}  # said once


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_of_odd_bytes(files: Files) -> None:
    files("报告.txt")
    with open(os.fsencode("a") + "报告".encode("gbk") + b".txt", "wb") as file:  # noqa: PTH123
        file.write("字".encode())
    assert len(taken()) == 2

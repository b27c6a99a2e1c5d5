"""Which reports a branch changed, as git sees it: real repositories, Chinese names, whatever their settings say."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from linter import changes
from linter.changes import GitError, changed_only
from linter.discovery import discover

Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """A repository with five reports on `main`, of which a branch that is checked out changed some."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def run(*arguments: str) -> str:
        own = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"]
        return subprocess.run(["git", *own, *arguments], check=True, capture_output=True, text=True, encoding="utf-8").stdout

    run("init", "-q", "-b", "main")
    for name in ("同.txt", "改 过.txt", "旧名.txt", "要删.txt", "2024/水务局“终稿”.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(f"{name}\n" * 20, encoding="utf-8")
    Path(".gitignore").write_text("草稿.txt\n", encoding="utf-8")
    run("add", ".")
    run("commit", "-qm", "起点")
    run("checkout", "-qb", "修改")
    Path("改 过.txt").write_text("改了\n", encoding="utf-8")
    run("mv", "旧名.txt", "新名.txt")
    run("rm", "-q", "要删.txt")
    run("commit", "-qam", "改")
    return run


def seen(*paths: str, since: str = "main") -> dict[str, str | None]:
    """Each report with why it was passed over, null where it is to be checked."""
    found = changed_only(discover(paths or ["."]), paths or ["."], since)
    return {entry.path.as_posix(): entry.reason for entry in found if entry.path.suffix in (".txt", ".md")}


def test_what_was_changed_renamed_and_deleted(git: Git) -> None:
    same = "main 以来没有改动"
    assert seen() == {"2024/水务局“终稿”.md": same, "同.txt": same, "改 过.txt": None, "新名.txt": None, "要删.txt": "main 以来已删除"}


def test_what_is_not_committed_counts_and_what_is_ignored_does_not(git: Git) -> None:
    Path("2024/水务局“终稿”.md").write_text("正在改", encoding="utf-8")
    Path("新来.txt").write_text("还没有 add", encoding="utf-8")
    Path("草稿.txt").write_text("不归 git 管", encoding="utf-8")
    found = seen()
    assert (found["2024/水务局“终稿”.md"], found["新来.txt"]) == (None, None)
    assert seen("草稿.txt") == {"草稿.txt": "main 以来没有改动"}


def test_what_only_the_other_branch_changed_does_not_count(git: Git) -> None:
    git("checkout", "-q", "main")
    Path("同.txt").write_text("main 上改的", encoding="utf-8")
    git("commit", "-qam", "另一边")
    git("checkout", "-q", "修改")
    assert seen()["同.txt"] == "main 以来没有改动"


def test_a_folder_a_file_and_a_name_that_is_gone(git: Git) -> None:
    assert set(seen("2024")) == {"2024/水务局“终稿”.md"}
    assert seen("改 过.txt", "同.txt") == {"改 过.txt": None, "同.txt": "main 以来没有改动"}
    assert seen("要删.txt") == {"要删.txt": "main 以来已删除"}
    missing = [entry.code for entry in changed_only(discover(["没有.txt"]), ["没有.txt"], "main")]
    assert missing == ["not-found"]


def test_from_another_folder_and_through_the_repositorys_own_settings(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    top = Path.cwd()
    for setting in (("core.quotepath", "true"), ("diff.renames", "false"), ("diff.external", "false"), ("core.fsmonitor", "false"), ("diff.noprefix", "true")):
        git("config", *setting)
    monkeypatch.chdir("2024")
    assert [name for name, reason in seen(str(top)).items() if reason is None] == [(top / "改 过.txt").as_posix(), (top / "新名.txt").as_posix()]


def test_what_git_cannot_answer(git: Git, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = tmp_path_factory.mktemp("没有仓库")
    for since, where, message in (
        ("没有这个", ".", "没有 没有这个 这个提交"), ("--output=x", ".", "不是提交"), ("main", str(outside), "不在 git 仓库里"),
    ):
        with pytest.raises(GitError, match=message):
            seen(where, since=since)
    git("checkout", "-q", "--orphan", "另起")
    git("commit", "-qm", "没有来历")
    with pytest.raises(GitError, match="共同起点"):
        seen()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="装上 git"):
        seen()


def test_git_is_not_waited_for_without_end(git: Git, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "_SECONDS", 0)
    with pytest.raises(GitError, match="没有结果"):
        seen()

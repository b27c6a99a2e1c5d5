"""`fazhi-lint init`: starts a repository, and changes nothing that is there."""

from __future__ import annotations

import builtins
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.support import CLEAN, Ran

Cli = Callable[..., Ran]
FILES = (".fazhi-lint.yaml", ".pre-commit-config.yaml", ".github/workflows/fazhi-lint.yml")


@pytest.fixture(autouse=True)
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Sits at a terminal and gives these answers; the questions that were asked."""

    def sit(*answers: str) -> list[str]:
        asked: list[str] = []
        given = iter(answers)

        def reply(question: str) -> str:
            asked.append(question)
            try:
                return next(given)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr(builtins, "input", reply)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        return asked

    return sit


@pytest.mark.parametrize(("ci", "workflow"), [("github", FILES[2]), ("gitlab", ".gitlab-ci.yml"), ("none", None)])
def test_all_at_once(cli: Cli, ci: str, workflow: str | None) -> None:
    ran = cli("init", "--yes", "--ci", ci)
    made = sorted(path.as_posix() for path in Path().rglob("*") if path.is_file())
    assert made == sorted(filter(None, (*FILES[:2], workflow)))
    for name in made:
        content = Path(name).read_text(encoding="utf-8")
        assert isinstance(yaml.safe_load(content), dict)
        assert f"已写 {name}：" in ran.out
        assert not re.search("@[A-Z]+@", content)
    Path("报告.txt").write_text(CLEAN, encoding="utf-8")
    assert cli("check", "报告.txt").code in (0, 1)
    assert "配置文件 .fazhi-lint.yaml" in cli("config").out


def test_the_hook_takes_reports_and_nothing_else(cli: Cli) -> None:
    cli("init", "--yes")
    files = re.compile(yaml.safe_load(Path(FILES[1]).read_text(encoding="utf-8"))["repos"][0]["hooks"][0]["files"])
    assert all(files.search(name) for name in ("2024/水务局.docx", "a.TXT", "b.md"))
    assert not any(files.search(name) for name in ("a.yaml", "docx", "a.txt.bak"))


# -- where the hook and the workflow come from


@pytest.mark.parametrize(
    ("source", "repo", "install"),
    [
        ("https://git.example/x/y.git@v1", "https://git.example/x/y.git", "@ git+https://git.example/x/y.git@v1"),
        ("git@git.example:x/y.git@1a2b3c", "git@git.example:x/y.git", "@ git+ssh://git@git.example/x/y.git@1a2b3c"),
        ("/opt/fazhi-lint@v1", "/opt/fazhi-lint", "@ git+file:///opt/fazhi-lint@v1"),
        ("轮子/一", "local", "轮子/一/fazhi_lint-"),
    ],
)
def test_a_source(cli: Cli, source: str, repo: str, install: str) -> None:
    ran = cli("init", "--yes", "--source", source)
    assert yaml.safe_load(Path(FILES[1]).read_text(encoding="utf-8"))["repos"][0]["repo"] == repo
    steps = yaml.safe_load(Path(FILES[2]).read_text(encoding="utf-8"))["jobs"]["check"]["steps"]
    assert any(install in step.get("run", "") for step in steps)
    assert ("还要做一件事" in ran.err) is (repo == "local")


def test_on_github_the_action_is_used(cli: Cli) -> None:
    cli("init", "--yes", "--source", "https://github.com/x/fazhi-lint@v1")
    steps = yaml.safe_load(Path(FILES[2]).read_text(encoding="utf-8"))["jobs"]["check"]["steps"]
    assert steps[-1] == {"uses": "x/fazhi-lint@v1"}


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("https://git.example/x", "没有写明用哪一版"), ("git@git.example:x/y", "没有写明用哪一版"), ("/轮子", "相对路径"), ("../轮子", "相对路径"),
        ("甲/../../轮子", "相对路径"), ("C:\\轮子", "记号"), ("C:/轮子", "相对路径"), ("file:轮子", "相对路径"), ("file:///轮子", "没有写明用哪一版"),
        ("x;rm -rf y", "记号"), ("$(touch x)@v1", "记号"), ('a"b', "记号"),
    ],
)
def test_a_source_that_cannot_be(cli: Cli, source: str, what: str) -> None:
    ran = cli("init", "--yes", "--source", source)
    assert (ran.code, list(Path().iterdir())) == (2, [])
    assert what in ran.err


def test_installed_from_git_it_names_that(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    said = json.dumps({"url": "https://git.example/x", "vcs_info": {"vcs": "git", "commit_id": "a" * 40}})
    monkeypatch.setattr("linter.cli.source.distribution", lambda _: type("Installed", (), {"read_text": lambda self, name: said})())
    cli("init", "--yes")
    assert f'rev: "{"a" * 40}"' in Path(FILES[1]).read_text(encoding="utf-8")


def test_a_tag_that_looks_like_a_number_stays_as_it_is(cli: Cli) -> None:
    cli("init", "--yes", "--source", "https://git.example/x@1.10")
    assert yaml.safe_load(Path(FILES[1]).read_text(encoding="utf-8"))["repos"][0]["rev"] == "1.10"


def test_a_file_that_is_there_is_kept_and_the_addition_shown(cli: Cli) -> None:
    Path(FILES[1]).write_text("repos: []\n", encoding="utf-8")
    ran = cli("init", "--yes")
    assert Path(FILES[1]).read_text(encoding="utf-8") == "repos: []\n"
    assert f"{FILES[1]} 已有，没有动；可以加进去的是：" in ran.out
    again = cli("init", "--yes")
    assert f"{FILES[0]} 已经是这样" in again.err


def test_each_is_asked_for(cli: Cli, answer: Callable[..., list[str]]) -> None:
    Path(FILES[1]).write_text("repos: []\n", encoding="utf-8")
    asked = answer("", "", "n")
    assert cli("init").code == 0
    assert [question.partition("？")[0] for question in asked] == [f"要写 {FILES[0]} 吗", f"{FILES[1]} 已有，要用新的覆盖吗", f"要写 {FILES[2]} 吗"]
    assert Path(FILES[0]).exists()
    assert Path(FILES[1]).read_text(encoding="utf-8") == "repos: []\n"
    assert not Path(FILES[2]).exists()
    answer("y", "好像可以")  # the first is as it would be
    cli("init")
    assert "id: fazhi-lint" in Path(FILES[1]).read_text(encoding="utf-8")
    assert not Path(FILES[2]).exists()


def test_nobody_to_ask(cli: Cli, answer: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    ran = cli("init")
    assert (ran.code, ran.out) == (2, "")
    assert "--yes" in ran.err
    answer()
    assert cli("init").code == 130
    Path(".github").write_text("", encoding="utf-8")
    assert "写不了" in cli("init", "--yes").err

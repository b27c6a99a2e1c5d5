"""`fazhi-lint init`: the files that a repository of reports starts with, each after asking, none over one that is there."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from linter import resources
from linter.cli.source import WHEELS, BadSource, Source, own, parsed
from linter.cli.terminal import fail, note, show_lines, write_file
from linter.discovery import NO_REPORT
from linter.readers import EXTENSIONS, why

_WORKFLOWS = {"github": ".github/workflows/fazhi-lint.yml", "gitlab": ".gitlab-ci.yml"}


@click.command(name="init")
@click.option("--ci", type=click.Choice([*_WORKFLOWS, "none"]), default="github", help="写哪一种 CI 的流程文件（默认 github）。")
@click.option("--source", metavar="来源", help=f"钩子和 CI 从哪里装 fazhi-lint：git 仓库的“地址@标签或提交号”，或本仓库里放 wheel 的文件夹（默认 {WHEELS}）。")
@click.option("--yes", is_flag=True, help="不问，直接写；已有的文件仍不动。")
def command(ci: str, source: str | None, yes: bool) -> None:
    """在当前文件夹写一份起步的配置、pre-commit 和 CI 文件。写之前逐个问，不问清楚不覆盖，写了什么都印出来。"""
    if not yes and not (sys.stdin and sys.stdin.isatty()):
        fail("这里不是终端，没法逐个问；要照默认写请加 --yes")
    try:
        place = parsed(source) if source else own()
    except BadSource as error:
        fail(str(error))
    for name, starter in _starters(ci, place).items():
        _offer(Path(name), _content(starter, place), yes)
    if place.revision is None and Path(_WORKFLOWS.get(ci, "")).is_file():
        note(
            f"还要做一件事：fazhi-lint 没有发布在包索引上，CI 从本仓库的 {place.place} 文件夹装它。在 fazhi-lint 的文件夹里运行 "
            f"pip wheel --no-deps . --wheel-dir 本仓库/{place.place}，把这个文件夹提交进来；有它的 git 地址就用 --source 地址@标签 重写"
        )


def _starters(ci: str, place: Source) -> dict[str, str]:
    """What each file is called in a repository, and in `resources.starters()`."""
    files = {".fazhi-lint.yaml": "config.yaml", ".pre-commit-config.yaml": "pre-commit.yaml" if place.revision else "pre-commit-local.yaml"}
    if ci in _WORKFLOWS:
        files[_WORKFLOWS[ci]] = "github-action.yml" if ci == "github" and place.action else f"{ci}.yml"
    return files


def _content(starter: str, place: Source) -> str:
    text = (resources.starters() / starter).read_text(encoding="utf-8")
    filled = {
        "EXTENSIONS": "|".join(sorted(extension.lstrip(".") for extension in EXTENSIONS)), "EXCLUDE": NO_REPORT,
        "REPO": place.place, "REV": place.revision or "", "ACTION": place.action or "", "INSTALL": place.requirement,
    }
    for name, value in filled.items():
        text = text.replace(f"@{name}@", value)
    return text


def _offer(target: Path, content: str, yes: bool) -> None:
    there = target.exists()
    if there and target.is_file() and target.read_bytes() == content.encode():
        note(f"{target} 已经是这样")
    elif _agreed(f"{target} 已有，要用新的覆盖吗" if there else f"要写 {target} 吗", not there, yes):
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            fail(f"写不了 {target}：{why(error)}")
        write_file(str(target), content.encode())
        _show(f"已写 {target}：", content)
    elif there:
        _show(f"{target} 已有，没有动；可以加进去的是：", content)


def _agreed(question: str, default: bool, yes: bool) -> bool:
    """The default without asking under --yes. Only a clear yes, or Enter where that is the default, agrees."""
    if yes:
        return default
    try:
        answer = input(f"{question}？（y 是，n 否，回车为{'是' if default else '否'}）").strip().lower()
    except EOFError:
        raise click.Abort from None
    return answer in ("y", "yes", "是") or (default and not answer)


def _show(heading: str, content: str) -> None:
    show_lines([[(heading, "bold")], *([(f"    {line}", "")] for line in content.splitlines()), []])

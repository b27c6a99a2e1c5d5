"""`fazhi-lint init`: the files that a repository of reports starts with, each after asking, none over one that is there."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from linter import __version__, resources
from linter.cli.terminal import fail, note, show_lines, write_file
from linter.readers import EXTENSIONS, why

# what each is called in a repository, and in resources.starters()
_ALWAYS = {".fazhi-lint.yaml": "config.yaml", ".pre-commit-config.yaml": "pre-commit.yaml"}
_CI = {"github": {".github/workflows/fazhi-lint.yml": "github.yml"}, "gitlab": {".gitlab-ci.yml": "gitlab.yml"}, "none": {}}


@click.command(name="init")
@click.option("--ci", type=click.Choice(list(_CI)), default="github", help="写哪一种 CI 的流程文件（默认 github）。")
@click.option("--yes", is_flag=True, help="不问，直接写；已有的文件仍不动。")
def command(ci: str, yes: bool) -> None:
    """在当前文件夹写一份起步的配置、pre-commit 和 CI 文件。写之前逐个问，不问清楚不覆盖，写了什么都印出来。"""
    if not yes and not (sys.stdin and sys.stdin.isatty()):
        fail("这里不是终端，没法逐个问；要照默认写请加 --yes")
    for name, starter in {**_ALWAYS, **_CI[ci]}.items():
        _offer(Path(name), _content(starter), yes)


def _content(starter: str) -> str:
    text = (resources.starters() / starter).read_text(encoding="utf-8")
    extensions = "|".join(sorted(extension.lstrip(".") for extension in EXTENSIONS))
    return text.replace("@VERSION@", __version__).replace("@EXTENSIONS@", extensions)


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

"""`fazhi-lint ask-list`: the figures that a report lacks, to be sent to those who hold them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click
from msgspec.structs import replace

from linter import policy
from linter.cli import run, terminal
from linter.collection.asking import Asking, as_csv, as_docx, as_md, as_text, asking
from linter.ruleset.errors import RulesetError

FORMATS: Mapping[str, Callable[[Iterable[Asking]], str | bytes]] = {"text": as_text, "md": as_md, "docx": as_docx, "csv": as_csv}


@click.command(name="ask-list")
@run.review_options
@click.option("--holders", metavar="文件", help="本单位自己的分组：哪些事项的数找谁要；不给则用配置里的 holders，再没有用自带的。")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="输出格式。")
@click.option("--output", metavar="文件", help="写进文件，不印在屏幕上。")
def command(asked: run.Asked, holders: str | None, form: str, output: str | None) -> None:
    """列出报告里还缺的数，按谁手里有分组（执法、法规、办公室、信访），一行一空，好发出去要。

    只列这家机关该写而没有数字的；有则写的，没有就写“无”。科室的叫法、哪一项归谁可以改，见 docs/collections.md。

    退出码：0 列出了；2 用法或配置有误；3 有没能检查的报告。
    """
    if form == "docx" and output is None:
        terminal.fail("docx 不能印在屏幕上；写成 --format docx --output 文件")
    asked = replace(asked, base=replace(asked.base, holders=Path(holders) if holders else None))
    results = run.results(asked, [output] if output else [])
    lost = [result for result in results if result.review is None]
    for result in lost:
        terminal.note(f"{result.path}：没有检查，{result.message}")
    try:
        made = [asking(result) for result in results if result.review is not None]
    except RulesetError as error:
        terminal.fail(error)
    content = FORMATS[form](made)
    if isinstance(content, str) and form == "text":
        terminal.deliver([[(line, "")] for line in content.splitlines()], output)
    else:
        terminal.deliver(content, output)
    sys.exit(policy.UNCHECKED if lost or not results else policy.OK)

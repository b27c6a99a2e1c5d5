"""`fazhi-lint fix`: safe fixes made in the report itself, or shown as a diff."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from linter import policy
from linter.batch import Result
from linter.cli import run, terminal
from linter.cli.terminal import fail, note
from linter.editing.fixing import Fixed
from linter.editing.mending import mended
from linter.policy import FAILED, OK, UNCHECKED
from linter.writers import fixed as writer
from linter.writers.paint import plain


@click.command(name="fix")
@run.review_options
@click.option("--diff", "only_diff", is_flag=True, help="只印出会怎样改，什么都不写；有可改的则退出码为 1。")
@click.option("--unsafe", is_flag=True, help="连要人看过才好用的改法也改。")
@click.option("--output", metavar="文件", help="改好的存进这个文件，原件不动；只能给一份报告。")
@click.option("--select", multiple=True, callback=run.split, metavar="规则", help="只改这些：编号、编号:词条、族字母或族名，逗号分隔。")
@click.option("--ignore", multiple=True, callback=run.split, metavar="规则", help="不改这些，写法同 --select。")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="是否用颜色。")
@click.option("--today", metavar="日期", callback=run.day, help="把今天当作这一天（如 2025-03-01）：修订的日期由它来。")
def command(
    asked: run.Asked, only_diff: bool, unsafe: bool, output: str | None, select: tuple[str, ...], ignore: tuple[str, ...], color: str, today: date,
) -> None:
    """把有把握的改法直接改进报告；Word 文件改成修订，由您逐条接受。数字、日期和名称从不改动。

    退出码：0 改好或无可改；1 加了 --diff 而有可改的；2 用法、配置错误或规则运行失败；3 有文件读不出或不能改。
    """
    results = run.results(asked.choosing(select=list(select) or None, ignore=list(ignore)), [output] if output else [])
    if output and len(results) != 1:
        fail("--output 只能存一份报告；去掉它就改在原处，或逐份运行")
    codes = []
    for result in results:
        fixed = mended(result, today, unsafe=unsafe)
        if isinstance(fixed, str):
            note(f"{result.path}：没有改：{fixed}")
            codes.append(policy.exit_code([result], "never") or UNCHECKED)
        elif only_diff:
            codes.append(_show(result, fixed, color))
        else:
            _save(result, fixed, output, color)
    sys.exit(policy.worst(codes))


def _show(result: Result, fixed: Fixed, color: str) -> int:
    """What would change on stdout, the account on stderr."""
    if result.review is not None and fixed.made:
        terminal.show_lines(writer.diff(result.path, result.review.document.text, fixed.state.review.document.text), colour=color)
    for line in writer.account(fixed, made="可改"):
        note(plain(line))
    return FAILED if fixed.made else OK


def _save(result: Result, fixed: Fixed, output: str | None, color: str) -> None:
    """The new bytes in place of the old, in another file, or, where they came from standard input, on stdout."""
    origin = result.origin
    if output is None and not isinstance(origin, Path):
        terminal.deliver(fixed.state.data)
        for line in writer.account(fixed, made="改了"):
            note(plain(line))
        return
    if fixed.made or output is not None:
        terminal.write_file(output or str(origin), fixed.state.data)
    terminal.show_lines(writer.account(fixed, made="改了"), colour=color)

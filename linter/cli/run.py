"""What the commands share: options that say how to review, reading inputs, printing, errors of use."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from linter import batch
from linter.batch import Options, Result
from linter.cli.terminal import ambiguous_width, fail, note, put, show, show_lines, terminal_width, write_file
from linter.discovery import Found, discover
from linter.facts import Overrides
from linter.readers import LARGEST
from linter.review import KIND_NAMES, KINDS, STAGE_NAMES, STAGES
from linter.ruleset.loader import RulesetError

__all__ = [
    "ambiguous_width", "fail", "note", "options_of", "put", "results", "review_options", "show", "show_lines", "terminal_width", "write_file",
]

_MANY = 8  # from this many files on a terminal is shown how far the run has come


def review_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what the report is and which rules judge it."""
    kinds = "、".join(f"{kind}（{KIND_NAMES[kind]}）" for kind in KINDS)
    stages = "、".join(f"{stage}（{STAGE_NAMES[stage]}）" for stage in STAGES)
    options = [
        click.argument("paths", nargs=-1, metavar="文件或文件夹..."),
        click.option("--ruleset", metavar="名称", help="规则集：base、enforcement、ecology，或自己的 .yaml 文件；不给则按报告自己的机关选。"),
        click.option("--year", type=click.IntRange(1990, 2100), metavar="年", help="报告年度；不给则从标题和正文认。"),
        click.option("--agency", metavar="名称", help="报告机关；不给则从标题和落款认。"),
        click.option("--kind", type=click.Choice(KINDS), metavar="类型", help=f"机关类型：{kinds}。"),
        click.option("--stage", type=click.Choice(STAGES), metavar="阶段", help=f"阶段：{stages}。"),
        click.option("--stdin-filename", metavar="文件名", help="从标准输入读（路径写 -）时，当作这个文件名。"),
        click.option("--preview", is_flag=True, help="也用试行规则。"),
        click.option("--show-skipped", is_flag=True, help="列出跳过的文件和原因。"),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def options_of(ruleset: str | None, year: int | None, agency: str | None, kind: Any, stage: Any, preview: bool) -> Options:
    return Options(ruleset, Overrides(year, agency, kind, stage), preview)


def results(
    paths: Sequence[str], options: Options, stdin_filename: str | None, show_skipped: bool, targets: Sequence[str] = ()
) -> list[Result]:
    """Review every input; each gives one result. `targets` are files that will be written: none of them may be an input."""
    if not paths:
        fail("没有给文件或文件夹；例如 fazhi-lint check 报告.txt，从标准输入读用 -")
    if stdin_filename and "-" not in paths:
        fail("--stdin-filename 只在从标准输入读（路径写 -）时有用")
    try:
        if "-" in paths:
            return [_from_stdin(paths, stdin_filename, options)]
        found = list(discover(paths))
        _protect(found, targets)
        if show_skipped:
            for entry in found:
                if entry.code == "skipped":
                    note(f"跳过 {batch.shown(entry.path)}：{entry.reason}")
        with _progress(found) as tick:
            return list(batch.review_all(found, options, tick))
    except RulesetError as error:
        fail(str(error))


def _from_stdin(paths: Sequence[str], name: str | None, options: Options) -> Result:
    if len(paths) > 1:
        fail("从标准输入读时，路径只能写一个 -")
    if sys.stdin is None:
        fail("没有标准输入可读")
    return batch.review_bytes(sys.stdin.buffer.read(LARGEST + 1), name or "<stdin>", options)


def _protect(found: Sequence[Found], targets: Sequence[str]) -> None:
    """A report is never overwritten by its review."""
    inputs = {os.path.realpath(entry.path) for entry in found if entry.code is None}
    for target in targets:
        if os.path.realpath(target) in inputs:
            fail(f"{target} 是要检查的报告，不能用来存结果；请换一个文件名")


@contextmanager
def _progress(found: Sequence[Found]) -> Iterator[Callable[[], None]]:
    total = sum(entry.code != "skipped" for entry in found)
    if total < _MANY or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415  only a long run on a terminal pays for it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("检查", total=total)
        yield lambda: progress.advance(task)

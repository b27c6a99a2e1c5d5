"""What the commands share: the options that say what to review and how, the review of every input, loading a ruleset."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from linter import batch, readers
from linter.batch import Options, Result
from linter.cli.terminal import fail, note
from linter.discovery import Found, discover
from linter.document import Document
from linter.facts import Overrides
from linter.policy import UNCHECKED, Selection, unknown_selectors
from linter.readers import largest
from linter.review import KIND_NAMES, KINDS, STAGE_NAMES, STAGES
from linter.ruleset.loader import RulesetError, load
from linter.ruleset.model import Ruleset

EVERY_RULE = "ecology"  # the built-in ruleset that has all built-in rules
_MANY = 8  # from this many files on a terminal is shown how far the run has come


@dataclass(frozen=True, slots=True)
class Asked:
    """What the shared arguments and options say: which inputs, and how to review them."""

    paths: tuple[str, ...]
    options: Options
    stdin_filename: str | None
    show_skipped: bool


def review_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the arguments and options that say what the reports are and which rules judge them, as one `Asked`."""

    @wraps(command)
    def gathered(
        paths: tuple[str, ...], ruleset: str | None, year: int | None, agency: str | None, kind: Any, stage: Any,
        stdin_filename: str | None, preview: bool, show_skipped: bool, soffice: str | None, **own: Any,
    ) -> Any:
        if soffice is not None and shutil.which(soffice) is None:
            fail(f"--soffice {soffice} 不是可以运行的程序；请写 LibreOffice 的 soffice 的完整路径")
        options = Options(ruleset, Overrides(year, agency, kind, stage), preview, soffice)
        return command(Asked(paths, options, stdin_filename, show_skipped), **own)

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
        click.option("--soffice", metavar="路径", help="LibreOffice 的 soffice 在哪里，读 .doc、.wps 等要用；不给则在常见位置找。"),
        click.option("--preview", is_flag=True, help="也用试行规则。"),
        click.option("--show-skipped", is_flag=True, help="列出跳过的文件和原因。"),
    ]
    decorated: Callable[..., Any] = gathered
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


def results(asked: Asked, targets: Sequence[str] = ()) -> list[Result]:
    """Review every input; each gives one result. `targets` are files that will be written: none of them may be an input."""
    if not asked.paths:
        fail("没有给文件或文件夹；例如 fazhi-lint check 报告.txt，从标准输入读用 -")
    if asked.stdin_filename and "-" not in asked.paths:
        fail("--stdin-filename 只在从标准输入读（路径写 -）时有用")
    try:
        if "-" in asked.paths:
            return [_from_stdin(asked)]
        found = list(discover(asked.paths))
        _protect(found, targets)
        if asked.show_skipped:
            for entry in found:
                if entry.code == "skipped":
                    note(f"跳过 {batch.shown(entry.path)}：{entry.reason}")
        with _progress(found) as tick:
            return list(batch.review_all(found, asked.options, tick))
    except RulesetError as error:
        fail(str(error))


def ruleset(name: str) -> Ruleset:
    """The ruleset of that name; ends the run with what is wrong with it where it does not load."""
    try:
        return load(name)
    except RulesetError as error:
        fail(str(error))


def split(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values of an option that may be given several times and hold several, with commas."""
    return tuple(part.strip() for value in values for part in value.replace("，", ",").split(",") if part.strip())


def day(_: click.Context, option: click.Parameter, value: str | None) -> date:
    """The date that an option states, else today."""
    if value is None:
        return date.today()
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        fail(f"{option.opts[0]} {value} 不是日期；写成 2025-03-01 这样")


def check_selectors(selection: Selection, name: str | None) -> None:
    """Ends the run where a selector can never match."""
    given = (*selection.select, *selection.ignore)
    if not given:
        return
    unknown = unknown_selectors(given, ruleset(name or EVERY_RULE).by_id)
    if unknown:
        fail(f"没有规则 {'、'.join(unknown)}；用 fazhi-lint rules 看全部编号")


def document(path: str) -> Document:
    """The one report at that path; ends the run with why it cannot be read."""
    try:
        return readers.read(batch.content(Path(path)), path)
    except readers.Unreadable as refusal:
        fail(f"{path}：{refusal.message}", UNCHECKED)


def _from_stdin(asked: Asked) -> Result:
    if len(asked.paths) > 1:
        fail("从标准输入读时，路径只能写一个 -")
    if sys.stdin is None:
        fail("没有标准输入可读")
    name = asked.stdin_filename or "<stdin>"
    data = sys.stdin.buffer.read(largest(name) + 1)
    return replace(batch.review_bytes(data, name, asked.options), origin=data)


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

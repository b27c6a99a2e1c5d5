"""What the commands share: options that say how to review, reading inputs, printing, errors of use."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from linter import batch
from linter.batch import Options, Result
from linter.discovery import Found, discover
from linter.facts import Overrides
from linter.review import KIND_NAMES, KINDS, STAGE_NAMES, STAGES
from linter.ruleset.loader import RulesetError
from linter.writers.paint import Line, plain

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


def fail(message: str) -> NoReturn:
    """Wrong use: one sentence on stderr, exit code 2."""
    note(f"错误：{message}")
    sys.exit(2)


def note(message: str) -> None:
    """Say something about the run, on stderr."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    print(message.encode(encoding, "replace").decode(encoding, "replace"), file=sys.stderr)


def results(paths: Sequence[str], options: Options, stdin_filename: str | None, show_skipped: bool) -> list[Result]:
    """Review every input; each gives one result."""
    if not paths:
        fail("没有给文件或文件夹；例如 fazhi-lint check 报告.txt，从标准输入读用 -")
    done: list[Result] = []
    try:
        if "-" in paths:
            if len(paths) > 1:
                fail("从标准输入读时，路径只能写一个 -")
            return [batch.review_bytes(sys.stdin.buffer.read(), stdin_filename or "<stdin>", options)]
        found = list(discover(paths))
        if show_skipped:
            for entry in found:
                if entry.code == "skipped":
                    note(f"跳过 {batch.shown(entry.path)}：{entry.reason}")
        with _progress(found) as tick:
            done.extend(batch.review_all(found, options, tick))
    except RulesetError as error:
        fail(str(error))
    return done


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


def terminal_width() -> int:
    return max(60, shutil.get_terminal_size((80, 24)).columns)


def ambiguous_width(encoding: str | None) -> int:
    """Cells of “ ” … : Chinese Windows consoles give them two."""
    return 2 if (encoding or "").lower().replace("-", "") in ("gbk", "cp936", "gb2312", "gb18030") else 1


def put(lines: Iterable[Line], path: str) -> None:
    """Write lines to a file, without colour."""
    write_file(path, "".join(plain(line) + "\n" for line in lines))


def write_file(path: str, content: str) -> None:
    """Write the whole file or nothing: a temporary file beside it, then a rename."""
    target = Path(path)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content.encode("utf-8"))
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        fail(f"写不了 {path}：{error.strerror or error}")

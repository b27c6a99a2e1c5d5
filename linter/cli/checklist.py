"""`fazhi-lint checklist`: the table alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import click

from linter import policy
from linter.batch import Result
from linter.cli import run
from linter.review import STAGE_NAMES
from linter.writers import checklist as writer
from linter.writers import table
from linter.writers.paint import Line

FORMATS = ("text", "json", "csv", "markdown")


@click.command(name="checklist")
@run.review_options
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="输出格式。")
@click.option("--output", metavar="文件", help="写进文件，不印在屏幕上。")
@click.option("--all", "everything", is_flag=True, help="连不作要求的项一并列出。")
def command(
    paths: tuple[str, ...], ruleset: str | None, year: int | None, agency: str | None, kind: Any, stage: Any, stdin_filename: str | None,
    preview: bool, show_skipped: bool, form: str, output: str | None, everything: bool,
) -> None:
    """只印对照表：每一项写到了哪一档，证据在哪里。"""
    options = run.options_of(ruleset, year, agency, kind, stage, preview)
    done = run.results(paths, options, stdin_filename, show_skipped, [output] if output else [])
    if form == "text":
        on_screen = output is None
        width = run.terminal_width() if on_screen and sys.stdout.isatty() else 80
        ambiguous = run.ambiguous_width(sys.stdout.encoding) if on_screen else 1
        lines = [line for result in done for line in _table(result, width, everything, ambiguous)]
        if output:
            run.put(lines, output)
        else:
            run.show_lines(lines, width=width)
    else:
        content = {"json": writer.as_json, "csv": writer.as_csv, "markdown": writer.as_markdown}[form](done)
        if output:
            run.write_file(output, content)
        else:
            run.show(content)
    sys.exit(policy.exit_code(done, "never"))


def _table(result: Result, width: int, everything: bool, ambiguous: int) -> Iterator[Line]:
    if result.review is None:
        yield [(f"{result.path}: 没有检查 {result.message}", "")]
        yield []
        return
    profile = result.review.profile
    yield [(f"{profile.agency or result.path} {profile.year or '年度未知'}{'年度' if profile.year else ''}  对照表", "bold")]
    yield [(f"阶段 {STAGE_NAMES[profile.stage]}    规则数据截至 {result.review.ruleset.knowledge_date}", "")]
    yield from table.lines(result, width=width, everything=everything, ambiguous=ambiguous)
    yield []

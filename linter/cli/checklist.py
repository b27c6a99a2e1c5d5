"""`fazhi-lint checklist`: the table alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from linter import policy
from linter.batch import Result
from linter.cli import run, terminal
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
def command(asked: run.Asked, form: str, output: str | None, everything: bool) -> None:
    """只印对照表：每一项写到了哪一档，证据在哪里。"""
    done = run.results(asked, [output] if output else [])
    if form == "text":
        sheet = terminal.sheet(output)
        terminal.show_lines((line for result in done for line in _table(result, sheet, everything)), output)
    else:
        content = {"json": writer.as_json, "csv": writer.as_csv, "markdown": writer.as_markdown}[form](done)
        terminal.show(content, output)
    sys.exit(policy.exit_code(done, "never"))


def _table(result: Result, sheet: terminal.Sheet, everything: bool) -> Iterator[Line]:
    if result.review is None:
        yield [(f"{result.path}: 没有检查 {result.message}", "")]
        yield []
        return
    profile = result.review.profile
    yield [(f"{profile.agency or result.path} {profile.year or '年度未知'}{'年度' if profile.year else ''}  对照表", "bold")]
    yield [(f"阶段 {STAGE_NAMES[profile.stage]}    规则数据截至 {result.review.ruleset.knowledge_date}", "")]
    yield from table.lines(result, width=sheet.width, everything=everything, ambiguous=sheet.ambiguous)
    yield []

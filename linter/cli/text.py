"""`fazhi-lint text`: the text of one report as it is read, for git to compare."""

from __future__ import annotations

import click

from linter.cli import run, terminal
from linter.writers.reading import reading


@click.command(name="text")
@click.argument("report", metavar="报告")
@click.option("--paragraphs", is_flag=True, help="一段一行；不给则一句一行，便于逐行比较。")
@click.option("--output", metavar="文件", help="写进文件，不印在屏幕上。")
def command(report: str, paragraphs: bool, output: str | None) -> None:
    """印出读到的正文，带自动编号和标题，供 git 比较 Word 等文件（textconv）。"""
    document = run.document(report, output)
    for part in document.unread:
        terminal.note(f"{report}：{part.message}")
    terminal.show(reading(document, sentences=not paragraphs), output)

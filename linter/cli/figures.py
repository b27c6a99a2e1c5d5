"""`fazhi-lint figures`: the numeric ledger of one report."""

from __future__ import annotations

from pathlib import Path

import click

from linter import readers
from linter.cli.terminal import fail, show
from linter.facts import Facts
from linter.facts.ledger import ledger
from linter.writers import figures as writer


@click.command(name="figures")
@click.argument("report", metavar="报告")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", help="输出格式。")
@click.option("--output", metavar="文件", help="写进文件，不印在屏幕上。")
def command(report: str, form: str, output: str | None) -> None:
    """列出报告里的每个数：数值、单位、约数、说的是什么、哪一段时间、在哪一句，供对台账。"""
    try:
        document = readers.read(Path(report).read_bytes(), report)
    except readers.Unreadable as error:
        fail(f"{report}：{error.message}", 3)
    except OSError as error:
        fail(f"{report}：文件打不开：{readers.why(error)}", 3)
    rows = ledger(Facts(document))
    content = writer.as_csv(document, rows) if form == "csv" else writer.as_json(report, document, rows)
    show(content, output)

"""`fazhi-lint figures`: the numeric ledger of one report."""

from __future__ import annotations

import click

from linter.cli import run
from linter.cli.terminal import show
from linter.facts import Facts
from linter.facts.ledger import ledger
from linter.writers import figures as writer


@click.command(name="figures")
@click.argument("report", metavar="报告")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", help="输出格式。")
@click.option("--output", metavar="文件", help="写进文件，不印在屏幕上。")
def command(report: str, form: str, output: str | None) -> None:
    """列出报告里的每个数：数值、单位、约数、说的是什么、哪一段时间、在哪一句，供对台账。"""
    document = run.document(report, output)
    rows = ledger(Facts(document))
    content = writer.as_csv(document, rows) if form == "csv" else writer.as_json(report, document, rows)
    show(content, output)

"""`fazhi-lint similar`: near-duplicate passages between the reports of a collection."""

from __future__ import annotations

import sys

import click

from linter import policy
from linter.cli import collecting, terminal
from linter.collection import MissingExtra
from linter.collection.alikes import reports, similar
from linter.collection.alikes_formats import FORMATS
from linter.writers import Look


@click.command(name="similar")
@click.argument("folder", metavar="文件夹")
@collecting.options
@click.option("--agency", metavar="名称", help="只列有这一家的。")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="输出格式。")
@click.option("--output", metavar="文件", help="写进文件，不印在屏幕上。")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="是否用颜色。")
def command(asked: collecting.Asked, folder: str, agency: str | None, form: str, output: str | None, color: str) -> None:
    """各单位之间、同一单位各年度之间雷同的段落，并排列出。文件名、固定提法扣除，大多数单位都有的段落不列。

    退出码：0 比了；2 用法、名册或配置有误，或没有装 fazhi-lint[similar]；3 读得出的报告不到两份。
    """
    intake = collecting.intake(folder, asked)
    collecting.protect(intake, [output])
    found, unit = reports(intake), collecting.only(intake, agency).submissions[0].unit.name if agency else None
    try:
        made = similar(found, unit)
    except MissingExtra as missing:
        terminal.fail(str(missing))
    terminal.deliver(FORMATS[form](made, Look(**terminal.sheet(output)._asdict())), output, color)
    if len(found) < 2:
        terminal.fail(f"{folder} 里读得出的报告只有 {len(found)}份，没有可比的", policy.UNCHECKED)
    sys.exit(policy.OK)

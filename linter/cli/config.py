"""`fazhi-lint config`: which configuration file speaks for a report, and what is settled by it."""

from __future__ import annotations

from pathlib import Path

import click

from linter.cli.terminal import fail, show, show_lines
from linter.config.explain import settings
from linter.config.find import Configs
from linter.ruleset.errors import RulesetError
from linter.writers import settings as writer

_EXAMPLE = "报告.txt"


@click.command(name="config")
@click.argument("path", default=".", metavar="[报告或文件夹]")
@click.option("--config", "file", metavar="文件", help="用这个配置文件；不给则从报告所在的文件夹向上找。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
def command(path: str, file: str | None, form: str) -> None:
    """看一份报告用哪个配置文件、各项设置是什么、写在哪一行。给文件夹则以其中的“报告.txt”为例。"""
    report = Path(path) / _EXAMPLE if Path(path).is_dir() else Path(path)
    try:
        configs = Configs(file=Path(file) if file else None)
        config, found = configs.of(report), settings(configs, report)
    except RulesetError as error:
        fail(error)
    name = config.name if config else None
    if form == "json":
        show(writer.as_json(name, report.as_posix(), found))
    else:
        show_lines(writer.lines(name, report.as_posix(), found))

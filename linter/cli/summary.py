"""`fazhi-lint summary`: the draft of the circular on a year's reports."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from linter import policy
from linter.cli import collecting, terminal
from linter.cli.terminal import fail
from linter.collection import MissingExtra, decisions
from linter.collection.received import DESK
from linter.collection.summary import summary
from linter.collection.summary_formats import FORMATS
from linter.collection.tables import TableError


@click.command(name="summary")
@click.argument("folder", metavar="文件夹")
@collecting.options
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="docx", help="格式。")
@click.option("--output", metavar="文件", help=f"写进这个文件；不给则是 文件夹/{DESK}/通报.docx（或 .md）。")
@click.option("--force", is_flag=True, help="文件已经有了也覆盖。")
def command(asked: collecting.Asked, folder: str, form: str, output: str | None, force: bool) -> None:
    """通报初稿：报送率、公开率、共性问题、好的做法，每个数都链接到附件里的单位和原句。只算采纳的意见。

    公开率按收件登记里的公开日期、公开网址。软件不替单位发文，初稿由经办人核对、修改。

    退出码：0 写好了；2 用法、名册、登记或配置有误，或文件已经有了；3 写好了，但有对不上单位的文件，数字可能不全。
    """
    intake = collecting.intake(folder, asked)
    collecting.protect(intake, [output])
    target = Path(output) if output else intake.folder / DESK / f"通报.{form}"
    if target.exists() and not force:
        fail(f"{target.as_posix()} 已经有了，可能改过，不覆盖；换一个文件名，或加 --force")
    try:
        data = FORMATS[form](summary(intake, decisions.read(decisions.file_of(intake.folder))))
    except (TableError, MissingExtra) as error:
        fail(error)
    collecting.keep(target, data)
    terminal.show_lines([[("写好了：", "bold"), (target.as_posix(), "")]])
    if intake.unmatched:
        terminal.note(f"注意：有 {len(intake.unmatched)}个文件对不上单位，没有算进来；先在 register.csv 里写明是谁家的")
        sys.exit(policy.UNCHECKED)

"""`fazhi-lint matrix`: every agency against every item of the checklist, who has not submitted, who is late."""

from __future__ import annotations

import sys

import click

from linter import policy
from linter.cli import collecting, terminal
from linter.collection import MissingExtra, decisions
from linter.collection.formats import BINARY, FORMATS, write
from linter.collection.matrix import matrix
from linter.collection.tables import TableError
from linter.writers import Look


@click.command(name="matrix")
@click.argument("folder", metavar="文件夹")
@collecting.options
@click.option("--format", "formats", multiple=True, metavar="格式[=文件]", help=f"输出格式：{'、'.join(FORMATS)}；写“格式=文件”则存成文件，可给多个。")
@click.option("--output", metavar="文件", help="写进文件，不印在屏幕上。")
@click.option("--rank", "ranked", is_flag=True, help="按问题多少排名次（默认不排）：先比必改，再比建议改、请核对，再比没写的项。")
@click.option("--all", "everything", is_flag=True, help="连谁都不要求写的项、每个文件的去向一并列出。")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="是否用颜色。")
def command(asked: collecting.Asked, folder: str, formats: tuple[str, ...], output: str | None, ranked: bool, everything: bool, color: str) -> None:
    """收来的报告一张总表：各单位、各项写到哪一档，合计，谁没报、谁迟报，每个文件的去向。

    一家一件：盖章扫描件和 Word 一起交的查 Word，几稿取最新并说明，压缩包打开看；认不出是谁的列出来，不猜。

    退出码：0 每个单位都查了、每个文件都有着落；2 用法、名册、登记或配置有误；3 有交来而没有查成的，或对不上单位的文件。
    """
    wanted = terminal.outputs(formats, output, FORMATS, BINARY)
    intake = collecting.intake(folder, asked)
    collecting.protect(intake, [target for _, target in wanted])
    try:
        made = matrix(intake, decisions.read(decisions.file_of(intake.folder)), ranked=ranked, everything=everything)
    except TableError as error:
        terminal.fail(error)
    waiting = sum(line.open for line in made.lines)
    if ranked and made.decided and waiting:
        terminal.note(f"注意：还有 {waiting} 条没有审定，没有算进名次；审完再排才公平")
    for name, target in wanted:
        look = Look(everything=everything, **terminal.sheet(target)._asdict())
        try:
            terminal.deliver(write(name, made, look), target, color)
        except MissingExtra as missing:
            terminal.fail(str(missing))
    crashed = any(each.result is not None and policy.exit_code([each.result], "never") == policy.USAGE for each in intake.submissions)
    undone = intake.unmatched or any(each.sent and (each.result is None or each.result.status != "checked") for each in intake.submissions)
    sys.exit(policy.USAGE if crashed else policy.UNCHECKED if undone else policy.OK)

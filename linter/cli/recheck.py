"""`fazhi-lint recheck`: what became of each finding of the first draft in the second."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from linter import policy
from linter.cli import collecting, terminal
from linter.cli.terminal import fail, note
from linter.collection.ledger import Ledger, Overtaken
from linter.collection.recheck import Rechecked, recheck
from linter.collection.recheck_report import FORMATS
from linter.collection.tables import TableError
from linter.readers import why
from linter.writers import Look


@click.command(name="recheck")
@click.argument("old", metavar="上次")
@click.argument("new", metavar="这次")
@collecting.options
@click.option("--agency", metavar="名称", help="只看这一家。")
@click.option("--carry", is_flag=True, help="把上次的决定带到这次，记进 这次/审核/意见.csv；这次已经定了的不动。")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="输出格式。")
@click.option("--output", metavar="文件", help="写进文件，不印在屏幕上。")
@click.option("--all", "everything", is_flag=True, help="已改的也逐条列出。")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="是否用颜色。")
def command(
    asked: collecting.Asked, old: str, new: str, agency: str | None, carry: bool, form: str, output: str | None, everything: bool, color: str,
) -> None:
    """复核：上次的每一条，这次已改、未改、不改（理由），还是新增。上次、这次各是一个文件夹或一份报告。

    上次不采纳的不再提。理由取自单位在批注里的答复，或 意见.csv 的“单位答复”一列。

    退出码：0 都改了或说明了理由；1 有未改的或新增的；2 用法、名册或配置有误；3 有没交的或没有查成的。
    """
    if carry and not Path(new).is_dir():
        fail("--carry 要把决定记在文件夹里；“这次”给一个文件夹")
    try:
        first = collecting.only(collecting.intake(old, asked), agency)
        second = collecting.intake(new, asked)
        ledger = Ledger.of(second.folder)
        book = ledger.book
        collecting.protect(first, [output])
        collecting.protect(second, [output])
        done = recheck(first, second, Ledger.of(first.folder).book, book, alone=Path(old).is_file() and Path(new).is_file())
    except TableError as error:
        fail(error)
    if carry:
        made = [decision for each in done for decision in each.carried]
        try:
            ledger.save(made, book)
        except Overtaken:
            fail(f"{ledger.file} 刚才在别处改过，没有写；请再运行一次")
        except OSError as error:
            fail(f"写不了 {ledger.file}：{why(error)}")
        note(f"带过来 {len(made)} 条决定")
    look = Look(everything=everything, **terminal.sheet(output)._asdict())
    terminal.deliver(FORMATS[form](done, look), output, color)
    sys.exit(_code(done))


def _code(done: Sequence[Rechecked]) -> int:
    if any(each.new is None or each.new.review is None or each.count("没有再查") for each in done):
        return policy.UNCHECKED
    return policy.FAILED if any(each.count("未改") or each.count("新增") for each in done) else policy.OK

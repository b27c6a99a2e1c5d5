"""`fazhi-lint review`: the clerk accepts, rejects or rewords each finding; what was decided stands in a table beside the reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from linter.cli import collecting, run, terminal
from linter.cli.reviewing import session
from linter.cli.terminal import fail, note
from linter.collection import bulk, decisions
from linter.collection.decisions import Book, Decision
from linter.collection.intake import Intake
from linter.collection.tables import TableError
from linter.config.options import unknown_selectors
from linter.review import SEVERITY_NAMES
from linter.ruleset.loader import EVERY_RULE, loaded


@click.command(name="review")
@click.argument("folder", metavar="文件夹")
@collecting.options
@click.option("--agency", metavar="名称", help="只审这一家的。")
@click.option("--accept", multiple=True, callback=run.split, metavar="哪些", help="不逐条问，没有定的里面这些都采纳：编号、编号:词条、族字母或族名、必改、建议改、请核对、全部，逗号分隔。")
@click.option("--reject", multiple=True, callback=run.split, metavar="哪些", help="不逐条问，没有定的里面这些都不采纳，写法同 --accept。")
@click.option("--reason", default="", metavar="理由", help="--reject 的理由。")
@click.option("--export", "exported", metavar="文件", help="把全部意见写成 CSV，在 Excel 里填“决定”一列。")
@click.option("--import", "imported", metavar="文件", help="把填好的 CSV 收进来；没有填的不动。")
@click.option("--status", is_flag=True, help="只说审到哪里了。")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="是否用颜色。")
def command(
    asked: collecting.Asked, folder: str, agency: str | None, accept: tuple[str, ...], reject: tuple[str, ...], reason: str, exported: str | None,
    imported: str | None, status: bool, color: str,
) -> None:
    """逐条审核：采纳、不采纳、改措辞。意见书、汇总只用采纳的。

    按一个键定一条，定一条存一条，随时可以停，下次接着审。决定按结论的指纹记在 文件夹/审核/意见.csv，改稿以后还在的结论不用再审。
    """
    _check(accept, reject)
    intake = collecting.only(collecting.intake(folder, asked), agency)
    collecting.protect(intake, [exported])
    desk = Desk(intake.folder)
    try:
        if imported:
            _take(desk, intake, Path(imported))
        if accept:
            desk.save(bulk.decided(intake, desk.book, accept, "采纳"))
        if reject:
            desk.save(bulk.decided(intake, desk.book, reject, "不采纳", reason))
        if exported:
            rows = decisions.everything(intake, desk.book)
            terminal.write_file(exported, decisions.written(rows))
            note(f"已写 {exported}：{len(rows)} 行；填好“决定”一列（采纳、不采纳、改措辞），再用 --import 收进来")
        if not (accept or reject or exported or imported or status):
            session(list(bulk.waiting(intake, desk.book)), desk.save, color)
        terminal.show_lines([[("  ".join(f"{name} {count}条" for name, count in decisions.tally(intake.submissions, desk.book).items()), "bold")]])
    except TableError as error:
        fail(str(error))


class Desk:
    """The table of decisions, read anew before each change: somebody else may have it open."""

    def __init__(self, folder: Path) -> None:
        self.file = decisions.file_of(folder)

    @property
    def book(self) -> Book:
        return decisions.read(self.file)

    def save(self, made: Sequence[Decision]) -> None:
        if made:
            collecting.keep(self.file, decisions.written(self.book.with_(made).decisions.values()))


def _check(*selectors: Sequence[str]) -> None:
    names = {*SEVERITY_NAMES.values(), bulk.ALL}
    unknown = unknown_selectors([one for some in selectors for one in some if one not in names], loaded(EVERY_RULE, None).by_id)
    if unknown:
        fail(f"没有 {'、'.join(unknown)} 这种意见；写规则编号、族、{'、'.join(SEVERITY_NAMES.values())}，或{bulk.ALL}")


def _take(desk: Desk, intake: Intake, file: Path) -> None:
    if not file.is_file():
        fail(f"没有 {file} 这个文件；核对路径，或先用 --export 写一份")
    read = bulk.taken(intake, decisions.read(file))
    old = desk.book
    desk.save([one if one.choice else replace(one, choice=known.choice if (known := old.decisions.get(one.key)) else None) for one in read.decisions])
    note(f"从 {file} 收进 {len(read.decisions)} 条" + (f"；{read.strange} 条在这批报告里没有对上，没有收" if read.strange else ""))

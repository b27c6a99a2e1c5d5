"""`fazhi-lint review`: the clerk accepts, rejects or rewords each finding; what was decided stands in a table beside the reports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from linter.cli import collecting, local_page, run, terminal
from linter.cli.reviewing import session
from linter.cli.terminal import fail, note
from linter.collection import bulk, decisions
from linter.collection.intake import Intake
from linter.collection.ledger import Ledger, Overtaken
from linter.collection.tables import TableError
from linter.config.options import unknown_selectors
from linter.readers import why
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
@click.option("--page", is_flag=True, help="不在终端里，在本机开一个网页来审；两边记的是同一张表。")
@local_page.options(8118)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="是否用颜色。")
def command(
    asked: collecting.Asked, folder: str, agency: str | None, accept: tuple[str, ...], reject: tuple[str, ...], reason: str, exported: str | None,
    imported: str | None, status: bool, page: bool, port: int, opens: bool, color: str,
) -> None:
    """逐条审核：采纳、不采纳、改措辞。意见书、汇总只用采纳的。

    按一个键定一条，定一条存一条，随时可以停，下次接着审。决定按结论的指纹记在 文件夹/审核/意见.csv，改稿以后还在的结论不用再审。
    """
    _check(accept, reject)
    if page:
        local_page.ready()
    intake = collecting.only(collecting.intake(folder, asked), agency)
    collecting.protect(intake, [exported])
    ledger = Ledger.of(intake.folder)
    try:
        if imported:
            _take(ledger, intake, Path(imported))
        if accept:
            ledger.save(bulk.decided(intake, book := ledger.book, accept, "采纳"), book)
        if reject:
            ledger.save(bulk.decided(intake, book := ledger.book, reject, "不采纳", reason), book)
        if exported:
            rows = decisions.everything(intake, ledger.book)
            terminal.write_file(exported, decisions.written(rows))
            note(f"已写 {exported}：{len(rows)} 行；填好“决定”一列（采纳、不采纳、改措辞），再用 --import 收进来")
        if page:
            _on_page(intake, ledger, port, opens)
        elif not (accept or reject or exported or imported or status):
            session(list(bulk.waiting(intake, ledger.book)), ledger, color)
        terminal.show_lines([[("  ".join(f"{name} {count}条" for name, count in decisions.tally(intake.submissions, ledger.book).items()), "bold")]])
    except Overtaken:
        fail(f"{ledger.file} 刚才在别处改过，没有写；请再运行一次")
    except TableError as error:
        fail(error)
    except OSError as error:
        fail(f"写不了 {ledger.file}：{why(error)}")


def _on_page(intake: Intake, ledger: Ledger, port: int, opens: bool) -> None:
    from linter.serve.clerk import Clerk  # noqa: PLC0415  only the page needs the server

    local_page.run(Clerk(intake, ledger).asgi, port, opens)
    note(f"已结束；决定都在 {ledger.file}")


def _check(*selectors: Sequence[str]) -> None:
    names = {*SEVERITY_NAMES.values(), bulk.ALL}
    unknown = unknown_selectors([one for some in selectors for one in some if one not in names], loaded(EVERY_RULE, None).by_id)
    if unknown:
        fail(f"没有 {'、'.join(unknown)} 这种意见；写规则编号、族、{'、'.join(SEVERITY_NAMES.values())}，或{bulk.ALL}")


def _take(ledger: Ledger, intake: Intake, file: Path) -> None:
    if not file.is_file():
        fail(f"没有 {file} 这个文件；核对路径，或先用 --export 写一份")
    read = bulk.taken(intake, decisions.read(file))
    old = ledger.book
    made = [
        one if one.choice or (known := old.decisions.get(one.key)) is None else replace(one, choice=known.choice, wording=known.wording, reason=known.reason)
        for one in read.decisions
    ]
    ledger.save(made, old)
    note(f"从 {file} 收进 {len(read.decisions)} 条" + (f"；{read.strange} 条在这批报告里没有对上，没有收" if read.strange else ""))

"""`fazhi-lint serve`: the page at the desk, on this machine alone."""

from __future__ import annotations

import os

import click

from linter.cli import local_page, run
from linter.cli.terminal import note

_SECONDS = 180  # for one report, all its files and fixes; one of thirty pages takes five


@click.command(name="serve")
@local_page.options(8117)
@click.option("--soffice", metavar="路径", callback=run.program, help="LibreOffice 的 soffice 在哪里，读 .doc、.wps 等要用；不给则在常见位置找。")
def command(port: int, opens: bool, soffice: str | None) -> None:
    """在本机开一个网页：拖进报告，得到标注网页、对照表、带批注的 Word 和改好的报告。

    只有这台电脑能打开；不联网，不留文件。按 Ctrl+C 结束。
    """
    local_page.ready()
    from linter.serve.app import Desk  # noqa: PLC0415  only this command needs the server
    from linter.serve.review import Reviewers  # noqa: PLC0415

    cores = os.cpu_count() or 1
    desk = Desk(Reviewers(running=max(1, min(4, cores - 1)), waiting=8, seconds=_SECONDS), soffice)
    local_page.run(desk.asgi, port, opens)
    note("已结束，内存里的文件和结果都没有了")

"""`fazhi-lint compare`: this year's report against last year's."""

from __future__ import annotations

import sys

import click

from linter import policy
from linter.cli import collecting, terminal
from linter.collection.compared import compare
from linter.collection.compared_formats import FORMATS
from linter.writers import Look


@click.command(name="compare")
@click.argument("last", metavar="上年")
@click.argument("this", metavar="今年")
@collecting.options
@click.option("--agency", metavar="名称", help="只看这一家。")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="输出格式。")
@click.option("--output", metavar="文件", help="写进文件，不印在屏幕上。")
@click.option("--all", "everything", is_flag=True, help="变了的数字也列出两年的句子。")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="是否用颜色。")
def command(
    asked: collecting.Asked, last: str, this: str, agency: str | None, form: str, output: str | None, everything: bool, color: str,
) -> None:
    """今年的报告和上年的比：上年的安排今年说了没有，数字变了多少，不足、段落有没有照抄，提法过时没有。上年、今年各是一份报告或一个文件夹。

    只陈述，不下结论：没有回应的，可能做了没写，也可能换了说法；两个数说的是不是同一个量拿不准的，不比。

    退出码：0 比了；2 用法、名册或配置有误；3 有没报的或没有查成的，没有比。
    """
    first, second = (collecting.only(collecting.intake(path, asked), agency) for path in (last, this))
    for made in (first, second):
        collecting.protect(made, [output])
    yearly = compare(first, second)
    look = Look(everything=everything, **terminal.sheet(output)._asdict())
    terminal.deliver(FORMATS[form](yearly, look), output, color)
    sys.exit(policy.UNCHECKED if yearly.without else policy.OK)

"""`fazhi-lint new`: the skeleton of a report that is to be written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from linter import batch, skeleton
from linter.cli import run, terminal
from linter.facts import Facts
from linter.facts.profile import profile
from linter.review import KIND_NAMES, KINDS
from linter.writers.docx_clean import clean

FORMATS = ("markdown", "docx")


@click.command(name="new")
@click.option("--agency", required=True, metavar="名称", help="报告机关的全称。")
@click.option("--year", required=True, type=click.IntRange(1990, 2100), metavar="年", help="报告年度（写的是哪一年的工作）。")
@click.option("--kind", type=click.Choice(KINDS), metavar="类型", help=f"机关类型，不给则按名称认：{'、'.join(f'{kind}（{KIND_NAMES[kind]}）' for kind in KINDS)}。")
@click.option("--ruleset", metavar="名称", help="规则集；不给则按机关选。")
@click.option("--format", "form", type=click.Choice(FORMATS), help="格式；不给则看 --output 的扩展名，.docx 是 Word，其余是 Markdown。")
@click.option("--output", metavar="文件", help="写进文件；不给则印在屏幕上。")
@click.option("--force", is_flag=True, help="文件已经有了也覆盖。")
def command(agency: str, year: int, kind: Any, ruleset: str | None, form: str | None, output: str | None, force: bool) -> None:
    """生成一份待填的报告：标题、各部分，和该机关该年度要写的每一项的填写提示。

    写好一项，就用自己的话换掉那条【填：……】。没换掉的，检查时逐条报出。
    """
    form = form or ("docx" if output and output.lower().endswith(".docx") else "markdown")
    if form == "docx" and not output:
        terminal.fail("Word 文件不能印在屏幕上；加 --output 报告.docx")
    if output and Path(output).exists() and not force:
        terminal.fail(f"{output} 已经有了，不覆盖；换一个文件名，或加 --force")
    owner = skeleton.author(agency, year, kind)
    rules = run.ruleset(ruleset or batch.choose(owner))
    lines = skeleton.skeleton(rules.applicability, owner)
    document = skeleton.as_document(lines)
    seen = profile(Facts(document))
    if seen.kind != owner.kind:
        terminal.note(f"注意：检查这份报告时也要加 --kind {owner.kind}；只看报告会认作{KIND_NAMES[seen.kind]}")
    elif seen.proofs["kind"].span is None:
        terminal.note(f"注意：从名称看不出是哪类机关，按{KIND_NAMES[seen.kind]}；不对请加 --kind")
    terminal.deliver(clean(document) if form == "docx" else skeleton.as_markdown(lines), output)

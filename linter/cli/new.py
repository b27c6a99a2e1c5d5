"""`fazhi-lint new`: the skeleton of a report that is to be written, or of those of a whole roster."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from linter import batch, policy, skeleton
from linter.cli import collecting, run, terminal
from linter.collection import roster as rosters
from linter.collection.roster import Unit
from linter.collection.tables import TableError
from linter.facts import Facts
from linter.facts.profile import profile
from linter.review import KIND_NAMES, KINDS, Profile
from linter.writers.docx_clean import clean

FORMATS = {"markdown": "md", "docx": "docx"}


@click.command(name="new")
@click.option("--agency", metavar="名称", help="报告机关的全称。")
@click.option("--roster", metavar="文件", help="名册，CSV：名称、类型等；给其中每一家按类型各写一份，存进 --output 文件夹。")
@click.option("--year", required=True, type=click.IntRange(1990, 2100), metavar="年", help="报告年度（写的是哪一年的工作）。")
@click.option("--kind", type=click.Choice(KINDS), metavar="类型", help=f"机关类型，不给则按名称认：{'、'.join(f'{kind}（{KIND_NAMES[kind]}）' for kind in KINDS)}。")
@click.option("--ruleset", metavar="名称", help="规则集；不给则按机关选。")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="格式；不给则看 --output 的扩展名，.docx 是 Word，其余是 Markdown；名册的是 Word。")
@click.option("--output", metavar="文件", help="写进文件；不给则印在屏幕上。给名册时是文件夹。")
@click.option("--force", is_flag=True, help="文件已经有了也覆盖。")
def command(agency: str | None, roster: str | None, year: int, kind: Any, ruleset: str | None, form: str | None, output: str | None, force: bool) -> None:
    """生成一份待填的报告：标题、各部分，和该机关该年度要写的每一项的填写提示。给名册，则每家一份。

    写好一项，就用自己的话换掉那条【填：……】。没换掉的，检查时逐条报出。

    退出码：0 写好了；2 用法或名册有误，或文件已经有了；3 名册里有几家没有写，因为文件已经有了。
    """
    if (agency is None) == (roster is None):
        terminal.fail("给 --agency 名称，或 --roster 名册，二者取一")
    if roster is not None:
        if kind is not None:
            terminal.fail("给名册时不用 --kind；各家的类型写在名册的“类型”一列")
        sys.exit(_all(_units(roster), year, ruleset, form or "docx", output, force))
    assert agency is not None
    form = form or ("docx" if output and output.lower().endswith(".docx") else "markdown")
    if form == "docx" and not output:
        terminal.fail("Word 文件不能印在屏幕上；加 --output 报告.docx")
    if output and Path(output).exists() and not force:
        terminal.fail(f"{output} 已经有了，不覆盖；换一个文件名，或加 --force")
    owner = skeleton.author(agency, year, kind)
    lines = _lines(owner, ruleset)
    seen = _seen(lines)
    if seen.kind != owner.kind:
        terminal.note(f"注意：检查这份报告时也要加 --kind {owner.kind}；只看报告会认作{KIND_NAMES[seen.kind]}")
    elif seen.proofs["kind"].span is None:
        terminal.note(f"注意：从名称看不出是哪类机关，按{KIND_NAMES[seen.kind]}；不对请加 --kind")
    terminal.deliver(_content(lines, form), output)


def _lines(owner: Profile, ruleset: str | None) -> Sequence[skeleton.Line]:
    return skeleton.skeleton(run.ruleset(ruleset or batch.choose(owner)).applicability, owner)


def _seen(lines: Sequence[skeleton.Line]) -> Profile:
    """What the skeleton alone says of its agency."""
    return profile(Facts(skeleton.as_document(lines)))


def _content(lines: Sequence[skeleton.Line], form: str) -> bytes | str:
    return clean(skeleton.as_document(lines)) if form == "docx" else skeleton.as_markdown(lines)


def _units(path: str) -> Sequence[Unit]:
    try:
        return rosters.read(Path(path)).units
    except TableError as error:
        terminal.fail(error)


def _all(units: Sequence[Unit], year: int, ruleset: str | None, form: str, output: str | None, force: bool) -> int:
    """One file an agency, by its kind. What is there already stays and is named."""
    folder = Path(output or f"{year}年度模板")
    if folder.exists() and not folder.is_dir():
        terminal.fail(f"{folder.as_posix()} 不是文件夹；--output 给一个文件夹")
    written: dict[str, list[str]] = {}
    kept, unsure = [], []
    for unit in units:
        owner = skeleton.author(unit.name, year, unit.kind)
        file = folder / f"{collecting.file_name(unit.name)}.{FORMATS[form]}"
        if file.exists() and not force:
            kept.append(unit.name)
            continue
        lines = _lines(owner, ruleset)
        content = _content(lines, form)
        collecting.keep(file, content if isinstance(content, bytes) else content.encode())
        written.setdefault(KIND_NAMES[owner.kind], []).append(unit.name)
        if unit.kind is None and _seen(lines).proofs["kind"].span is None:
            unsure.append(unit.name)
    said = {f"{kind} {len(names)}家": names for kind, names in written.items()} | ({"已经有了，没有写（要重写加 --force）": kept} if kept else {})
    total = sum(map(len, written.values()))
    terminal.show_lines([[(f"{folder.as_posix()}：写了 {total}家", "bold")], *([("  " + name + "：", ""), ("、".join(names), "")] for name, names in said.items())])
    if unsure:
        terminal.note(f"注意：{'、'.join(unsure)} 从名称看不出是哪类机关，按要求最少的一类写的；在名册的“类型”一列写明再生成")
    return policy.UNCHECKED if kept else policy.OK

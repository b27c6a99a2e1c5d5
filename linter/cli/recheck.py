"""`fazhi-lint recheck`: what became of each finding of the first draft in the second."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from linter import policy
from linter.cli import collecting, terminal
from linter.cli.terminal import fail, note
from linter.collection import decisions, tables
from linter.collection.recheck import STATES, Fate, Rechecked, recheck
from linter.collection.tables import TableError
from linter.review import SEVERITY_NAMES
from linter.width import wrap
from linter.writers import Content, paint

FORMATS = ("text", "json", "csv")
_STYLES = {"未改": "bold red", "不改": "yellow", "新增": "red", "没有再查": "cyan", "已改": "green"}


@click.command(name="recheck")
@click.argument("old", metavar="上次")
@click.argument("new", metavar="这次")
@collecting.options
@click.option("--agency", metavar="名称", help="只看这一家。")
@click.option("--carry", is_flag=True, help="把上次的决定带到这次，记进 这次/审核/意见.csv；这次已经定了的不动。")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="输出格式。")
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
        second = collecting.only(collecting.intake(new, asked), agency)
        file = decisions.file_of(second.folder)
        book = decisions.read(file)
        collecting.protect(first, [output])
        collecting.protect(second, [output])
        done = recheck(first, second, decisions.read(decisions.file_of(first.folder)), book)
    except TableError as error:
        fail(str(error))
    if carry:
        made = [decision for each in done for decision in each.carried]
        if made:
            collecting.keep(file, decisions.written(book.with_(made).decisions.values()))
        note(f"带过来 {len(made)} 条决定")
    made_of: dict[str, Callable[[Sequence[Rechecked], bool, terminal.Sheet], Content]] = {"text": _text, "json": _json, "csv": _csv}
    content = made_of[form](done, everything, terminal.sheet(output))
    terminal.deliver(content, output, color)
    sys.exit(_code(done))


def _code(done: Sequence[Rechecked]) -> int:
    if any(each.new is None or each.new.review is None or each.count("没有再查") for each in done):
        return policy.UNCHECKED
    return policy.FAILED if any(each.count("未改") or each.count("新增") for each in done) else policy.OK


def _text(done: Sequence[Rechecked], everything: bool, sheet: terminal.Sheet) -> Iterator[paint.Line]:
    for each in done:
        yield _headline(each)
        shown = [fate for fate in each.fates if everything or fate.state != "已改"]
        for same in _alike(shown):
            yield from _lines(same[0], len(same), sheet)
        yield []


def _alike(fates: Sequence[Fate]) -> Iterator[Sequence[Fate]]:
    """Those of which the same is to be said together, in order."""
    groups: dict[tuple[object, ...], list[Fate]] = {}
    for fate in fates:
        choice = fate.decision.choice if fate.decision else None
        groups.setdefault((fate.state, fate.finding.rule, fate.finding.message, fate.reason, choice), []).append(fate)
    yield from groups.values()


def _headline(each: Rechecked) -> paint.Line:
    if each.new is None or each.new.review is None:
        why = "这次没有交来" if each.new is None or not each.new.sent else f"这次交来的没有查成：{'；'.join(each.new.notes)}"
        return [(f"{each.old.unit.name}  ", "bold"), (why, "red")]
    before = sum(fate.old is not None for fate in each.fates)
    counts = "、".join(f"{state} {count}处" for state in STATES if (count := each.count(state)))
    rejected = f"；上次不采纳的 {each.rejected}处不再提" if each.rejected else ""
    return [(f"{each.old.unit.name}  ", "bold"), (f"上次 {before}处：{counts or '没有问题'}{rejected}", "")]


def _lines(fate: Fate, count: int, sheet: terminal.Sheet) -> Iterator[paint.Line]:
    finding = fate.finding
    decided = f"（{fate.decision.choice}）" if fate.decision and fate.decision.choice else ""
    reason = f"；理由：{fate.reason}" if fate.reason else ""
    place = f"{finding.place}：" if finding.place else ""
    words = (fate.decision.wording if fate.decision and fate.decision.wording else finding.message) + (f"（共{count}处）" if count > 1 else "") + reason
    head: paint.Line = [("  ", ""), (fate.state, _STYLES[fate.state]), (f"  {SEVERITY_NAMES[finding.severity]}{decided} ", "")]
    if not sheet.wrapped:
        yield [*head, (place + words, "")]
        return
    yield head
    yield from ([(" " * 6 + line, "")] for line in wrap(place + words, sheet.width - 6, sheet.ambiguous))


def _rows(done: Sequence[Rechecked]) -> Iterator[dict[str, Any]]:
    for each in done:
        for fate in each.fates:
            finding = fate.finding
            yield {
                "agency": each.old.unit.name, "state": fate.state, "severity": finding.severity, "rule": finding.rule, "item": finding.item,
                "place": finding.place, "text": finding.text, "message": finding.message, "decision": fate.decision.choice if fate.decision else None,
                "reason": fate.reason or None, "fingerprint": fate.old.fingerprint if fate.old else None, "new_fingerprint": fate.new.fingerprint if fate.new else None,
            }


def _json(done: Sequence[Rechecked], _: bool, __: terminal.Sheet) -> str:
    agencies = [
        {
            "agency": each.old.unit.name, "old": each.old.result.path if each.old.result else None, "rejected": each.rejected,
            "new": each.new.result.path if each.new and each.new.result else None, **{"counts": {state: each.count(state) for state in STATES}},
        }
        for each in done
    ]
    return json.dumps({"schema": "fazhi-lint/recheck@1", "agencies": agencies, "findings": list(_rows(done))}, ensure_ascii=False, indent=1) + "\n"


def _csv(done: Sequence[Rechecked], _: bool, __: terminal.Sheet) -> bytes:
    head = ("单位", "结果", "级别", "决定", "理由", "位置", "原文", "问题")
    rows = [
        (row["agency"], row["state"], SEVERITY_NAMES[row["severity"]], row["decision"] or "", row["reason"] or "", row["place"], " ".join(row["text"].split()), row["message"])
        for row in _rows(done)
    ]
    return tables.written(head, rows)

"""What a recheck says, in lines for people, as JSON and as a table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from linter import __version__
from linter.collection import tables
from linter.collection.quoting import where
from linter.collection.recheck import STATES, Fate, Rechecked
from linter.review import SEVERITY_NAMES
from linter.width import wrap
from linter.writers import Content, Look, paint

_STYLES = {"未改": "bold red", "不改": "yellow", "新增": "red", "没有再查": "cyan", "已改": "green"}


def _text(done: Sequence[Rechecked], look: Look) -> Iterator[paint.Line]:
    for each in done:
        yield _headline(each)
        shown = [fate for fate in each.fates if look.everything or fate.state != "已改"]
        for same in _alike(shown):
            yield from _lines(same[0], len(same), look)
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


def _lines(fate: Fate, count: int, look: Look) -> Iterator[paint.Line]:
    finding = fate.finding
    decided = f"（{fate.decision.choice}）" if fate.decision and fate.decision.choice else ""
    reason = f"；理由：{fate.reason}" if fate.reason else ""
    place = f"{where(finding)}：" if finding.place or not finding.text else ""
    words = (fate.decision.wording if fate.decision and fate.decision.wording else finding.message) + (f"（共{count}处）" if count > 1 else "") + reason
    head: paint.Line = [("  ", ""), (fate.state, _STYLES[fate.state]), (f"  {SEVERITY_NAMES[finding.severity]}{decided} ", "")]
    if not look.wrapped:
        yield [*head, (place + words, "")]
        return
    yield head
    yield from ([(" " * 6 + line, "")] for line in wrap(place + words, look.width - 6, look.ambiguous))


def _rows(done: Sequence[Rechecked]) -> Iterator[dict[str, Any]]:
    for each in done:
        for fate in each.fates:
            finding = fate.finding
            yield {
                "agency": each.old.unit.name, "state": fate.state, "severity": finding.severity, "rule": finding.rule, "item": finding.item,
                "place": finding.place, "text": finding.text, "message": finding.message, "decision": fate.decision.choice if fate.decision else None,
                "reason": fate.reason or None, "fingerprint": fate.old.fingerprint if fate.old else None, "new_fingerprint": fate.new.fingerprint if fate.new else None,
            }


def _json(done: Sequence[Rechecked], look: Look) -> str:
    agencies = [
        {
            "agency": each.old.unit.name, "old": each.old.result.path if each.old.result else None, "rejected": each.rejected,
            "new": each.new.result.path if each.new and each.new.result else None, **{"counts": {state: each.count(state) for state in STATES}},
        }
        for each in done
    ]
    return json.dumps({"schema": "fazhi-lint/recheck@1", "version": __version__, "agencies": agencies, "findings": list(_rows(done))}, ensure_ascii=False, indent=1) + "\n"


def _csv(done: Sequence[Rechecked], look: Look) -> bytes:
    head = ("单位", "结果", "级别", "决定", "理由", "位置", "原文", "问题")
    rows = [
        (row["agency"], row["state"], SEVERITY_NAMES[row["severity"]], row["decision"] or "", row["reason"] or "", row["place"], " ".join(row["text"].split()), row["message"])
        for row in _rows(done)
    ]
    return tables.written(head, rows)


FORMATS: Mapping[str, Callable[[Sequence[Rechecked], Look], Content]] = {"text": _text, "json": _json, "csv": _csv}

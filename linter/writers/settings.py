"""What is settled for a report and where it was said, as a table or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from linter.config.explain import Setting
from linter.review import KIND_NAMES, SEVERITY_NAMES, STAGE_NAMES
from linter.width import pad, width
from linter.writers.paint import Line

_EMPTY = {
    "ruleset": "按报告的机关选", "select": "全部规则", "ignore": "无", "severities": "按规则", "stage": "看文件", "year": "看正文", "agency": "看正文", "kind": "看机关名称",
    "paths": "没有取到", "exceptions": "无", "cannot_except": "无", "baseline": "无", "holders": "自带的",
}
_NAMES = {**KIND_NAMES, **STAGE_NAMES, **SEVERITY_NAMES, "never": "从不", "high": "高", "medium": "中", "low": "低"}


def lines(file: str | None, path: str, settings: Sequence[Setting]) -> Iterator[Line]:
    yield [(f"{path}  ", "bold"), (f"配置文件 {file}" if file else "没有找到配置文件，都是默认", "bold")]
    keys = max(width(setting.key) for setting in settings) + 2
    values = min(40, max(width(_shown(setting)) for setting in settings)) + 2
    for setting in settings:
        where = "、".join(setting.where) or "默认"
        yield [(pad(setting.key, keys), ""), (pad(_shown(setting), values), ""), (where, "dim")]


def _shown(setting: Setting) -> str:
    value = setting.value
    if value in (None, [], {}):
        return _EMPTY[setting.key]
    if setting.key == "exceptions":
        return f"{len(value)} 条：{'、'.join(waiver['rule'] for waiver in value)}"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "、".join(f"{key} {_named(part)}" for key, part in value.items())
    return "、".join(value) if isinstance(value, list) else _named(value)


def _named(value: Any) -> str:
    return f"{value}（{_NAMES[value]}）" if value in _NAMES else str(value)


def as_json(file: str | None, path: str, settings: Sequence[Setting]) -> str:
    known = {setting.key: {"value": setting.value, "from": list(setting.where)} for setting in settings}
    return json.dumps({"path": path, "config": file, "settings": known}, ensure_ascii=False, indent=1) + "\n"

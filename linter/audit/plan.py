"""What an audit does in which order, and what binds it: kept beside the results, so that the next run does the rest and nothing else.

The plan is a file of lines, a batch each. It only ever grows: reports that come later are further batches.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from linter.audit import AuditError

_FEW, _MANY = 200, 1000  # reports a batch where there are enough of them
_BATCHES = 16  # rather than fewer batches than this, smaller ones
_MOST = 2000  # rather than more batches than this, larger ones


class Batch(Struct, frozen=True, dict=True):
    """Some reports in their order; `id` says which ones, and where in the plan, so that it is the same in every run."""

    number: int
    names: tuple[str, ...]

    @cached_property
    def id(self) -> str:
        digest = hashlib.sha256(json.dumps(self.names).encode())
        return f"{self.number:06}-{digest.hexdigest()[:12]}"


def size(reports: int) -> int:
    """Reports a batch: 200 to 1,000, fewer where there are few, so that every worker has some."""
    return max(1, min(_FEW, -(-reports // _BATCHES)), min(_MANY, reports // _MOST))


def batches(names: Sequence[str], number: int = 0) -> list[Batch]:
    """The names in batches, counted from `number`."""
    step = size(len(names))
    return [Batch(number + turn, tuple(names[start : start + step])) for turn, start in enumerate(range(0, len(names), step))]


def extended(plan: Sequence[Batch], names: Iterable[str]) -> list[Batch]:
    """The plan with further batches for the reports that it does not have yet."""
    known = {name for batch in plan for name in batch.names}
    return [*plan, *batches([name for name in names if name not in known], len(plan))]


def written(plan: Iterable[Batch]) -> bytes:
    """A line a batch; a name that is no UTF-8 is escaped and comes back as it was."""
    return "".join(json.dumps(batch.names) + "\n" for batch in plan).encode()


def read(data: bytes) -> list[Batch]:
    """Raises `AuditError` where somebody has edited it."""
    try:
        lines = [tuple(json.loads(line)) for line in data.decode().splitlines()]
    except (ValueError, TypeError):
        raise AuditError("结果文件夹里的计划读不出来，不能接着查；请用一个新的输出文件夹") from None
    return [Batch(number, names) for number, names in enumerate(lines)]


_WORDS: Mapping[str, str] = {
    "schema": "表的格式", "version": "fazhi-lint 的版本", "input": "输入", "rulesets": "规则集", "config": "配置", "options": "选项", "today": "日期（--today）",
}


def differs(bound: Mapping[str, Any], now: Mapping[str, Any]) -> str | None:
    """A sentence where a run that is bound so may not go on with what another one began."""
    for key, name in _WORDS.items():
        if bound.get(key) != now.get(key):
            return f"{name}不一样（那里是 {_shown(bound.get(key))}，这次是 {_shown(now.get(key))}）"
    return None


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "、".join(f"{key} {str(part)[:12]}" for key, part in value.items()) or "无"
    return str(value if value is not None else "无")

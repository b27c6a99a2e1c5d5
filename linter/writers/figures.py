"""The numeric ledger as csv or json: every figure of a report with what it counts, for the drafter to check."""

from __future__ import annotations

import json

from msgspec.structs import asdict

from linter.document import Document
from linter.facts.ledger import Row
from linter.writers.cells import table

_COLUMNS = {
    "行": "line", "列": "column", "原文": "text", "数值": "value", "上限": "upper", "单位": "unit", "约数": "approximator", "动作": "verb",
    "对象": "noun", "时间": "period", "范围": "scope", "位置": "where", "句子": "sentence",
}


def _records(document: Document, rows: tuple[Row, ...]) -> list[dict[str, object]]:
    records = []
    for row in rows:
        place = document.position(row.start)
        record = {**asdict(row), "line": place.line, "column": place.column}
        del record["start"], record["end"]
        records.append(record)
    return records


def as_csv(document: Document, rows: tuple[Row, ...]) -> str:
    return table(tuple(_COLUMNS), ([record[key] for key in _COLUMNS.values()] for record in _records(document, rows)))


def as_json(path: str, document: Document, rows: tuple[Row, ...]) -> str:
    run = {"schema": "fazhi-lint/figures@1", "path": path, "figures": _records(document, rows)}
    return json.dumps(run, ensure_ascii=False, indent=1) + "\n"

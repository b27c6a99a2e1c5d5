"""Reviewdog's diagnostics (rdjson), for comments in merge requests of any platform. Columns are bytes of the line in UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from linter import batch
from linter.batch import Result
from linter.readers import Unreadable
from linter.readers.encoding import decode
from linter.review import Severity
from linter.writers import Look
from linter.writers.remarks import Region, Remark, of, region

_SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def write(results: Sequence[Result], _: Look) -> str:
    run = {"source": {"name": "fazhi-lint"}, "diagnostics": [each for result in results for each in _diagnostics(result)]}
    return json.dumps(run, ensure_ascii=False, indent=1) + "\n"


def _diagnostics(result: Result) -> Iterator[dict[str, Any]]:
    source: list[str] | None = None
    for each in of(result):
        if each.region and source is None:
            source = _lines(result)
        yield {
            "message": each.message,
            "location": {"path": each.path, **({"range": _range(each.region, source)} if each.region and source else {})},
            "severity": _SEVERITIES[each.severity],
            "code": {"value": each.code},
            **(_suggestion(result, each, source) if source else {}),
        }


def _suggestion(result: Result, each: Remark, source: list[str]) -> dict[str, Any]:
    """Only a correction in one place: a reviewer accepts suggestions one by one."""
    fix = each.finding.fix if each.finding else None
    if fix is None or len(fix.edits) != 1 or result.review is None:
        return {}
    edit = fix.edits[0]
    place = region(result.review.document, edit.span)
    return {"suggestions": [{"range": _range(place, source), "text": edit.text}]} if place else {}


def _lines(result: Result) -> list[str]:
    """The lines of the file as it is; none where it is not to be had any more, and then no place is stated."""
    try:
        return decode(batch.original(result))[0].split("\n")
    except Unreadable:
        return []


def _range(region: Region, source: list[str]) -> dict[str, Any]:
    return {
        "start": _position(region.line, region.column, source), "end": _position(region.end_line, region.end_column, source),
    }


def _position(line: int, column: int, source: list[str]) -> dict[str, int]:
    return {"line": line, "column": len(source[line - 1][: column - 1].encode("utf-8")) + 1}

"""The checklist alone, for a table program or a page: csv, json, markdown. The printed table is in `table`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from linter.batch import Result
from linter.review import VERDICT_NAMES
from linter.writers import cells
from linter.writers import json as json_writer
from linter.writers.markdown import plain
from linter.writers.table import GROUPS, line_of, rows

_COLUMNS = ("报告", "机关", "年度", "分组", "项", "名称", "结论", "档", "位置", "说明", "证据")
_SHOWN = ("分组", "名称", "结论", "档", "位置", "说明", "证据")  # in markdown


def _records(results: Sequence[Result]) -> Iterator[tuple[str, ...]]:
    for result in results:
        review, ruleset = result.review, result.ruleset
        if review is None or ruleset is None:
            yield (result.path, "", "", "没有检查", "", "", "", "", "", result.message or "", "")
            continue
        for row in rows(review, ruleset.applicability):
            spans = row.verdict.evidence
            yield (
                result.path, review.profile.agency or "", str(review.profile.year or ""), GROUPS[row.group], row.item,
                ruleset.applicability.items[row.item].name, VERDICT_NAMES[row.verdict.verdict], row.mark,
                line_of(review.document, spans[0]) if spans else "", row.verdict.note,
                " ".join(spans[0].of(review.document.text).split()) if spans else "",
            )


def as_csv(results: Sequence[Result]) -> str:
    return cells.table(_COLUMNS, _records(results))


def as_json(results: Sequence[Result]) -> str:
    files = [
        {
            "path": result.path, "status": result.status, "reason": json_writer.reason(result),
            "checklist": json_writer.checklist(result.review) if result.review else [],
        }
        for result in results
    ]
    return json.dumps({"schema": "fazhi-lint/checklist@1", "files": files}, ensure_ascii=False, indent=1) + "\n"


def as_markdown(results: Sequence[Result]) -> str:
    parts: list[str] = []
    for result in results:
        if result.review is None:
            parts.append(f"## {plain(result.path)}\n\n没有检查：{plain(result.message or '')}\n")
            continue
        mine = [record for record in _records([result]) if record[3] != GROUPS["other"]]
        parts.append(f"## {plain(result.review.profile.agency or result.path)} {result.review.profile.year or ''}年度对照表\n")
        parts.append(f"| {' | '.join(_SHOWN)} |\n|{' --- |' * len(_SHOWN)}")
        columns = [_COLUMNS.index(name) for name in _SHOWN]
        parts += [f"| {' | '.join(plain(record[column]) for column in columns)} |" for record in mine]
        parts.append("")
    return "\n".join(parts)

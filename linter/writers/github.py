"""Annotations of GitHub Actions, as workflow commands. A step shows ten of each level, so the worst come first, archived
reports last, and the rest is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from linter.batch import Result
from linter.review import SEVERITIES, SEVERITY_NAMES, Severity
from linter.writers import Look, words
from linter.writers.digest import live, merged
from linter.writers.remarks import Remark, remark, unread

LIMIT = 10  # of each level in a step
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_DATA, **str.maketrans({":": "%3A", ",": "%2C"})}


def write(results: Sequence[Result], _: Look) -> str:
    """Equal findings of a report are one annotation. What is left out is said in the last notice that there is room for."""
    levels: dict[Severity, list[Remark]] = {severity: [] for severity in SEVERITIES}
    for result in sorted(results, key=lambda result: words.archived(result.review)):
        for each in _remarks(result):
            levels[each.severity].append(each)
    room = dict.fromkeys(SEVERITIES, LIMIT)
    if any(len(each) > LIMIT for each in levels.values()):
        room["info"] -= 1
    shown = [_command(each) for severity in SEVERITIES for each in levels[severity][: room[severity]]]
    left = Counter({severity: max(0, len(levels[severity]) - room[severity]) for severity in SEVERITIES})
    return "".join(line + "\n" for line in (*shown, *_left(left)))


def _remarks(result: Result) -> Iterator[Remark]:
    if (left := unread(result)) is not None:
        yield left
    if result.review is not None:
        for row in merged(live(result.review.findings)):
            yield remark(result, result.review, row.finding, row.count)


def _left(left: Counter[Severity]) -> Iterator[str]:
    if left.total():
        counts = "、".join(f"{SEVERITY_NAMES[severity]} {left[severity]}条" for severity in SEVERITIES if left[severity])
        yield f"::notice title=fazhi-lint::另有 {counts}没有标出（GitHub 每步每级只显示 {LIMIT} 条），请看运行摘要或结果文件"


def _command(each: Remark) -> str:
    properties = {"file": each.path, "title": each.title}
    if each.region is not None:
        properties |= {"line": str(each.region.line), "endLine": str(each.region.end_line)}
        if each.region.line == each.region.end_line:  # columns are for a range within one line
            properties |= {"col": str(each.region.column), "endColumn": str(each.region.end_column)}
    written = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{_COMMANDS[each.severity]} {written}::{each.message.translate(_DATA)}"

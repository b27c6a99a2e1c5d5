"""One line a finding, for a log or a script: path:line:column: 级别 编号 说明（位置）; a Word file has no lines: path:第3段."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from linter.batch import Result
from linter.review import SEVERITY_NAMES
from linter.writers import Look, words
from linter.writers.digest import excuse, label, live
from linter.writers.paint import SEVERITY_STYLES, Line
from linter.writers.table import address
from linter.writers.told import said


def write(results: Iterable[Result], look: Look) -> Iterator[Line]:
    return lines(results, suppressed=look.suppressed)


def lines(results: Iterable[Result], *, suppressed: bool = False) -> Iterator[Line]:
    """Findings in the order of the text; an input that was not checked has a line of its own."""
    for result in results:
        yield from msgspec.json.decode(said(result, "concise", lambda result: msgspec.json.encode(list(_lines(result, suppressed))).decode()), type=list[Line])


def _lines(result: Result, suppressed: bool) -> Iterator[Line]:
    if result.status != "checked":
        state = "没有检查" if result.status == "unchecked" else "只检查了一部分"
        yield [(f"{result.path}:1:1: ", ""), (state, "bold red"), (f" {result.message}", "")]
    if result.review is None:
        return
    for finding in result.review.findings if suppressed else live(result.review.findings):
        yield [
            (f"{address(result.path, result.review.document, finding.span)}: ", ""),
            ("放过", "dim") if finding.suppressed else (SEVERITY_NAMES[finding.severity], SEVERITY_STYLES[finding.severity]),
            (f" {label(finding)} {finding.message}（{finding.place}）{words.archive_note(result.review)}{excuse(finding.suppressed) if finding.suppressed else ''}", ""),
        ]

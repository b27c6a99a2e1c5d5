"""The findings as a table for Excel: a row each, what is excused with its reason, an input that was not checked with why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linter.batch import Result
from linter.review import SEVERITY_NAMES, STAGE_NAMES
from linter.writers import Look, words
from linter.writers.cells import table
from linter.writers.digest import excuse, label
from linter.writers.remarks import unread
from linter.writers.table import line_of

_COLUMNS = ("报告", "机关", "年度", "阶段", "级别", "规则", "位置", "章节", "说明", "原文", "改法", "依据", "放过")


def write(results: Sequence[Result], _: Look) -> str:
    return table(_COLUMNS, (row for result in results for row in _rows(result)))


def _rows(result: Result) -> Iterator[tuple[object, ...]]:
    review = result.review
    whose = (review.profile.agency or "", review.profile.year or "", STAGE_NAMES[review.profile.stage]) if review else ("", "", "")
    if (left := unread(result)) is not None:
        yield (result.path, *whose, "", left.code, "", "", left.message, "", "", "", "")
    for finding in review.findings if review else ():
        assert review is not None
        yield (
            result.path, *whose, SEVERITY_NAMES[finding.severity], label(finding), line_of(review.document, finding.span), finding.place,
            finding.message, finding.text, finding.suggestion, "；".join(words.cite(basis) for basis in finding.basis),
            excuse(finding.suppressed) if finding.suppressed else "",
        )

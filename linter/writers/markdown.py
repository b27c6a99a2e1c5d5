"""A comment on a merge request, or the summary of a job: short, worst first, with a mark by which the next run finds and replaces it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linter.batch import Result
from linter.readers import OWN_COMMENT
from linter.review import SEVERITIES, SEVERITY_NAMES, Review
from linter.writers import Look, words
from linter.writers.digest import SHOWN, Merged, excused, live, merged
from linter.writers.digest import label as name
from linter.writers.markup import seen
from linter.writers.remarks import unread
from linter.writers.table import line_of

LONGEST = 60_000  # bytes: GitHub takes 65536 characters, others count bytes
_ROOM = 300  # of it for the last sentence
# nothing of a report is markup, and nothing calls somebody or refers to something: a joiner that nobody sees parts the mark from its word
_INERT = {
    **str.maketrans({mark: f"\\{mark}" for mark in "\\`*_<>|[]"}), **str.maketrans({mark: f"\\{mark}\u2060" for mark in "@#!~&$"}),
}
_LINKED = re.compile(r"(?i)\bwww(?=\.)|\bGH-(?=\d)|:(?=//)")  # of itself, without a mark


def write(results: Sequence[Result], look: Look) -> str:
    """At most `LONGEST` bytes; what does not fit is counted."""
    lines = [OWN_COMMENT, "### 法治政府建设年度报告检查", "", *_head(results)]
    size = len("\n".join(lines).encode())
    items = [item for result in sorted(results, key=_worst) for item in _report(result, look)]
    for number, item in enumerate(items):
        size += len(item.encode()) + 1
        if size > LONGEST - _ROOM:
            lines += ["", f"太长，以下还有 {sum(item.startswith('- ') for item in items[number:])} 条没有写出，请看运行日志或结果文件。"]
            break
        lines.append(item)
    return "\n".join(lines) + "\n"


def _head(results: Sequence[Result]) -> Iterator[str]:
    reviews = [result.review for result in results if result.review]
    rows = [row.finding for review in reviews for row in merged(live(review.findings))]
    passed = excused(finding for review in reviews for finding in review.findings)
    unchecked = sum(result.status == "unchecked" for result in results)
    partly = sum(result.status == "partly" for result in results)
    more = [f"没有检查 {unchecked}份"] * bool(unchecked) + [f"只检查一部分 {partly}份"] * bool(partly) + [passed] * bool(passed)
    yield f"{len(results)}份报告：**{words.tally(rows)}**" + "".join(f"；{part}" for part in more)
    silent = sum(not live(review.findings) for review in reviews)
    if silent:
        yield f"\n没有结论的 {silent}份。"


def _worst(result: Result) -> int:
    """The place of a report: not checked, then by its worst finding; what is archived comes last."""
    if result.review is None:
        return -1
    if words.archived(result.review):
        return len(SEVERITIES)
    return min((SEVERITIES.index(finding.severity) for finding in live(result.review.findings)), default=len(SEVERITIES))


def _report(result: Result, look: Look) -> Iterator[str]:
    """Lines of Markdown; each that is an item of the list begins with a hyphen."""
    left, review = unread(result), result.review
    rows = merged(live(review.findings)) if review else []
    if not left and not rows:
        return
    yield f"\n#### {plain(result.path)}{words.archive_note(review)}\n"
    if left:
        yield f"- **{plain(left.message)}**"
    shown = rows if look.everything else rows[:SHOWN]
    for row in shown:
        assert review is not None
        yield _item(review, row)
    if len(rows) > len(shown):
        yield f"\n另有 {len(rows) - len(shown)} 条没有列出。"


def _item(review: Review, row: Merged) -> str:
    finding = row.finding
    where = "，".join(filter(None, (line_of(review.document, finding.span), finding.place)))
    count = f"（共{row.count}处）" if row.count > 1 else ""
    how = f"<br>改法：{plain(finding.suggestion)}" if finding.suggestion else ""
    return f"- **{SEVERITY_NAMES[finding.severity]}** {plain(name(finding))} {plain(where)}：{plain(finding.message)}{count}{how}"


def plain(text: str) -> str:
    """The words as they are, on one line, whatever marks are in them."""
    return _LINKED.sub("\\g<0>\u2060", seen(" ".join(text.split()))).translate(_INERT)

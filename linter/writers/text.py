"""What a person reads: who the report was taken for, findings worst first with the passage, checklist, one summary line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from linter.batch import Result
from linter.document import Document
from linter.review import SEVERITIES, SEVERITY_NAMES, Review
from linter.width import width, wrap
from linter.writers import Look, table, words
from linter.writers.digest import SHOWN, Merged, excuse, excused, label, live, merged, passed
from linter.writers.excerpt import excerpt
from linter.writers.paint import SEVERITY_STYLES, Line
from linter.writers.told import TOTALS, said, tallied

_PLACES = 8  # lines that are named of what is not shown


def write(results: Iterable[Result], look: Look) -> Iterator[Line]:
    return lines(results, look)


def lines(results: Iterable[Result], style: Look) -> Iterator[Line]:
    total = _Total()
    for result in results:
        total.count(result, style)
        if result.told is not None:
            continue
        if result.review is None:
            yield [(f"{result.path}: ", "bold"), ("没有检查", "bold red"), (f" {result.message}", "")]
            yield []
            continue
        if not style.quiet:
            yield from _report(result, result.review, style)
    if style.statistics:
        yield from total.statistics()
    if total.reports != 1 or style.quiet:
        yield total.line()


def _report(result: Result, review: Review, style: Look) -> Iterator[Line]:
    yield from _head(result, review, style)
    rows = merged(live(review.findings))
    shown = rows if style.everything else rows[:SHOWN]
    for row in shown:
        yield from _finding(result.path, review, row, style)
    if len(rows) > len(shown):
        yield from _wrapped("", _left(review.document, rows[len(shown) :]), style, 0, "dim")
        yield []
    if style.suppressed:
        yield from _suppressed(result.path, review)
    if style.checklist:
        yield from table.lines(result, width=style.width, everything=style.everything, ambiguous=style.ambiguous)
        yield []
    yield _summary(review, rows)
    yield []


def _left(document: Document, rest: Sequence[Merged]) -> str:
    """What is not shown, by severity, and where it stands if it is to be mended: nobody shall think that there is no more of it."""
    said = []
    for severity in SEVERITIES:
        places = [table.line_of(document, row.finding.span) for row in rest if row.finding.severity == severity]
        where = list(dict.fromkeys(places)) if severity != "info" else []
        more = f"（{'、'.join(where[:_PLACES])}{'等' if len(where) > _PLACES else ''}）" if where else ""
        said += [f"{SEVERITY_NAMES[severity]} {len(places)}条{more}"] if places else []
    return f"另有 {len(rest)} 条没有列出：{'，'.join(said)}；--all 列出全部"


def _head(result: Result, review: Review, style: Look) -> Iterator[Line]:
    profile = review.profile
    yield [(f"{result.path}  ", "bold"), (words.whose(profile), "bold")]
    proof = words.kind_proof(profile)
    where = f"（见{table.line_of(review.document, proof.span)}；不对请加 --kind）" if proof and proof.span else "（不对请加 --kind）"
    yield from _wrapped("类型 ", words.kind(profile) + where, style, 0)
    stage, why = words.stage(profile)
    rules = f"规则集 {review.ruleset.name} {review.ruleset.version}，规则数据截至 {review.ruleset.knowledge_date}"
    if why:
        yield from _wrapped("阶段 ", f"{stage}（{why}；不对请加 --stage）", style, 0)
        yield [(rules, "")]
    else:
        yield [(f"阶段 {stage}    {rules}", "")]
    if result.status == "partly":
        yield [("只检查了一部分：", "bold red"), (result.message or "", "")]
    yield from _left_out(review.document, style)
    yield []


def _left_out(document: Document, style: Look) -> Iterator[Line]:
    """How much of the file is not the report; what it is where everything is asked for."""
    if not document.left_out:
        return
    more = "" if style.everything else "（--all 列出）"
    yield [(f"页眉、页脚、网页导航等 {len(document.left_out)}处不作正文{more}", "dim")]
    if style.everything:
        counts = Counter(span.of(document.text) for span in document.left_out)
        for span in document.left_out:
            if count := counts.pop(span.of(document.text), 0):  # where it stands first says it for all
                times = f"（共{count}处）" if count > 1 else ""
                yield from _wrapped(f"{table.line_of(document, span)} ", span.of(document.text) + times, style, 2, "dim")


def _finding(path: str, review: Review, row: Merged, style: Look) -> Iterator[Line]:
    finding = row.finding
    first: Line = [
        (f"{table.address(path, review.document, finding.span)}: ", "bold"),
        (SEVERITY_NAMES[finding.severity], SEVERITY_STYLES[finding.severity]),
        (f" {label(finding)} ", "dim"),
    ]
    count = f"（共{row.count}处）" if row.count > 1 else ""
    room = style.width - sum(width(part, style.ambiguous) for part, _ in first)
    if style.wrapped and width(finding.message + count, style.ambiguous) > room:
        yield first
        yield from _wrapped("", finding.message + count, style, 4)
    else:
        yield [*first, (finding.message + count, "")]
    own = table.line_of(review.document, finding.span)
    others = [line for line in dict.fromkeys(table.line_of(review.document, other.span) for other in row.others) if line != own]
    also = f"；另见{'、'.join(others[:8])}{'等' if len(others) > 8 else ''}" if others else ""
    yield from _wrapped("位置：", f"{finding.place}{also}", style, 4, "dim")
    if finding.text:
        passage, mark = excerpt(review.document, finding.span, min(style.width, 100) - 4, style.ambiguous)
        yield [("    " + passage, "")]
        yield [("    " + mark, SEVERITY_STYLES[finding.severity])]
    seen = dict.fromkeys(f"{table.line_of(review.document, related.span)}，{related.message}" for related in finding.related)
    for other in list(seen)[:4]:
        yield from _wrapped("参见：", other, style, 4)
    if finding.suggestion:
        yield from _wrapped("改法：", finding.suggestion, style, 4)
    if finding.basis:
        yield from _wrapped("依据：", "；".join(words.cite(basis) for basis in finding.basis), style, 4, "dim")
    yield []


def _suppressed(path: str, review: Review) -> Iterator[Line]:
    """A line each for what is not counted, and why."""
    passed = [finding for finding in review.findings if finding.suppressed]
    for finding in passed:
        why = f"（{excuse(finding.suppressed)}）" if finding.suppressed else ""
        yield [(f"{table.address(path, review.document, finding.span)}: 放过 {finding.rule} {finding.message}{why}", "dim")]
    if passed:
        yield []


def _wrapped(label: str, text: str, style: Look, indent: int, look: str = "") -> Iterator[Line]:
    """The text after its label, on a terminal in a column of its own."""
    if not style.wrapped:
        yield [(" " * indent + label + text, look)]
        return
    hanging = indent + width(label)
    for number, line in enumerate(wrap(text, max(20, style.width - hanging), style.ambiguous)):
        yield [(" " * indent + label + line if number == 0 else " " * hanging + line, look)]


def _summary(review: Review, rows: Sequence[Merged]) -> Line:
    total = sum(row.count for row in rows)
    note = f"（同类已合并，原{total}处）" if total != len(rows) else ""
    return [(words.tally([row.finding for row in rows]) + words.archive_note(review) + note + _tail(excused(review.findings)), "bold")]


class _Total(Struct):
    """What the reports add up to, counted as in each: equal findings of a report are one."""

    reports: int = 0
    states: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    passed: Counter[str] = field(default_factory=Counter)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)

    def count(self, result: Result, style: Look) -> None:
        self.reports += 1
        self.states[result.status] += 1
        if result.told is None:
            said(result, TOTALS, lambda _: "")  # for the next run
        tally = tallied(result)
        if tally is None:
            return
        self.states["archived"] += tally.archived
        self.severities.update(tally.different)
        self.passed.update(tally.excused)
        if style.statistics and result.review is not None:
            titles = result.ruleset.by_id if result.ruleset else {}
            self.rules.update((finding.rule, titles[finding.rule].spec.title if titles else "") for finding in live(result.review.findings))

    def statistics(self) -> Iterator[Line]:
        yield [("各规则结论数", "bold")]
        for (rule, title), number in sorted(self.rules.items(), key=lambda entry: (-entry[1], entry[0])):
            yield [(f"{number:6d}  {rule}  {title}", "")]
        yield []

    def line(self) -> Line:
        states = (("archived", "存档 {}份只统计"), ("unchecked", "没有检查 {}份"), ("partly", "只检查一部分 {}份"))
        more = (said.format(self.states[state]) for state, said in states if self.states[state])
        return [(f"合计 {self.reports}份报告  {words.counted(self.severities)}{_tail(passed(self.passed), *more)}", "bold")]


def _tail(*parts: str) -> str:
    return "".join(f"  {part}" for part in parts if part)

"""What a person reads: who the report was taken for, findings worst first with the passage, checklist, one summary line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from linter.batch import Result
from linter.review import KIND_NAMES, SEVERITIES, SEVERITY_NAMES, STAGE_NAMES, Basis, Finding, Review
from linter.width import width, wrap
from linter.writers import Look, table
from linter.writers.digest import SHOWN, Merged, merged
from linter.writers.excerpt import excerpt
from linter.writers.paint import SEVERITY_STYLES, Line

_TRAIT_NAMES = {
    "municipal": "设区市以上", "legislative": "有立法任务", "licensing": "许可型", "justice": "司法行政", "reviewed-above": "案件报上级审核",
}
_LEVEL_NAMES = {"national": "国家级", "province": "省级", "city": "市级", "county": "县级", "township": "乡级"}
_CERTAINTY = {"verified": "", "secondary": "（二手资料）", "memory": "（引用前请核对）"}


def write(results: Iterable[Result], look: Look) -> Iterator[Line]:
    return lines(results, look)


def lines(results: Iterable[Result], style: Look) -> Iterator[Line]:
    seen: list[Result] = []
    for result in results:
        seen.append(result)
        if result.review is None:
            yield [(f"{result.path}: ", "bold"), ("没有检查", "bold red"), (f" {result.message}", "")]
            yield []
            continue
        if not style.quiet:
            yield from _report(result, result.review, style)
    if style.statistics:
        yield from _statistics(seen)
    if len(seen) != 1 or style.quiet:
        yield _total(seen)


def _report(result: Result, review: Review, style: Look) -> Iterator[Line]:
    yield from _head(result, review, style)
    rows = merged(review.findings)
    shown = rows if style.everything else rows[:SHOWN]
    for row in shown:
        yield from _finding(result.path, review, row, style)
    if len(rows) > len(shown):
        yield [(f"另有 {len(rows) - len(shown)} 条较轻的没有列出（--all 列出全部）", "dim")]
        yield []
    if style.checklist:
        yield from table.lines(result, width=style.width, everything=style.everything, ambiguous=style.ambiguous)
        yield []
    yield _summary(review, rows)
    yield []


def _head(result: Result, review: Review, style: Look) -> Iterator[Line]:
    profile = review.profile
    year = f"{profile.year}年度" if profile.year else "年度未知"
    yield [(f"{result.path}  ", "bold"), (f"{profile.agency or '机关未知'} {year}", "bold")]
    parts = [KIND_NAMES[profile.kind]]
    parts += [_LEVEL_NAMES[profile.level]] if profile.level else []
    parts += [_TRAIT_NAMES[trait] for trait in sorted(profile.traits) if trait in _TRAIT_NAMES]
    proof = next((profile.proofs[name] for name in (*sorted(profile.traits), "kind") if name in profile.proofs), None)
    where = f"（见{table.line_of(review.document, proof.span)}；不对请加 --kind）" if proof and proof.span else "（不对请加 --kind）"
    yield from _wrapped("类型 ", f"{'、'.join(parts)}{where}", style, 0)
    why = profile.proofs["stage"].how if "stage" in profile.proofs else ""
    reason = f"（{why}；不对请加 --stage）" if why and not why.isascii() else ""
    rules = f"规则集 {review.ruleset.name} {review.ruleset.version}，规则数据截至 {review.ruleset.knowledge_date}"
    if reason:
        yield from _wrapped("阶段 ", f"{STAGE_NAMES[profile.stage]}{reason}", style, 0)
        yield [(rules, "")]
    else:
        yield [(f"阶段 {STAGE_NAMES[profile.stage]}    {rules}", "")]
    if result.status == "partly":
        yield [("只检查了一部分：", "bold red"), (result.message or "", "")]
    yield []


def _finding(path: str, review: Review, row: Merged, style: Look) -> Iterator[Line]:
    finding = row.finding
    place = review.document.position(finding.span.start)
    name = f"{finding.rule}:{finding.entry}" if finding.entry else finding.rule
    first: Line = [
        (f"{path}:{place.line}:{place.column}: ", "bold"),
        (SEVERITY_NAMES[finding.severity], SEVERITY_STYLES[finding.severity]),
        (f" {name} ", "dim"),
    ]
    count = f"（共{row.count}处）" if row.count > 1 else ""
    room = style.width - sum(width(words, style.ambiguous) for words, _ in first)
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
    for words in list(seen)[:4]:
        yield from _wrapped("参见：", words, style, 4)
    if finding.suggestion:
        yield from _wrapped("改法：", finding.suggestion, style, 4)
    if finding.basis:
        yield from _wrapped("依据：", "；".join(_cite(basis) for basis in finding.basis), style, 4, "dim")
    yield []


def _cite(basis: Basis) -> str:
    clause = basis.clause if basis.clause and basis.certainty != "memory" else ""  # a clause from memory is not cited
    if clause and not clause.startswith("第"):
        clause = f"第{clause}条"
    return f"{basis.instrument}{clause}{_CERTAINTY.get(basis.certainty, '')}"


def _wrapped(label: str, text: str, style: Look, indent: int, look: str = "") -> Iterator[Line]:
    """The text after its label, on a terminal in a column of its own."""
    if not style.wrapped:
        yield [(" " * indent + label + text, look)]
        return
    hanging = indent + width(label)
    for number, line in enumerate(wrap(text, max(20, style.width - hanging), style.ambiguous)):
        yield [(" " * indent + label + line if number == 0 else " " * hanging + line, look)]


def tally(findings: Sequence[Finding]) -> str:
    """必改 1处  建议改 5处  请核对 7处"""
    counts = Counter(finding.severity for finding in findings if finding.suppressed is None)
    return "  ".join(f"{SEVERITY_NAMES[severity]} {counts[severity]}处" for severity in SEVERITIES)


def _summary(review: Review, rows: Sequence[Merged]) -> Line:
    total = len(review.findings)
    note = f"（同类已合并，原{total}处）" if total != len(rows) else ""
    return [(tally([row.finding for row in rows]) + note, "bold")]


def _statistics(results: Sequence[Result]) -> Iterator[Line]:
    counts: Counter[tuple[str, str]] = Counter()
    for result in results:
        for finding in result.review.findings if result.review else ():
            title = result.ruleset.by_id[finding.rule].spec.title if result.ruleset else ""
            counts[finding.rule, title] += 1
    yield [("各规则结论数", "bold")]
    for (rule, title), number in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        yield [(f"{number:6d}  {rule}  {title}", "")]
    yield []


def _total(results: Sequence[Result]) -> Line:
    """Counted as in the reports above: equal findings of a report are one."""
    findings = [row.finding for result in results if result.review for row in merged(result.review.findings)]
    unchecked = sum(result.status == "unchecked" for result in results)
    partly = sum(result.status == "partly" for result in results)
    tail = (f"  没有检查 {unchecked}份" if unchecked else "") + (f"  只检查一部分 {partly}份" if partly else "")
    return [(f"合计 {len(results)}份报告  {tally(findings)}{tail}", "bold")]

"""Runs the examples that rules carry: each in a report that is otherwise complete, judged by its own rule alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal, get_args

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from linter import resources
from linter.document import Document, Span, Trace
from linter.engine import REPORT_FAMILIES, review
from linter.facts import Facts, Filed, Overrides
from linter.facts.title import title
from linter.readers.text import from_string
from linter.review import KINDS, LEVEL_NAMES, SEVERITY_NAMES, VERDICT_NAMES, Finding, Review, Verdict
from linter.ruleset.entries import entries_of
from linter.ruleset.model import Applicability, Example, Expect, Rule, Ruleset

Sort = Literal["bad", "good", "known_miss", "known_false_alarm"]
SORTS: tuple[Sort, ...] = get_args(Sort)
SORT_NAMES = {"bad": "应报", "good": "不应报", "known_miss": "已知漏报", "known_false_alarm": "已知误报"}

AGENCY = "云川市清江区生态环境局"
YEAR = 2024

_MARK = re.compile(r"\\([【】])|([【】])")
_PART = re.compile(r"^# (\w+) ?(.*)\n", re.MULTILINE)
_REPLACED_TOO = {"problems": ("causes",)}  # a text about the problems brings its own causes, or has none


class ExampleError(ValueError):
    """An example that cannot be run as it is written."""


class Outcome(Struct, frozen=True):
    """One example run. `improved`: what is known to go wrong went right, so the example belongs elsewhere now."""

    rule: str
    sort: Sort
    index: int
    ok: bool
    expected: str
    seen: str
    text: str
    improved: bool = False

    @property
    def name(self) -> str:
        return f"{self.rule}-{self.sort}-{self.index + 1}"

    def __str__(self) -> str:
        if self.improved:
            where = "bad" if self.sort == "known_miss" else "good"
            return f"{self.rule} {SORT_NAMES[self.sort]}第{self.index + 1}例：已经判对（{self.seen}），请移到 {where}"
        return f"{self.rule} {SORT_NAMES[self.sort]}第{self.index + 1}例：应为{self.expected}，实为{self.seen}；例句：{self.text}"


class Placed(Struct, frozen=True):
    """An example as a whole report, with the spans that are marked in it."""

    text: str
    marks: tuple[Span, ...]
    whole: bool


def run(ruleset: Ruleset, rules: Iterable[Rule] | None = None) -> Iterator[Outcome]:
    """Every example of `rules` (default: of the whole ruleset)."""
    for rule in ruleset.rules if rules is None else rules:
        for sort, index, example in examples(rule):
            yield run_one(ruleset, rule, sort, index, example)


def examples(rule: Rule) -> Iterator[tuple[Sort, int, Example]]:
    for sort in SORTS:
        for index, example in enumerate(getattr(rule.spec.examples, sort)):
            yield sort, index, Example(text=example) if isinstance(example, str) else example


def run_one(ruleset: Ruleset, rule: Rule, sort: Sort, index: int, example: Example) -> Outcome:
    wanted_bad = sort in ("bad", "known_miss")
    shown = example.text if example.text is not None else f"文件 {example.file}"
    try:
        placed = place(rule, example)
        result = _review(ruleset, rule, example, placed)
        ok, expected, seen = _compare(rule, example.expect, placed, result, wanted_bad)
    except ExampleError as error:
        ok, expected, seen = False, "能运行的例句", str(error)
        return Outcome(rule.id, sort, index, ok, expected, seen, shown)
    if sort.startswith("known"):
        return Outcome(rule.id, sort, index, not ok, f"仍未判对（应为{expected}）", seen, shown, improved=ok)
    return Outcome(rule.id, sort, index, ok, expected, seen, shown)


def advice_reported(ruleset: Ruleset) -> Iterator[str]:
    """Wordings that one rule advises and another reports: who follows the advice is told off again."""
    advised: dict[str, str] = {}
    for rule in ruleset.rules:
        for entry in entries_of(rule):
            if entry.right and not entry.right.startswith(("（", "“…")):
                advised.setdefault(entry.right, f"{rule.id}:{entry.wrong}")
    lexical = tuple(rule for rule in ruleset.rules if rule.id[0] in "WP")
    placed = place(ruleset.rules[0], Example(text="\n".join(f"写作{right}。" for right in advised)))
    findings = review(Facts(from_string(placed.text)), replace(ruleset, rules=lexical)).findings
    offset = 0
    for line in placed.text.split("\n"):
        right = line.removeprefix("写作").removesuffix("。")
        for finding in findings:
            if right in advised and offset <= finding.span.start < offset + len(line) and finding.severity != "info":
                yield f"{advised[right]} 的改法“{right}”又被 {finding.rule} 报出：{finding.message}"
        offset += len(line) + 1


# -- the report around an example


@cache
def skeleton() -> tuple[tuple[str, str, str], ...]:
    """(place, heading, body) of a short report that has everything and speaks of no topic."""
    parts = _PART.split((resources.rulesets() / "skeleton.txt").read_text(encoding="utf-8"))
    return tuple((parts[i], parts[i + 1], parts[i + 2].strip("\n")) for i in range(1, len(parts), 3))


def place(rule: Rule, example: Example) -> Placed:
    """The example as a whole report. Raises `ExampleError`."""
    text, marks = unmarked(_text(rule, example).strip("\n"))
    if example.section == "whole" or (example.section == "achievements" and _is_report(text)):
        return Placed(text, marks, True)
    year = example.year or YEAR
    values = {"agency": example.agency or AGENCY, "year": year, "next": year + 1}
    written, shift = "", 0
    for name, heading, body in skeleton():
        if name in _REPLACED_TOO.get(example.section, ()):
            continue
        if heading:
            written += heading.format(**values) + "\n"
        if name == example.section:
            shift = len(written)
        written += (text if name == example.section else body.format(**values)) + "\n"
    return Placed(written, tuple(Span(mark.start + shift, mark.end + shift) for mark in marks), False)


def unmarked(text: str) -> tuple[str, tuple[Span, ...]]:
    """A text without its marks 【】, and the spans they marked; `\\【` stands for the character itself."""
    plain, marks = "", []
    start: int | None = None
    last = 0
    for match in _MARK.finditer(text):
        plain += text[last : match.start()] + (match[1] or "")
        last = match.end()
        if match[2] == "【":
            if start is not None:
                raise ExampleError("【】 不能嵌套；要写【本身请写 \\【")
            start = len(plain)
        elif match[2] == "】":
            if start is None:
                raise ExampleError("】 没有配对的【；要写】本身请写 \\】")
            marks.append(Span(start, len(plain)))
            start = None
    if start is not None:
        raise ExampleError("【 没有配对的】；要写【本身请写 \\【")
    return plain + text[last:], tuple(marks)


def _text(rule: Rule, example: Example) -> str:
    if example.text is not None:
        return example.text
    folder = rule.path.parent if rule.path is not None else Path()
    try:
        return (folder / (example.file or "")).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ExampleError(f"例句文件 {example.file} 读不出来（{error}）") from None


def _is_report(text: str) -> bool:
    """Whether a text of several lines begins with a title."""
    if "\n" not in text:
        return False
    heading = title(Facts(from_string(text)))
    return heading is not None and not text[: heading.span.start].strip()


# -- the rule's judgement of it


def _review(ruleset: Ruleset, rule: Rule, example: Example, placed: Placed) -> Review:
    """One rule on one report. What is asked of whom is left aside, unless the example is about severity."""
    filed = Filed(example.filed.year, example.filed.agency, example.filed.kind)
    said = Overrides(example.year if placed.whole else None, example.agency if placed.whole else None, example.kind, example.stage, filed)
    asked = ruleset.applicability if example.expect.severity else _asked_of_all(ruleset.applicability, rule)
    crashed = ruleset.by_event.get("crashed")
    alone = replace(ruleset, rules=(rule, *([crashed] if crashed and crashed is not rule else [])), applicability=asked)
    result = review(Facts(_document(example, placed), said), alone, preview=True)
    if result.crashed:
        raise ExampleError("；".join(finding.message for finding in result.findings if finding.category == "input") or "规则运行失败")
    if result.profile.genre != "annual-report" and rule.spec.category in REPORT_FAMILIES:
        raise ExampleError("这段文字没有认作年度报告，这一族规则不管它；写上标题，或不用 section: whole")
    return result


def _document(example: Example, placed: Placed) -> Document:
    """The text with the traces that the example says a word processor kept beside it."""
    end = Span(len(placed.text), len(placed.text))
    places = [*placed.marks, *[end] * len(example.traces)]
    traces = [Trace(one.kind, span, one.text, one.author, one.thread) for one, span in zip(example.traces, places, strict=False)]
    return replace(from_string(placed.text), traces=tuple(traces))


def _asked_of_all(applicability: Applicability, rule: Rule) -> Applicability:
    spec = applicability.items.get(rule.spec.item or "")
    if spec is None:
        return applicability
    everybody = msgspec.structs.replace(spec, expect=dict.fromkeys(KINDS, "should"), when=[], since=None)
    return msgspec.structs.replace(applicability, items={rule.spec.item or "": everybody}, merge=[])


def _compare(rule: Rule, expect: Expect, placed: Placed, result: Review, wanted_bad: bool) -> tuple[bool, str, str]:
    findings = [finding for finding in result.findings if finding.rule == rule.id]
    row = next((row for row in result.checklist if row.item == rule.spec.item), None) if rule.spec.item else None
    if row is not None and expect.count is None and expect.entry is None:
        return _compare_row(row, expect, placed, findings, wanted_bad)
    return _compare_findings(expect, placed, findings, wanted_bad)


def _compare_row(row: Verdict, expect: Expect, placed: Placed, findings: list[Finding], wanted_bad: bool) -> tuple[bool, str, str]:
    wanted, checks = [], []
    if expect.level is not None:
        wanted.append(LEVEL_NAMES[expect.level])
        checks.append(row.level == expect.level)
    if expect.verdict is not None:
        wanted.append(VERDICT_NAMES[expect.verdict])
        checks.append(row.verdict == expect.verdict)
    if expect.severity is not None:
        wanted.append(SEVERITY_NAMES[expect.severity])
        checks.append(any(finding.severity == expect.severity for finding in findings))
    if not wanted:
        wanted.append("未达到已写" if wanted_bad else VERDICT_NAMES["met"])
        checks.append(row.verdict in ("missing", "partial") if wanted_bad else row.verdict == "met")
    for mark in placed.marks:
        wanted.append(f"据“{mark.of(placed.text)}”")
        checks.append(any(mark.overlaps(span) for span in row.evidence))
    seen = [VERDICT_NAMES[row.verdict]]
    if row.level is not None:
        seen.append(LEVEL_NAMES[row.level])
    seen += [f"据“{span.of(placed.text)[:40]}”" for span in row.evidence[:2]]
    seen += [SEVERITY_NAMES[finding.severity] for finding in findings if expect.severity]
    return all(checks), "、".join(wanted), "、".join(seen)


def _compare_findings(expect: Expect, placed: Placed, findings: list[Finding], wanted_bad: bool) -> tuple[bool, str, str]:
    wanted, checks = [], []
    if expect.count is not None:
        wanted.append(f"{expect.count}处")
        checks.append(len(findings) == expect.count)
    if expect.entry is not None:
        wanted.append(f"词条 {expect.entry}")
        checks.append(any(finding.entry == expect.entry for finding in findings))
    if expect.severity is not None:
        wanted.append(SEVERITY_NAMES[expect.severity])
        checks.append(bool(findings) and all(finding.severity == expect.severity for finding in findings))
    if placed.marks:
        wanted.append("、".join(f"“{mark.of(placed.text)}”" for mark in placed.marks))
        checks.append(sorted(finding.span for finding in findings) == sorted(placed.marks))
    if not wanted:
        wanted.append("报出" if wanted_bad else "不报")
        checks.append(bool(findings) == wanted_bad)
    seen = "、".join(_seen(finding, placed) for finding in findings) or "没有报"
    return all(checks), "，".join(wanted), seen


def _seen(finding: Finding, placed: Placed) -> str:
    entry = f"（{finding.entry}）" if finding.entry else ""
    return f"{SEVERITY_NAMES[finding.severity]}“{finding.span.of(placed.text)}”{entry}"

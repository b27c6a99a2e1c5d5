"""What of a review counts: what excuses a finding, selection, the threshold to fail, the exit code. Marks, never drops."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from linter.batch import CRASHED, Result
from linter.review import CATEGORIES, LETTERS, SEVERITIES, Confidence, Finding, Severity, Suppression
from linter.ruleset.model import Rule

FailOn = Literal["error", "warning", "info", "never"]
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")

OK, FAILED, USAGE, UNCHECKED = 0, 1, 2, 3

Excuse = Callable[[Result, Finding], Suppression | None]
EXCUSES: tuple[Excuse, ...] = ()  # those that the report itself brings along


def marked(result: Result, excuses: Sequence[Excuse] = EXCUSES) -> Result:
    """The result with each finding marked by the first of `excuses` that speaks for it.

    What the program itself could not do (category input) is never excused.
    """
    if result.review is None:
        return result

    def mark(finding: Finding) -> Finding:
        if finding.category == "input" or finding.suppressed is not None:
            return finding
        found = next((found for excuse in excuses if (found := excuse(result, finding)) is not None), None)
        return finding if found is None else replace(finding, suppressed=found)

    return replace(result, review=replace(result.review, findings=tuple(map(mark, result.review.findings))))


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings are wanted. A selector is an id, `id:entry`, a family letter or a category; empty means all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: Confidence = "low"

    def may_want(self, rule: Rule) -> bool:
        """Whether any finding of `rule` can be wanted: if not, it need not run."""
        names = {rule.id, rule.id[0], rule.spec.category}
        chosen = not self.select or any(selector.partition(":")[0] in names for selector in self.select)
        return chosen and names.isdisjoint(self.ignore)

    def wants(self, finding: Finding) -> bool:
        if finding.category == "input":
            return not self.select or _any(self.select, finding) or finding.severity == "error"
        if CONFIDENCES.index(finding.confidence) > CONFIDENCES.index(self.min_confidence):
            return False
        return (not self.select or _any(self.select, finding)) and not _any(self.ignore, finding)


def _any(selectors: Iterable[str], finding: Finding) -> bool:
    names = {finding.rule, f"{finding.rule}:{finding.entry}", finding.rule[0], finding.category}
    return any(selector in names for selector in selectors)


def unknown_selectors(selectors: Iterable[str], rule_ids: Iterable[str]) -> list[str]:
    """Selectors that can never match: a misspelt one must not silence or select nothing unnoticed."""
    rules = set(rule_ids)
    whole = {*rules, *LETTERS, *CATEGORIES}
    return [selector for selector in selectors if selector not in whole and selector.partition(":")[0] not in rules]


def selected(result: Result, selection: Selection) -> Result:
    """The result with only the findings that are wanted; the checklist is never filtered."""
    if result.review is None:
        return result
    findings = tuple(finding for finding in result.review.findings if selection.wants(finding))
    return replace(result, review=replace(result.review, findings=findings))


def count(results: Iterable[Result], severity: Severity) -> int:
    return sum(
        finding.severity == severity and finding.suppressed is None
        for result in results
        if result.review is not None
        for finding in result.review.findings
    )


def exit_code(results: Sequence[Result], fail_on: FailOn) -> int:
    """The highest of: 2 a check crashed, 3 an input not or partly checked, 1 something at or above `fail_on`, 0."""
    if any(result.code == CRASHED or (result.review is not None and result.review.crashed) for result in results):
        return USAGE
    if any(result.status != "checked" for result in results):
        return UNCHECKED
    if fail_on == "never":
        return OK
    counted = [result for result in results if result.review is not None and result.review.profile.stage != "archive"]
    return FAILED if any(count(counted, severity) for severity in SEVERITIES[: SEVERITIES.index(fail_on) + 1]) else OK


def stale(results: Iterable[Result], today: date) -> list[str]:
    """A sentence for each ruleset whose knowledge is more than a year old on `today`."""
    labels = {result.review.ruleset for result in results if result.review is not None and result.review.ruleset.knowledge_date}
    old = [label for label in labels if (today - date.fromisoformat(label.knowledge_date)).days > 365]
    return [f"注意：规则集 {label.name} 的数据截至 {label.knowledge_date}，已超过一年，请更新" for label in sorted(old, key=lambda label: label.name)]

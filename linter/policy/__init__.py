"""What of a review counts: severities as configured, what excuses a finding, selection, the exit code. Marks, never drops
without being told to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import reduce

from msgspec.structs import replace

from linter.batch import CRASHED, Result
from linter.batch.shelf import Shelf, heads
from linter.config.options import FailOn, chosen
from linter.policy import exceptions
from linter.policy.baseline import Baselines
from linter.policy.notices import findings, noticed
from linter.review import SEVERITIES, Finding, Severity, Suppression

OK, FAILED, USAGE, UNCHECKED = 0, 1, 2, 3
_GRAVITY = (OK, FAILED, UNCHECKED, USAGE)

Excuse = Callable[[Result, Finding], Suppression | None]


def applied(results: Sequence[Result], today: date, baselines: Baselines) -> Sequence[Result]:
    """Reviews as they count. Whatever has no use or no right among exceptions and entries of a baseline is said."""
    if _said(results):
        return results

    def marking() -> Iterator[Result]:
        for result in results:
            yield baselines.watched(marked(remapped(result), exceptions.excuse(today), baselines.excuse))

    configs = (result.options.config for result in heads(results))
    notices = exceptions.notices(marking(), today) if any(config and config.waivers for config in configs) else {}
    return Shelf(selected(reduce(lambda done, notice: noticed(done, *notice), notices.get(at, ()), result)) for at, result in enumerate(marking()))


def remapped(result: Result) -> Result:
    """The result with severities as configured, by `id:entry` before id."""
    severities = result.options.severities
    if result.review is None or not severities:
        return result

    def severity(finding: Finding) -> Severity:
        return severities.get(f"{finding.rule}:{finding.entry}", severities.get(finding.rule, finding.severity))

    findings = tuple(replace(finding, severity=severity(finding)) for finding in result.review.findings)
    return replace(result, review=replace(result.review, findings=findings))


def marked(result: Result, *excuses: Excuse) -> Result:
    """The result with each finding marked by the first of `excuses` that speaks for it, unless an answer in the report does.

    What the program itself could not do (category input) is never excused; nor is a mandatory rule, and that is said.
    """
    if result.review is None:
        return result
    refused: list[str] = []

    def mark(finding: Finding) -> Finding:
        if finding.category == "input":
            return finding
        found = finding.suppressed or next((found for excuse in excuses if (found := excuse(result, finding)) is not None), None)
        if found is not None and chosen(result.options.mandatory, finding):
            refused.append(finding.rule)
            found = None
        return finding if found is finding.suppressed else replace(finding, suppressed=found)

    done = replace(result, review=replace(result.review, findings=tuple(map(mark, result.review.findings))))
    return noticed(done, "mandatory", {"rules": "、".join(sorted(set(refused))), "count": len(refused)}) if refused else done


def selected(result: Result) -> Result:
    """The result with only the findings that are wanted; the checklist is never filtered."""
    if result.review is None:
        return result
    findings = tuple(finding for finding in result.review.findings if result.options.selection.wants(finding))
    return replace(result, review=replace(result.review, findings=findings))


def exit_code(results: Sequence[Result], fail_on: FailOn | None = None) -> int:
    """The gravest of: 2 a check crashed, 3 an input not or partly checked, 1 something at or above `fail_on` (null: what each
    report's options say), 0."""
    return worst(_code(result, fail_on) for result in (heads(results) if _said(results) else results))


def _said(results: Sequence[Result]) -> bool:
    """Whether no review is to be looked at: of each report an earlier run has said what is asked."""
    return all(result.told is not None for result in heads(results))


def _code(result: Result, fail_on: FailOn | None) -> int:
    if result.code == CRASHED or (result.review is not None and result.review.crashed):
        return USAGE
    if result.status != "checked":
        return UNCHECKED
    if result.told is not None:
        tally = result.told.tally
        return FAILED if any(_reaches(severity, fail_on or result.options.fail_on) for severity in tally.severities) and not tally.archived else OK
    return FAILED if any(fails(result, finding, fail_on) for finding in findings(result)) else OK


def worst(codes: Iterable[int]) -> int:
    """The exit code of a run of which the parts ended with `codes`: the gravest, which is 2 and then 3; 0 where there are none."""
    return max(codes, key=_GRAVITY.index, default=OK)


def fails(result: Result, finding: Finding, fail_on: FailOn | None = None) -> bool:
    """Whether a finding makes the run fail: not in a report that is only kept, not where it is excused."""
    if finding.suppressed or result.review is None or result.review.profile.stage == "archive":
        return False
    return _reaches(finding.severity, fail_on or result.options.fail_on)


def _reaches(severity: Severity, limit: FailOn) -> bool:
    return limit != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(limit)


def stale(results: Sequence[Result], today: date) -> list[str]:
    """A sentence for each ruleset whose knowledge is more than a year old on `today`."""
    labels = {label for result in heads(results) if (label := result.told.tally.ruleset if result.told else result.ruleset and result.ruleset.label)}
    old = [label for label in labels if label.knowledge_date and (today - date.fromisoformat(label.knowledge_date)).days > 365]
    return [f"注意：规则集 {label.name} 的数据截至 {label.knowledge_date}，已超过一年，请更新" for label in sorted(old, key=lambda label: label.name)]

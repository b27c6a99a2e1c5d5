"""What is said of exceptions, baseline and mandatory rules: findings of the family that the program speaks in."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from linter.batch import Result
from linter.checks.engine import Event
from linter.review import Finding
from linter.ruleset.loader import loaded


def noticed(result: Result, event: Event, values: Mapping[str, str | int]) -> Result:
    """The result with one finding more, about the whole report; its ruleset then has the rule that words it."""
    from linter import engine  # noqa: PLC0415  there is seldom anything to say

    review, ruleset = result.review, result.ruleset
    if review is None or ruleset is None:
        return result
    rule = ruleset.by_event.get(event)
    if rule is None:  # a ruleset that does not build on ours
        rule = loaded("base").by_event[event]
        ruleset = replace(ruleset, rules=(*ruleset.rules, rule))
    said = engine.with_notice(review, rule, values)
    return replace(result, ruleset=ruleset, review=replace(review, findings=said))


def findings(result: Result) -> tuple[Finding, ...]:
    return result.review.findings if result.review else ()


def ran(result: Result, ident: str) -> bool:
    """Whether that rule looked at the whole of the report: only then does a finding that is not there say something."""
    if result.review is None or result.ruleset is None or result.status != "checked" or ident in result.review.crashed:
        return False
    rule, options = result.ruleset.by_id.get(ident), result.options
    return rule is None or ((rule.head.status != "preview" or options.preview) and options.selection.may_want(rule))

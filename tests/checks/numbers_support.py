"""Runs the rules about numbers over a sentence placed in a small report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from linter import checks
from linter.checks import Hit
from linter.facts import Facts
from linter.readers.text import from_string
from linter.ruleset.loader import loaded
from linter.ruleset.model import Rule

NUMBERS = ("N101", "N102", "N103", "N104", "N105", "N106", "N107", "N108", "N109", "N110", "N111", "N112", "N113", "N114", "F501")
_HEAD = "清河市水务局2024年度法治政府建设情况报告\n一、2024年主要举措和成效\n"


@dataclass(frozen=True)
class Said:
    rule: str
    severity: str
    text: str
    hit: Hit


@cache
def rules() -> dict[str, Rule]:
    return {rule.id: rule for rule in loaded("base").rules if rule.id in NUMBERS}


def findings(text: str, *only: str) -> list[Said]:
    """What the rules (all about numbers, or those named) say of `text`."""
    return list(_run(_HEAD + text, only or NUMBERS))


def serious(text: str, *only: str) -> list[Said]:
    """Errors and warnings."""
    return [said for said in findings(text, *only) if said.severity != "info"]


def _run(text: str, only: tuple[str, ...]) -> Iterator[Said]:
    facts = Facts(from_string(text))
    for ident in only:
        rule = rules()[ident]
        for hit in checks.kind(rule.spec.check).function(facts, rule.params):
            assert isinstance(hit, Hit)
            yield Said(ident, hit.severity or rule.spec.severity, hit.span.of(text), hit)

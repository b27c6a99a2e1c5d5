"""From how far a report treats each item to verdicts and findings: what is asked of whom, how strictly, and what
belongs together. Knows applicability, not texts."""

from __future__ import annotations

from msgspec import Struct

from linter.checks import Assessment
from linter.review import LEVELS, SEVERITIES, Expectation, Level, Profile, Severity, VerdictName
from linter.ruleset.model import Applicability, ItemSeverity, ItemSpec, Merge, When
from linter.ruleset.years import years_hold

Situation = Level | VerdictName  # a level for items on the ladder, a verdict for the others


class Judged(Struct, frozen=True):
    """One item judged: what was asked, what was found, how severe (null: no finding)."""

    item: str
    expectation: Expectation
    situation: Situation
    verdict: VerdictName
    level: Level | None
    severity: Severity | None
    assessment: Assessment


class Complaint(Struct, frozen=True):
    """A finding about items that the engine still has to dress: own words only where several became one."""

    item: str
    severity: Severity
    judged: Judged
    message: str = ""
    suggest: str = ""


def judge(item: str, spec: ItemSpec, assessment: Assessment, profile: Profile) -> Judged:
    expectation = expectation_of(spec, profile)
    level = assessment.level
    verdict: VerdictName = assessment.verdict or ("unknown" if level is None else "missing" if level == "absent" else "met")
    if expectation == "n/a":
        verdict = "not-applicable"
    situation: Situation = level if spec.scale == "level" and level is not None else verdict
    severity = None if verdict in ("not-applicable", "unknown") else _severity(spec, expectation, situation, profile)
    return Judged(item, expectation, situation, verdict, level, severity, assessment)


def expectation_of(spec: ItemSpec, profile: Profile) -> Expectation:
    expectation: Expectation = spec.expect.get(profile.kind, "optional")
    for when in spec.when:
        if when.expect and _holds(when, profile):
            expectation = when.expect
    if spec.since and profile.year is not None and profile.year < spec.since and expectation != "n/a":
        return "optional"
    if profile.year is None and spec.since and expectation in ("must", "should"):
        return "if-any"  # not known whether it was asked then
    return expectation


def _severity(spec: ItemSpec, expectation: Expectation, situation: Situation, profile: Profile) -> Severity | None:
    if expectation in ("optional", "n/a"):
        return None
    table: dict[str, ItemSeverity] = {}
    for given in (spec.severity, *(when.severity for when in spec.when if _holds(when, profile))):
        table.update((str(name), severity) for name, severity in given.items())
    value = table.get(situation, "none")
    if expectation == "if-any" and spec.scale == "level" and _owed_by_some(spec):
        value = "info" if situation in short_of(spec) else "none"
    return None if value == "none" else value


def _owed_by_some(spec: ItemSpec) -> bool:
    """Whether the item is due for any kind; where it is for none, its severities are written for if-any."""
    return any(value in ("must", "should") for value in spec.expect.values())


def short_of(spec: ItemSpec) -> tuple[Level, ...]:
    """The rungs below the one that is enough for the item."""
    return LEVELS[: LEVELS.index(spec.at_least or "described")]


def _holds(when: When, profile: Profile) -> bool:
    def among(given: str | list[str] | None, values: frozenset[str]) -> bool:
        wanted = [given] if isinstance(given, str) else given
        return wanted is None or bool(values.intersection(wanted))

    return (
        among(when.kind, frozenset({profile.kind}))
        and among(when.trait, profile.traits)
        and among(when.domain, frozenset({profile.domain or ""}))
        and among(when.stage, frozenset({profile.stage}))
        and (when.years is None or years_hold(when.years, profile.year))
    )


def complaints(judged: dict[str, Judged], applicability: Applicability, profile: Profile) -> tuple[list[Complaint], list[Judged]]:
    """Findings to raise, and the if-any items not treated, which become one."""
    open_items = {item: row for item, row in judged.items() if row.severity is not None}
    taken: set[str] = set()
    result: list[Complaint] = []
    silent: list[Judged] = []
    for merge in applicability.merge:
        if not taken.isdisjoint(merge.replaces) or not _merges(merge, judged):
            continue
        taken.update(merge.replaces)
        replaced = [open_items.pop(item) for item in merge.replaces if item in open_items]
        row, severity = judged[merge.item], _merged_severity(merge, replaced, profile)
        if severity is None:
            continue
        if _is_silent(row) and not _treated(merge, judged):
            silent.append(row)
        else:
            result.append(Complaint(merge.item, severity, row, merge.message, merge.suggest))
    silent += [row for row in open_items.values() if _is_silent(row)]
    result += [Complaint(row.item, row.severity, row) for row in open_items.values() if row.severity and not _is_silent(row)]
    return result, silent


def _treated(merge: Merge, judged: dict[str, Judged]) -> bool:
    """Whether one of the items that the entry speaks of was done: then the report is not silent on the matter."""
    return any(judged[item].level in ("described", "quantified") for item in merge.when)


def _is_silent(row: Judged) -> bool:
    """An if-any item not treated: one line of a common finding, never one of its own."""
    return row.expectation == "if-any" and row.situation in ("absent", "missing")


def _merged_severity(merge: Merge, replaced: list[Judged], profile: Profile) -> Severity | None:
    """What the entry states, else the gravest of what it replaces."""
    stated = merge.severity
    if isinstance(stated, dict):
        stated = stated.get(profile.kind, stated.get("default"))
    if stated is not None:
        return None if stated == "none" else stated
    found = [row.severity for row in replaced if row.severity is not None]
    return min(found, key=SEVERITIES.index, default=None)


def _merges(merge: Merge, judged: dict[str, Judged]) -> bool:
    """Whether every condition holds and everything the entry speaks of is asked of this agency and year."""
    asked = all(item in judged and judged[item].expectation in ("must", "should", "if-any") for item in (merge.item, *merge.replaces))
    return asked and all(item in judged and judged[item].situation in allowed for item, allowed in merge.when.items())

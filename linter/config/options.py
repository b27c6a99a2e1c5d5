"""How one report is to be reviewed, and what of its review counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from linter.facts import Overrides
from linter.review import CATEGORIES, LETTERS, Confidence, Finding, Severity
from linter.ruleset.model import Rule
from linter.stopwatch import Around, untimed

if TYPE_CHECKING:
    from linter.config.load import Config

FailOn = Literal["error", "warning", "info", "never"]
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")


class Selection(Struct, frozen=True):
    """Which findings are wanted. A selector is an id, `id:entry`, a family letter or a category; empty means all."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: Confidence = "low"

    def may_want(self, rule: Rule) -> bool:
        """Whether any finding of `rule` can be wanted: if not, it need not run."""
        names = {rule.id, rule.id[0], rule.head.category}
        chosen = not self.select or any(selector.partition(":")[0] in names for selector in self.select)
        return chosen and names.isdisjoint(self.ignore)

    def wants(self, finding: Finding) -> bool:
        if finding.category == "input":
            return not self.select or chosen(self.select, finding) or finding.severity == "error"
        if CONFIDENCES.index(finding.confidence) > CONFIDENCES.index(self.min_confidence):
            return False
        return (not self.select or chosen(self.select, finding)) and not chosen(self.ignore, finding)


def chosen(selectors: Iterable[str], finding: Finding) -> bool:
    names = {finding.rule, f"{finding.rule}:{finding.entry}", finding.rule[0], finding.category}
    return any(selector in names for selector in selectors)


def unknown_selectors(selectors: Iterable[str], rule_ids: Iterable[str] = ()) -> list[str]:
    """Selectors that can never match: a misspelt one must not silence or select nothing unnoticed."""
    rules = set(rule_ids)
    whole = {*rules, *LETTERS, *CATEGORIES}
    return [selector for selector in selectors if selector not in whole and selector.partition(":")[0] not in rules]


class Waiver(Struct, frozen=True):
    """An exception as configured: findings of `rule` (an id or `id:entry`) where `text` is quoted (empty: anywhere in the report).

    `where` names it to people: the file and line it stands in.
    """

    file: str
    rule: str
    text: str
    reason: str
    until: date | None
    where: str


class Options(Struct, frozen=True):
    """What the command line and the configuration say of one report.

    `ruleset` null lets the report's own agency choose; one that is a path is relative to `folder` (null: the current one).
    `mandatory` are selectors that nothing excuses. `soffice` null looks for LibreOffice where it usually is; no file may name
    a program. `config` is the file that spoke, null where none did. `kept`: a verdict of an earlier run will do, and this one may be kept.
    `checklist`: whether it is shown. `told` names what is to be said of
    the report: the words of an earlier run will do (`batch/told.py`). `twin`: two processes may judge it (`batch/twin.py`).
    """

    ruleset: str | None = None
    overrides: Overrides = field(default_factory=Overrides)
    preview: bool = False
    soffice: str | None = None
    selection: Selection = Selection()
    fail_on: FailOn = "error"
    severities: Mapping[str, Severity] = field(default_factory=dict)  # by id or `id:entry`
    mandatory: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    baseline: Path | None = None
    holders: Path | None = None
    folder: Path | None = None
    config: Config | None = None
    kept: bool = False
    checklist: bool = True
    told: tuple[str, ...] = ()
    twin: bool = False
    around: Around = untimed

    @property
    def judged(self) -> bool:
        """Whether the checklist is judged: also unseen, unless only some rules are asked for, as findings follow from it."""
        return self.checklist or not self.selection.select

"""What a configuration file may say. The JSON Schema for editors is generated from these structs.

As in a ruleset every scalar arrives as a string; conversion happens here and only here.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from linter.config.options import FailOn
from linter.review import Confidence, Kind, Severity, Stage
from linter.ruleset.model import Date, Spec

PYPROJECT = "pyproject.toml"  # may hold one, in this table
TABLE = ("tool", "fazhi-lint")
Year = Annotated[int, Meta(ge=1990, le=2100)]
Selector = Annotated[str, Meta(description="编号（W101）、编号:词条（W101:截止）、族字母（W）或族名（wording）")]
RuleOrEntry = Annotated[str, Meta(pattern=r"^[A-Z][0-9]{3}(:.+)?$", description="规则编号，如 W101，或编号:词条，如 W101:截止")]
Globs = str | list[str]


class Choices(Spec, frozen=True):
    """What may be said of all reports, of some of them, and on the command line. Null or empty: nothing is said."""

    ruleset: str | None = None
    select: list[Selector] | None = None
    ignore: list[Selector] = []
    fail_on: FailOn | None = msgspec.field(name="fail-on", default=None)
    min_confidence: Confidence | None = msgspec.field(name="min-confidence", default=None)
    stage: Stage | None = None
    year: Year | None = None
    agency: str | None = None
    kind: Kind | None = None
    preview: bool | None = None
    severities: dict[RuleOrEntry, Severity] = {}


class ForFiles(Choices, frozen=True, kw_only=True):
    """What is said of the reports that `files` names."""

    files: Globs


class ExceptionSpec(Spec, frozen=True):
    """A finding that is accepted as it is. One without a reason is reported and does not count."""

    file: str
    rule: RuleOrEntry
    text: str = ""
    reason: str = ""
    until: Date | None = None


class ConfigSpec(Choices, frozen=True):
    """A configuration file."""

    paths: Globs = []
    overrides: list[ForFiles] = []
    exceptions: list[ExceptionSpec] = []
    cannot_except: list[Selector] = []
    baseline: str | None = None
    holders: str | None = None

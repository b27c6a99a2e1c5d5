"""What the program says of a report: findings, checklist, profile. Plain immutable data, no behaviour of checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct, field

from linter.document import Document, Span, TraceKind

Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]
Level = Literal["absent", "plan-only", "mentioned", "described", "quantified"]
VerdictName = Literal["met", "partial", "missing", "unknown", "not-applicable"]
Kind = Literal["government", "township", "street", "enforcing", "light-enforcing", "branch", "non-enforcing"]
Stage = Literal["draft", "submit", "publish", "archive"]
Expectation = Literal["must", "should", "if-any", "optional", "n/a"]
Category = Literal[
    "structure", "topics", "outcomes", "numbers", "wording", "formulations", "format", "residue", "dates", "privacy", "input"
]

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
LEVELS: tuple[Level, ...] = get_args(Level)
KINDS: tuple[Kind, ...] = get_args(Kind)
STAGES: tuple[Stage, ...] = get_args(Stage)
CATEGORIES: tuple[Category, ...] = get_args(Category)
LETTERS: Mapping[str, Category] = dict(zip("STQNWPFRDXZ", CATEGORIES, strict=True))

SEVERITY_NAMES: Mapping[str, str] = {"error": "必改", "warning": "建议改", "info": "请核对"}
LEVEL_NAMES: Mapping[str, str] = dict(zip(LEVELS, ("没写", "计划", "提到", "做法", "数据"), strict=True))
VERDICT_NAMES: Mapping[str, str] = {
    "met": "已写", "partial": "偏空", "missing": "没写", "unknown": "未判", "not-applicable": "不适用",
}
KIND_NAMES: Mapping[str, str] = {
    "government": "县级以上政府", "township": "乡镇政府", "street": "街道办事处", "enforcing": "执法部门",
    "light-enforcing": "执法较少的部门", "branch": "派出分局、垂管机构", "non-enforcing": "非执法机关",
}
TRACE_NAMES: Mapping[TraceKind, str] = {
    "insertion": "插入", "deletion": "删除", "formatting": "改格式", "comment": "批注", "hidden": "隐藏文字", "placeholder": "提示语",
}
STAGE_NAMES: Mapping[str, str] = {"draft": "起草", "submit": "报送", "publish": "公开", "archive": "存档"}


AUTHOR = "fazhi-lint"  # of the comments and tracked changes that the program writes


def rank(level: Level) -> int:
    """A level's place on the ladder, 0 for absent."""
    return LEVELS.index(level)


class Proved(Struct, frozen=True):
    """A value of the profile with the words that prove it; no span where an option or a default set it."""

    value: str
    span: Span | None = None
    how: str = ""


class Profile(Struct, frozen=True):
    """Whose report this is and of which year; null where the text does not tell.

    `level` is national, province, city, county or township; `domain` a field of facts/agency_names (ecology); `traits` are
    those that applicability.yaml asks for. `signed` and `published` are ISO dates, `signed` as far as it is written (2025-02).
    `genre` is annual-report or the Chinese name of another. `proofs` has what proves each field or trait, by its name.
    """

    agency: str | None = None
    kind: Kind = "non-enforcing"
    level: str | None = None
    domain: str | None = None
    traits: frozenset[str] = frozenset()
    year: int | None = None
    title: str | None = None
    signature: str | None = None
    signed: str | None = None
    published: str | None = None
    genre: str = "annual-report"
    stage: Stage = "draft"
    proofs: Mapping[str, Proved] = field(default_factory=dict)


class Basis(Struct, frozen=True):
    """What a rule rests on: an instrument and clause, and how certain the citation is."""

    instrument: str
    clause: str | None = None
    certainty: str = "verified"


class Related(Struct, frozen=True):
    span: Span
    message: str


class Edit(Struct, frozen=True):
    """Replace `span` of `Document.text` by `text`."""

    span: Span
    text: str


class Fix(Struct, frozen=True):
    edits: tuple[Edit, ...]
    safe: bool = False


class Suppression(Struct, frozen=True):
    by: Literal["exception", "baseline", "reply"]
    reason: str
    until: str | None = None


class Finding(Struct, frozen=True):
    """One thing said of a report. `text` is empty for a finding about the whole report, whose span is its anchor."""

    rule: str
    category: Category
    severity: Severity
    message: str
    span: Span
    text: str = ""
    entry: str | None = None
    item: str | None = None
    confidence: Confidence = "high"
    suggestion: str = ""
    place: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    basis: tuple[Basis, ...] = ()
    fingerprint: str = ""
    suppressed: Suppression | None = None


class Verdict(Struct, frozen=True):
    """One row of the checklist. `level` is null for items that are not on the ladder."""

    item: str
    verdict: VerdictName
    level: Level | None
    expectation: Expectation
    evidence: tuple[Span, ...] = ()
    note: str = ""


class RulesetLabel(Struct, frozen=True):
    name: str
    version: str
    digest: str
    knowledge_date: str


class Review(Struct, frozen=True):
    """Everything said of one report. `crashed` holds ids of rules whose check failed."""

    document: Document
    profile: Profile
    ruleset: RulesetLabel
    findings: tuple[Finding, ...]
    checklist: tuple[Verdict, ...]
    crashed: tuple[str, ...] = ()

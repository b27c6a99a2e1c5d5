"""The ruleset format. `*Spec` structs are what a YAML file says; `Rule` and `Ruleset` are what the engine runs.

The loader hands every scalar over as a string; conversion to numbers and booleans happens here and only here, so that
`2018-12-05`, `1.10` and `no` stay what they look like. The JSON Schema for editors is generated from these structs.

Annotations are evaluated with the module (there is no `from __future__`): msgspec would compile each from its words, at every start.
"""

from collections.abc import Callable, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from linter.checks import Params, kind
from linter.document import TraceKind
from linter.review import Basis, Category, Confidence, Expectation, Kind, Level, RulesetLabel, Severity, Stage, VerdictName

RuleId = Annotated[str, Meta(pattern=r"^[A-Z][0-9]{3}$", description="一个大写字母（族）加三位数字，如 T103；编号一经使用，含义不变")]
RuleName = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="小写英文和连字符")]
Years = Annotated[str, Meta(pattern=r"^(\d{4}|\d{4}\.\.(\d{4})?|\.\.\d{4})$", description="年份区间，如 2019..、..2018、2019..2021、2024")]
Date = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="日期，如 2026-11-21")]
Certainty = Literal["verified", "secondary", "memory"]
ItemSeverity = Literal["error", "warning", "info", "none"]
Place = Literal["title", "opening", "achievements", "problems", "causes", "leader", "plan", "signoff", "whole"]
Situation = Literal["absent", "plan-only", "mentioned", "described", "quantified", "missing", "partial", "unknown"]


class Spec(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of what a ruleset file may say."""


class BasisSpec(Spec, frozen=True):
    instrument: str
    clause: str | None = None
    certainty: Certainty = "verified"
    covers: Literal["rule", "field"] = "rule"


class Applies(Spec, frozen=True):
    """To which report years the rule applies; a child ruleset may only narrow it. `any_genre`: also to texts that are no yearly report."""

    years: Years | None = None
    any_genre: bool = False


class Expect(Spec, frozen=True):
    """What an example must bring about; what is left out is not compared."""

    level: Level | None = None
    verdict: VerdictName | None = None
    count: int | None = None
    entry: str | None = None
    severity: Severity | None = None


class ExampleTrace(Spec, frozen=True):
    """What a word processor would keep beside the text of an example."""

    kind: TraceKind
    text: str = ""
    author: str = ""
    thread: str = ""


class FiledSpec(Spec, frozen=True):
    """What the path of an example says of it."""

    year: int | None = None
    agency: str | None = None
    kind: Kind | None = None


class Example(Spec, frozen=True):
    """A short text or file that the rule must or must not report. `【】` in the text marks the expected span.

    A text of several lines that starts with a title is a whole report; `section: whole` says so of any text.
    `traces` stand at the marks, in order; those for which no mark is left, at the end of the text.
    """

    text: str | None = None
    file: str | None = None
    year: int | None = None
    agency: str | None = None
    kind: Kind | None = None
    stage: Stage | None = None
    filed: FiledSpec = FiledSpec()
    section: Place = "achievements"
    traces: list[ExampleTrace] = []
    expect: Expect = Expect()


class Examples(Spec, frozen=True):
    bad: list[str | Example] = []
    good: list[str | Example] = []
    known_miss: list[str | Example] = []
    known_false_alarm: list[str | Example] = []


class RuleSpec(Spec, frozen=True):
    id: RuleId
    name: RuleName
    title: str
    category: Category
    severity: Severity
    check: str
    basis: list[BasisSpec] | Literal["editorial"]
    messages: str | dict[str, str]
    examples: Examples
    since: str
    with_: dict[str, Any] = msgspec.field(name="with", default_factory=dict)
    confidence: Confidence = "high"
    item: str | None = None
    applies: Applies = Applies()
    why: str = ""
    suggest: str | dict[str, str] = ""
    status: Literal["preview", "stable", "deprecated"] = "stable"
    replaced_by: RuleId | None = None


class Override(Spec, frozen=True):
    """What a child ruleset changes of an inherited rule; `with` is merged key by key, `add` extends its lists."""

    severity: Severity | None = None
    confidence: Confidence | None = None
    applies: Applies | None = None
    with_: dict[str, Any] = msgspec.field(name="with", default_factory=dict)
    add: dict[str, list[Any]] = {}
    messages: str | dict[str, str] | None = None
    suggest: str | dict[str, str] | None = None
    basis: list[BasisSpec] | Literal["editorial"] | None = None
    status: Literal["preview", "stable", "deprecated", "off"] | None = None


class ItemOverride(Spec, frozen=True):
    """What a ruleset changes of an item: a stricter office may ask more."""

    expect: dict[Kind, Expectation] = {}
    since: int | None = None
    severity: dict[Situation, ItemSeverity] = {}


class RulesetSpec(Spec, frozen=True):
    """A ruleset file. `include` names files beside it that hold more `rules`."""

    schema: Literal[1]
    version: str
    name: RuleName | None = None
    title: str = ""
    extends: str | None = None
    include: list[str] = []
    knowledge_date: Date | None = None
    rules: list[RuleSpec] = []
    overrides: dict[str, Override] = {}
    items: dict[str, ItemOverride] = {}


class RulesFile(Spec, frozen=True):
    """A file that a ruleset includes: rules only."""

    rules: list[RuleSpec] = []


class When(Spec, frozen=True):
    """Conditions (all given ones must hold) and what they change. Lists mean any of."""

    kind: str | list[str] | None = None
    trait: str | list[str] | None = None
    domain: str | list[str] | None = None
    stage: str | list[str] | None = None
    years: Years | None = None
    expect: Expectation | None = None
    severity: dict[Situation, ItemSeverity] = {}


class ItemSpec(Spec, frozen=True):
    """What is asked of whom about one item of the checklist, since when, how strictly."""

    name: str
    label: str
    scale: Literal["level", "verdict"]
    expect: dict[Kind, Expectation]
    parent: str | None = None
    since: int | None = None
    when: list[When] = []
    severity: dict[Situation, ItemSeverity] = {}
    at_least: Level | None = None
    ask: str = ""
    zero: str = ""


class Merge(Spec, frozen=True):
    """Findings of several items that become one. `when` maps items to the situations that must all hold."""

    id: str
    when: dict[str, list[Situation]]
    item: str
    replaces: list[str]
    severity: ItemSeverity | dict[str, ItemSeverity] | None = None
    message: str = ""
    suggest: str = ""


class Applicability(Spec, frozen=True):
    schema: Literal[1]
    items: dict[str, ItemSpec]
    merge: list[Merge] = []


class Head(Struct, frozen=True, array_like=True):
    """What is asked of every rule before any runs, in the words of its spec."""

    id: str
    check: str
    category: Category
    item: str | None
    status: Literal["preview", "stable", "deprecated"]
    applies: Applies

    @classmethod
    def of(cls, spec: RuleSpec) -> "Head":
        return cls(*(getattr(spec, name) for name in cls.__struct_fields__))


class Rule(Struct, frozen=True, dict=True, eq=False):
    """A rule ready to run: its spec, the validated parameters of its check, the file that holds it.

    Of a rule that was kept, `told` and what `given` gives are MessagePack, read when somebody wants the rule; its `brief` says until then what it is.
    """

    told: RuleSpec | memoryview
    given: Params | Callable[[], memoryview]
    source: str = ""
    path: Path | None = None
    index: int = 0  # among the rules of its file
    brief: Head | None = None

    @cached_property
    def spec(self) -> RuleSpec:
        return self.told if isinstance(self.told, RuleSpec) else _specs().decode(self.told)

    @property
    def head(self) -> Head | RuleSpec:
        return self.brief or self.spec

    @cached_property
    def params(self) -> Params:
        """Its check is imported when they are read."""
        return self.given if isinstance(self.given, Params) else msgspec.msgpack.decode(self.given(), type=kind(self.head.check).params)

    @property
    def id(self) -> str:
        return self.head.id

    @property
    def basis(self) -> tuple[Basis, ...]:
        """What a finding cites. An instrument that governs the rule's field says nothing of each of its entries."""
        if isinstance(self.spec.basis, str):
            return ()
        return tuple(Basis(entry.instrument, entry.clause, entry.certainty) for entry in self.spec.basis if entry.covers == "rule")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rule) and all(getattr(self, name) == getattr(other, name) for name in ("spec", "params", "source", "path", "index"))

    def __hash__(self) -> int:
        return hash((self.id, self.source, self.index))


class Ruleset(Struct, frozen=True, dict=True):
    label: RulesetLabel
    title: str
    rules: Sequence[Rule]
    applicability: Applicability
    files: tuple[str, ...] = ()  # all that it was made of
    links: tuple[tuple[str, str], ...] = ()  # files that were asked for by another path, and where that led

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def by_item(self) -> dict[str, Rule]:
        return {rule.head.item: rule for rule in self.rules if rule.head.item}

    @cached_property
    def by_event(self) -> dict[str, Rule]:
        """Rules whose findings the engine itself raises, by event."""
        return {rule.params.event: rule for rule in self.rules if rule.head.check == "engine"}  # type: ignore[attr-defined]


@cache
def _specs() -> "msgspec.msgpack.Decoder[RuleSpec]":
    return msgspec.msgpack.Decoder(RuleSpec)

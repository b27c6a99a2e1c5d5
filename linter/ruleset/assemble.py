"""Rules and what their children change of them, until they are ready to run."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct, field

from linter import checks
from linter.ruleset.convert import Fault, convert
from linter.ruleset.errors import Problem
from linter.ruleset.model import Applicability, ItemOverride, Override, Rule, RuleSpec
from linter.ruleset.yaml_source import Source, YamlPath
from linter.ruleset.years import years_within

_PLAIN = ("severity", "confidence", "applies", "messages", "suggest", "basis", "status")


class Draft(Struct):
    """A rule while rulesets are laid over one another. `origins` says where each parameter was written."""

    spec: RuleSpec
    source: Source
    path: YamlPath  # of the rule in its file
    given: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, tuple[Source, YamlPath]] = field(default_factory=dict)

    def give(self, values: dict[str, Any], source: Source, path: YamlPath) -> None:
        self.given.update(values)
        self.origins.update(dict.fromkeys(values, (source, path)))

    def add(self, values: dict[str, list[Any]], source: Source, path: YamlPath) -> None:
        """Extend lists of parameters. Raises `Fault`."""
        for key, more in values.items():
            old = self.given.get(key, [])
            if not isinstance(old, list):
                raise Fault(f"{key} 不是列表，不能用 add 追加；改写在 with 里", (), key)
            self.given[key] = [*old, *more]
            self.origins[key] = (source, path)

    def change(self, override: Override) -> None:
        """Everything of an override but `with` and `add`. Raises `Fault`."""
        if override.applies is not None and not years_within(override.applies.years, self.spec.applies.years):
            raise Fault(f"applies 只能收窄：原规则管 {self.spec.applies.years}；写它之内的年份，或另写一条规则", ("applies",))
        changes = {key: value for key in _PLAIN if (value := getattr(override, key)) is not None}
        self.spec = msgspec.structs.replace(self.spec, **changes)

    def rule(self) -> Rule | Problem:
        """The rule with its parameters validated by its check, or what is wrong with them."""
        spec = msgspec.structs.replace(self.spec, with_=dict.fromkeys(self.given))  # which were given; the values are in the parameters
        try:
            params = convert(self.given, checks.kind(spec.check).params)
        except Fault as fault:
            return self.problem(fault)
        index = self.path[-1]
        return Rule(spec, params, self.source.name, self.source.path, index if isinstance(index, int) else 0)

    def problem(self, fault: Fault) -> Problem:
        """A fault among the parameters, at the place that brought the parameter."""
        key = fault.path[0] if fault.path else fault.key
        source, base = self.origins.get(str(key), (self.source, (*self.path, "with")))
        return fault.problem(source, base)


def with_items(applicability: Applicability, changes: dict[str, ItemOverride]) -> Applicability:
    """What a ruleset asks differently, laid over what is asked of everybody."""
    items = dict(applicability.items)
    for name, change in changes.items():
        old = items[name]
        items[name] = msgspec.structs.replace(
            old,
            expect={**old.expect, **change.expect},
            severity={**old.severity, **change.severity},
            since=old.since if change.since is None else change.since,
        )
    return msgspec.structs.replace(applicability, items=items)

"""PLACEHOLDER loader of the first commits: to be made strict."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec
import yaml

from linter import checks, resources
from linter.review import RulesetLabel
from linter.ruleset.model import Applicability, Rule, Ruleset, RulesetSpec, RulesFile, RuleSpec


class RulesetError(ValueError):
    pass


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    pass


_Loader.yaml_implicit_resolvers = {}


def _read(path: Path) -> tuple[Any, bytes]:
    data = path.read_bytes()
    return yaml.load(data, _Loader), data


def load(name: str) -> Ruleset:
    root = resources.rulesets()
    rules: dict[str, Rule] = {}
    digest = hashlib.sha256()
    chain: list[RulesetSpec] = []
    current: str | None = name
    paths = []
    while current:
        path = root / f"{current}.yaml" if "/" not in current and not current.endswith(".yaml") else Path(current)
        raw, data = _read(path)
        digest.update(data)
        spec = msgspec.convert(raw, RulesetSpec, strict=False)
        chain.insert(0, spec)
        paths.insert(0, path)
        current = spec.extends
    for spec, path in zip(chain, paths):
        specs: list[tuple[RuleSpec, str]] = [(rule, path.name) for rule in spec.rules]
        for include in spec.include:
            raw, data = _read(path.parent / include)
            digest.update(data)
            specs += [(rule, include) for rule in msgspec.convert(raw or {}, RulesFile, strict=False).rules]
        for rule, source in specs:
            rules[rule.id] = make(rule, source)
        for ident, override in spec.overrides.items():
            old = rules[ident]
            if override.status == "off":
                del rules[ident]
                continue
            merged = {**old.spec.with_, **override.with_}
            for key, more in override.add.items():
                merged[key] = [*merged.get(key, []), *more]
            changes: dict[str, Any] = {k: v for k in ("severity", "confidence", "applies", "messages", "suggest", "status") if (v := getattr(override, k)) is not None}
            rules[ident] = make(msgspec.structs.replace(old.spec, with_=merged, **changes), old.source)
    raw, data = _read(root / "applicability.yaml")
    digest.update(data)
    applicability = msgspec.convert(raw, Applicability, strict=False)
    last = chain[-1]
    known = next((s.knowledge_date for s in reversed(chain) if s.knowledge_date), "")
    label = RulesetLabel(last.name or name, last.version, digest.hexdigest(), known or "")
    return Ruleset(label, last.title, tuple(sorted(rules.values(), key=lambda r: r.id)), applicability)


def make(spec: RuleSpec, source: str) -> Rule:
    kind = checks.kind(spec.check)
    given = dict(spec.with_)
    if "lexicon" in given:
        extra, _ = _read(resources.lexicon(f"{given.pop('lexicon')}.yaml"))
        extra.pop("schema", None)
        given = {**extra, **given}
    return Rule(spec, msgspec.convert(given, kind.params, strict=False), source)

"""The JSON Schema agrees with the loader on every file that is shipped, and every key has its words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from linter import checks, resources
from linter.ruleset import schema
from linter.ruleset.yaml_source import read

SCHEMA = schema.build()
FILES = sorted(path for path in resources.rulesets().rglob("*.yaml") if "lexicon" not in path.parts and path.name not in ("applicability.yaml", "outline.yaml", "holders.yaml"))
RULE = {
    "id": "W901", "name": "own", "title": "自己的", "category": "wording", "severity": "warning", "check": "term", "since": "0.1.0",
    "basis": "editorial", "messages": "错", "examples": {"bad": ["甲"], "good": ["乙"]}, "with": {"entries": [{"wrong": "甲"}]},
}


def typed(value: Any) -> Any:
    """Scalars as an editor sees them, which does resolve types."""
    if isinstance(value, dict):
        return {key: typed(part) for key, part in value.items()}
    if isinstance(value, list):
        return [typed(part) for part in value]
    if isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"-?\d+\.\d+", value):
        return float(value)
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def errors(value: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(value)]


def test_it_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_key_of_the_format_has_words() -> None:
    assert list(schema.undescribed()) == []


def test_every_check_is_in_it() -> None:
    assert SCHEMA["$defs"]["RuleSpec"]["properties"]["check"]["enum"] == list(checks.names())


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_shipped_files_are_valid(path: Path) -> None:
    assert errors(typed(read(path, path.name).value)) == []


def test_parameters_are_those_of_the_check() -> None:
    assert errors({"rules": [RULE]}) == []
    assert errors({"rules": [{**RULE, "with": {"entris": []}}]})
    assert errors({"rules": [{**RULE, "with": {"entries": "甲"}}]})
    assert errors({"rules": [{**RULE, "with": {"lexicon": "confusables"}}]}) == []


def test_required_parameters_may_come_from_a_lexicon() -> None:
    rule = {**RULE, "check": "engine"}
    assert errors({"rules": [{**rule, "with": {}}]})
    assert errors({"rules": [{**rule, "with": {"lexicon": "x"}}]}) == []


def test_wrong_keys_and_values_are_refused() -> None:
    assert errors({"rules": [{**RULE, "severity": "fatal"}]})
    assert errors({"rules": [{**RULE, "sverity": "info"}]})
    assert errors({"schema": 1, "version": "1", "rule": []})

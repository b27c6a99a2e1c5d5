"""What a command prints for programs, held to the schema that the documentation has of it."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema

from tests.support import ROOT


@cache
def validator(name: str) -> Any:
    """Of docs/NAME.schema.json; a key that it does not tell of is refused."""
    schema = json.loads((ROOT / "docs" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(_closed(schema))


def _closed(part: Any) -> Any:
    if isinstance(part, list):
        return [_closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    made = {key: _closed(value) for key, value in part.items()}
    return {**made, "additionalProperties": False} if isinstance(part.get("properties"), dict) else made


def valid(printed: str) -> Any:
    """The value of an output that names its own schema and keeps it."""
    value = json.loads(printed)
    validator(value["schema"].removeprefix("fazhi-lint/").partition("@")[0]).validate(value)
    return value

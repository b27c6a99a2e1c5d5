"""The wrong wordings that rules look for, whatever the check: what a list of words or the meta-lint wants of a rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from linter.ruleset.model import Rule


class Entry(NamedTuple):
    """A wrong wording of some rule."""

    rule: Rule
    wrong: str
    right: str
    given: dict[str, Any]

    @property
    def unconditional(self) -> bool:
        """Whether the wording is wrong wherever it stands."""
        return not any(self.given.get(key) for key in ("pattern", "before", "after", "not_before", "not_after", "unless", "since", "until", "except_kinds", "boundary"))


def entries_of(rule: Rule) -> Iterator[Entry]:
    """What a rule holds to be wrong wordings: parameters that have `wrong`, and `pairs`."""
    stack: list[Any] = [msgspec.to_builtins(rule.params)]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if isinstance(value.get("wrong"), str):
                yield Entry(rule, value["wrong"], str(value.get("right") or ""), value)
            pairs = value.get("pairs")
            if isinstance(pairs, dict) and all(isinstance(right, str) for right in pairs.values()):
                yield from (Entry(rule, wrong, right, {}) for wrong, right in pairs.items())
            stack.extend(reversed([part for part in value.values() if isinstance(part, (dict, list))]))
        elif isinstance(value, list):
            stack.extend(reversed([part for part in value if isinstance(part, (dict, list))]))


def names_of(rule: Rule) -> Iterator[str]:
    """What a rule knows by name: formulations said word for word, instruments, meetings, terms."""
    parameters = msgspec.to_builtins(rule.params)
    for key in ("fixed", "instruments", "meetings", "terms"):
        for part in parameters.get(key) or []:
            if isinstance(part, dict) and (name := part.get("text") or part.get("name")):
                yield str(name)

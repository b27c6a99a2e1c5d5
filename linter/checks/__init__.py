"""Kinds of check, one a module. A check knows facts and its own parameters, never a rule or a ruleset.

A module here is a kind of check when it has `Params` (a msgspec.Struct: the validated `with` of a rule) and
`check(facts, params)`, which yields `Hit`s, or one `Assessment` for a check that answers an item of the checklist.
The kind's name is the module's, with hyphens: `heading-numbers` is `heading_numbers.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import msgspec
from msgspec import Struct, field

from linter.document import Span
from linter.facts import Facts
from linter.review import Edit, Level, Related, Severity, VerdictName

# a parameter that is a regular expression of RE2: the loader refuses a bad one in a user's ruleset
Pattern = Annotated[str, msgspec.Meta(extra_json_schema={"format": "re2"})]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of every check's parameters. Unknown names are errors."""


class Hit(Struct, frozen=True):
    """A place where a rule is broken.

    `values` fill the rule's message (`{wrong}`); `text` is always there. `variant` picks one of the rule's messages.
    `entry` names the entry of a lexicon. `severity` may only soften the rule's. `whole` marks a finding about the whole
    report, whose span is an anchor and whose text is empty.
    """

    span: Span
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()
    safe: bool = False
    entry: str | None = None
    variant: str = "default"
    severity: Severity | None = None
    whole: bool = False


class Assessment(Struct, frozen=True):
    """How far the report treats an item: a rung of the ladder or a verdict, with the spans that show it.

    `anchor` is where a missing part would stand (null: the title). `note` is the next step, for the checklist;
    `variant` picks the message where one level has several, `values` fill it.
    """

    level: Level | None = None
    verdict: VerdictName | None = None
    evidence: tuple[Span, ...] = ()
    anchor: Span | None = None
    note: str = ""
    variant: str | None = None
    values: Mapping[str, str | int | float] = field(default_factory=dict)


Outcome = Hit | Assessment
CheckFunction = Callable[[Facts, Any], Iterable[Outcome]]


class CheckKind(Struct, frozen=True):
    name: str
    params: type[Params]
    function: CheckFunction
    summary: str


@cache
def names() -> tuple[str, ...]:
    """Every kind of check, by name."""
    import pkgutil  # noqa: PLC0415  rules that were loaded before name none that is not there

    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")))


@cache
def kind(name: str) -> CheckKind:
    """The kind of that name, one of `names`, imported when first asked for."""
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    return CheckKind(name, module.Params, module.check, (module.__doc__ or "").strip().split("\n")[0])

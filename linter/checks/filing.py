"""A report filed where another one belongs: the path says another year, agency or kind than the text."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.agency import agency_in_text, alike
from linter.facts.report_year import year_in_text
from linter.facts.title import title
from linter.review import KIND_NAMES

_BODIES = frozenset({"government", "township", "street"})  # the others are departments, which a name alone does not tell apart


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """Nothing to set: what the path says comes with the report."""


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    filed, year, owner = facts.overrides.filed, facts(year_in_text), facts(agency_in_text)
    if filed.year is not None and year.proof is not None and filed.year != year.year:
        yield Hit(year.proof.span, {"filed": filed.year, "states": year.proof.states, "means": year.year or ""}, variant="year")
    if owner is None:
        return
    span = owner.span or _anchor(facts)
    if filed.agency is not None and not alike(filed.agency, owner.name.text):
        yield Hit(span, {"filed": filed.agency, "states": owner.name.text}, variant="agency")
    if filed.kind is not None and filed.kind != owner.name.kind and not _BODIES.isdisjoint({filed.kind, owner.name.kind}):
        values = {"filed": KIND_NAMES[filed.kind], "states": owner.name.text, "means": KIND_NAMES[owner.name.kind]}
        yield Hit(span, values, variant="kind", severity="info")


def _anchor(facts: Facts) -> Span:
    heading = facts(title)
    return heading.span if heading else Span(0, 0)

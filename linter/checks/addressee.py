"""Whether the report says to whom it goes."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Assessment, Outcome
from linter.checks import Params as Base
from linter.facts import Facts
from linter.facts.addressee import addressee
from linter.facts.title import below_title


class Params(Base, frozen=True, forbid_unknown_fields=True):
    pass


def check(facts: Facts, params: Params) -> Iterable[Outcome]:
    found = facts(addressee)
    if found is not None:
        yield Assessment(verdict="met", evidence=(found,))
    else:
        first = next((block.span for block in facts(below_title)), None)
        yield Assessment(verdict="missing", anchor=first)

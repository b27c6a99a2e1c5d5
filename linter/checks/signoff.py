"""The name and the date under the report. What a web page says of its publication is neither."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from linter.checks import Assessment, Outcome
from linter.checks import Params as Base
from linter.facts import Facts
from linter.facts.signature import signature


class Params(Base, frozen=True, forbid_unknown_fields=True):
    part: Literal["agency", "date"]


def check(facts: Facts, params: Params) -> Iterable[Outcome]:
    signed = facts(signature)
    if params.part == "agency":
        if signed.agency is None:
            yield Assessment(verdict="missing", anchor=signed.at_end)
        else:
            yield Assessment(verdict="met", evidence=(signed.agency,))
    elif signed.date is None:
        yield Assessment(verdict="missing", anchor=signed.at_end)
    else:
        yield Assessment(verdict="met" if signed.date.whole else "partial", evidence=(signed.date.span,))

"""The title says whose report it is, of which year, on what; the first paragraph may supply what it leaves out."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Assessment, Outcome
from linter.checks import Params as Base
from linter.facts import Facts
from linter.facts.agency import agency, in_title
from linter.facts.folded import folded
from linter.facts.report_year import report_year
from linter.facts.roles import roles
from linter.facts.signature import signature
from linter.facts.title import SUBJECT, title


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`names` are what the three parts are called in a message."""

    names: dict[str, str]


def check(facts: Facts, params: Params) -> Iterable[Outcome]:
    heading = facts(title)
    if heading is None:
        yield Assessment(verdict="missing")
        return
    lacking = [part for part, there in (("agency", _agency(facts)), ("year", _year(facts)), ("subject", _subject(facts))) if not there]
    if lacking:
        names = "、".join(params.names.get(part, part) for part in lacking)
        yield Assessment(verdict="partial", evidence=(heading.span,), values={"lacking": names}, note=f"缺{names}")
    else:
        yield Assessment(verdict="met", evidence=(heading.span,))


def _opening(facts: Facts) -> str:
    return "".join(passage.span.of(facts(folded)) for passage in facts(roles).of("opening"))


def _agency(facts: Facts) -> bool:
    heading, owner, signed = facts(title), facts(agency), facts(signature)
    if heading is None or owner is None:
        return False
    if in_title(heading.text):
        return True
    if signed.agency is not None and signed.agency.start - heading.span.end < 40:
        return True  # the name stands under the title
    return owner.name.text in _opening(facts)


def _year(facts: Facts) -> bool:
    return any(witness.where in ("title", "opening") for witness in facts(report_year).witnesses)


def _subject(facts: Facts) -> bool:
    heading = facts(title)
    return SUBJECT.search(heading.text if heading else "") is not None or SUBJECT.search(_opening(facts)) is not None

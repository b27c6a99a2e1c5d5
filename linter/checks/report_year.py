"""Places that disagree with the report's year: title, opening, headings, signature, and the plan for the next year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.report_year import Witness, can_be_signed, report_year
from linter.facts.roles import roles
from linter.facts.sentences import sentences
from linter.facts.signature import signature
from linter.late import late

_PLANS = late(r"^(?:在|我[局委办镇乡]|[（(][一二三四五六七八九十][）)]|[一二三四五六七八九十]是)?(20\d\d) ?年(?![底末初前内上下第每全\d])，?[^。；]{0,24}(?:将|要|拟|继续|进一步|重点|着力)")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`ask`: body (what was done), plan (what is planned) or signature."""

    ask: Literal["body", "plan", "signature"]


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    found = facts(report_year)
    if found.year is None:
        return
    if params.ask == "signature":
        yield from _signature(facts, found.year)
    elif params.ask == "plan":
        yield from _plan(facts, found.year)
    else:
        for witness in found.witnesses:
            if witness.where in ("title", "opening", "heading") and witness.means != found.year:
                yield _hit(witness.span, witness.states, found.year)


def _hit(span: Span, states: int, expected: int) -> Hit:
    return Hit(span, {"states": states, "expected": expected})


def _plan(facts: Facts, year: int) -> Iterable[Hit]:
    flat, by_role = facts(folded), facts(roles)
    seen: set[int] = set()
    for witness in facts(report_year).witnesses:
        if _is_plan(facts, witness) and witness.states != year + 1:
            seen.add(witness.span.start)
            yield _hit(witness.span, witness.states, year + 1)
    for sentence in facts(sentences).all:
        if by_role.at(sentence.span.start) != "plan":
            continue
        match = _PLANS.match(sentence.span.of(flat))
        if match and int(match[1]) <= year and sentence.span.start + match.start(1) not in seen:
            start = sentence.span.start + match.start(1)
            yield _hit(Span(start, start + 4), int(match[1]), year + 1)


def _is_plan(facts: Facts, witness: Witness) -> bool:
    return witness.where == "plan" and facts(roles).at(witness.span.start) == "plan"


def _signature(facts: Facts, year: int) -> Iterable[Hit]:
    """The next year, or the last months of the year itself; later years are a late report as likely as a slip."""
    date = facts(signature).date
    if date is None or date.year is None or date.year == year + 1 or (date.year == year and can_be_signed(date, year)):
        return
    yield Hit(date.span, {"states": date.year, "expected": year + 1}, severity="warning" if date.year > year else None)

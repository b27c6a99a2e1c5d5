"""A department's report that speaks as one of another field: 提升全区生态环境系统依法行政能力 in the market regulator's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.agency import Agency, agency
from linter.facts.agency_names import FIELDS
from linter.facts.citations import citations
from linter.facts.clauses import clauses
from linter.facts.folded import folded
from linter.facts.phrases import index
from linter.late import late

_CLAUSE = 24  # letters before a title in which another agency may be named
_OTHERS_TOO = frozenset({"justice", None})  # who looks after all fields, and who has none of the table
_NAMED_BY = ("系统", "部门", "党组", "党委")  # one is in whatever is looked for


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """By field: `procedures`, titles by which an agency of it handles its cases; `units`, what its enforcement units are called; `staff`, what their people are;
    `programmes`, words of its own programmes (依法治水). `own`: words behind 全区××系统 that a department says of its own people; `with_others`: words before it that make it another's."""

    procedures: dict[str, list[str]]
    units: dict[str, list[str]]
    staff: dict[str, list[str]]
    programmes: dict[str, list[str]]
    own: list[str]
    with_others: list[str]


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    owner = facts(agency)
    if owner is None or owner.name.domain in _OTHERS_TOO or owner.name.kind in ("government", "street", "township"):
        return
    yield from _procedures(facts, owner, params)
    yield from _people(facts, owner, params)
    flat, known = facts(folded), facts(index)
    others = (word for domain, _, row in FIELDS if domain not in (owner.name.domain, None) for word in row.split())
    words = [word for word in _said(facts, others) if len(word) > 1 and word not in owner.name.text]
    likely = [clause for clause in facts(clauses).holding(known.phrases(_NAMED_BY)) if any(word in clause.span.of(flat) for word in words)]
    if not likely:
        return
    field = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    own = "|".join(map(re.escape, params.own))
    pattern = re.compile(
        rf"(?P<system>[全我][区县市省州]?(?:{field})系统)(?=[^，。；]{{0,8}}(?:{own}))|作为[全本我]?[区县市]?(?P<duty>(?:{field})(?:行政)?(?:主管|监管|执法)?部门)"
        rf"|^(?:组织|举办)?(?P<people>(?:{field})系统(?:全体|广大)?(?:干部职工|党员干部|干部(?=要|应|须|必须|带头)|执法人员|工作人员))"
        rf"|^(?P<party>[省市县区旗州]?(?:{field})[\u4e00-\u9fff]{{0,4}}(?:局|委|委员会|厅)党[组委])(?!成员|书记)"
    )
    for clause in likely:
        said = clause.span.of(flat)
        match = pattern.search(said)
        if match is None or match.lastgroup is None or facts(citations).covers(clause.span.start + match.start()):
            continue
        start, end = match.span(match.lastgroup)
        if not any(word in said[:start] for word in params.with_others):
            yield Hit(Span(clause.span.start + start, clause.span.start + end), {"own": owner.name.text})


def _people(facts: Facts, owner: Agency, params: Params) -> Iterable[Hit]:
    """我局水政监察大队, 全县持证水行政执法人员26人, 制定《依法治水工作要点》 in the report of an emergency bureau."""
    flat = facts(folded)
    units, staff, programmes = ("|".join(_said(facts, _others(given, owner))) or "(?!)" for given in (params.units, params.staff, params.programmes))
    if units == staff == programmes == "(?!)":
        return
    pattern = late(
        rf"(?:我[局委厅]|本[局委厅])的?(?P<unit>(?:{units})(?:总队|支队|大队|中队))|(?:^|[，。；：、\n])(?:全[县区市旗局]|我局|本局|目前|现)?(?:现|仅|共|只)?有?(?:持证)?(?P<staff>{staff})(?:共|仅|只|有|为)?\d"
        rf"|(?:制定|印发|出台)了?《[^》\n]{{0,12}}(?P<programme>{programmes})[^》\n]{{0,16}}》"
    )
    for match in pattern.finditer(flat):
        if match.lastgroup:
            yield Hit(Span(*match.span(match.lastgroup)), {"own": owner.name.text})


def _said(facts: Facts, words: Iterable[str]) -> list[str]:
    """Those of the words that the report holds: a pattern of few is compiled soon, of none not at all."""
    flat, known = facts(folded), facts(index)
    return [word for word in words if known.may_hold(word) and word in flat]


def _others(given: dict[str, list[str]], owner: Agency) -> list[str]:
    """The words of other fields; a bureau that looks after several has them in its name."""
    mine = {domain for domain, _, row in FIELDS if domain == owner.name.domain or any(word in owner.name.text for word in row.split())}
    return [re.escape(word) for domain, words in given.items() if domain not in mine for word in words]


def _procedures(facts: Facts, owner: Agency, params: Params) -> Iterable[Hit]:
    """依照《生态环境行政处罚办法》 in a water bureau's report, which has a procedure of its own."""
    flat = facts(folded)
    fields = {title: domain for domain, titles in params.procedures.items() for title in titles}
    for citation in facts(citations).outer:
        domain = fields.get(citation.name.of(flat))
        if domain in (None, owner.name.domain) or any(word in owner.name.text for known, _, row in FIELDS if known == domain for word in row.split()):
            continue
        before = flat[max(0, citation.span.start - _CLAUSE) : citation.span.start]
        if not any(word in re.split("[，。；\n]", before)[-1] for word in params.with_others):
            yield Hit(citation.span, {"own": owner.name.text})

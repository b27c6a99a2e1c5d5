"""Measure words that do not fit their noun or are left out: 15家部门, 3名企业, 聘任副校长121. Only what no reader would let pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.citations import citations
from linter.facts.figures import Figure, figures
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.late import late
from linter.review import Related


class Fit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns, the measure words to use, others that are let be, and those wrong `behind` though they might count other things.
    A number behind a `holder` may count what it has or did (其他部门241件)."""

    nouns: list[str]
    right: list[str]
    also: list[str] = []
    behind: list[str] = []
    holder: bool = False


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`groups`: measure words by what they count, a word of one standing for no other; `others`: those that may count whom it
    was done for; `followers`: what may stand behind the noun, so that it is the head and not part of a longer one (企业 in
    企业负责人); `labels`: nouns whose number may be a name."""

    groups: dict[str, list[str]]
    others: list[str]
    measures: list[Fit]
    followers: list[str]
    modifiers: list[str]
    labels: list[str]


class _Table(Struct, frozen=True):
    fits: dict[str, Fit]
    wrong: dict[str, frozenset[str]]
    wrong_behind: dict[str, frozenset[str]]
    lengths: tuple[int, ...]
    ends: frozenset[str]
    ahead: re.Pattern[str]


_BARE = late(r"(?<=[\u4e00-\u9fff])\d{1,4}(?=[，。；])(?!，\d{3})")
_ENDS = late(r"^的?(?:$|并|均|已|和|及|与|、)")  # nothing behind the unit that it could count instead
_CASES, _DEALT_WITH = frozenset("件起宗例"), late("查处|查获|查办|取缔|制止|纠正|处置|劝阻|打击|破获|立案")  # 查处隐形变异培训11起 counts cases
_END = r"(?=$|[，。；、：）！？])"


_tables: dict[int, tuple[Params, _Table]] = {}


def _table(params: Params) -> _Table:
    """The lexicon made ready, once for each ruleset."""
    known = _tables.get(id(params))
    if known is None or known[0] is not params:
        every = frozenset(unit for group in params.groups.values() for unit in group)
        fits = {noun: fit for fit in params.measures for noun in fit.nouns}
        wrong = {noun: every - set(fit.right) - set(fit.also) for noun, fit in fits.items()}
        behind = {noun: (frozenset() if fit.holder else wrong[noun] - set(params.others)) | set(fit.behind) for noun, fit in fits.items()}
        words, between = (
            "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))) for names in (fits, params.modifiers)
        )
        ahead = late(rf"^ ?(?:{between}){{0,3}}(?P<noun>{words})(?:{_END}|(?={'|'.join(map(re.escape, params.followers))}))")
        known = params, _Table(fits, wrong, behind, tuple(sorted({len(noun) for noun in fits}, reverse=True)), frozenset(noun[-1] for noun in fits), ahead)
        _tables[id(params)] = known
    return known[1]


def check(facts: Facts, params: Params) -> Iterator[Hit]:
    flat, table = facts(folded), _table(params)
    for row in facts(figures).by_sentence:
        first: dict[tuple[str, str], Hit] = {}
        for figure in row:
            found = _unfit(flat, figure, table)
            if found is not None:
                noun, span = found
                key = (figure.unit, table.fits[noun].right[0])
                told = first.get(key)  # one slip of the pen that runs through a list is one finding
                first[key] = _hit(figure.unit, noun, table, span) if told is None else replace(told, related=(*told.related, Related(span, span.of(flat))))
        yield from first.values()
    yield from _missing(facts, flat, table, params)


def _unfit(flat: str, figure: Figure, table: _Table) -> tuple[str, Span] | None:
    """The noun that the figure's unit does not fit, and both with the number."""
    match = table.ahead.match(figure.tail.of(flat))
    if match:
        end = figure.tail.start + match.end()
        unfit = figure.unit in table.wrong[match["noun"]] and flat[end : end + 1] != "（"  # 12名村（社区）网格员
        return (match["noun"], Span(figure.span.start, end)) if unfit else None
    if figure.unit in _CASES and _DEALT_WITH.search(figure.lead.of(flat)):
        return None
    noun = _before(figure.lead.of(flat), table)
    if noun is not None and figure.unit in table.wrong_behind[noun] and _ENDS.match(figure.tail.of(flat)):
        return noun, Span(figure.span.start - len(noun), figure.span.end)
    return None


def _missing(facts: Facts, flat: str, table: _Table, params: Params) -> Iterator[Hit]:
    """聘任法治副校长121，…: a number with a mark behind it where the measure word should be."""
    for block in facts(body):
        for match in _BARE.finditer(flat, block.span.start, block.span.end):
            noun = _before(flat[max(block.span.start, match.start() - table.lengths[0]) : match.start()], table)
            if noun is not None and noun not in params.labels and match[0] != "0" and not facts(citations).covers(match.start()):
                yield _hit("", noun, table, Span(match.start() - len(noun), match.end()), "missing")


def _before(lead: str, table: _Table) -> str | None:
    """The noun directly before the number: 出动执法人员905家次."""
    if lead[-1:] not in table.ends:
        return None
    return next((lead[-length:] for length in table.lengths if lead[-length:] in table.fits), None)


def _hit(unit: str, noun: str, table: _Table, span: Span, variant: str = "default") -> Hit:
    right = "、".join(f"“{word}”" for word in table.fits[noun].right[:2])
    return Hit(span, {"unit": unit, "noun": noun, "right": right}, entry=noun, variant=variant)

"""A pattern that must not, or must, occur. For rules of one's own; the patterns run in linear time (RE2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from linter import patterns
from linter.checks import Hit, Pattern
from linter.checks import Params as Base
from linter.checks._gather import gathered
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body, furniture
from linter.facts.phrases import index
from linter.facts.roles import Role, roles
from linter.facts.sentences import sentences
from linter.facts.title import title
from linter.needs import possible
from linter.review import Edit

Within = Literal["sentence", "paragraph", "line", "document"]


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """What is looked for, where, and what makes it right after all.

    The text is folded (full-width punctuation, half-width letters and digits) unless `raw`. A match does not reach over
    the end of a `within`; ^ and $ are its ends. A group named `at` is what is reported; all named groups may be used in the
    messages and in `replace`. `needs`: every match holds one of these (it
    saves running the patterns). `unless_patterns` cancel a match
    that they overlap, `unless_near_patterns` one in whose sentence, paragraph or document they occur. With `require`, a
    report without a match is the finding.
    """

    patterns: list[Pattern]
    needs: list[str] = []
    unless_patterns: list[Pattern] = []
    unless_near_patterns: list[Pattern] = []
    within: Within = "paragraph"
    sections: list[Role] = []
    require: bool = False
    raw: bool = False
    replace: str | None = None
    safe: bool = False
    at_most: int = 1000


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    text = facts.document.text if params.raw else facts(folded)
    if params.require:
        if next(_hits(facts, params, text), None) is None:
            heading = facts(title)
            yield Hit(heading.span if heading else Span(0, 0), whole=True)
        return
    yield from gathered(sorted(_hits(facts, params, text), key=lambda hit: hit.span), params.at_most)


def _hits(facts: Facts, params: Params, text: str) -> Iterator[Hit]:
    if params.needs and not any(word in text for word in params.needs):
        return
    held = None if params.raw else facts(index).held
    likely = [pattern for pattern in params.patterns if (held is None or possible(pattern, held)) and patterns.may_hold(pattern, text)]
    if not likely:
        return
    unless = patterns.alternation(tuple(params.unless_patterns))
    near = patterns.alternation(tuple(params.unless_near_patterns))
    for unit in _units(facts, params.within):
        words = unit.of(text)
        if params.needs and not any(word in words for word in params.needs):
            continue
        matches = [match for pattern in likely for match in patterns.find_all(pattern, words)]
        if not matches or (params.unless_near_patterns and patterns.search(near, words)):
            continue
        excused = [Span(*match.span()) for match in patterns.find_all(unless, words)] if params.unless_patterns else []
        for match in matches:
            hit = _hit(match, unit.start, params.replace, params.safe)
            if not any(span.overlaps(patterns.group_span(match, "at")) for span in excused) and _is_wanted_place(facts, params, hit.span):
                yield hit


def _units(facts: Facts, within: Within) -> Iterator[Span]:
    if within == "document":
        yield Span(0, len(facts.document.text))
    elif within == "sentence":
        yield from (sentence.span for sentence in facts(sentences).all)
    else:
        for block in facts(body):
            yield from _lines(facts.document.text, block.span) if within == "line" else (block.span,)


def _lines(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    for line in block.of(text).split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def _hit(match: Any, shift: int, replace: str | None, safe: bool) -> Hit:
    start, end = patterns.group_span(match, "at")
    span = Span(shift + start, shift + end)
    values = {name: value or "" for name, value in match.groupdict().items()}
    right = replace.format_map(values) if replace is not None else None
    edits = (Edit(span, right),) if right is not None else ()
    return Hit(span, {**values, "right": right or ""}, edits=edits, safe=safe and bool(edits))


def _is_wanted_place(facts: Facts, params: Params, span: Span) -> bool:
    if params.sections and facts(roles).at(span.start) not in params.sections:
        return False
    return params.within != "document" or not any(span.overlaps(stretch) for stretch in facts(furniture).spans)

"""Marks of secrecy or of internal use at the head or the foot of a text that is to be published."""

from __future__ import annotations

from collections.abc import Iterable

from linter import patterns
from linter.checks import Hit, Pattern
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.profile import profile
from linter.review import Severity


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`line_patterns` must match a whole line within `edge` lines of an end; `patterns` may match anywhere."""

    line_patterns: list[Pattern] = []
    patterns: list[Pattern] = []
    edge: int = 8


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    severity: Severity | None = None if facts(profile).stage in ("publish", "archive") else "warning"
    # page furniture is looked at too: a mark above the title is easily taken for it, and one in a page header is on every page
    lines = [block for block in facts.document.blocks if block.span.of(flat).strip()]
    own = [block.span for block in lines if block.kind != "furniture"]
    headers = [block.span for block in lines if block.kind == "furniture"]
    ends = dict.fromkeys([*own[: params.edge], *own[-params.edge :], *headers])
    whole = patterns.alternation(tuple(rf"^ *(?:{pattern}) *$" for pattern in params.line_patterns))
    found = [span for span in ends if patterns.search(whole, span.of(flat))]
    for match in patterns.find_all(patterns.alternation(tuple(params.patterns)), flat):
        if not any(line.overlaps(Span(*match.span())) for line in found):
            found.append(Span(*match.span()))
    for span in sorted(found):
        words = span.of(flat)
        start = span.start + len(words) - len(words.lstrip())
        yield Hit(Span(start, start + len(words.strip())), severity=severity)

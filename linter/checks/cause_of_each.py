"""One problem without its cause where all the others have theirs."""

from __future__ import annotations

from collections.abc import Iterable

from linter import patterns
from linter.checks import Hit, Pattern
from linter.checks import Params as Base
from linter.checks._contents import said
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.sentences import Sentence
from linter.late import late

_BEGINS = late(r"^ *(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．]|[一二三四五六七八九十]是|第[一二三四五六七八九十]，)")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`says` tell a cause in a clause. There are `least` problems at least, each begun by its number."""

    says: tuple[Pattern, ...]
    least: int


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    says = patterns.alternation(params.says)
    if any(True for _ in said(facts, ["causes"])):
        return  # told together
    problems: list[list[Sentence]] = []
    for sentence, _ in said(facts, ["problems"]):
        if _BEGINS.match(sentence.span.of(flat)):
            problems.append([])
        if problems:
            problems[-1].append(sentence)
    without = [problem for problem in problems if not any(patterns.search(says, _BEGINS.sub("", clause.of(flat)).strip()) for one in problem for clause in one.clauses)]
    if len(problems) >= params.least and len(without) == 1:
        first = without[0][0].span
        yield Hit(Span(first.start, without[0][0].clauses[0].end if without[0][0].clauses else first.end))


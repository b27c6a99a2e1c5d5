"""To whom the report goes: the line under the title that ends with a colon (区委、区政府：)."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Assessment, Outcome
from linter.checks import Params as Base
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.title import below_title

_LINES = 3  # below the title
_LONGEST = 60


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`endings`: what the name of one who receives reports ends in."""

    endings: list[str]


def check(facts: Facts, params: Params) -> Iterable[Outcome]:
    flat = facts(folded)
    below = [block.span for block in facts(below_title)[:_LINES]]
    for span in below:
        line = span.of(flat).strip()
        if len(line) <= _LONGEST and line.endswith("：") and line.rstrip("：").endswith(tuple(params.endings)):
            yield Assessment(verdict="met", evidence=(span,))
            return
    yield Assessment(verdict="missing", anchor=below[0] if below else None)

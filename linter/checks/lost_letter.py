"""Long terms that have lost a letter: 政府信息公开 written 政信息公开, 全覆盖 cut to 全覆."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._left_over import left_over
from linter.facts import Facts
from linter.review import Edit


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """What is left of one of `terms` is no phrase; what is one after all is `allowed`."""

    terms: list[str]
    allowed: list[str] = []


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    for span, term in left_over(facts, tuple(params.terms), tuple(params.allowed)):
        mistyped = len(span.of(facts.document.text)) == len(term)
        yield Hit(span, {"right": term}, edits=(Edit(span, term),), entry=term, variant="mistyped" if mistyped else "default")

"""Whether the file shows that the report was published: the date on its web page. A register knows more; the text is not asked."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Assessment
from linter.checks import Params as Base
from linter.facts import Facts
from linter.facts.furniture import furniture


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """Takes no parameters."""


def check(facts: Facts, _: Params) -> Iterable[Assessment]:
    page = facts(furniture)
    if page.published_at is None:
        yield Assessment(verdict="unknown")
    else:
        yield Assessment(verdict="met", evidence=(page.published_at,))

"""What a converter, a web page or a template left in the text: by pattern, or as page furniture."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

import msgspec

from linter import patterns
from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span, Spans
from linter.facts import Facts
from linter.facts.folded import fold
from linter.facts.furniture import furniture
from linter.facts.genre import ANNUAL_REPORT, genre
from linter.facts.phrases import index
from linter.facts.prompts import prompts
from linter.needs import Sieve
from linter.review import Edit, Related


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`pattern` runs on the text as it is; its group that matched, if any, is what is reported. `unless` formats hold it rightly.

    `once`: one finding for all; `reports`: in yearly reports only; `removable`: nothing is lost where it is deleted."""

    entry: str
    pattern: str
    unless: tuple[str, ...] = ()
    once: bool = False
    reports: bool = False
    removable: bool = False


class Params(Base, frozen=True, forbid_unknown_fields=True, dict=True):
    ask: Literal["patterns", "furniture"] = "patterns"
    entries: tuple[Entry, ...] = ()

    @cached_property
    def sieve(self) -> Sieve:
        return Sieve((entry.pattern for entry in self.entries), fold)


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    if params.ask == "furniture":
        if facts.document.format != "html":  # a page as it is may have its own frame
            for stretch in facts(furniture).stretches:
                yield Hit(stretch)
            first, *others = facts(furniture).pages or (None,)
            if first is not None:
                related = tuple(Related(page, "页码") for page in others)
                yield Hit(first, {"count": len(others) + 1}, related=related, variant="pages")
        return
    taken = list(facts(furniture).marked)
    known, text, all_folded = facts(index), facts.document.text, not facts(prompts)  # the folded text holds what the text does, but for prompts
    for entry, likely in zip(params.entries, params.sieve.possible(known.held), strict=True):
        if all_folded and not likely:
            continue
        if facts.document.format in entry.unless or (entry.reports and facts(genre).name != ANNUAL_REPORT):
            continue
        found: list[Span] = []
        before = Spans(taken)
        for offset, match in known.matches(entry.pattern, text, fold) if all_folded else ((0, match) for match in patterns.find_all(entry.pattern, text)):
            start, end = match.span(next((i for i in range(1, match.re.groups + 1) if match.group(i) is not None), 0))
            span = Span(offset + start, offset + end)
            if span.end > span.start and not before.overlap(span):
                found.append(span)
        taken += found
        for span in found[:1] if entry.once else found:
            related = tuple(Related(other, "同样的残留") for other in found[1:]) if entry.once else ()
            yield Hit(span, entry=entry.entry, related=related, edits=(Edit(span, ""),) if entry.removable else (), safe=entry.removable)

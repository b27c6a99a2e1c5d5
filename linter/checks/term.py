"""Wrong words and what to write instead: a lexicon of literals and patterns with conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lexical import Entry, Lexicon, in_title, matches
from linter.facts import Facts
from linter.facts.folded import folded
from linter.review import SEVERITIES, Edit, Severity

_SURE_LENGTH = 4  # a shorter word may come about where two others meet


class Params(Base, frozen=True, forbid_unknown_fields=True, dict=True):
    """`pairs` are wrong: right without conditions. `titles`: what holds inside 《…》, where a wrong word may be another's.
    `usual` is the severity of entries that state none."""

    pairs: dict[str, str] = {}
    entries: list[Entry] = []
    titles: Literal["keep", "soften", "skip"] = "keep"
    usual: Severity | None = None

    @cached_property
    def lexicon(self) -> Lexicon:
        pairs = (Entry(wrong, right, boundary=len(wrong) < _SURE_LENGTH, safe=True) for wrong, right in self.pairs.items())
        return Lexicon((*pairs, *self.entries))


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    return lexical_hits(facts, params.lexicon, params.titles, params.usual)


def lexical_hits(facts: Facts, lexicon: Lexicon, titles: str, usual: Severity | None) -> Iterator[Hit]:
    flat = facts(folded)
    told: dict[int, int] = {}  # the rank of what is said of a letter: one place may match two entries (第一负责人职责, 法治建设第一负责人)
    for span, entry in matches(facts, lexicon):
        severity = entry.severity or usual
        if titles != "keep" and in_title(flat, span) and "《" not in (entry.pattern or ""):  # else the entry is about a title
            if titles == "skip":
                continue
            severity = "info"
        rank = SEVERITIES.index(severity or "error")
        if any(told.get(at, rank + 1) <= rank for at in range(*span)):
            continue
        told.update(dict.fromkeys(range(*span), rank))
        edits = (Edit(span, entry.right),) if entry.right and entry.pattern is None else ()
        yield Hit(
            span,
            {"wrong": entry.wrong, "right": entry.right, "note": entry.note},
            edits=edits, safe=entry.safe and bool(edits), entry=entry.wrong, variant=entry.variant, severity=severity,
        )

"""Wrong words and what to write instead: a lexicon of literals and patterns with conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lexical import Entry, in_title, matches
from linter.facts import Facts
from linter.facts.folded import folded
from linter.review import Edit, Severity


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`pairs` are wrong: right without conditions. `titles`: what holds inside 《…》, where a wrong word may be another's."""

    pairs: dict[str, str] = {}
    entries: list[Entry] = []
    titles: Literal["keep", "soften", "skip"] = "keep"


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    return lexical_hits(facts, [*(Entry(wrong, right, safe=True) for wrong, right in params.pairs.items()), *params.entries], params.titles)


def lexical_hits(facts: Facts, entries: Iterable[Entry], titles: str) -> Iterator[Hit]:
    flat = facts(folded)
    for span, entry in matches(facts, entries):
        severity: Severity | None = entry.severity
        if titles != "keep" and in_title(flat, span):
            if titles == "skip":
                continue
            severity = "info"
        edits = (Edit(span, entry.right),) if entry.right and entry.pattern is None else ()
        yield Hit(
            span,
            {"wrong": entry.wrong, "right": entry.right, "note": entry.note},
            edits=edits, safe=entry.safe and bool(edits), entry=entry.wrong, variant=entry.variant, severity=severity,
        )

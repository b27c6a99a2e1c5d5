"""Long terms that have lost a letter inside: 政府信息公开 written 政信息公开."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lexical import in_title, occurrences, on_words
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.review import Edit


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`terms` are long enough that what is left of them is no phrase; what is one after all is `allowed`."""

    terms: list[str]
    allowed: list[str] = []


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    places = [block.span for block in facts(body)]
    right = {*params.terms, *params.allowed}
    seen: list[Span] = []
    for term in sorted(params.terms, key=lambda term: (-len(term), term)):
        for rest in sorted(_without_a_letter(term) - right):
            for span in occurrences(rest, flat):
                if any(span.overlaps(other) for other in seen) or not any(place.contains(span) for place in places):
                    continue
                if not in_title(flat, span) and not _is_whole(flat, span, right) and on_words(facts, span):
                    seen.append(span)
                    yield Hit(span, {"right": term}, edits=(Edit(span, term),), entry=term)


def _without_a_letter(term: str) -> set[str]:
    """The term without one of its inner letters; where two alike stand together nothing seems lost."""
    return {term[:at] + term[at + 1 :] for at in range(1, len(term) - 1)}


def _is_whole(flat: str, span: Span, right: Iterable[str]) -> bool:
    """Whether a right term stands over the place: the rest of one term may lie inside another."""
    return any(word in flat[max(0, span.start - 4) : span.end + 4] and _covers(flat, word, span) for word in right)


def _covers(flat: str, word: str, span: Span) -> bool:
    return any(Span(span.start - shift, span.start - shift + len(word)).contains(span) and flat.startswith(word, span.start - shift) for shift in _shifts(span, word))


def _shifts(span: Span, word: str) -> Iterator[int]:
    return iter(range(min(span.start, max(0, len(word) - (span.end - span.start))) + 1))

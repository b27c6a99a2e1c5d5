"""What the checks of words share: entries with conditions, and where in the text they may be looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from linter import patterns
from linter.checks import Pattern
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import places
from linter.facts.phrases import Index, index, pairs_of
from linter.facts.profile import profile
from linter.facts.sentences import sentences
from linter.facts.tokens import tokens
from linter.needs import possible
from linter.review import Kind, Severity

_REACH = 24  # how far a condition looks to either side


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A wrong wording and when it is one.

    `wrong` is looked for as it is, or names the entry where `pattern` is given; a group in the pattern is what is
    reported. A pattern runs only if the text holds one of `needs`. `unless` are phrases that hold the wrong word
    rightly. `before`, `after` must match what stands right before and after, `not_before`, `not_after` must not.
    """

    wrong: str
    right: str = ""
    pattern: Pattern | None = None
    needs: list[str] = []
    unless: list[str] = []
    before: Pattern | None = None
    after: Pattern | None = None
    not_before: Pattern | None = None
    not_after: Pattern | None = None
    boundary: bool = False
    since: int | None = None
    until: int | None = None
    except_kinds: list[Kind] = []
    severity: Severity | None = None
    variant: str = "default"
    note: str = ""
    safe: bool = False


class Match(NamedTuple):
    span: Span
    entry: Entry


class Lexicon:
    """Entries by the first two characters of the words one of which they need; most are known to be absent without a look at each."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._keyed: dict[str, list[tuple[int, frozenset[str]]]] = {}
        self._others: list[int] = []  # of which nothing is known beforehand
        for number, entry in enumerate(self._entries):
            words = [entry.wrong] if entry.pattern is None else entry.needs
            if not words or any(len(word) < 2 for word in words):
                self._others.append(number)
            else:
                for word in words:
                    self._keyed.setdefault(word[:2], []).append((number, frozenset(pairs_of(word))))
        self._first = frozenset(self._keyed)

    def likely(self, known: Index) -> Iterator[Entry]:
        """Entries whose words may be in the text, in their order."""
        numbers = set(self._others)
        held = known.held
        for pair in known.among(self._first):
            for number, pairs in self._keyed[pair]:
                if pairs <= held:
                    numbers.add(number)
        entries = map(self._entries.__getitem__, sorted(numbers))
        return (entry for entry in entries if entry.pattern is None or possible(entry.pattern, known.held))


def matches(facts: Facts, lexicon: Lexicon) -> Iterator[Match]:
    """Where the entries hold in the report's own text, page furniture left out."""
    flat = facts(folded)
    who = facts(profile)
    inside = facts(places)
    known = facts(index)
    for entry in lexicon.likely(known):
        if who.kind in entry.except_kinds or not _in_years(entry, who.year):
            continue
        for span in _found(entry, known):
            if inside.contain(span) and _holds(entry, flat, span) and _on_words(facts, entry, span):
                yield Match(span, entry)


def _in_years(entry: Entry, year: int | None) -> bool:
    """An entry bound to years says nothing of a report whose year is unknown."""
    if entry.since is None and entry.until is None:
        return True
    return year is not None and (entry.since or year) <= year <= (entry.until or year)


def _found(entry: Entry, known: Index) -> Iterator[Span]:
    if entry.pattern is None:
        yield from occurrences(entry.wrong, known.flat)
    elif not entry.needs or any(word in known.flat for word in entry.needs):
        for offset, match in known.matches(entry.pattern):
            start, end = match.span(1 if match.re.groups and match.group(1) else 0)
            yield Span(offset + start, offset + end)


def occurrences(word: str, text: str) -> Iterator[Span]:
    start = text.find(word)
    while start >= 0:
        yield Span(start, start + len(word))
        start = text.find(word, start + len(word))


def _holds(entry: Entry, flat: str, span: Span) -> bool:
    if any(_covers(phrase, flat, span) for phrase in entry.unless):
        return False
    before, after = flat[max(0, span.start - _REACH) : span.start], flat[span.end : span.end + _REACH]
    before, after = before[before.rfind("\n") + 1 :], after.split("\n", 1)[0]
    return (
        (entry.before is None or patterns.search(_at_end(entry.before), before) is not None)
        and (entry.not_before is None or patterns.search(_at_end(entry.not_before), before) is None)
        and (entry.after is None or patterns.search(_at_start(entry.after), after) is not None)
        and (entry.not_after is None or patterns.search(_at_start(entry.not_after), after) is None)
    )


@lru_cache(maxsize=2048)
def _at_end(pattern: str) -> str:
    return f"(?:{pattern})$"


@lru_cache(maxsize=2048)
def _at_start(pattern: str) -> str:
    return f"^(?:{pattern})"


def _covers(phrase: str, flat: str, span: Span) -> bool:
    """Whether an occurrence of `phrase` holds all of `span`."""
    length = span.end - span.start
    return any(
        flat.startswith(phrase, span.start - shift) for shift in range(min(len(phrase) - length, span.start) + 1) if len(phrase) >= length
    )


def _on_words(facts: Facts, entry: Entry, span: Span) -> bool:
    return not entry.boundary or on_words(facts, span)


def on_words(facts: Facts, span: Span) -> bool:
    """Whether `span` begins and ends where words do. The sentence is segmented for it."""
    sentence = facts(sentences).at(span.start)
    within = sentence.span if sentence and sentence.span.contains(span) else span
    return facts(tokens).aligned(span, within)


def in_title(flat: str, span: Span) -> bool:
    """Whether `span` stands in the name of a document, 《…》 on one line."""
    opening = flat.rfind("《", max(0, span.start - 80), span.start)
    if opening < 0 or "》" in flat[opening : span.start] or "\n" in flat[opening : span.start]:
        return False
    closing = flat.find("》", span.end, span.end + 80)
    return closing >= 0 and "《" not in flat[span.end : closing]

"""Sentences of a report as they are held against those of another: without marks, numbering, the report's own names and years.

What everybody writes is known: instruments and fixed formulations by name. `own` is a passage without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from msgspec import Struct

from linter.batch import Result, choose
from linter.collection.intake import Submission
from linter.collection.received import Received
from linter.document import Document, Span
from linter.facts import Facts, Overrides
from linter.facts.folded import fold, folded
from linter.facts.outline import outline
from linter.facts.profile import profile
from linter.facts.roles import Role, roles
from linter.facts.sentences import place, sentences
from linter.review import Review
from linter.ruleset.entries import names_of
from linter.ruleset.loader import loaded
from linter.ruleset.model import Ruleset

_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}[是、]|第[一二三四五六七八九十]+[，、]?|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、）)](?!\d))+")
_CITED = re.compile(r"《[^》\n]{0,120}》|（[^（）]{0,20}〔\d{4}〕[^（）]{0,8}）|[一-鿿]{1,10}〔\d{4}〕\d{1,5}号")
_MARKS = re.compile(r"[\W_]+")
_PARTS = re.compile(r"；|(?<=[^。；])(?=[二三四五六七八九]是)")
_KEPT = 4  # letters from which a name is taken out wherever it stands


class Passage(Struct, frozen=True):
    """A sentence, or the part of one up to a semicolon. `letters` are all it says, `own` what is left without boilerplate."""

    span: Span
    text: str
    place: str
    role: Role
    heading: bool
    letters: str
    own: str


class Report(Struct, frozen=True, dict=True):
    """A report, whose it is, and its sentences. `review` null: it was only read."""

    unit: str
    path: str
    document: Document
    overrides: Overrides
    ruleset: Ruleset
    review: Review | None = None

    @classmethod
    def reviewed(cls, unit: str, result: Result) -> Report | None:
        if result.review is None or result.ruleset is None:
            return None
        return cls(unit, result.path, result.review.document, result.options.overrides, result.ruleset, result.review)

    @classmethod
    def read(cls, unit: str, file: Received) -> Report:
        """One of another year, or nobody's."""
        assert file.document is not None and file.profile is not None
        return cls(unit, file.below, file.document, Overrides(), loaded(choose(file.profile)))

    @property
    def year(self) -> int | None:
        return self.facts(profile).year

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.document, self.overrides)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every sentence of the body."""
        return tuple(_passages(self.facts, self.ruleset))

    def of(self, *wanted: Role) -> list[Passage]:
        return [passage for passage in self.passages if passage.role in wanted]


def report(submission: Submission) -> Report | None:
    return Report.reviewed(submission.unit.name, submission.result) if submission.result else None


def _passages(facts: Facts, ruleset: Ruleset) -> Iterator[Passage]:
    flat, where, tree = facts(folded), facts(roles), facts(outline)
    known, own_names = _boilerplate(ruleset), _OwnNames(facts)
    main = {section.heading.start for section in tree.sections if section.level == 1}
    for sentence in facts(sentences).all:
        if sentence.span.start in main:
            continue  # the heading of a statutory part is everybody's
        for span in _parts(flat, sentence.span):
            words = own_names(_NUMBERING.sub("", span.of(flat).strip()))
            letters = _MARKS.sub("", words)
            own = known.sub("", _MARKS.sub("", _CITED.sub("", words)))
            text = " ".join(span.of(facts.document.text).split())
            yield Passage(span, text, place(facts, span.start), where.at(span.start), sentence.heading, letters, own)


def _parts(flat: str, whole: Span) -> Iterator[Span]:
    start = whole.start
    for match in _PARTS.finditer(flat, whole.start, whole.end):
        if match.start() > start:
            yield Span(start, match.end())
        start = match.end()
    if start < whole.end:
        yield Span(start, whole.end)


class _OwnNames:
    """Takes the report's years and its agency's name out: 2024年 in the report on 2024 is 2023年 in the one on 2023."""

    def __init__(self, facts: Facts) -> None:
        known = facts(profile)
        year = known.year
        self._names = [name for name in (known.agency, known.signature) if name]
        self._years = {} if year is None else {str(year + step): word for step, word in ((-1, "上年"), (0, "本年"), (1, "次年"))}

    def __call__(self, words: str) -> str:
        for name in self._names:
            words = words.replace(name, "我单位")
        return re.sub(r"(20\d\d) ?年(?:度)?", lambda match: self._years.get(match[1], match[0]), words)


@lru_cache(maxsize=16)
def _boilerplate_of(names: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))) or "(?!)")


def _boilerplate(ruleset: Ruleset) -> re.Pattern[str]:
    """Letters of every instrument, meeting, term and fixed formulation that the rules know by name."""
    names = {_MARKS.sub("", fold(name)) for rule in ruleset.rules for name in names_of(rule)}
    return _boilerplate_of(frozenset(name for name in names if len(name) >= _KEPT))

"""Frames that no sentence can hold: the halves of two constructions in one clause, over closed classes of words (提高……的提升)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from linter import patterns
from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lexical import in_title, on_words
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.phrases import index
from linter.facts.tokens import tokens
from linter.late import late
from linter.needs import Sieve
from linter.review import Severity

_CLASS = late("<([^<>=]+)>")
_TWICE = late("<=([^<>]+)>")
_GAP = 24  # letters that may stand between two parts of a frame
_MARKS = "，。；：！？\\n"
_SIGNS = (  # what a frame writes -> the pattern
    ("……", f"[^{_MARKS}]{{1,{_GAP}}}?"),
    ("…", f"[^{_MARKS}、]{{1,{_GAP}}}?"),
    ("┤", f"(?:[{_MARKS}]|$)"),
    ("├", f"(?:^|[{_MARKS}])"),
    (">*", ">{0,4}"),  # a bound, so that it is looked for about its words alone
)


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A frame and what to write instead.

    In `is`, <name> is any word of a class, <name>* up to four of them, <=name> in two places the same word, … some letters of one phrase, …… of a clause (、 included), ├ and ┤ where a clause
    begins and ends; the rest is RE2, and a group is what is reported. None of `without` may stand in it (a single letter: within no
    noun), none of `not_before` right before. `loose`: it need not begin and end where words do.
    """

    wrong: str
    is_: str = msgspec.field(name="is")
    right: str
    note: str = ""
    without: list[str] = []
    not_before: list[str] = []
    loose: bool = False
    severity: Severity | None = None


class Params(Base, frozen=True, forbid_unknown_fields=True, dict=True):
    """`classes` are closed: every word of one may stand for any other in the same place of a frame."""

    frames: list[Frame]
    classes: dict[str, list[str]] = {}

    @cached_property
    def prepared(self) -> list[tuple[Frame, str, str]]:
        """Each frame with its pattern; one in which a word stands twice with a pattern for each word, which comes last."""
        return [(frame, pattern, word) for frame in self.frames for pattern, word in self._patterns(frame.is_)]

    @cached_property
    def sieve(self) -> Sieve:
        return Sieve(pattern for _, pattern, _ in self.prepared)

    def _patterns(self, written: str) -> Iterator[tuple[str, str]]:
        for sign, pattern in _SIGNS:
            written = written.replace(sign, pattern)
        twice = _TWICE.search(written)
        for word in self.classes[twice[1]] if twice else ("",):
            yield "(?m)" + _CLASS.sub(lambda name: self._words[name[1]], written.replace(twice[0], word) if twice else written), word

    @cached_property
    def _words(self) -> dict[str, str]:
        """A pattern for each class."""
        return {name: f"(?:{patterns.literals(words)})" for name, words in self.classes.items()}


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    places = [block.span for block in facts(body)]
    for (frame, pattern, twice), likely in zip(params.prepared, params.sieve.possible(facts(index).held), strict=True):
        for offset, match in facts(index).matches(pattern) if likely and (not twice or flat.count(twice) > 1) else ():
            start, end = match.span(match.lastindex or 0)
            span = Span(offset + start, offset + end)
            if any(place.contains(span) for place in places) and _holds(facts, flat, span, frame):
                yield Hit(span, {"right": frame.right, "note": frame.note}, entry=frame.wrong, severity=frame.severity)


def _holds(facts: Facts, flat: str, span: Span, frame: Frame) -> bool:
    if any(_stands(facts, word, span) for word in frame.without) or flat.endswith(tuple(frame.not_before), 0, span.start):
        return False
    return not in_title(flat, span) and (frame.loose or on_words(facts, span))


def _stands(facts: Facts, word: str, span: Span) -> bool:
    """A letter in a noun is no word: 相对人 holds no 对."""
    if word not in span.of(facts(folded)):
        return False
    return len(word) > 1 or any(word in token.word and not token.tag.startswith("n") for token in facts(tokens).of(span))

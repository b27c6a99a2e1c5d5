"""Words of one sentence with their tags, through jieba over our own dictionary. Only what is asked for is segmented.

jieba is imported when the first sentence is asked for and set up by hand: the stock dictionary (a second to load), the
marshal cache in the shared temporary folder and `jieba.posseg` are never touched, and its import of `pkg_resources`,
five sixths of the time that `import jieba` takes, is kept from happening: jieba then reads its own files by path.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from linter import resources
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded

DICTIONARY = "words.txt"
_COMMENT = "#"


class Token(NamedTuple):
    """A word where it stands. `tag` is the dictionary's (v, n, vn, d …), m for figures, eng for letters, x for the rest."""

    word: str
    tag: str
    span: Span


class Tokens:
    """Segments ranges of one text, each once."""

    def __init__(self, flat: str) -> None:
        self._flat = flat
        self._known: dict[Span, tuple[Token, ...]] = {}

    def of(self, span: Span) -> tuple[Token, ...]:
        """The words of `span`, blanks and punctuation included: their texts joined are the text of `span`."""
        if span not in self._known:
            self._known[span] = tuple(_segment(self._flat, span))
        return self._known[span]

    def aligned(self, span: Span, within: Span) -> bool:
        """Whether `span` begins and ends where words of `within` do."""
        words = self.of(within)
        return any(word.span.start == span.start for word in words) and any(word.span.end == span.end for word in words)


def tokens(facts: Facts) -> Tokens:
    return Tokens(facts(folded))


def dictionary() -> Mapping[str, str]:
    """Every word that is known, with its tag."""
    return _tokenizer()[1]


def uses(word: str) -> int:
    """How often the dictionary has met a word; 0 where it is unknown."""
    return int(_tokenizer()[0].FREQ.get(word, 0))


def _segment(flat: str, span: Span) -> list[Token]:
    tokenizer, tags = _tokenizer()
    result: list[Token] = []
    start = span.start
    for word in tokenizer.cut(span.of(flat), HMM=False):
        end = start + len(word)
        result.append(Token(word, tags.get(word) or _tag(word), Span(start, end)))
        start = end
    return result


def _tag(word: str) -> str:
    if word.replace(".", "").replace("%", "").isdigit():
        return "m"
    return "eng" if word.isascii() and word[:1].isalpha() else "x"


@cache
def _tokenizer() -> tuple[Any, dict[str, str]]:
    """A tokenizer over our dictionary, and the tag of every word."""
    lines = resources.lexicon(DICTIONARY).read_text(encoding="utf-8").split("\n")
    fields = " ".join(line for line in lines if not line.startswith(_COMMENT)).split()
    words, counts = fields[0::3], [int(count) for count in fields[1::3]]
    tokenizer = _jieba().Tokenizer()
    # jieba walks a word letter by letter and needs every beginning of a word as a key, with frequency 0
    tokenizer.FREQ = dict.fromkeys({word[:length] for word in words for length in range(1, len(word))}, 0)
    tokenizer.FREQ.update(zip(words, counts, strict=True))
    tokenizer.total = sum(counts)
    tokenizer.initialized = True
    return tokenizer, dict(zip(words, fields[2::3], strict=True))


def _jieba() -> Any:
    name = "pkg_resources"
    absent = name not in sys.modules
    if absent:
        sys.modules[name] = None  # type: ignore[assignment]  # an import of it fails at once
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes in jieba's source on newer Pythons
            import jieba  # noqa: PLC0415
    finally:
        if absent:
            del sys.modules[name]
    jieba.setLogLevel(logging.WARNING)
    return jieba

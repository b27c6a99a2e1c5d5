"""Words of one sentence with their tags, through jieba over our own dictionary. Only what is asked for is segmented.

jieba is imported when the first sentence is asked for and set up by hand: the stock dictionary (a second to load), the
marshal cache in the shared temporary folder and `jieba.posseg` are never touched, and its import of `pkg_resources`,
five sixths of the time that `import jieba` takes, is kept from happening: jieba then reads its own files by path.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from math import inf, log
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

from linter import resources
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.late import late
from linter.lean import Later, instead, standing, without

DICTIONARY = "words.txt"
_COMMENT = b"\n#"
_BEYOND = b"\xff"  # after any letter in UTF-8
_RESOURCES, _HMM, _FILES = "pkg_resources", "jieba.finalseg", "tempfile"
_RUN = late(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")  # what jieba segments by itself: no word reaches beyond it


class Token(NamedTuple):
    """A word where it stands. `tag` is the dictionary's (v, n, vn, d …), m for figures, eng for letters, x for the rest."""

    word: str
    tag: str
    span: Span


class Tokens:
    """Segments ranges of one text, each once."""

    def __init__(self, flat: str) -> None:
        self._flat = flat
        self._known: dict[tuple[int, int], tuple[Token, ...]] = {}
        self._runs: dict[tuple[int, int], list[Token]] = {}

    def of(self, span: Span) -> tuple[Token, ...]:
        """The words of `span`, blanks and punctuation included: their texts joined are the text of `span`."""
        found = self._known.get(span)
        if found is None:
            words, done = list[Token](), span.start
            for match in _RUN.finditer(self._flat, *span):
                words += self._marks(done, match.start())
                words += self._run(*match.span())
                done = match.end()
            found = self._known[span] = (*words, *self._marks(done, span.end))
        return found

    def _marks(self, start: int, end: int) -> list[Token]:
        return [Token(self._flat[at], "x", Span(at, at + 1)) for at in range(start, end)]

    def _run(self, start: int, end: int) -> list[Token]:
        """The words of what is segmented by itself, of which a clause and its sentence have the same."""
        words = self._runs.get((start, end))
        if words is None:
            words = self._runs[start, end] = []
            for word, tag in cut(self._flat[start:end]):
                words.append(Token(word, tag, Span(start, start + len(word))))
                start += len(word)
        return words

    def about(self, span: Span, within: Span) -> tuple[Token, ...]:
        """Those words of `within` that stand between marks with `span`, or with either end of it."""
        runs = [match.span() for match in _RUN.finditer(self._flat, *within)]
        return tuple([word for start, end in runs if start < span.end and span.start < end for word in self._run(start, end)])

    def aligned(self, span: Span, within: Span) -> bool:
        """Whether `span` begins and ends where words of `within` do."""
        words = self.about(span, within)
        return any(word.span.start == span.start for word in words) and any(word.span.end == span.end for word in words)


def tokens(facts: Facts) -> Tokens:
    return Tokens(facts(folded))


def dictionary() -> Mapping[str, str]:
    """Every word that is known, with its tag."""
    return _dictionary()


def uses(word: str) -> int:
    """How often the dictionary has met a word; 0 where it is unknown."""
    return _dictionary().counts(word[0]).get(word, 0) if word else 0


@lru_cache(maxsize=1 << 12)
def likelihood(letters: str) -> float:
    """The logarithm of how probable letters are as words, cut in the most probable way."""
    route: dict[int, tuple[float, int]] = {}
    _tokenizer().calc(letters, None, route)
    return route[0][0]


@lru_cache(maxsize=2048)
def cut(run: str) -> tuple[tuple[str, str], ...]:
    """The words of a run with their tags. The same words stand between marks in many reports."""
    tags = _dictionary()
    return tuple((word, tags.get(word) or _tag(word)) for word in _tokenizer().cut(run, HMM=False))


def _tag(word: str) -> str:
    if word.replace(".", "").replace("%", "").isdigit():
        return "m"
    return "eng" if word.isascii() and word[:1].isalpha() else "x"


class _Dictionary(Mapping[str, str]):
    """Words and their tags. Those with one first letter are read when such a word is first asked for: a report has some hundred of the letters."""

    def __init__(self, content: bytes) -> None:
        self._content = content  # of sorted lines, as they lie in the file
        last = content.rfind(_COMMENT) + 1  # of the lines of comment
        self._begin = content.index(b"\n", last) + 1
        self.total = int(content[last : self._begin].rpartition(b" ")[2])
        self._groups: dict[str, tuple[dict[str, int], dict[str, str]]] = {}

    def counts(self, letter: str) -> dict[str, int]:
        """How often words that begin with it were met; 0 for what only begins a word, since they are walked letter by letter."""
        return self._group(letter)[0]

    def _group(self, letter: str) -> tuple[dict[str, int], dict[str, str]]:
        group = self._groups.get(letter)
        if group is None:
            sought = letter.encode("utf-8", "surrogatepass")
            first = self._first(sought, self._begin)
            entries = list(_entries(self._content[first : self._first(sought + _BEYOND, first)]))
            counts = {word[:length]: 0 for word, _, _ in entries for length in range(1, len(word))}
            counts.update((word, int(count)) for word, count, _ in entries)
            group = self._groups[letter] = counts, {word: tag for word, _, tag in entries}
        return group

    def _first(self, sought: bytes, low: int) -> int:
        """Where the first line begins, from `low` on, that does not stand before these bytes: letters are in the same order as what they are in UTF-8."""
        content, high = self._content, len(self._content)
        while low < high:
            line = max(low, content.rfind(b"\n", low, (low + high) // 2) + 1)
            if content[line : line + len(sought)] < sought:
                low = content.index(b"\n", line) + 1
            else:
                high = line
        return low

    def __getitem__(self, word: str) -> str:
        return self._group(word[0])[1][word] if word else ""

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and word != "" and word in self._group(word[0])[1]

    def get(self, word: str, default: Any = None) -> Any:
        return self._group(word[0])[1].get(word, default) if word else default

    def __iter__(self) -> Iterator[str]:
        return (word for word, _, _ in _entries(self._content[self._begin :]))

    def __len__(self) -> int:
        return self._content.count(b"\n", self._begin)


def _entries(lines: bytes) -> Iterator[list[str]]:
    """Word, count and tag."""
    return (line.split(" ") for line in lines.decode().splitlines())


@cache
def _dictionary() -> _Dictionary:
    return _Dictionary(resources.lexicon(DICTIONARY).read_bytes())


@cache
def _tokenizer() -> Any:
    """jieba's tokenizer over our dictionary; words are looked up and weighed in one pass."""
    known = _dictionary()
    total = log(known.total)

    class Quick(_jieba().Tokenizer):  # type: ignore[misc]
        def get_DAG(self, sentence: str) -> None:  # noqa: N802
            """What `calc` would be given: it looks by itself."""

        def calc(self, sentence: str, _: None, route: dict[int, tuple[float, int]]) -> None:
            """The most probable way from each letter to the end: its logarithm, and the last letter of its first word."""
            length = len(sentence)
            route[length] = (0.0, 0)
            for start in range(length - 1, -1, -1):
                counts = known.counts(sentence[start])
                best, chosen = -inf, start
                for last in range(start, length):
                    count = counts.get(sentence[start : last + 1])
                    if count is None:
                        break
                    if count and (found := log(count) - total + route[last + 1][0]) >= best:
                        best, chosen = found, last
                route[start] = (best if best > -inf else route[start + 1][0] - total, chosen)

    tokenizer = Quick()
    tokenizer.initialized = True
    return tokenizer


def _jieba() -> Any:
    """jieba without what only other ways of segmenting need: `pkg_resources`, words of what it does, and what comes when it is asked for."""
    if "jieba" not in sys.modules:
        stand_in = (Later(_HMM), Later(_FILES), standing("hashlib", md5=_md5), _logging())
        with without(_RESOURCES), instead(*stand_in), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes in jieba's source on newer Pythons
            import jieba  # noqa: PLC0415
        jieba.setLogLevel("WARNING")  # where the real ones stand
    return sys.modules["jieba"]


def _md5(data: bytes) -> Any:
    import hashlib  # noqa: PLC0415  a stock dictionary is known by it, which we have none of

    return hashlib.md5(data, usedforsecurity=False)


def _logging() -> ModuleType:
    quiet = SimpleNamespace(**dict.fromkeys(("addHandler", "setLevel", "debug", "exception"), lambda *_: None))
    return standing("logging", DEBUG=0, StreamHandler=lambda _: None, getLogger=lambda _: quiet)

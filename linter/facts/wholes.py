"""Whether characters found in the text are a word of their own there: 调解 is none in 协调解决, nor 工单 in 施工单位.

The dictionary of `tokens` decides, and only where it may matter: what was found is short, and two characters about its edge make
a word themselves. Then its clause is segmented.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from linter.document import Span
from linter.facts import Facts
from linter.facts.clauses import Clauses, clauses
from linter.facts.folded import folded
from linter.facts.tokens import Token, Tokens, dictionary, tokens

LONGEST = 2  # characters: what is longer is hardly ever found by chance


class Wholes:
    def __init__(self, flat: str, words: Mapping[str, str], cut: Tokens, parts: Clauses) -> None:
        self._flat = flat
        self._words = words
        self._tokens = cut
        self._clauses = parts
        self._known: dict[tuple[int, int], bool] = {}

    def stands(self, span: Span) -> bool:
        """Whether no word of the text cuts across the beginning or the end of `span`."""
        start, end = span.start, span.end
        if end - start > LONGEST:
            return True
        flat = self._flat
        if not _is_word(flat[max(0, start - 1) : start + 1]) and not _is_word(flat[end - 1 : end + 1]):
            return True
        key = (start, end)
        if key not in self._known:
            self._known[key] = self._stands(span)
        return self._known[key]

    def _stands(self, span: Span) -> bool:
        clause = self._clauses.at(span.start)
        if clause is None:
            return True
        cut = self._tokens.about(span, clause.span)
        return not any(self._cuts(token, span) for token in cut if token.span.overlaps(span))

    def _cuts(self, token: Token, span: Span) -> bool:
        """Whether `token` takes one character of `span` and others beside it.

        设立 takes 立 from 立法, 施工单位 both characters from 工单; 副局长 leaves 局长 to 局长出庭, and 行政许可 is 许可 too. At its end
        only a word of two characters can lose one: what is longer, or no word, may stop short (执法证 of 执法证件, 报市 of 报市局).
        """
        before, after = span.start - token.span.start, token.span.end - span.end
        if before > 0 and after > 0:
            return before == after == 1
        if before > 0:
            return token.span.end - span.start == 1
        if after > 0 and token.span.start > span.start:
            return span.of(self._flat) in self._words
        return False


@lru_cache(maxsize=1 << 14)
def _is_word(pair: str) -> bool:
    return pair in dictionary()


def wholes(facts: Facts) -> Wholes:
    return Wholes(facts(folded), dictionary(), facts(tokens), facts(clauses))

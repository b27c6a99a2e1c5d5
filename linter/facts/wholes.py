"""Whether characters found in the text are a word of their own there: 调解 is none in 协调解决, nor 工单 in 施工单位.

The dictionary of `tokens` decides, and only where it may matter: what was found is short, and two characters about its edge make
a word themselves. Then its clause is segmented.
"""

from __future__ import annotations

from collections.abc import Mapping

from linter.document import Span
from linter.facts import Facts
from linter.facts.clauses import Clauses, clauses
from linter.facts.folded import folded
from linter.facts.tokens import Token, Tokens, dictionary, tokens


LONGEST = 3  # characters: what is longer is hardly ever found by chance


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
        words, flat = self._words, self._flat
        if flat[max(0, start - 1) : start + 1] not in words and flat[end - 1 : end + 1] not in words:
            return True
        key = (start, end)
        if key not in self._known:
            self._known[key] = self._stands(span)
        return self._known[key]

    def _stands(self, span: Span) -> bool:
        clause = self._clauses.at(span.start)
        if clause is None:
            return True
        cut = self._tokens.of(clause.span)
        return not any(self._cuts(token, span) for token in cut if token.span.overlaps(span))

    def _cuts(self, token: Token, span: Span) -> bool:
        """Whether `token` takes characters of `span` that are no word without it.

        副局长 leaves 局长 to 局长出庭; 设立 leaves nothing that could begin 立法. A word at the beginning of a longer one (审批 in
        审批局) is itself. What is no word of the dictionary may end inside one: 报市 in 报市局.
        """
        before, after = token.span.start < span.start, span.end < token.span.end
        if before and after:
            return True
        if before:
            return self._flat[span.start : token.span.end] not in self._words
        if after and token.span.start > span.start:
            return span.end - token.span.start == 1 and span.of(self._flat) in self._words
        return False


def wholes(facts: Facts) -> Wholes:
    return Wholes(facts(folded), dictionary(), facts(tokens), facts(clauses))

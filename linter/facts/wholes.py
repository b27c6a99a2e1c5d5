"""Whether characters found in the text are a word of their own there: 调解 is none in 协调解决, nor 工单 in 施工单位.

The dictionary of `tokens` decides, and only where it may matter: a sentence is segmented when characters about the edge of what
was found make a word themselves.
"""

from __future__ import annotations

from linter.document import Span
from linter.facts import Facts
from linter.facts.clauses import Clauses, clauses
from linter.facts.folded import folded
from linter.facts.sentences import Sentences, sentences
from linter.facts.tokens import Token, Tokens, tokens


class Wholes:
    def __init__(self, flat: str, words: Tokens, parts: Clauses, lines: Sentences) -> None:
        self._flat = flat
        self._tokens = words
        self._clauses = parts
        self._sentences = lines
        self._known: dict[tuple[int, int], bool] = {}

    def stands(self, span: Span) -> bool:
        """Whether no word of the text cuts across the beginning or the end of `span`."""
        start, end = span.start, span.end
        known, flat = self._tokens.known, self._flat
        if not (start and known(flat[start - 1 : start + 1])) and not known(flat[end - 1 : end + 1]):
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
            return not self._tokens.known(self._flat[span.start : token.span.end])
        if after and token.span.start > span.start:
            return span.end - token.span.start == 1 and self._tokens.known(span.of(self._flat))
        return False


def wholes(facts: Facts) -> Wholes:
    return Wholes(facts(folded), facts(tokens), facts(clauses), facts(sentences))

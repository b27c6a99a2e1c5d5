"""The body without some of its characters: wordings are the same with and without quotes, lists with and without commas."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from functools import cached_property, lru_cache
from itertools import pairwise

from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.pairs import Places
from linter.facts.phrases import index
from linter.late import late


class Bare:
    """`text` is the body without the characters `dropped`. The end of a block parts it from the next. `held`: pairs of characters of the whole text."""

    def __init__(self, flat: str, places: list[Span], dropped: frozenset[str], held: Set[str]) -> None:
        self._flat, self._places, self._dropped, self._held = flat, places, dropped, held
        self._parts = late(f"[{re.escape(''.join(sorted(dropped)))}]+").split("".join([span.of(flat) + "\n" for span in places]))
        self.text = "".join(self._parts)

    @cached_property
    def places(self) -> Places:
        """Where words stand in the text."""
        met = {before[-1] + after[0] for before, after in pairwise(self._parts) if before and after}
        return Places(self.text, self._held | met)

    def span(self, start: int, end: int) -> Span:
        """Where a range of the bare text stands in the report."""
        return Span(self._offsets[start], self._offsets[end - 1] + 1)

    @cached_property
    def _offsets(self) -> list[int]:
        flat, dropped = self._flat, self._dropped
        return [at for span in self._places for at in (*(at for at in range(*span) if flat[at] not in dropped), span.end)]


@lru_cache(maxsize=16)
def bare(dropped: frozenset[str]) -> Callable[[Facts], Bare]:
    """The fact for the characters to be left out."""

    def read(facts: Facts) -> Bare:
        return Bare(facts(folded), [block.span for block in facts(body)], dropped, facts(index).held)

    return read

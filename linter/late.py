"""Patterns of `re` that are compiled when they are first used.

Compiling takes a millisecond for a pattern with a set of Chinese letters, modules have hundreds of them, and a report asks for half.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub")


class Late:
    """Stands for a compiled pattern."""

    def __init__(self, words: str, flags: int) -> None:
        self._words, self._flags = words, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self._words, self._flags)

    def __getattr__(self, name: str) -> Any:
        vars(self).update((method, getattr(self.compiled, method)) for method in _METHODS)  # so that this is asked once
        return getattr(self.compiled, name)


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return cast("re.Pattern[str]", Late(pattern, flags))

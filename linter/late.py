"""Patterns of `re` that are compiled when they are first used, and but once: what they were compiled to is kept from run to run.

Compiling takes a millisecond for a pattern with a set of Chinese letters, modules have hundreds of them, and a report asks for half. What
is kept are numbers for Python's engine for patterns. It looks them through before it takes them, but not so closely that a stranger's could
do no harm: they are kept in the user's own folder alone, and no other version of Python is given them. Python 3.10 compiles anew each time.
"""

from __future__ import annotations

import re
import sys
from functools import cached_property, lru_cache
from typing import Any, cast

from linter import first_letters
from linter.cache import Memo

_Code = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]  # flags, code, number of groups, those with names, the name of each


class Late:
    """Stands for a compiled pattern."""

    def __init__(self, words: str, flags: int) -> None:
        self._words, self._flags = words, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return _compiled(self._words, int(self._flags))

    def __getattr__(self, name: str) -> Any:
        found = vars(self)[name] = getattr(self.compiled, name)  # so that this is asked once
        return found


@lru_cache(maxsize=1 << 12)  # of those that are made of a rule's words while reports are judged, too
def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return cast("re.Pattern[str]", Late(pattern, flags))


def _compiled(words: str, flags: int) -> re.Pattern[str]:
    """As `re.compile`, whose parts are called one by one: it has no door for what was compiled before."""
    try:
        from _sre import compile as ready  # type: ignore[import-not-found]  # noqa: PLC0415
        from re import _compiler, _parser  # type: ignore[attr-defined]  # noqa: PLC0415

        def code() -> _Code:
            parsed = _parser.parse(words, flags)
            state, names = parsed.state, [None] * parsed.state.groups
            for name, number in state.groupdict.items():
                names[number] = name
            with first_letters.known(_compiler):
                made = list(map(int, _compiler._code(parsed, flags)))
            return int(flags | state.flags), made, state.groups - 1, dict(state.groupdict), tuple(names)

        return cast("re.Pattern[str]", ready(words, *_kept(f"{flags} {words}", code)))
    except Exception:  # a Python whose parts are others, or a pattern that is none
        return re.compile(words, flags)


_kept: Memo[_Code] = Memo("patterns", (sys.version, sys.byteorder), _Code, private=True)

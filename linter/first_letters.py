"""The letters with which a match of a pattern can begin, for Python's engine for patterns: it goes from one of them to the next.

By itself it knows them only where the first part of a pattern is a letter or a set, and else tries to match at every letter of the text, as
for `(?:20[0-9]{2} ?年)? ?[0-9]{1,2} ?月`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

_Part = tuple[Any, Any]  # of a pattern, as `re` reads it: what kind of thing, and what is said of it
Members = list[_Part]  # of a set

_NOTHING = {"AT", "ASSERT", "ASSERT_NOT"}  # look at the text without taking of it
_REPEATS = {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}
_CASELESS = 2 | 4  # flags: of either case, by the locale

_turn = Lock()  # two threads at once would each put back what the other has put there


class _Unknown(Exception):
    """What may begin with too many letters, or with what was matched before."""


@contextmanager
def known(compiler: Any) -> Iterator[None]:
    """While this lasts `re._compiler` tells the engine the letters of each pattern."""
    with _turn:
        own = compiler._get_charset_prefix
        compiler._get_charset_prefix = lambda pattern, flags: own(pattern, flags) or _letters(pattern, flags)
        try:
            yield
        finally:
            compiler._get_charset_prefix = own


def _letters(pattern: Any, flags: int) -> Members | None:
    try:
        found, may_be_empty = _of(pattern)
    except _Unknown:
        return None
    return None if may_be_empty or flags & _CASELESS else found


def _of(parts: Iterable[_Part]) -> tuple[Members, bool]:
    """Of what matches one part after another: the letters it can begin with, and whether it may match without taking one."""
    found: Members = []
    for part in parts:
        letters, may_be_empty = _one(part)
        found += letters
        if not may_be_empty:
            return found, False
    return found, True


def _one(part: _Part) -> tuple[Members, bool]:
    kind, what = str(part[0]), part[1]
    if kind == "LITERAL":
        return [part], False
    if kind == "IN" and str(what[0][0]) != "NEGATE":
        return what, False
    if kind in _NOTHING:
        return [], True
    if kind == "SUBPATTERN" and not (what[1] or what[2]):  # no flags of its own
        return _of(what[3])
    if kind == "ATOMIC_GROUP":
        return _of(what)
    if kind == "BRANCH":
        either = list(map(_of, what[1]))
        return [letter for letters, _ in either for letter in letters], any(may_be_empty for _, may_be_empty in either)
    if kind in _REPEATS:
        letters, may_be_empty = _of(what[2])
        return letters, may_be_empty or what[0] == 0
    raise _Unknown

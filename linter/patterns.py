"""Patterns written in rulesets. They run in linear time (RE2), so no ruleset can hang a run.

Offsets are code points. RE2 has no look-around and no back-references; checks offer conditions as parameters instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any

import re2

from linter.document import Span, Spans
from linter.late import late

_SHORT = 200  # letters of a clause or a sentence that many reports have in common
_ENDS = late(r"(?<!\\)\$(?=[|)]|$)|(?:(?<=\(\?:)|(?<=\|)|^)\^")  # of a pattern and of its alternatives
_OFTEN = late(r"(?<!\\)(?<!\\x)\{(?:\d+,)?(?:[4-9]|\d{2,})\}")
_BRACES = late(r"\[\^?\]?(?:\\[pP]\{\w+\}|\\.|[^\]\\{])*\{|\[:|\\Q")  # that may be letters
_DOUBTFUL = late(r"\[[^]]*[$|]")
_ANCHOR = late(r"(?<!\[)\^|\$|\\[AbBzZ]")


class PatternError(ValueError):
    """A pattern that RE2 does not accept; the text says why."""


@lru_cache(maxsize=4096)
def compile_pattern(pattern: str) -> Any:
    """Compile, raising `PatternError` with RE2's own words."""
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options=options)
    except re2.error as error:
        reason = error.args[0] if error.args else error
        raise PatternError(reason.decode() if isinstance(reason, bytes) else str(reason)) from error


def search(pattern: str, text: str) -> Span | None:
    return _remembered(pattern, text) if len(text) <= _SHORT else _searched(pattern, text)


def _searched(pattern: str, text: str) -> Span | None:
    match = compile_pattern(pattern).search(text) if _may_match(pattern, text) else None
    return Span(*match.span()) if match else None


_remembered = lru_cache(maxsize=1 << 12)(_searched)  # a clause is asked about again, in this report and in others


def _may_match(pattern: str, text: str) -> bool:
    """False where the pattern matches nowhere, most often without compiling it: what may be repeated often takes a millisecond."""
    loose = _loose(pattern)
    return loose == pattern or compile_pattern(loose).search(text) is not None


@lru_cache(maxsize=4096)
def _loose(pattern: str) -> str:
    """The pattern with any number of what may be repeated often: it matches wherever the pattern does, and perhaps elsewhere."""
    loose = pattern if _BRACES.search(pattern) else _OFTEN.sub("*", pattern)
    with suppress(PatternError):
        compile_pattern(loose)
        return loose
    return pattern


def may_hold(pattern: str, text: str) -> bool:
    """False where `pattern` matches in no part of `text`; one search in the whole spares one in each part."""
    anywhere = _unended(pattern)
    return _is_anchored(anywhere) or _searched(anywhere, text) is not None


def may_hold_at(pattern: str, text: str) -> Spans | None:
    """Where alone `pattern` can match in a part of `text`: every match in a part overlaps one of these. Null where that cannot be told."""
    anywhere = _unended(pattern)
    return None if _is_anchored(anywhere) else Spans(Span(match.start() - 1, match.end() + 1) for match in compile_pattern(anywhere).finditer(text))


@lru_cache(maxsize=1024)
def _unended(pattern: str) -> str:
    """The pattern without the ^ and $ that begin and end its alternatives: it matches wherever the pattern does, and perhaps elsewhere."""
    return pattern if _DOUBTFUL.search(pattern) else _ENDS.sub("", pattern)


@lru_cache(maxsize=1024)
def _is_anchored(pattern: str) -> bool:
    """Whether what stands beside a part may decide if it matches."""
    return _ANCHOR.search(pattern) is not None


def find_all(pattern: str, text: str) -> Iterator[Any]:
    """Every match that is not empty, as match objects with `span`, `group` and `start`."""
    return iter(_all_remembered(pattern, text)) if len(text) <= _SHORT else _all(pattern, text)


def _all(pattern: str, text: str) -> Iterator[Any]:
    return (match for match in compile_pattern(pattern).finditer(text) if match.end() > match.start()) if _may_match(pattern, text) else iter(())


@lru_cache(maxsize=1 << 11)
def _all_remembered(pattern: str, text: str) -> tuple[Any, ...]:
    return tuple(_all(pattern, text))


def group_span(match: Any, name: str) -> Span:
    """The span of the group of that name, of the whole match where there is none. (RE2 gives spans by number only.)"""
    index = match.re.groupindex.get(name)
    return Span(*match.span(index if index is not None and match.group(index) is not None else 0))


@lru_cache(maxsize=1024)
def alternation(patterns: tuple[str, ...]) -> str:
    """One pattern that matches what any of `patterns` matches; empty input matches nothing."""
    return "|".join(f"(?:{pattern})" for pattern in patterns) if patterns else r"[^\x00-\x{10FFFF}]"


def literals(words: Iterable[str]) -> str:
    """A pattern for the given words as they are, longest first."""
    return "|".join(word if word.isalnum() else re2.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))

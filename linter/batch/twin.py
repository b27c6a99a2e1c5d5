"""One report judged by two processes: a copy of this one takes rules in turn with it.

In the first report of a run most of the time goes into what rules are made of, which nobody has needed before. The copy has all that
was read and worked out so far; what its rules say comes back as bytes. Whatever becomes of it, what it has not said is worked out here.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import starmap

import msgspec

from linter import cache, deadline
from linter.batch.pack import decoder, pack
from linter.checks import Assessment, Hit
from linter.engine import Answer, answer
from linter.facts import Facts
from linter.ruleset.model import Rule

_FEW = 120  # rules, with which a copy does as much twice as it spares
_FIRST = ("misprint", "topic", "formulation", "frame", "spelling", "collocation")  # kinds that take longest, so that neither waits for the other


class _Said(msgspec.Struct, frozen=True, array_like=True):
    rule: int
    hits: list[Hit]
    assessments: list[Assessment]
    fault: str | None


class _Message(msgspec.Struct, frozen=True, array_like=True):
    """`slow`: the rule that was ended."""

    said: list[_Said]
    slow: str | None = None


_first = True  # what the first report needed, the next finds here


def answers(facts: Facts, rules: Sequence[Rule]) -> Iterable[Answer]:
    """As `engine.answers`. A copy is made where the system does so at once and without harm, and has a second processor."""
    global _first  # noqa: PLW0603
    pays = _first and len(rules) >= _FEW and sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
    _first = False
    found = _together(facts, rules) if pays else {}
    return (found[at] if at in found else answer(facts, rule) for at, rule in enumerate(rules))


def _together(facts: Facts, rules: Sequence[Rule]) -> dict[int, Answer]:
    import signal  # noqa: PLC0415  where a few rules are judged no copy is made

    kinds: dict[str, list[int]] = {kind: [] for kind in _FIRST}
    for at, rule in enumerate(rules):
        kinds.setdefault(rule.head.check, []).append(at)  # rules of a kind share what they are made of
    batches = list(kinds.values())
    turns, full = os.pipe()  # a byte for each batch: who reads it, has it
    os.write(full, bytes(range(len(batches))))
    os.close(full)
    said, saying = os.pipe()
    seconds, ours, heard = deadline.left(), os.getpid(), signal.pthread_sigmask(signal.SIG_BLOCK, ())
    copies: list[int] = []  # one at most
    with os.fdopen(turns, "rb", buffering=0), os.fdopen(said, "rb") as pipe:
        try:
            try:
                signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})  # the copy begins like this
                _copy(copies)
                if copies == [0]:
                    _speak(facts, rules, batches, turns, said, saying, seconds)
            finally:
                if os.getpid() != ours:  # a `TooSlow` on its way to this is on its way to the copy
                    os._exit(0)
                os.close(saying)
                signal.pthread_sigmask(signal.SIG_SETMASK, heard)  # raises what has struck meanwhile
            found = _taken(facts, rules, batches, turns)
            return {**found, **_read(pipe.read())}
        except BaseException:
            for twin in copies:
                with suppress(ProcessLookupError):  # as below
                    os.kill(twin, signal.SIGKILL)
            raise
        finally:
            for twin in copies:
                with suppress(ChildProcessError):  # where the program is started with SIGCHLD ignored, nothing is left of it
                    os.waitpid(twin, 0)


def _copy(copies: list[int]) -> None:
    """Adds what `os.fork` says; nothing where the system has no room for one more process.

    In a single step of the interpreter: what strikes by way of another thread would come between a call and its result.
    """
    with suppress(OSError), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: ours only sleeps, and is replaced
        copies.extend(starmap(os.fork, [()]))


def _taken(facts: Facts, rules: Sequence[Rule], batches: Sequence[Sequence[int]], turns: int) -> dict[int, Answer]:
    found: dict[int, Answer] = {}
    while turn := os.read(turns, 1):
        found.update((at, answer(facts, rules[at])) for at in batches[turn[0]])
    return found


def _speak(facts: Facts, rules: Sequence[Rule], batches: Sequence[Sequence[int]], turns: int, said: int, saying: int, seconds: float) -> None:
    """All that the copy does. It must never go on with what is the other's: neither its output nor what that does at its end.

    It hears no Ctrl-C, which the other does, and ends at once where it is asked to.
    """
    import signal  # noqa: PLC0415  as above

    try:
        os.close(said)  # else it would wait for itself to listen when the other is gone
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        deadline.renew(seconds)
        try:
            message = _Message([_as_said(at, found) for at, found in _taken(facts, rules, batches, turns).items()])
        except deadline.TooSlow as slow:
            message = _Message([], slow.part)
        with os.fdopen(saying, "wb") as pipe:
            pipe.write(pack(message))
        cache.keep_memos()
    finally:
        os._exit(0)


def _as_said(at: int, found: Answer) -> _Said:
    if isinstance(found, str):
        return _Said(at, [], [], found)
    return _Said(at, [each for each in found if isinstance(each, Hit)], [each for each in found if isinstance(each, Assessment)], None)


def _read(message: bytes) -> dict[int, Answer]:
    """What the copy said; nothing where it did not come to its end."""
    try:
        read = decoder(_Message)(message)
    except msgspec.DecodeError:
        return {}
    if read.slow is not None:
        slow = deadline.TooSlow()
        slow.part = read.slow
        raise slow
    return {said.rule: said.fault if said.fault is not None else [*said.hits, *said.assessments] for said in read.said}

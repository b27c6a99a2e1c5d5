"""An end to work that takes too long, wherever it is: no rule, pattern or text holds up a run for good.

A thread that sleeps meanwhile raises `TooSlow` in the one that works, between two steps of the interpreter; a single call of native
code is waited for. RE2 is such code and takes linear time for one match, so what a ruleset says can always be interrupted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread, get_ident
from time import process_time, sleep

_TICK = 0.5  # seconds between two looks at the clock

_limits: dict[int, float] = {}  # by thread, when its time is up, by the clock of the process
_turn = Lock()
_watching = False


class TooSlow(BaseException):
    """The time is up. No `Exception`: who handles the fault of one part must not go on with the next. `part` is what took it."""

    part: str = ""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises `TooSlow` where what is done inside is not done after so many seconds of the processor. Not to be nested.

    A machine that is busy with other things makes nothing late. Who waits for another program has to limit that himself.
    """
    thread = get_ident()
    try:
        _limits[thread] = process_time() + seconds
        _watch()
        yield
    finally:
        with suppress(TooSlow), _turn:  # one that is on its way arrives here
            _limits.pop(thread, None)
        _limits.pop(thread, None)


def left() -> float:
    """Seconds of the processor before the time of this thread is up."""
    return _limits[get_ident()] - process_time()


def renew(seconds: float) -> None:
    """The same limit in a process that is a copy of another, where no thread of that goes on, nor its clock."""
    global _turn, _watching
    _turn, _watching = Lock(), False
    _limits.clear()
    _limits[get_ident()] = process_time() + seconds
    _watch()


def _watch() -> None:
    global _watching  # noqa: PLW0603  one thread watches for the whole process
    with _turn:
        if not _watching:
            Thread(target=_interrupting, daemon=True).start()
            _watching = True


def _interrupting() -> None:
    global _watching  # noqa: PLW0603
    while True:
        sleep(_TICK)
        with _turn:
            if not _limits:
                _watching = False
                return
            now = process_time()
            for thread in [thread for thread, limit in list(_limits.items()) if limit <= now]:
                _interrupt(thread)
                _limits[thread] = now + 1  # once more: where it strikes in a finalizer, Python drops it


def _interrupt(thread: int) -> None:
    import ctypes  # noqa: PLC0415  seldom needed, and not free

    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooSlow))

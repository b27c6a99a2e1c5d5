"""How often Python looks for cycles. What a review makes is kept until its end, and to look as often as Python does takes a sixth of the time."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from contextlib import suppress
from typing import NoReturn

SELDOM = (500_000, 20, 50)  # a first review makes two million objects that stay, and a look at them all in turn took fifty milliseconds


def seldom() -> None:
    """For a process that is ours."""
    gc.set_threshold(*SELDOM)
    atexit.register(gc.freeze)  # at the end Python goes through all there is several times, to free what the system frees at once: a quarter of the time


def leave(end: SystemExit) -> NoReturn:
    """As `raise end`, without giving back to the system piece by piece what it takes whole: a twentieth of a short run.

    What is to be done at the end is done, and a thread that has work left is waited for: such a process ends as any other.
    """
    if not isinstance(end.code, int | None) or any(not thread.daemon for thread in threading.enumerate() if thread is not threading.main_thread()):
        raise end
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # there is none, it is full or closed: what was to be said of that has been said
            stream.flush()
    os._exit(end.code or 0)

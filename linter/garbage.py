"""How often Python looks for cycles. What a review makes is kept until its end, and to look as often as Python does takes a sixth of the time."""

from __future__ import annotations

import atexit
import gc

SELDOM = (500_000, 20, 50)  # a first review makes two million objects that stay, and a look at them all in turn took fifty milliseconds


def seldom() -> None:
    """For a process that is ours."""
    gc.set_threshold(*SELDOM)
    atexit.register(gc.freeze)  # at the end Python goes through all there is several times, to free what the system frees at once: a quarter of the time

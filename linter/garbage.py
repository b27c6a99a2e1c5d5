"""How often Python looks for cycles. What a review makes is kept until its end, and to look as often as Python does takes a sixth of the time."""

from __future__ import annotations

import gc

SELDOM = (50_000, 20, 50)


def seldom() -> None:
    """For a process that is ours."""
    gc.set_threshold(*SELDOM)

"""Modules that a library imports without any need of ours: while it is imported they are as if they were not installed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def without(name: str, instead: ModuleType | None = None) -> Iterator[None]:
    """While this lasts an import of that name gives `instead`, or fails at once."""
    aside = sys.modules.get(name)
    sys.modules[name] = instead  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
        if aside is not None:
            sys.modules[name] = aside

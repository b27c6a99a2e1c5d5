"""Modules that a library imports without any need of ours: while it is imported others stand for them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


class Later(ModuleType):
    """A module that is imported when something of it is wanted."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


class _Inspect(Later):
    """Of which click asks for one thing at each start."""

    def cleandoc(self, doc: str) -> str:
        """Of a single line it is that line."""
        return doc.lstrip() if doc.isprintable() else str(self.__getattr__("cleandoc")(doc))


@contextmanager
def without(name: str, instead: ModuleType | None = None) -> Iterator[None]:
    """While this lasts an import of that name gives `instead`, or fails at once."""
    aside = sys.modules.get(name)
    sys.modules[name] = instead  # type: ignore[assignment]
    try:
        yield
    finally:
        if sys.modules.get(name) is instead:
            del sys.modules[name]
        if aside is not None:
            sys.modules[name] = aside


@contextmanager
def instead(*modules: ModuleType) -> Iterator[None]:
    """While this lasts an import of their names gives these, where nobody has imported the real ones yet."""
    with ExitStack() as aside:
        for module in modules:
            if module.__name__ not in sys.modules:
                aside.enter_context(without(module.__name__, module))
        yield


@contextmanager
def at_start() -> Iterator[None]:
    """While this lasts, what every command needs is imported, in a process that is ours, without what no command asks for."""
    with (
        without("typing_extensions"),  # `typing` has what we need
        without("gettext", standing("gettext", gettext=str, ngettext=_counted)),  # our own words stand for those of click
        instead(*map(Later, ("fnmatch", "ipaddress", "msgspec.inspect", "msgspec.toml", "msgspec.yaml", "ntpath", "textwrap")), _Inspect("inspect")),
        instead(standing("platform", system=_system)),  # `uuid` asks that alone, and builds the rest
        instead(standing("urllib.parse", quote_from_bytes=_quoted)),  # `pathlib` does, for a path as an address
    ):
        yield


def standing(name: str, **members: Any) -> ModuleType:
    """A module that has these members."""
    module = ModuleType(name)
    vars(module).update(members)
    return module


def _system() -> str:
    return os.uname().sysname if hasattr(os, "uname") else "Windows"


def _quoted(path: bytes) -> str:
    return str(import_module("urllib.parse").quote_from_bytes(path))


def _counted(one: str, many: str, count: int) -> str:
    return one if count == 1 else many

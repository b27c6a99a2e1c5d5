"""Choices and where they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from linter.config.model import Choices

if TYPE_CHECKING:
    from linter.ruleset.yaml_source import Source, YamlPath


class Layer(Struct, frozen=True):
    """Choices and where they were made: a place in a file, or the command line (no source). `files` empty: all reports."""

    choices: Choices
    files: tuple[str, ...] = ()
    source: Source | None = None
    path: YamlPath = ()

    def where(self, key: str) -> str:
        return "命令行" if self.source is None else f"{self.source.name}:{self.source.place(self.path, key)[0]}"

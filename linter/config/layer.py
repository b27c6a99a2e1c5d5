"""Choices and where they were made."""

from __future__ import annotations

from dataclasses import dataclass

from linter.config.model import Choices
from linter.ruleset.yaml_source import Source, YamlPath


@dataclass(frozen=True, slots=True)
class Layer:
    """Choices and where they were made: a place in a file, or the command line (no source). `files` empty: all reports."""

    choices: Choices
    files: tuple[str, ...] = ()
    source: Source | None = None
    path: YamlPath = ()

    def where(self, key: str) -> str:
        return "命令行" if self.source is None else f"{self.source.name}:{self.source.place(self.path, key)[0]}"

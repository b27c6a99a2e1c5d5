"""The matrix in each format, one file a format: `write(matrix, look)` gives lines for people, a string or bytes for programs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from linter.writers import Content, Look

if TYPE_CHECKING:
    from linter.collection.matrix import Matrix

# name of a format -> module in this package
FORMATS: Mapping[str, str] = {"text": "text", "html": "html", "xlsx": "xlsx", "csv": "csv", "json": "json", "parquet": "parquet"}
BINARY = frozenset({"xlsx", "parquet"})  # never printed on a screen


class MissingExtra(Exception):
    """The library of a format is not installed; the text says how to get it."""

    def __init__(self, name: str, package: str) -> None:
        super().__init__(f"写 {name} 要用 {package}，还没有安装；请运行 pip install 'fazhi-lint[{name}]'")


def write(name: str, matrix: Matrix, look: Look) -> Content:
    """Raises `MissingExtra`."""
    content: Content = import_module(f"{__name__}.{FORMATS[name]}").write(matrix, look)
    return content

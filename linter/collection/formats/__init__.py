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


def write(name: str, matrix: Matrix, look: Look) -> Content:
    """Raises `MissingExtra`, of the package above."""
    content: Content = import_module(f"{__name__}.{FORMATS[name]}").write(matrix, look)
    return content

"""Checkstyle's XML, which Jenkins and most review tools read."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from linter.batch import Result
from linter.writers import Look
from linter.writers.remarks import of
from linter.writers.xml import dumps


def write(results: Sequence[Result], _: Look) -> str:
    """Every input has its element. A remark without a line has none: it is about the file."""
    root = Element("checkstyle", version="4.3")
    for result in results:
        file = SubElement(root, "file", name=result.path)
        for each in of(result):
            place = {"line": str(each.region.line), "column": str(each.region.column)} if each.region else {}
            SubElement(file, "error", {**place, "severity": each.severity, "message": each.message, "source": f"fazhi-lint.{each.code}"})
    return dumps(root)

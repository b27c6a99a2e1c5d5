"""The matrix as one JSON object (`fazhi-lint/matrix@1`)."""

from __future__ import annotations

import json

from linter import __version__
from linter.collection.formats import records
from linter.collection.matrix import Matrix
from linter.writers import Look


def write(matrix: Matrix, look: Look) -> str:
    intake = matrix.intake
    lines = {line.submission.unit.name: line for line in matrix.lines}
    places = dict(zip(lines, matrix.places(), strict=True)) if matrix.ranked else {}
    agencies = []
    for each in intake.submissions:
        line = lines.get(each.unit.name)
        agencies.append(
            records.submission(each) | (records.counts(line) if line and line.cells else {}) | ({"rank": places[each.unit.name]} if line and places else {})
        )
    content = {
        "schema": "fazhi-lint/matrix@1", "version": __version__, "year": intake.year, "due": intake.due.isoformat() if intake.due else None,
        "roster": intake.has_roster, "agencies": agencies,
        "items": [{"item": item.key, "name": item.name, "totals": dict(matrix.totals(item))} for item in matrix.items],
        "cells": list(records.cells(matrix)),
        "files": [
            {"path": filed.file.below, "kind": filed.file.kind, "agency": filed.unit.name if filed.unit else None, "by": filed.by or None, "fate": filed.fate}
            for filed in intake.files
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

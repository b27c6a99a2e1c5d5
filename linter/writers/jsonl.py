"""A line a report: each is what the JSON has under `files` (docs/review.schema.json, `$defs/file`), for many reports and for `grep`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from linter.batch import Result
from linter.writers import Look
from linter.writers.json import file


def write(results: Sequence[Result], _: Look) -> str:
    return "".join(json.dumps(file(result), ensure_ascii=False, separators=(",", ":")) + "\n" for result in results)

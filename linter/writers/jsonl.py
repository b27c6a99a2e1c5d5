"""A line a report: each is what the JSON has under `files` (docs/review.schema.json, `$defs/file`), for many reports and for `grep`."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from linter.batch import Result
from linter.writers import Look, Stream
from linter.writers.json import file
from linter.writers.told import said


def write(results: Sequence[Result], _: Look) -> Stream:
    return Stream(said(result, "jsonl", lambda result: msgspec.json.encode(file(result)).decode() + "\n") for result in results)

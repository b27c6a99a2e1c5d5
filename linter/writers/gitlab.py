"""GitLab's code quality report, which a merge request shows beside the changed lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from linter.batch import Result
from linter.review import Severity
from linter.writers import Look
from linter.writers.remarks import Remark, remarks

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def write(results: Sequence[Result], _: Look) -> str:
    return json.dumps([_issue(each) for each in remarks(results)], ensure_ascii=False, indent=1) + "\n"


def _issue(each: Remark) -> dict[str, Any]:
    """The fingerprint tells an issue from those of other reports too; a file without lines is shown at its first."""
    path = PurePath(each.path).as_posix()  # no ./ before it, or GitLab does not find the file
    return {
        "description": each.message,
        "check_name": each.code,
        "fingerprint": hashlib.sha256(f"{path}\n{each.fingerprint}".encode()).hexdigest(),
        "severity": _SEVERITIES[each.severity] if each.finding else "blocker",
        "location": {"path": path, "lines": {"begin": each.region.line if each.region else 1}},
    }

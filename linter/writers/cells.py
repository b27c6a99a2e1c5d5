"""Tables for Excel and the like."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_COMMAND = "::"  # begins a line that GitHub and its like take as an order
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # Chinese Excel takes the wide ones too


def table(columns: Sequence[str], records: Iterable[Iterable[object]]) -> str:
    """CSV with a byte order mark, so that Excel on Windows reads it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([inert(str(cell)) for cell in record] for record in records)
    return "\ufeff" + out.getvalue()


def inert(cell: str) -> str:
    """A cell that a table program would run as a formula, or a build server as an order, gets an apostrophe; one that begins with one too, so that it can be taken off again."""
    return "'" + cell if cell.startswith((*_FORMULA, _COMMAND, "'")) else cell

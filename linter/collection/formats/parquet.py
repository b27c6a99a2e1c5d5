"""The matrix for a data office: one row for each item of each report, typed columns."""

from __future__ import annotations

import io

from linter.collection import MissingExtra
from linter.collection.formats import records
from linter.collection.matrix import Matrix
from linter.writers import Look

_NUMBERS = ("year",)
_TRUTHS = ("asked", "late")
_STATE = ("state", "arrived", "late")  # of the submission, beside each of its items
_COLUMNS = (
    "agency", "year", "state", "arrived", "late", "item", "name", "asked", "expectation", "verdict", "level", "mark", "note", "place", "evidence", "path",
)


def write(matrix: Matrix, look: Look) -> bytes:
    try:
        import pyarrow as arrow  # noqa: PLC0415  an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise MissingExtra("parquet", "pyarrow") from None
    states = {line.submission.unit.name: records.submission(line.submission) for line in matrix.lines}
    rows = [{**cell, **{key: states[cell["agency"]][key] for key in _STATE}} for cell in records.cells(matrix)]

    def kind(name: str) -> arrow.DataType:
        return arrow.int32() if name in _NUMBERS else arrow.bool_() if name in _TRUTHS else arrow.string()

    schema = arrow.schema([(name, kind(name)) for name in _COLUMNS], metadata={"schema": "fazhi-lint/matrix@1"})
    out = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows, schema=schema), out, compression="zstd")
    return out.getvalue()

"""The folder that an audit writes: what binds it, the plan, and a file a table for each batch that is done."""

from __future__ import annotations

import io
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from linter.audit import AuditError, plan
from linter.audit.plan import Batch
from linter.audit.tables import COLUMNS, Tables
from linter.files import put

MANIFEST, PLAN = "audit.json", "plan.jsonl"
TABLES = tuple(COLUMNS)
_END = b"PAR1"  # of every Parquet file


class Output(Struct, frozen=True):
    folder: Path

    def bound(self) -> dict[str, Any] | None:
        """What binds the audit in this folder; null where none has begun. Raises `AuditError` where the folder is somebody else's."""
        try:
            bound: dict[str, Any] = json.loads((self.folder / MANIFEST).read_bytes())
            return bound
        except FileNotFoundError:
            if not self.folder.exists() or (self.folder.is_dir() and not any(self.folder.iterdir())):
                return None
        except (OSError, ValueError):
            pass
        raise AuditError(f"{self.folder} 里有别的东西，不是 fazhi-lint audit 的结果；请用一个新的输出文件夹")

    def begin(self, now: Mapping[str, Any], names: Iterable[str]) -> list[Batch]:
        """The plan: that of the audit that began here, with reports that came later, or a new one."""
        before = self.bound()
        difference = plan.differs(before, now) if before is not None else None
        if difference:
            raise AuditError(f"{self.folder} 里是另一次检查的结果，{difference}；不能混在一起，请用一个新的输出文件夹")
        for table in TABLES:
            (self.folder / table).mkdir(parents=True, exist_ok=True)
        if before is None:
            put(self.folder / MANIFEST, (json.dumps(now, ensure_ascii=False, indent=1) + "\n").encode())
        file = self.folder / PLAN
        old = plan.read(file.read_bytes()) if file.exists() else []
        whole = plan.extended(old, names)
        if len(whole) > len(old):
            put(file, plan.written(whole))
        self._no_strangers(whole)
        return whole

    def has(self, batch: Batch) -> bool:
        return all(_whole(self._file(table, batch)) for table in TABLES)

    def missed(self, batch: Batch) -> bool:
        """Whether a report of a batch that is done could not be checked, for whatever reason."""
        from pyarrow import parquet  # noqa: PLC0415  an extra

        return "unchecked" in parquet.read_table(self._file("verdicts", batch), columns=["status"])["status"].to_pylist()

    def keep(self, batch: Batch, tables: Tables) -> None:
        from pyarrow import parquet  # noqa: PLC0415  an extra

        for table in TABLES:
            out = io.BytesIO()
            parquet.write_table(tables[table], out, compression="zstd")
            put(self._file(table, batch), out.getvalue())

    def counted(self, batches: Iterable[Batch]) -> Counter[str]:
        """How many reports have which status, and how many findings of which severity there are."""
        from pyarrow import compute, parquet  # noqa: PLC0415  an extra

        sums = ("errors", "warnings", "infos", "suppressed")
        total: Counter[str] = Counter()
        for batch in batches:
            rows = parquet.read_table(self._file("verdicts", batch), columns=["status", "code", "crashed", *sums])
            total.update(rows["status"].to_pylist())
            total.update({name: compute.sum(rows[name]).as_py() or 0 for name in sums})
            total["crashed"] += compute.sum(compute.list_value_length(rows["crashed"])).as_py() or 0
            total["crashed"] += rows["code"].to_pylist().count("crashed")
        return total

    def _no_strangers(self, batches: Iterable[Batch]) -> None:
        """A file of no batch of the plan would be counted by whoever asks the tables."""
        known = {self._file(table, batch).name for batch in batches for table in TABLES[:1]}
        for table in TABLES:
            for file in (self.folder / table).glob("*.parquet"):
                if file.name not in known:
                    raise AuditError(f"{file} 不是这次检查的结果；请把它移走，或用一个新的输出文件夹")

    def _file(self, table: str, batch: Batch) -> Path:
        return self.folder / table / f"part-{batch.id}.parquet"


def _whole(file: Path) -> bool:
    """Whether the file is there to its end: after a power cut there may be less of it than was written."""
    try:
        with file.open("rb") as data:
            data.seek(-len(_END), os.SEEK_END)
            return data.read() == _END
    except OSError:
        return False

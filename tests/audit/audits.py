"""What the tests of audits share: reports that differ, tasks that end their process, and the content of an output whatever its parts."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from linter import __version__
from linter.audit.output import TABLES, Output
from linter.audit.source import listing
from linter.audit.tables import Rows
from linter.audit.task import Task, rulesets
from linter.config.find import Configs
from linter.config.model import Choices
from tests.support import BAD, CLEAN, NOTED, TINY, WARNED


def reports(folder: Path, count: int) -> Path:
    """Some reports, one folder a year, no two the same."""
    for number in range(count):
        text = (BAD, WARNED, NOTED, CLEAN)[number % 4].replace("2024", str(2015 + number % 10)).replace("有甲错", f"开展检查{number}次，有甲错")
        file = folder / str(2015 + number % 10) / f"报告{number:03}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def task_over(source: str | Path, ruleset: str = TINY.name, folder: Path = TINY.parent) -> tuple[Task, list[str]]:
    configs, found = Configs(Choices(ruleset=ruleset), none=True), listing(str(source))
    return Task(found.source, configs, folder, date(2025, 3, 1), __version__, rulesets(configs, ruleset, folder)), list(found.names)


def content(folder: Path) -> dict[str, bytes]:
    """The three tables as bytes, sorted, so that it does not matter which row came from which part."""
    import pyarrow
    from pyarrow import ipc, parquet

    made = {}
    for table in TABLES:
        rows = pyarrow.concat_tables([parquet.read_table(file) for file in sorted((folder / table).glob("*.parquet"))])
        keys = [(key, "ascending") for key in ("path", "fingerprint") if key in rows.column_names]
        sink = pyarrow.BufferOutputStream()
        with ipc.new_stream(sink, rows.schema) as stream:
            stream.write_table(rows.sort_by(keys).combine_chunks())
        made[table] = sink.getvalue().to_pybytes()
    return made


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    from pyarrow import parquet

    return [row for file in sorted((folder / table).glob("*.parquet")) for row in parquet.read_table(file).to_pylist()]


def begun(folder: Path, names: Iterable[str]) -> tuple[Output, list[Any]]:
    output = Output(folder)
    return output, output.begin({"version": __version__}, names)


@dataclass(frozen=True)
class Fatal:
    """Ends its process at a report whose name has `word`; with a `mark`, only as long as there is no such file."""

    task: Task
    word: str
    mark: Path | None = None

    def __call__(self, names: Sequence[str]) -> Rows:
        hit = next((place for place, name in enumerate(names) if self.word in name), None)
        if hit is not None and not (self.mark and self.mark.exists()):
            self.task(names[:hit])
            if self.mark:
                self.mark.touch()
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        return self.task(names)

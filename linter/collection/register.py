"""The register (register.csv): what the clerk notes: on which day something came, whose a file is that does not say so itself, and
where and when the report was published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct

from linter.collection import tables
from linter.collection.tables import TableError

FILE = "register.csv"
COLUMNS = {
    "unit": ("单位", "单位名称", "unit"),
    "file": ("文件", "文件名", "file"),
    "arrived": ("收到日期", "报送日期", "arrived"),
    "published": ("公开日期", "published"),
    "address": ("公开网址", "网址", "address"),
}
_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")


class Entry(Struct, frozen=True):
    """`unit` or `file` (below the folder, or its name alone) may be empty, not both."""

    where: str
    unit: str
    file: str
    arrived: date | None = None
    published: date | None = None
    address: str = ""

    def is_about(self, parts: Sequence[str]) -> bool:
        """Whether it names the file at `parts`, or the archive or folder that holds it."""
        named = tuple(part for part in self.file.replace("\\", "/").split("/") if part)
        return bool(named) and (tuple(parts[: len(named)]) == named or (len(named) == 1 and named[0] == parts[-1]))


def read(path: Path) -> tuple[Entry, ...]:
    """Raises `TableError`, which names every fault."""
    entries, faults = [], []
    for row in tables.read(path, COLUMNS, [], "收件登记").rows:
        unit, file, address = (row.cells[key] for key in ("unit", "file", "address"))
        days = [row.cells[key] for key in ("arrived", "published")]
        arrived, published = dates = [_day(day) for day in days]
        faults += [f"{row.where}: “{day}”不是日期；写成 2025-02-18 这样" for day, date in zip(days, dates, strict=True) if day and date is None]
        if not unit and not file:
            faults.append(f"{row.where}: 这一行没有写单位，也没有写文件；补上一样")
        entries.append(Entry(row.where, unit, file, arrived, published, address))
    if faults:
        raise TableError("\n".join(faults))
    return tuple(entries)


def _day(words: str) -> date | None:
    for form in _DATES:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    return None

"""Small tables that people keep in Excel, read strictly: UTF-8 or GBK, columns by their names, every fault with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from linter.readers import Unreadable, why
from linter.readers.encoding import decode
from linter.writers.cells import inert, table

_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")


class TableError(ValueError):
    """A table that cannot be used; the text says where and what to do, one fault a line."""

    @property
    def problems(self) -> list[str]:
        return str(self).split("\n")


class Row(Struct, frozen=True):
    """A line of a table; `cells` by every key, empty where a cell or its column is not; `others` by the names of columns that nobody asked for."""

    where: str  # 名册.csv:3
    cells: Mapping[str, str]
    others: Mapping[str, str]


class Table(Struct, frozen=True):
    """`unused` are columns that nobody asked for."""

    rows: tuple[Row, ...] = ()
    unused: tuple[str, ...] = ()


def read(path: Path, columns: Mapping[str, Sequence[str]], required: Iterable[str], what: str) -> Table:
    """The table at `path`, which is a `what` to people. `columns` gives each key the names its column may have. Raises `TableError`."""
    try:
        text, _ = decode(path.read_bytes())
    except OSError as error:
        raise TableError(f"{what} {path.as_posix()} 读不出来：{why(error)}；核对路径") from None
    except Unreadable as refusal:
        raise TableError(f"{what} {path.as_posix()}：{refusal.message}") from None
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise TableError(f"{path.name}:{reader.line_num}: 这一行不是 CSV（{error}）；用 Excel 打开，另存为 CSV") from None
    filled = [(number, cells) for number, cells in lines if any(cells)]
    for number, cells in filled:
        if cells[0].startswith(_CONFLICT):
            raise TableError(f"{path.name}:{number}: 合并留下的 {cells[0][:7]} 没有清理；留下要的那几行，删去记号")
    head = filled[0][1] if filled else []
    places = {key: at for key, names in columns.items() if (at := next((head.index(name) for name in names if name in head), None)) is not None}
    for key in required:
        if key not in places:
            raise TableError(f"{path.name}:1: {what}的第一行要有“{columns[key][0]}”这一列；可用的列是 {'、'.join(_heads(columns))}")
    unused = {at: name for at, name in enumerate(head) if name and at not in places.values()}
    rows = []
    for number, cells in filled[1:]:
        if len(cells) > len(head) and any(cells[len(head) :]):
            raise TableError(f"{path.name}:{number}: 这一行比表头多出“{next(filter(None, cells[len(head):]))}”；含逗号的内容要加引号，或删去多出的格")
        said = {at: _plain(cell) for at, cell in enumerate(cells)}
        known = {key: said.get(places[key], "") if key in places else "" for key in columns}
        rows.append(Row(f"{path.name}:{number}", known, {name: said.get(at, "") for at, name in unused.items()}))
    return Table(tuple(rows), tuple(unused.values()))


def _plain(cell: str) -> str:
    """A cell as it was before `inert`."""
    return cell[1:] if inert(cell[1:]) == cell else cell


def records(columns: Mapping[str, Sequence[str]], made: Sequence[Any]) -> bytes:
    """A table with a line for each, its attributes by the keys of `columns`; then its `others`, names and cells of columns that people added."""
    others = dict.fromkeys(name for one in made for name, _ in one.others)
    rows = ([*(str(getattr(one, key) or "") for key in columns), *(dict(one.others).get(name, "") for name in others)] for one in made)
    return written([*_heads(columns), *others], rows)


def _heads(columns: Mapping[str, Sequence[str]]) -> list[str]:
    return [names[0] for names in columns.values()]


def written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table that Excel opens as it is: UTF-8 with a mark, nothing that it would run. The same rows give the same bytes."""
    return table(columns, rows).encode()

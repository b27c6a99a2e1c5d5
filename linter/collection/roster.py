"""The roster (units.csv): which agencies have to submit, by what names they are known, whom to write to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from linter.collection import tables
from linter.collection.tables import Row, TableError
from linter.review import KIND_NAMES, KINDS, Kind

FILE = "units.csv"
COLUMNS = {
    "name": ("名称", "单位", "单位名称", "name"),
    "aliases": ("简称", "别名", "aliases"),
    "former": ("曾用名", "旧称", "former"),
    "kind": ("类型", "kind"),
    "contact": ("联系人", "contact"),
    "phone": ("电话", "联系电话", "phone"),
}
_KINDS: dict[str, Kind] = {name: kind for kind in KINDS for name in (kind, KIND_NAMES[kind], *KIND_NAMES[kind].split("、"))}
_BETWEEN = re.compile(r"[、，,；;|/\s]+")


class Unit(Struct, frozen=True):
    """An agency that has to submit; `former` are names from before it was renamed. Kind null: told by its name."""

    name: str
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    kind: Kind | None = None
    contact: str = ""
    phone: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases, *self.former)


class Roster(Struct, frozen=True):
    """`unused` are columns of the file that mean nothing here."""

    units: tuple[Unit, ...]
    unused: tuple[str, ...] = field(default=())


def read(path: Path) -> Roster:
    """Raises `TableError`, which names every fault."""
    table = tables.read(path, COLUMNS, ["name"], "名册")
    units = [(row, _unit(row)) for row in table.rows]
    faults = [*_faults(units)]
    if not units:
        faults.append(f"{path.name}:1: 名册里没有单位；一行写一个")
    if faults:
        raise TableError("\n".join(faults))
    return Roster(tuple(unit for _, unit in units), table.unused)


def _unit(row: Row) -> Unit:
    cells = row.cells
    aliases, former = (tuple(filter(None, _BETWEEN.split(cells[key]))) for key in ("aliases", "former"))
    return Unit(cells["name"], aliases, former, _KINDS.get(cells["kind"]), cells["contact"], cells["phone"])


def _faults(units: list[tuple[Row, Unit]]) -> Iterator[str]:
    owners: dict[str, tuple[str, str]] = {}
    for row, unit in units:
        kind = row.cells["kind"]
        if not unit.name:
            yield f"{row.where}: 这一行没有单位名称；补上，或删去这一行"
        if kind and unit.kind is None:
            yield f"{row.where}: 没有“{kind}”这种类型；写 {'、'.join(KIND_NAMES.values())}，或空着"
        for name in filter(None, dict.fromkeys(unit.names)):
            owner, where = owners.setdefault(name, (unit.name, row.where))
            if where != row.where:
                yield f"{row.where}: “{name}”已在 {where} 写给{owner}；一个名称只能是一家的"

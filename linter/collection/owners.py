"""Whose each file is. The register says so, or its text, or its name, folder or archive; of a scan also the report that lies with it.

Where two of these disagree, or none speaks, the file is nobody's, and why is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from linter.collection import archive
from linter.collection.names import Names, same
from linter.collection.received import Received
from linter.collection.register import Entry
from linter.collection.roster import Unit

Owner = tuple[Unit | None, str]  # and by what it is known, or why it is not


def named(files: Iterable[Received]) -> tuple[Unit, ...]:
    """The agencies that the reports themselves name, each by its longest name, in order."""
    units: list[str] = []
    for file in files:
        agency = file.profile.agency if file.profile else None
        if file.kind != "report" or not agency:
            continue
        at = next((at for at, name in enumerate(units) if same(name, agency)), None)
        if at is None:
            units.append(agency)
        else:
            units[at] = max(units[at], agency, key=len)
    return tuple(map(Unit, sorted(units)))


def owners(files: Sequence[Received], names: Names, register: Sequence[Entry]) -> list[Owner]:
    """Of each file, in order."""
    found = [_owner(file, names, register) for file in files]
    units = [unit for unit, _ in found]
    return [
        _beside(file, files, units) if unit is None and not why and file.kind != "skipped" else (unit, why)
        for file, (unit, why) in zip(files, found, strict=True)
    ]


def _owner(file: Received, names: Names, register: Sequence[Entry]) -> Owner:
    """By what the file itself says."""
    if file.kind == "skipped":
        return None, ""
    for entry in register:
        unit = names.meant(entry.unit) if entry.unit and entry.is_about(file.parts) else None
        if unit:
            return unit, f"收件登记（{entry.where}）"
    agency = file.profile.agency if file.profile and file.kind == "report" else None
    told = names.meant(agency) if agency else None
    found, where = next(((units, part) for part in reversed(file.parts) if (units := names.within(part))), ([], ""))
    if told and (not found or told in found):
        return told, "报告的标题、落款"
    if len(found) > 1:
        return None, f"“{where}”里有{'、'.join(unit.name for unit in found)}几家的名称"
    if told:
        return None, f"“{where}”写的是{found[0].name}，报告里写的是{told.name}"
    foreign = f"报告里写的“{agency}”不在名册里" if agency else ""
    return (found[0], f"名称“{where}”{'；' if foreign else ''}{foreign}") if found else (None, foreign)


def _beside(file: Received, files: Sequence[Received], units: Sequence[Unit | None]) -> Owner:
    """By the report that it lies with: in the same archive, under the same name in the same folder, or in a folder called after the
    one agency whose reports it holds."""
    mates = [(other, unit) for other, unit in zip(files, units, strict=True) if unit and other.kind == "report"]
    packed = {unit.name: unit for other, unit in mates if _archive(file) and _archive(other) == _archive(file)}
    if len(packed) == 1:
        return next(iter(packed.values())), "同一压缩包里的报告"
    stem = file.parts[:-1], PurePath(file.name).stem
    twins = {unit.name: unit for other, unit in mates if (other.parts[:-1], PurePath(other.name).stem) == stem}
    if len(twins) == 1:
        return next(iter(twins.values())), "同名的报告"
    near = {unit.name: unit for other, unit in mates if len(file.parts) > 1 and other.parts[:-1] == file.parts[:-1]}
    alone = next(iter(near.values())) if len(near) == 1 else None
    return (alone, f"文件夹“{file.parts[-2]}”和里面的报告") if alone and Names([alone]).within(file.parts[-2]) else (None, "")


def _archive(file: Received) -> tuple[str, ...]:
    """The innermost archive that holds it; empty for none."""
    return next((file.parts[:at] for at in range(len(file.parts) - 1, 0, -1) if archive.is_archive(file.parts[at - 1])), ())

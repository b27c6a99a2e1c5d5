"""What is in a zip: opened in memory, nothing written to disk, archives inside archives too; what cannot be opened is said entry by entry.

Names without the mark of UTF-8 are GBK where they can be, as Chinese Windows writes them.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from linter.readers import Unreadable
from linter.readers.package import LIMITS, expanded

DEPTH = 3  # archives inside one another
_UTF8, _ENCRYPTED = 0x800, 0x1
_LOST = "解压后放进文件夹再运行"


class Entry(Struct, frozen=True):
    """A file in an archive. `parts` are folders, archives and its name; `data` null where `refused` says why it was not opened."""

    parts: tuple[str, ...]
    modified: datetime | None
    data: bytes | None = None
    refused: str = ""


class _Budget:
    """Bytes that the outermost archive may still expand to, and entries that may still be in it and in the archives inside."""

    def __init__(self) -> None:
        self.left = LIMITS.total
        self.entries = LIMITS.entries


def is_archive(name: str) -> bool:
    return name.lower().endswith(".zip")


def entries(data: bytes) -> Iterator[Entry]:
    """Every file in the archive, in its order. An archive that is none gives one entry with no parts."""
    yield from _entries(data, (), _Budget(), 1)


def _entries(data: bytes, above: tuple[str, ...], budget: _Budget, depth: int) -> Iterator[Entry]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, struct.error):
        yield Entry(above, None, refused=f"压缩包打不开（损坏，或不是 zip）；请单位重发，或{_LOST}")
        return
    if len(infos) > budget.entries:
        yield Entry(above, None, refused=f"压缩包里（连同里面的压缩包）超过 {LIMITS.entries} 个文件，没有打开；{_LOST}")
        return
    budget.entries -= len(infos)
    for info in infos:
        if info.filename.endswith("/"):
            continue
        entry = _entry(archive, info, above, budget)
        if entry.data is None or not is_archive(entry.parts[-1]):
            yield entry
        elif depth == DEPTH:
            yield Entry(entry.parts, entry.modified, refused=f"压缩包套了 {DEPTH} 层以上，没有再打开；{_LOST}")
        else:
            yield from _entries(entry.data, entry.parts, budget, depth + 1)


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, above: tuple[str, ...], budget: _Budget) -> Entry:
    name = _name(info)
    inside = tuple(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))
    parts, modified = (*above, *inside), _modified(info)
    if not inside or ".." in inside or name.startswith(("/", "\\")) or ":" in name:
        safe = tuple(part for part in inside if part != "..") or ("（无名）",)
        return Entry((*above, *safe), modified, refused=f"文件名 {name} 越出了压缩包，没有打开；请确认文件来源")
    if info.flag_bits & _ENCRYPTED:
        return Entry(parts, modified, refused=f"压缩包设了密码，没有打开；问来密码，{_LOST}")
    try:
        data = expanded(archive, info, inside[-1], budget.left)
    except Unreadable as refusal:
        return Entry(parts, modified, refused=refusal.message)
    budget.left -= len(data)
    return Entry(parts, modified, data)


def _name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8 or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:  # a Unicode name came along in an extra field
        return info.filename
    for encoding in ("utf-8", "gb18030"):  # some programs write UTF-8 and forget the mark
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _modified(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time)
    except ValueError:
        return None

"""What came in: every file of a folder and of the archives in it, and what each one is by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from linter import batch, readers
from linter.collection import archive, register, roster
from linter.config.options import Options
from linter.discovery import Found, shown
from linter.document import Document
from linter.facts import Facts
from linter.facts.profile import profile
from linter.review import Profile

DESK = "审核"  # the folder in which this program keeps its state, beside the reports
_OWN_FILES = (roster.FILE, register.FILE)
_PICTURES = frozenset(".jpg .jpeg .png .tif .tiff .bmp".split())
_PACKED = frozenset(".rar .7z .tar .gz .tgz".split())
_NO_TEXT = frozenset({"no-text-layer", "no-codes"})
_SYSTEM = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})

# report: can be checked; scan: proves that something was sent; other: no report; unread: could not be opened; skipped: nobody's
Kind = Literal["report", "scan", "other", "unread", "skipped"]


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came in. `parts` are folders, archives and its name below the folder; `arrived` is the date of the file on
    disk that holds it. `said` is why it is what it is, `origin` where its bytes are to be had."""

    path: str
    parts: tuple[str, ...]
    kind: Kind
    said: str = ""
    modified: datetime | None = None
    arrived: datetime | None = None
    document: Document | None = None
    profile: Profile | None = None
    sha256: str = ""
    origin: Path | bytes | None = None

    @property
    def name(self) -> str:
        return self.parts[-1]

    @property
    def below(self) -> str:
        """The path below the folder, as people are shown it."""
        return "/".join(self.parts)


def received(entries: Iterable[Found], folder: Path, options: Callable[[Path], Options], tick: Callable[[], None] = lambda: None) -> Iterator[Received]:
    """Everything that was found in the folder, in that order, archives opened."""
    for found in entries:
        if found.code in (None, "skipped"):
            yield from _of(found, folder, options)
        elif found.code != "no-reports":
            yield Received(shown(found.path), _below(found.path, folder), "unread", found.reason or "")
        tick()


def _below(path: Path, folder: Path) -> tuple[str, ...]:
    return tuple(part.encode("utf-8", "replace").decode() for part in path.relative_to(folder).parts) or (folder.name,)


def _of(found: Found, folder: Path, options: Callable[[Path], Options]) -> Iterator[Received]:
    parts = _below(found.path, folder)
    if parts[0] == DESK or parts in [(name,) for name in _OWN_FILES]:
        yield Received(shown(found.path), parts, "skipped", "本软件用的表和审核记录")
        return
    if found.code == "skipped" and not found.foreign:
        yield Received(shown(found.path), parts, "skipped", found.reason or "")
        return
    arrived = _date(found.path)
    if not archive.is_archive(found.path.name) and found.code == "skipped":
        yield _foreign(found.path, parts, arrived, arrived)
        return
    try:
        data = batch.content(found.path)
    except readers.Unreadable as refusal:
        yield Received(shown(found.path), parts, "unread", refusal.message, arrived, arrived)
        return
    if not archive.is_archive(found.path.name):
        yield _examined(data, found.path, found.path, parts, arrived, arrived, options)
        return
    for entry in archive.entries(data):
        inside = found.path.joinpath(*entry.parts)
        parts_inside, modified = (*parts, *entry.parts), entry.modified or arrived
        if entry.data is None:
            yield Received(shown(inside), parts_inside, "unread", entry.refused, modified, arrived)
        elif inside.suffix.lower() in readers.EXTENSIONS and not _is_system(entry.parts):
            yield _examined(entry.data, inside, entry.data, parts_inside, modified, arrived, options)
        else:
            yield _foreign(inside, parts_inside, modified, arrived)


def _date(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        return None


def _is_system(parts: tuple[str, ...]) -> bool:
    return parts[0] == "__MACOSX" or parts[-1].lower() in _SYSTEM or parts[-1].startswith(("~$", "._"))


def _foreign(path: Path, parts: tuple[str, ...], modified: datetime | None, arrived: datetime | None) -> Received:
    """A file that no reader reads: a picture of a page, an archive of another kind, something else."""
    suffix = path.suffix.lower()
    if _is_system(parts) or "__MACOSX" in parts:
        return Received(shown(path), parts, "skipped", "系统文件")
    if suffix in _PICTURES:
        return Received(shown(path), parts, "scan", "图片，没有文字可查", modified, arrived)
    if suffix in _PACKED:
        return Received(shown(path), parts, "unread", f"{suffix} 压缩包打不开；解压后放进文件夹再运行", modified, arrived)
    return Received(shown(path), parts, "other", "不是报告的格式，没有检查", modified, arrived)


def _examined(
    data: bytes, path: Path, origin: Path | bytes, parts: tuple[str, ...], modified: datetime | None, arrived: datetime | None,
    options: Callable[[Path], Options],
) -> Received:
    """A file that a reader reads, with what its text says of itself."""
    asked, digest, name = options(path), hashlib.sha256(data).hexdigest(), shown(path)
    try:
        document = readers.read(data, name, asked.soffice)
        known = profile(Facts(document, asked.overrides))
    except readers.Unreadable as refusal:
        kind: Kind = "scan" if refusal.code in _NO_TEXT else "unread"
        return Received(name, parts, kind, refusal.message, modified, arrived, sha256=digest, origin=origin)
    except Exception as error:  # a fault of ours on one file must not cost the others
        return Received(name, parts, "unread", f"程序出错（{type(error).__name__}: {error}）；请把本文件和这行信息报给维护者", modified, arrived, sha256=digest)
    genre = "" if known.genre == "annual-report" else f"像是{known.genre}，不是法治政府建设年度报告"
    return Received(name, parts, "other" if genre else "report", genre, modified, arrived, document, known, digest, origin)



"""What came in: every file of a folder and of the archives in it, and what each one is by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from linter import batch, readers
from linter.batch import READING
from linter.collection import archive, register, roster
from linter.config.options import Options
from linter.deadline import TooSlow, limited
from linter.discovery import Found, shown
from linter.document import Document
from linter.facts import Facts
from linter.facts.profile import profile
from linter.readers.package import LIMITS
from linter.review import Profile

DESK = "审核"  # the folder in which this program keeps its state, beside the reports
LETTER = "letter.yaml"  # what the office fills into its letters
_OWN_FILES = (roster.FILE, register.FILE, LETTER)
_PICTURES = frozenset(".jpg .jpeg .png .tif .tiff .bmp".split())
_PACKED = frozenset(".rar .7z .tar .gz .tgz".split())
_NO_TEXT = frozenset({"no-text-layer", "no-codes"})
_SYSTEM = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})

# report: can be checked; scan: proves that something was sent; other: no report; unread: could not be opened; skipped: nobody's
Kind = Literal["report", "scan", "other", "unread", "skipped"]


class Received(Struct, frozen=True):
    """A file as it came in. `parts` are folders, archives and its name below the folder; `arrived` is the date of the file on
    disk that holds it. `said` is why it is what it is, `origin` where its bytes are to be had (null: in an archive)."""

    path: str
    parts: tuple[str, ...]
    kind: Kind
    said: str = ""
    modified: datetime | None = None
    arrived: datetime | None = None
    document: Document | None = None
    profile: Profile | None = None
    sha256: str = ""
    origin: Path | None = None

    @property
    def name(self) -> str:
        return self.parts[-1]

    @property
    def below(self) -> str:
        """The path below the folder, as people are shown it."""
        return "/".join(self.parts)


class _Place(Struct, frozen=True):
    """Where a file lies, on disk or in an archive, and its dates."""

    path: Path
    parts: tuple[str, ...]
    modified: datetime | None = None
    arrived: datetime | None = None

    def holds(self, kind: Kind, said: str, sha256: str = "", origin: Path | None = None) -> Received:
        return Received(shown(self.path), self.parts, kind, said, self.modified, self.arrived, sha256=sha256, origin=origin)


def received(entries: Iterable[Found], folder: Path, options: Callable[[Path], Options], tick: Callable[[], None] = lambda: None) -> Iterator[Received]:
    """Everything that was found in the folder, in that order, archives opened."""
    for found in entries:
        parts = tuple(part.encode("utf-8", "replace").decode() for part in found.path.relative_to(folder).parts) or (folder.name,)
        date = _date(found.path)
        place = _Place(found.path, parts, date, date)
        if parts[0] == DESK or (len(parts) == 1 and parts[0] in _OWN_FILES):
            yield place.holds("skipped", "名册、登记、审核记录等，本软件自己用")
        elif found.code is None or found.foreign:
            yield from _file(place, options)
        elif found.code != "no-reports":
            yield place.holds("skipped" if found.code == "skipped" else "unread", found.reason or "")
        tick()


def _date(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime)
    except (OSError, ValueError, OverflowError):
        return None


def _file(place: _Place, options: Callable[[Path], Options]) -> Iterator[Received]:
    """A file on disk, or what an archive holds."""
    packed = archive.is_archive(place.path.name)
    if not packed and place.path.suffix.lower() not in readers.EXTENSIONS:
        yield _foreign(place)
        return
    try:
        data = batch.content(place.path, LIMITS.total if packed else None)
    except readers.Unreadable as refusal:
        yield place.holds("unread", refusal.message)
        return
    if not packed:
        yield _examined(data, place, place.path, options)
        return
    for entry in archive.entries(data):
        inside = _Place(place.path.joinpath(*entry.parts), (*place.parts, *entry.parts), entry.modified or place.modified, place.arrived)
        if entry.data is None:
            yield inside.holds("unread", entry.refused)
        elif inside.path.suffix.lower() not in readers.EXTENSIONS or _is_system(inside):
            yield _foreign(inside)
        else:
            yield _examined(entry.data, inside, None, options)  # nobody asks for the bytes again, so they are not kept


def _is_system(place: _Place) -> bool:
    return "__MACOSX" in place.parts or place.path.name.lower() in _SYSTEM or place.path.name.startswith(("~$", "._"))


def _foreign(place: _Place) -> Received:
    """A file that no reader reads: a picture of a page, an archive of another kind, something else."""
    suffix = place.path.suffix.lower()
    if _is_system(place):
        return place.holds("skipped", "系统文件")
    if suffix in _PICTURES:
        return place.holds("scan", "图片，没有文字可查")
    if suffix in _PACKED:
        return place.holds("unread", f"{suffix} 压缩包打不开；解压后放进文件夹再运行")
    return place.holds("other", "不是报告的格式，没有检查")


def _examined(data: bytes, place: _Place, origin: Path | None, options: Callable[[Path], Options]) -> Received:
    """A file that a reader reads, with what its text says of itself."""
    asked, digest = options(place.path), hashlib.sha256(data).hexdigest()
    try:
        with limited(READING):
            document = readers.read(data, place.path.name, asked.soffice)
            known = profile(Facts(document, asked.overrides))
    except TooSlow:
        return place.holds("unread", f"{READING} 秒还没有读完，没有检查；请用原来的软件另存一份", digest, origin)
    except readers.Unreadable as refusal:
        return place.holds("scan" if refusal.code in _NO_TEXT else "unread", refusal.message, digest, origin)
    except Exception as error:  # a fault of ours on one file must not cost the others
        return place.holds("unread", f"程序出错（{type(error).__name__}: {error}）；请把本文件和这行信息报给维护者", digest, origin)
    if known.genre == "annual-report":
        return replace(place.holds("report", "", digest, origin), document=document, profile=known)
    return replace(place.holds("other", f"像是{known.genre}，不是法治政府建设年度报告", digest, origin), document=document, profile=known)

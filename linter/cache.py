"""What was worked out once and is kept for the next run, in the user's cache folder. It can be deleted at any time.

An entry is a file whose name says all that it depends on, and whose first bytes are a checksum of the rest: one that is not whole,
or not ours, is as if it were not there. Nothing in it is a program; what could harm Python if a stranger wrote it is kept in the user's
own folder only (`Memo`, private). Entries are written whole or not at all; what cannot be written is not kept, and nobody is told: the
next run works it out again.
"""

from __future__ import annotations

import atexit
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from linter import digests, resources
from linter.files import put

SETTING = "FAZHI_LINT_CACHE"  # of the environment: a folder to use instead, or OFF; child processes have it too
OFF = "off"
_NAME = "fazhi-lint"
T = TypeVar("T")
_SUM = 4  # bytes
_SELDOM = 100  # one entry in so many looks how much there is
_MANY = 5_000  # answers of a memo
_MARK = 8  # bytes of a digest, which no two of so many texts have in common


def folder() -> Path | None:
    """Where entries are kept; null where none are."""
    given = os.environ.get(SETTING)
    if given == OFF:
        return None
    return _path(given) if given else _usual(os.environ.get("XDG_CACHE_HOME"), os.environ.get("HOME"))


_path = lru_cache(maxsize=1)(Path)  # asked for each report


@lru_cache(maxsize=1)
def _usual(xdg: str | None, home: str | None) -> Path:
    """The user's own, by what the environment says; asked for each report."""
    above = xdg if xdg and xdg.startswith("/") else f"{home}/.cache" if home and home.startswith("/") else None
    if sys.platform == "linux" and above is not None:
        return Path(above, _NAME)  # as platformdirs says, whose import takes a tenth of the start
    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path(_NAME, appauthor=False)


def key(kind: str, parts: Iterable[str | bytes]) -> str:
    """The name of an entry that depends on `parts` and on the program itself."""
    told = [part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in (_program(), *parts)]
    sizes = " ".join(map(str, map(len, told))).encode()
    return f"{kind}/{digests.sha256(b''.join((sizes, b' ', *told))).hexdigest()}"


def get(name: str) -> memoryview | None:
    """What was kept under that name."""
    place = folder()
    if place is None:
        return None
    try:
        content = _read(f"{place}/{name}")
    except OSError:
        return None
    data = memoryview(content)[_SUM:]  # a copy takes as long as to read it
    return data if content[:_SUM] == _sum(data) else None


def _read(path: str) -> bytes:
    """With the fewest questions to the system, as it is asked for each report."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return os.read(file, os.fstat(file).st_size)
    finally:
        os.close(file)


def has(name: str) -> bool:
    """Whether something is kept under that name, whole or not."""
    place = folder()
    return place is not None and os.path.exists(f"{place}/{name}")  # noqa: PTH110


def keep(name: str, data: bytes, most: int = 64 * 1024 * 1024) -> None:
    """Keep it, and of its kind not more than `most` bytes: now and then, those go that were written longest ago."""
    place = folder()
    if place is None:
        return
    file = place / name
    with suppress(OSError):
        file.parent.mkdir(0o700, parents=True, exist_ok=True)
        file.unlink(missing_ok=True)  # who finds none works it out, and some systems write to the disk at once what takes another's place
        put(file, _sum(data) + data, lasting=False)
        if int(file.name[:8], 16) % _SELDOM == 0:
            _trim(file.parent, most)


class Memo(Generic[T]):
    """What is worked out of texts, all in one entry: read when the first is asked for, kept when a process ends that worked out more.

    `depends` is what the answers depend on beside the program; they are of the type `of`. `private` ones are kept where nobody else
    can have written, and nowhere else.
    """

    def __init__(self, kind: str, depends: Iterable[str], of: Any, private: bool = False) -> None:
        self._kind, self._depends, self._of, self._private = kind, depends, of, private
        self._asked: set[int] = set()

    def __call__(self, text: str, work_out: Callable[[], T]) -> T:
        mark = int.from_bytes(digests.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_MARK], "big")
        self._asked.add(mark)
        with suppress(msgspec.DecodeError, KeyError):
            return self._read(self._known[mark])
        found = work_out()
        with suppress(UnicodeEncodeError):
            self._known[mark] = msgspec.msgpack.encode(found)
        return found

    @cached_property
    def _read(self) -> Callable[[bytes], T]:
        return msgspec.msgpack.Decoder(self._of).decode

    @cached_property
    def _known(self) -> dict[int, bytes]:
        known, place = dict[int, bytes](), key(self._kind, self._depends)
        if self._private and not _is_private(self._kind):
            return known
        with suppress(msgspec.DecodeError):
            known = _answers(get(place) or b"")
        _memos.append(partial(self._keep, place, len(known)))
        return known

    def _keep(self, place: str, before: int) -> None:
        if before < len(self._known):
            with suppress(msgspec.DecodeError):  # another process may have worked out what this one was not asked for
                self._known.update(_answers(get(place) or b""))
            known = self._known if len(self._known) <= _MANY else {mark: self._known[mark] for mark in self._asked & self._known.keys()}
            keep(place, msgspec.msgpack.encode(known))


def _answers(data: bytes | memoryview) -> dict[int, bytes]:
    """By the mark of what was asked: of a thousand texts and answers those are read that are wanted."""
    return msgspec.msgpack.decode(data, type=dict[int, bytes])


_memos: list[Callable[[], None]] = []


@atexit.register
def keep_memos() -> None:
    """What was worked out is kept: at the end of a process, of which a copy of another has to take care itself."""
    while _memos:
        _memos.pop()()


def _is_private(kind: str) -> bool:
    """Whether entries of that kind lie in the user's usual folder, that nobody else may change: as good as the compiled modules that Python
    keeps. A folder that was given may be shared, or come from another machine."""
    place = folder()
    if place is None or os.environ.get(SETTING):
        return False
    try:
        found = (place / kind).stat()
    except OSError:
        return True  # none yet: it will be made so
    return os.name != "posix" or (found.st_uid == os.getuid() and not found.st_mode & 0o022)


def _trim(kind: Path, most: int) -> None:
    entries = []
    for entry in os.scandir(kind):
        with suppress(OSError):  # another run has just removed it
            entries.append((entry.stat().st_mtime_ns, entry.stat().st_size, entry.path))
    room = most
    for _, size, path in sorted(entries, reverse=True):
        room -= size
        if room < 0:
            with suppress(OSError):
                os.unlink(path)  # noqa: PTH108


def _sum(data: bytes | memoryview) -> bytes:
    return zlib.crc32(data).to_bytes(_SUM, "big")  # a broken entry is an accident; a digest takes four times as long


@cache
def _program() -> bytes:
    """What everything depends on: our code and rulesets. Installed, the list of files with their digests that the installer left says
    it (one version may be built from many commits); in a checkout, where files change all the time, their dates and sizes."""
    package = Path(__file__).parent
    if getattr(sys, "frozen", False):
        program = os.stat(sys.executable)  # noqa: PTH116
        dates = [f"{sys.executable} {program.st_mtime_ns} {program.st_size}"]
    elif records := sorted(package.parent.glob("fazhi_lint-*.dist-info/RECORD")) if resources.packaged() else []:
        return digests.sha256(b"".join(record.read_bytes() for record in records)).digest()
    else:
        dates = sorted(date for folder in (package, resources.rulesets()) for date in _dates(folder))
    return digests.sha256("\n".join(dates).encode("utf-8", "surrogatepass")).digest()


def _dates(folder: Path | str) -> Iterator[str]:
    """Of each file below."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _dates(entry.path)
        else:
            found = entry.stat()
            yield f"{entry.path} {found.st_mtime_ns} {found.st_size}"

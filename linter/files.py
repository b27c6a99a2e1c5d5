"""Files that are written whole or not at all, and changed by one program at a time."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

_LONGEST = 10.0  # seconds: a change takes milliseconds, so what stands so long was left by a program that was killed
_PAUSE = 0.02
_AT_ONCE = 1 << 20  # bytes: the system takes half as long for a few large parts as for many of some kilobytes


def realpaths() -> Callable[[str | Path], str]:
    """`os.path.realpath` for many files, which asks about each folder once."""
    folder_of = cache(os.path.realpath)

    def real(path: str | Path) -> str:
        folder, _, name = os.fspath(path).rpartition("/")
        if sys.platform == "win32" or not folder or name in ("", ".", "..") or os.path.islink(path):  # noqa: PTH114  Windows knows a file by several names
            return os.path.realpath(path)
        return f"{folder_of(folder)}/{name}"

    return real


def put(target: Path, data: bytes | Iterable[bytes], *, lasting: bool = True) -> None:
    """Write the whole file or nothing: a temporary file beside it, then a rename. A device is written to as it is.

    `lasting`: also a power cut right afterwards finds the old file or the new one.
    """
    parts = (data,) if isinstance(data, bytes) else data
    if target.exists() and not target.is_file():
        with target.open("wb") as device:
            device.writelines(parts)
    else:
        _replace(Path(os.path.realpath(target)), parts, lasting)


def _replace(target: Path, parts: Iterable[bytes], lasting: bool) -> None:
    temporary = target.with_name(f".fazhi-lint-{os.urandom(8).hex()}.tmp")
    try:
        with temporary.open("xb", _AT_ONCE) as file:  # new, so that a link that somebody left in a shared folder leads nowhere
            file.writelines(parts)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o7777)
        temporary.replace(target)
    except BaseException:  # also what the parts raise while they are made
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def alone(target: Path) -> Iterator[None]:
    """While this lasts nobody else who asks for it changes `target`, here or on another machine that shares the folder.

    A file beside it says so, since locks of a system do not reach over shared folders.
    """
    sign = target.with_name(f"{target.name}.lock")
    seen, since = 0, time.monotonic()
    while True:
        try:
            sign.open("xb").close()
            break
        except FileExistsError:
            pass
        except PermissionError:  # Windows says so of a file that is just being deleted
            if sys.platform != "win32" or time.monotonic() - since > _LONGEST:
                raise
        stands = _made(sign)
        if stands != seen:
            seen, since = stands, time.monotonic()
        elif stands and time.monotonic() - since > _LONGEST:
            _put_away(sign, stands)
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        sign.unlink(missing_ok=True)


def _put_away(sign: Path, left: int) -> None:
    """Take away the sign made at `left` by a program that is no more; one that somebody else has put there meanwhile stays."""
    aside = sign.with_name(f"{sign.name}.{os.urandom(8).hex()}")
    try:
        sign.rename(aside)  # of several who wait one succeeds
    except OSError:
        return
    if _made(aside) != left:
        with suppress(OSError):
            os.link(aside, sign)
    aside.unlink(missing_ok=True)


def _made(file: Path) -> int:
    """When a file was made, by its own clock; zero where it is gone."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0

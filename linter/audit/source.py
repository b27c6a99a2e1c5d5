"""Where the reports of an audit lie: a folder, a list of files, or object storage. Names come out, and the bytes of each.

A name is relative to the folder, to the folder of the list, or to the address; one in a list may also be absolute or an address.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct

from linter import batch, readers
from linter.audit import AuditError
from linter.collection import MissingExtra
from linter.discovery import NO_REPORT, discover, shown
from linter.readers import EXTENSIONS
from linter.readers.encoding import decode

_GONE = "没有这个文件；请检查路径，看是不是刚被移走"


class Source(Struct, frozen=True):
    """`root` is an absolute folder or an address (`s3://bucket/reports`), the same on every machine that reads from it."""

    root: str

    def read(self, name: str) -> bytes:
        """The bytes of a report. Raises `Unreadable`, whatever the storage says."""
        place = self.place(name)
        if not is_address(place):
            if not os.path.exists(place):  # noqa: PTH110  Path.exists raises where a folder above may not be entered
                raise readers.Unreadable("not-found", _GONE)
            if os.path.isdir(place):  # noqa: PTH112  Path.is_dir raises where a folder above may not be entered
                raise readers.Unreadable("unreadable", "文件夹打不开，里面的报告没有查；请检查权限")
            return batch.content(Path(place))
        limit = readers.largest(name)
        try:
            storage, path = _storage(place)
            with storage.open(path, "rb") as file:
                data: bytes = file.read(limit + 1)
            if len(data) > limit:
                raise readers.too_large(int(storage.size(path) or len(data)), limit)
        except readers.Unreadable:
            raise
        except AuditError as error:
            raise readers.Unreadable("unreadable", str(error)) from None
        except FileNotFoundError:
            raise readers.Unreadable("not-found", _GONE) from None
        except Exception as error:  # each storage has exceptions of its own
            raise readers.Unreadable("unreadable", f"文件打不开：{type(error).__name__}: {error}") from error
        return data

    def place(self, name: str) -> str:
        """Where a report is: an absolute path or an address."""
        if is_address(name):
            return name
        return f"{self.root}/{name}" if is_address(self.root) else os.path.join(self.root, name)  # noqa: PTH118  a name may be absolute


class Listing(Struct, frozen=True):
    """The reports of an input, in a fixed order, each once; `given` is what binds the audit to it, `passed_over` how many files are none."""

    given: str
    source: Source
    names: Sequence[str]
    passed_over: int


def is_address(name: str) -> bool:
    return "://" in name


def listing(given: str) -> Listing:
    """Every report that `given` means. Raises `AuditError` where there is none."""
    made = _stored(given) if is_address(given) else _folder(given) if os.path.isdir(given) else _list(given)  # noqa: PTH112
    if not made.names:
        raise AuditError(f"{given} 里没有可检查的报告（认 {'、'.join(sorted(EXTENSIONS))}）")
    return made


def _folder(given: str) -> Listing:
    root, names, passed_over = os.path.abspath(given), [], 0  # noqa: PTH100  without following links, as it was named
    for found in discover([root]):
        if found.code in ("skipped", "no-reports"):
            passed_over += found.code == "skipped"
        else:  # what could not be looked into is a name too, so that it comes out as an input that was not checked
            names.append(found.path.relative_to(root).as_posix())
    return Listing(root, Source(root), names, passed_over)


def _list(given: str) -> Listing:
    path = Path(given)
    if not os.path.exists(path):  # noqa: PTH110
        raise AuditError(f"没有 {given} 这个文件夹或清单；请检查路径")
    try:
        text, _ = decode(batch.content(path, 1 << 30))
    except readers.Unreadable as refusal:
        raise AuditError(f"{given}：{refusal.message}") from None
    lines = [line.strip() for line in text.splitlines()]
    source = Source(os.path.abspath(path.parent))  # noqa: PTH100
    names = _once(line for line in lines if line)
    if names and not any(is_address(name) or os.path.exists(source.place(name)) for name in names):  # noqa: PTH110
        raise AuditError(f"{given} 不是清单：里面没有一行是有的文件；清单一行写一份报告的路径，从清单所在的文件夹算起，要查的是报告就给出放报告的文件夹")
    return Listing(os.path.abspath(path), source, names, sum(map(bool, lines)) - len(names))  # noqa: PTH100


def _stored(given: str) -> Listing:
    root = given.rstrip("/")
    try:
        storage, path = _storage(root)
        found = sorted(storage.find(path))
    except AuditError:
        raise
    except Exception as error:  # each storage has exceptions of its own
        raise AuditError(f"{given} 打不开：{type(error).__name__}: {error}") from error
    prefix = path.rstrip("/") + "/"
    names = [name.removeprefix(prefix) for name in found]
    reports = [name for name in names if PurePosixPath(name).suffix.lower() in EXTENSIONS and not _left_alone(name)]
    return Listing(root, Source(root), reports, len(names) - len(reports))


def _left_alone(name: str) -> bool:
    """Whether a folder would pass it over too: hidden, temporary, a repository's own papers."""
    *folders, last = PurePosixPath(name).parts
    return re.search(NO_REPORT, last) is not None or any(folder.startswith(".") for folder in folders)


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _storage(address: str) -> tuple[Any, str]:
    """The file system of an address and the path in it. Raises `AuditError`."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  an extra
    except ImportError:
        raise AuditError(str(MissingExtra("audit", "fsspec", f"读 {address} "))) from None
    try:
        storage, path = url_to_fs(address)
    except (ImportError, ValueError) as error:  # a protocol that is not known, or one whose package is not installed
        raise AuditError(f"{address} 打不开：{error}；对象存储要另装对应的包，如 s3:// 用 s3fs") from error
    return storage, str(path)


def display(name: str) -> str:
    """A name as it can be written as UTF-8, whatever bytes it has."""
    return name if is_address(name) else shown(PurePosixPath(name))

"""Which files an argument means: the file itself, or the reports of a folder found by extension.

Hidden files, a repository's README and the like, files that `.gitignore` names and links that lead out of the folder are left alone;
each one left alone is listed.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.files import realpaths
from linter.readers import EXTENSIONS, is_own_page, why

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# hidden and temporary files, a repository's own papers (by name in ASCII); the hooks for pre-commit leave out the same
NO_REPORT = r"(?i)(^|/)(\.|~\$|(readme|changelog|contributing|licen[cs]e|requirements)[!-.0-~]*$)"

Ignores = Sequence[tuple[Path, "GitIgnoreSpec"]]


class Found(Struct, frozen=True):
    """A report to check (`code` null), `real` without links, or a path that was not taken and why; `foreign` is a file that is only of another format."""

    path: Path
    reason: str | None = None
    code: str | None = None
    foreign: bool = False
    real: str = ""


def discover(arguments: Iterable[str]) -> Iterator[Found]:
    """Every report the arguments name, in order, folders sorted, each file once.

    A path that does not exist, or a folder without a report, comes with code `not-found` or `no-reports`: it is to be
    counted as an unchecked input. What was passed over on purpose comes with code `skipped`.
    """
    seen: dict[str, Path] = {}
    real = realpaths()  # Path.resolve raises on a loop of links
    for argument in arguments:
        for found in _of(Path(argument), real):
            if found.code is not None:
                yield found
                continue
            first = seen.setdefault(found.real, found.path)
            yield found if first is found.path else Found(found.path, f"与 {first.as_posix()} 是同一个文件", "skipped")


def _of(path: Path, real: Callable[[Path], str]) -> Iterator[Found]:
    if not os.path.exists(path):  # noqa: PTH110  Path.exists raises where a folder above may not be entered
        yield Found(path, "没有这个文件或文件夹；请检查路径", "not-found")
    elif not path.is_dir():
        yield Found(path, real=real(path))
    else:
        empty = True
        root = os.path.realpath(path)
        for found in _walk(path, root, root, _ignores_above(path)):
            empty = empty and found.code == "skipped"
            yield found
        if empty:
            yield Found(path, f"文件夹里没有可检查的报告（认 {'、'.join(sorted(EXTENSIONS))}）", "no-reports")


def _walk(folder: Path, real: str, root: str, ignores: Ignores) -> Iterator[Found]:
    """What is in a folder, `real` without links."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, f"文件夹打不开：{why(error)}", "unreadable")
        return
    own = _ignore_file(folder)
    ignores = [*ignores, (folder, own)] if own else ignores
    for each in entries:
        entry, is_folder = Path(each.path), _is_folder(each)
        reason = _why_not(entry, each.is_symlink(), is_folder, root, ignores)
        if reason:
            yield Found(entry, reason, "skipped")
        elif is_folder:
            yield from _walk(entry, os.path.join(real, each.name), root, ignores)  # noqa: PTH118
        elif entry.suffix.lower() in EXTENSIONS:
            yield Found(entry, "是检查结果", "skipped") if _is_result(entry) else Found(entry, real=_real(each, real))
        else:
            yield Found(entry, f"扩展名 {entry.suffix or '（无）'} 不是报告", "skipped", foreign=True)


def _real(entry: os.DirEntry[str], folder: str) -> str:
    """Without links, by what the folder's list says: to ask for each of thousands takes longer. Windows knows a file by several names."""
    asked = sys.platform == "win32" or entry.is_symlink()
    return os.path.realpath(entry) if asked else os.path.join(folder, entry.name)  # noqa: PTH118


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """As the folder's list says, or, where a file system's list says nothing and nothing more may be asked, not; a link is followed,
    and one in a loop leads to none."""
    with suppress(OSError):
        return os.path.isdir(entry) if entry.is_symlink() else entry.is_dir()  # noqa: PTH112
    return False


def _why_not(entry: Path, is_link: bool, is_folder: bool, root: str, ignores: Ignores) -> str | None:
    if entry.name.startswith((".", "~$")):
        return "隐藏文件或临时文件"
    if not is_folder and re.search(NO_REPORT, entry.name):
        return "仓库自己的说明文件；是报告就写明它的路径"
    if is_link:
        real = os.path.realpath(entry)
        if not Path(real).is_relative_to(root):
            return "链接指向文件夹之外"
        if is_folder:
            return "文件夹的链接，所指处另行检查"
    return ".gitignore 里写明不要的" if _ignored(entry, ignores, is_folder) else None


def _is_result(entry: Path) -> bool:
    if entry.suffix.lower() not in (".html", ".htm", ".md", ".markdown"):
        return False
    try:
        with entry.open("rb") as file:
            return is_own_page(file.read(1024))
    except OSError:
        return False  # whoever reads it says why it cannot


def _ignored(entry: Path, ignores: Ignores, is_folder: bool) -> bool:
    """As git decides: the deepest `.gitignore` that says anything of `entry` is believed."""
    for folder, spec in reversed(ignores):
        name = Path(os.path.relpath(entry, folder)).as_posix() + "/" * is_folder
        verdict = spec.check_file(name).include
        if verdict is not None:
            return verdict
    return False


def _ignores_above(path: Path) -> Ignores:
    """What the `.gitignore` files between `path` and the top of its repository say; nothing where they ignore `path`
    itself, because the user has named it."""
    folder = Path(os.path.abspath(path))  # noqa: PTH100  without following links, as git does
    above: list[tuple[Path, GitIgnoreSpec]] = []
    while not (folder / ".git").exists():
        if folder.parent == folder:
            return []  # no repository
        folder = folder.parent
        spec = _ignore_file(folder)
        if spec:
            above.insert(0, (folder, spec))
    return [] if _ignored(path, above, is_folder=True) else above


def _ignore_file(folder: Path) -> GitIgnoreSpec | None:
    try:
        lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  only a folder with a .gitignore pays for it

    def valid(line: str) -> bool:
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:  # git passes over a line that makes no sense
            return False
        return True

    return GitIgnoreSpec.from_lines(filter(valid, lines))


def shown(path: PurePath) -> str:
    """A path as given, with forward slashes, that can be written as UTF-8 whatever bytes its name has."""
    name = path.as_posix()
    try:
        name.encode()
    except UnicodeEncodeError:  # undecodable bytes, or Chinese under a C locale
        return os.fsencode(name).decode("utf-8", "replace")
    return name

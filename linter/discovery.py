"""Which files an argument means: the file itself, or the reports of a folder found by extension.

Hidden files, files that `.gitignore` names and links that lead out of the folder are left alone; each one left alone is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from linter.readers import EXTENSIONS

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True, slots=True)
class Found:
    """A report to check (`reason` null) or a file that was left alone and why."""

    path: Path
    reason: str | None = None
    code: str | None = None


def discover(arguments: Iterable[str]) -> Iterator[Found]:
    """Every report the arguments name, in order, folders sorted, each file once.

    A path that does not exist, or a folder without a report, comes with code `not-found` or `no-reports`: it is to be
    counted as an unchecked input. What was passed over on purpose comes with code `skipped`.
    """
    seen: set[Path] = set()
    for argument in arguments:
        path = Path(argument)
        if path.is_dir():
            any_report = False
            for found in _walk(path, path.resolve(), []):
                any_report = any_report or found.code is None
                if found.path.absolute() not in seen:
                    seen.add(found.path.absolute())
                    yield found
            if not any_report:
                yield Found(path, f"文件夹里没有可检查的报告（认 {'、'.join(sorted(EXTENSIONS))}）", "no-reports")
        elif not path.exists():
            yield Found(path, "没有这个文件或文件夹；请检查路径", "not-found")
        elif path.absolute() not in seen:
            seen.add(path.absolute())
            yield Found(path)


def _walk(folder: Path, root: Path, ignores: list[tuple[Path, GitIgnoreSpec]]) -> Iterator[Found]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(folder, f"文件夹打不开：{error.strerror}", "unreadable")
        return
    own = _ignore_file(folder)
    ignores = [*ignores, (folder, own)] if own else ignores
    for entry in entries:
        reason = _why_not(entry, root, ignores)
        if reason:
            yield Found(entry, reason, "skipped")
        elif entry.is_dir():
            yield from _walk(entry, root, ignores)
        elif entry.suffix.lower() in EXTENSIONS:
            yield Found(entry)
        else:
            yield Found(entry, f"扩展名 {entry.suffix or '（无）'} 不是报告", "skipped")


def _why_not(entry: Path, root: Path, ignores: list[tuple[Path, GitIgnoreSpec]]) -> str | None:
    if entry.name.startswith((".", "~$")):
        return "隐藏文件或临时文件"
    if entry.is_symlink():
        if not entry.resolve().is_relative_to(root):
            return "链接指向文件夹之外"
        if entry.is_dir():
            return "文件夹的链接，所指处另行检查"
    for folder, spec in ignores:
        name = entry.relative_to(folder).as_posix() + ("/" if entry.is_dir() else "")
        if spec.match_file(name):
            return ".gitignore 里写明不要的"
    return None


def _ignore_file(folder: Path) -> GitIgnoreSpec | None:
    try:
        lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  only a folder with a .gitignore pays for it

    return GitIgnoreSpec.from_lines(lines)

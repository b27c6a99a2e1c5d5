"""Which reports a branch changed: what git says since the point where it left another revision, uncommitted and new files too."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from linter.discovery import Found
from linter.readers import EXTENSIONS

_SECONDS = 60
# no watcher is started; the content filters that .git/config names do run, as with every git command (docs/security.md)
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.quotepath=off")


class GitError(ValueError):
    """Git cannot answer; the text says why and what to do."""


def changed_only(found: Iterable[Found], arguments: Iterable[str], revision: str) -> Iterator[Found]:
    """`found` with each report that did not change since `revision` as skipped, and the deleted ones below `arguments` too.

    A file that was renamed counts as changed. Raises `GitError`.
    """
    if revision.startswith("-"):
        raise GitError(f"--changed-since {revision} 不是提交；写分支名或提交号，如 origin/main")
    places = [(argument, Path(argument) if os.path.isdir(argument) else Path(argument).parent) for argument in arguments]  # noqa: PTH112
    tops = {folder: _top(folder) for _, folder in places if os.path.isdir(folder)}  # noqa: PTH112
    changed: set[str] = set()
    deleted: set[str] = set()
    for top in dict.fromkeys(tops.values()):
        base = _base(top, revision)
        listed = (*_paths(top, "diff", "--name-only", "--no-ext-diff", "--diff-filter=d", "-z", base), *_paths(top, "ls-files", "--others", "--exclude-standard", "-z"))
        changed.update(os.path.realpath(top / name) for name in listed)
        deleted.update(os.path.realpath(top / name) for name in _paths(top, "diff", "--name-only", "--no-ext-diff", "--diff-filter=D", "-z", base))
    for entry in found:
        if entry.code == "not-found" and os.path.realpath(entry.path) in deleted:
            continue
        same = entry.code is None and os.path.realpath(entry.path) not in changed
        yield replace(entry, reason=f"{revision} 以来没有改动", code="skipped") if same else entry
    for path in sorted(deleted):
        for argument, _ in places:
            within = os.path.realpath(argument)
            if Path(path).suffix.lower() in EXTENSIONS and Path(path).is_relative_to(within):
                yield Found(Path(argument) / os.path.relpath(path, within) if path != within else Path(argument), f"{revision} 以来已删除", "skipped")
                break


def _top(folder: Path) -> Path:
    return Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n")))


def _base(top: Path, revision: str) -> str:
    commit = _git(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", ask=f"没有 {revision} 这个提交；核对名称，或先 git fetch")
    shallow = f"找不到当前分支与 {revision} 的共同起点；浅克隆请取全历史（git fetch --unshallow，或 CI 里 fetch-depth: 0）"
    return os.fsdecode(_git(top, "merge-base", os.fsdecode(commit.strip()), "HEAD", ask=shallow).split(b"\n")[0])


def _paths(top: Path, *arguments: str) -> list[str]:
    return [os.fsdecode(name) for name in _git(top, *arguments).split(b"\0") if name]


def _git(folder: Path, *arguments: str, ask: str | None = None) -> bytes:
    """What git prints. `ask` is what to say where it refuses, instead of its own words."""
    import subprocess  # noqa: PLC0415  only who asks pays for it

    from linter.processes import program  # noqa: PLC0415

    git = program("git")
    if git is None:
        raise GitError("--changed-since 要用 git，这台机器上没有；装上 git，或不用这个选项")
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        ran = subprocess.run(
            [git, *_SAFE, "-C", os.fspath(folder), *arguments],
            capture_output=True, stdin=subprocess.DEVNULL, env=environment, timeout=_SECONDS, check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"git {arguments[0]} 超过 {_SECONDS} 秒没有结果；请在仓库里直接运行 git {arguments[0]} 看看") from None
    if ran.returncode == 0:
        return ran.stdout
    said = ran.stderr.decode("utf-8", "replace").strip()
    if "not a git repository" in said:
        raise GitError(f"{folder} 不在 git 仓库里，不知道改了什么；去掉 --changed-since")
    if "dubious ownership" in said:
        raise GitError(f"{folder} 的仓库属于另一个用户，git 不肯读；先运行 git config --global --add safe.directory 仓库路径")
    raise GitError(ask or f"git {arguments[0]} 没有成功：{said.splitlines()[0] if said else f'退出码 {ran.returncode}'}")

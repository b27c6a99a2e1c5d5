"""Where a repository's hooks and workflows get fazhi-lint from: a git repository at a revision, or a folder of wheels in the repository.

It is on no package index, so there is no third place.
"""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path, PurePath, PureWindowsPath

from msgspec import Struct

from linter import __version__

WHEELS = "wheels"
_EXTRAS = "[docx,html,ofd,pdf]"
_SAFE = re.compile(r"[^\s\"'`$\\;&|<>(){}]+")  # it is put into workflows, whose lines a shell reads
_GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?")
_SSH = re.compile(r"([\w.-]+@[\w.-]+):(?!/)(.+)")  # git@host:owner/name


class BadSource(ValueError):
    """A source that cannot be used; the text says what to write."""


class Source(Struct, frozen=True):
    """`revision` is null where `place` is a folder of wheels."""

    place: str
    revision: str | None = None

    @property
    def requirement(self) -> str:
        """What stands after `pip install`."""
        if self.revision is None:
            return f'--find-links {self.place} "{self.place}/fazhi_lint-{__version__}-py3-none-any.whl{_EXTRAS}"'
        ssh = _SSH.fullmatch(self.place)
        url = f"ssh://{ssh[1]}/{ssh[2]}" if ssh else self.place if "://" in self.place else Path(self.place).absolute().as_uri()
        return f'"fazhi-lint{_EXTRAS} @ git+{url}@{self.revision}"'

    @property
    def action(self) -> str | None:
        """How a workflow on GitHub names our action; null where it is not there."""
        match = _GITHUB.fullmatch(self.place) if self.revision else None
        return f"{match[1]}@{self.revision}" if match else None


def parsed(text: str) -> Source:
    """`address@revision` of a git repository, or a folder. Raises `BadSource`."""
    if not _SAFE.fullmatch(text):
        raise BadSource(f"--source {text} 里有空格、引号或 shell 的记号；换一个地址，或把文件夹改名")
    place, at, revision = text.rpartition("@")
    if at and place and not re.search("[/:]", revision):
        return Source(place, revision)
    if "://" in text or _SSH.fullmatch(text):
        raise BadSource(f"--source {text} 没有写明用哪一版；写成“地址@标签或提交号”，如 {text}@v{__version__}")
    if text.lower().startswith("file:") or PureWindowsPath(text).anchor or ".." in PurePath(text).parts:  # a drive on whatever system this is
        raise BadSource(f"--source {text}：放 wheel 的文件夹要在仓库里，写相对路径")
    return Source(PurePath(text).as_posix())


def own() -> Source:
    """Where this very program was installed from, if that was a git repository; else the usual folder of wheels."""
    try:
        said = json.loads(distribution("fazhi-lint").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, json.JSONDecodeError):
        said = {}
    commit = said.get("vcs_info", {}).get("commit_id")
    return Source(said["url"], commit) if commit and _SAFE.fullmatch(said["url"]) else Source(WHEELS)

"""Which file a name means. A bare name is built in; anything with `/` or ending in `.yaml` is a path relative to the
file that names it, and stays inside the project root. No search path, no URL."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from linter import resources


class NotFound(Exception):
    """A name that means no file that may be read; the text says what to do."""


class Place(Struct, frozen=True):
    """A file, what messages call it, and whether it came with the program."""

    path: Path
    name: str
    builtin: bool
    asked: Path | None = None  # before links were followed; null where it was no path


def project_root(start: Path | None = None) -> Path:
    """The nearest folder above that holds `.git`, else the folder itself."""
    start = (start or Path.cwd()).resolve()
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), start)


def ruleset(name: str, folder: Path, root: Path) -> Place:
    if is_path(name):
        return inside(name, folder, root)
    path = resources.rulesets() / f"{name}.yaml"
    if not path.is_file() or name not in builtin_rulesets():
        raise NotFound(_no_such(name, builtin_rulesets(), "规则集"))
    return builtin(path)


def lexicon(name: str, folder: Path, root: Path) -> Place:
    if is_path(name):
        return inside(name, folder, root)
    path = resources.lexicon(f"{name}.yaml")
    if not path.is_file():
        raise NotFound(_no_such(name, sorted(path.stem for path in path.parent.glob("*.yaml")), "词表"))
    return builtin(path)


def inside(name: str, folder: Path, root: Path) -> Place:
    """A path relative to `folder`; the program's own files may name one another, the user's stay below the root."""
    asked = folder.absolute() / name
    path = asked.resolve()
    if path.is_relative_to(resources.rulesets().resolve()):
        return Place(path, _shown(path, root), True, asked)
    if not path.is_relative_to(root.resolve()):
        raise NotFound(f"{name} 在项目文件夹 {root} 之外；把文件放进项目，再写相对路径")
    if not path.is_file():
        raise NotFound(f"找不到 {name}；路径从写它的文件所在的文件夹算起，改正路径")
    return Place(path, _shown(path, root), False, asked)


def is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml"))


def builtin_rulesets() -> list[str]:
    """Names of the rulesets that come with the program, the most general first."""
    found = {path.stem for path in resources.rulesets().glob("*.yaml")} - {"applicability", "holders", "outline"}
    first = [name for name in ("base", "enforcement") if name in found]
    return first + sorted(found - set(first))


def builtin(path: Path) -> Place:
    return Place(path, path.relative_to(resources.rulesets().parent).as_posix(), True)


def _no_such(name: str, names: list[str], what: str) -> str:
    from linter.ruleset.convert import choose  # noqa: PLC0415  only a mistake pays for it

    return f"没有叫 {name} 的内置{what}；{choose(name, names)}，自己的文件写成 ./{name}.yaml"


def _shown(path: Path, root: Path) -> str:
    for base in (Path.cwd(), root.resolve(), resources.rulesets().resolve().parent):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return path.as_posix()

"""`[tool.fazhi-lint]` of a pyproject.toml as if it were a YAML file: every scalar a string, a place for each key."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from linter.config.model import TABLE
from linter.late import late
from linter.ruleset.errors import Problem, RulesetError
from linter.ruleset.yaml_source import PathPart, Source, YamlPath

_HEADER = late(r"\s*(\[\[?)([^\[\]]+)\]")
_KEY = late(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*=""")
_AT = late(r"at line (\d+), column (\d+)")


class TomlSource(Source, frozen=True, dict=True):
    """The table of that name, `value` null where the file has none. Places are found by lines, good enough for a message."""

    @cached_property
    def value(self) -> Any:
        try:
            text = self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.data.count(b"\n", 0, error.start) + 1
            raise RulesetError([Problem(self.name, line, 1, "文件不是 UTF-8 编码；另存为 UTF-8 后再用")]) from None
        if sys.version_info >= (3, 11):
            import tomllib  # noqa: PLC0415  only where such a table stands
        else:
            import tomli as tomllib  # noqa: PLC0415
        try:
            content: Any = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            at = _AT.search(str(error))
            line, column = (int(at[1]), int(at[2])) if at else (text.count("\n") + 1, 1)
            message = "这里的 TOML 写法有误，或键写了两次；核对等号、引号和括号，文字要加引号"
            raise RulesetError([Problem(self.name, line, column, message)]) from None
        for name in TABLE:
            content = content.get(name) if isinstance(content, dict) else None
        return _plain(content)

    @cached_property
    def _places(self) -> dict[YamlPath, tuple[int, int]]:
        return dict(self._scanned())

    def _scanned(self) -> Iterator[tuple[YamlPath, tuple[int, int]]]:
        here: tuple[PathPart, ...] | None = None  # of the table that is open; null outside of ours
        count: dict[YamlPath, int] = {}
        for number, line in enumerate(self.data.decode("utf-8-sig").split("\n"), 1):
            header, key = _HEADER.match(line), _KEY.match(line)
            if header:
                names = tuple(name.strip(" \"'") for name in header[2].split("."))
                here = None
                if names[:2] == TABLE:
                    here = self._numbered(names[2:], header[1] == "[[", count)
                    yield here, (number, 1)
            elif key and here is not None:
                name = key[1] or key[2] or key[3]
                yield (*here, name), (number, line.index("=") + 2)
                yield (*here, name, "<key>"), (number, len(line) - len(line.lstrip()) + 1)

    @staticmethod
    def _numbered(names: tuple[str, ...], repeated: bool, count: dict[YamlPath, int]) -> tuple[PathPart, ...]:
        """The path of a table; one in double brackets, and what lies below it, has its number in the list."""
        path: tuple[PathPart, ...] = ()
        for index, name in enumerate(names):
            path = (*path, name)
            if repeated and index == len(names) - 1:
                count[path] = count.get(path, -1) + 1
            if path in count:
                path = (*path, count[path])
        return path


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return ("true" if value else "false") if isinstance(value, bool) else None if value is None else str(value)

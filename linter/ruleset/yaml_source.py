"""A YAML file as plain data in which every scalar is a string, with the place of each part found when it is needed.

No type is resolved: `no`, `12:30`, `017`, `1.10` and `2018-12-05` stay what they look like, and the model converts what
it wants as a number. Only an empty value or a plain `null` means nothing. The events of the parser are read in one
loop, so that no nesting can overflow a stack; places are kept only on a second reading, for an error message.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from linter.ruleset.errors import Problem, RulesetError

if TYPE_CHECKING:
    import yaml
    from yaml.events import AliasEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

LARGEST = 4 * 1024 * 1024  # bytes
DEEPEST = 40
MOST_PARTS = 300_000  # values, aliases written out

PathPart = str | int
YamlPath = tuple[PathPart, ...]


class Source(Struct, frozen=True, dict=True):
    """A YAML file that was read. `name` is what messages call it."""

    path: Path
    name: str
    data: bytes

    @cached_property
    def value(self) -> Any:
        """The content: dicts, lists, strings and None. Raises `RulesetError`."""
        return _Builder(self).build()

    @cached_property
    def _places(self) -> dict[YamlPath, tuple[int, int]]:
        builder = _Builder(self, places={})
        builder.build()
        return builder.places or {}

    def place(self, path: Sequence[PathPart], key: str | None = None) -> tuple[int, int]:
        """Line and column of the value at `path`, or of its key `key`; of the nearest parent that the file has."""
        wanted: YamlPath = (*path, key, "<key>") if key is not None else tuple(path)
        while wanted and wanted not in self._places:
            wanted = wanted[:-1]
        return self._places.get(wanted, (1, 1))

    def problem(self, message: str, path: Sequence[PathPart] = (), key: str | None = None) -> Problem:
        return Problem(self.name, *self.place(path, key), message)


def read(path: Path, name: str) -> Source:
    """Read a file, without parsing it. Raises `RulesetError` where it cannot be read as text of a sane size."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise RulesetError([Problem(name, 0, 0, f"文件有 {size} 字节，超过 {LARGEST} 字节上限；拆成几个文件，用 include 列出")])
        data = path.read_bytes()
    except FileNotFoundError:
        raise RulesetError([Problem(name, 0, 0, "没有这个文件；核对路径，相对路径从写它的文件所在的文件夹算起")]) from None
    except OSError as error:
        raise RulesetError([Problem(name, 0, 0, f"文件读不出来（{error.strerror or error}）；核对路径和权限")]) from None
    return Source(path, name, data)


class _Builder:
    """Events to data. `places` is filled where given: a value's path, and `(…, key, "<key>")` for a key."""

    def __init__(self, source: Source, places: dict[YamlPath, tuple[int, int]] | None = None) -> None:
        self.source = source
        self.places = places
        self.anchors: dict[str, Any] = {}
        self.sizes: dict[int, int] = {}

    def build(self) -> Any:
        if b"\x00" in self.source.data:
            raise self._error((1, 1), "文件含有空字节，不是文本；换成 UTF-8 编码的 YAML 文件")
        try:
            text = self.source.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.source.data.count(b"\n", 0, error.start) + 1
            raise self._error((line, 1), "文件不是 UTF-8 编码；另存为 UTF-8 后再用") from None
        import yaml  # noqa: PLC0415  a ruleset that was kept is not parsed

        try:
            return self._read(getattr(yaml, "CLoader", yaml.SafeLoader)(text))  # without libyaml: slower, the same results
        except yaml.MarkedYAMLError as error:
            raise self._syntax_error(error, text) from None
        except yaml.YAMLError:
            raise self._error(_unprintable(text), "文件含有不可见的控制字符；删去") from None

    def _read(self, parser: Any) -> Any:
        from yaml.events import (  # noqa: PLC0415
            AliasEvent,
            DocumentStartEvent,
            MappingEndEvent,
            MappingStartEvent,
            ScalarEvent,
            SequenceEndEvent,
            SequenceStartEvent,
            StreamEndEvent,
        )

        following = parser.get_event
        frames: list[tuple[Any, bool, str | None, str | None]] = []
        current: Any = None  # the open list or dict
        in_mapping = False
        key: str | None = None
        anchor: str | None = None  # of the open container
        root: Any = None
        documents = parts = 0
        while True:
            event = following()
            kind = type(event)
            if kind is ScalarEvent:
                if event.tag is not None:
                    self._refuse_tag(event)
                value = event.value
                if in_mapping and key is None:
                    key = self._key(event, current, frames)
                    continue
                if event.implicit[0] and value in ("", "null"):
                    value = None
                if event.anchor:
                    self.anchors[event.anchor] = value
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.tag is not None:
                    self._refuse_tag(event)
                if in_mapping and key is None:
                    raise self._error(_mark(event), "键不能是列表或另一层键值对；键写成一个词")
                value = {} if kind is MappingStartEvent else []
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                if anchor:
                    self.anchors[anchor] = current
                current, in_mapping, key, anchor = frames.pop()
                key = None
                continue
            elif kind is AliasEvent:
                if in_mapping and key is None:
                    raise self._error(_mark(event), "键不能写成别名；直接写出键")
                value = self._alias(event)
                parts += self._size(value)
            elif kind is StreamEndEvent:
                return root
            else:
                if kind is DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        raise self._error(_mark(event), "一个文件里有两份 YAML（--- 隔开）；拆成两个文件")
                continue
            parts += 1
            if parts > MOST_PARTS:
                raise self._error(_mark(event), f"内容超过 {MOST_PARTS} 个值；拆成几个文件")
            if self.places is not None:
                self.places[self._path(frames, current, key)] = _mark(event)
            if current is None:
                root = value
            elif in_mapping:
                current[key] = value
            else:
                current.append(value)
            if kind is ScalarEvent or kind is AliasEvent:
                key = None
                continue
            if len(frames) >= DEEPEST:
                raise self._error(_mark(event), _TOO_DEEP)
            frames.append((current, in_mapping, key, anchor))
            current, in_mapping, key, anchor = value, kind is MappingStartEvent, None, event.anchor

    def _key(self, event: ScalarEvent, current: dict[str, Any], frames: list[tuple[Any, bool, str | None, str | None]]) -> str:
        key: str = event.value
        if key in current:
            raise self._error(_mark(event), f"键 {key} 写了两次；删去一处")
        if self.places is not None:
            path: YamlPath = (*self._path(frames, current, None), key, "<key>")
            self.places[path] = _mark(event)
        return key

    def _path(self, frames: list[tuple[Any, bool, str | None, str | None]], current: Any, key: str | None) -> YamlPath:
        """The path of what is about to be put into `current`; of `current` itself for a null key in a mapping."""
        path: list[PathPart] = [
            outer_key if outer_key is not None else len(outer) - 1 for outer, _, outer_key, _ in frames if outer is not None
        ]
        if isinstance(current, list):
            path.append(len(current))
        elif key is not None:
            path.append(key)
        return tuple(path)

    def _alias(self, event: AliasEvent) -> Any:
        if event.anchor not in self.anchors:
            raise self._error(_mark(event), f"别名 *{event.anchor} 没有定义或引用了自己；直接写出内容")
        return self.anchors[event.anchor]

    def _size(self, value: Any) -> int:
        """How many values there are below, aliases written out: shared parts are counted each time, walked once."""
        if not isinstance(value, (dict, list)):
            return 0
        if id(value) not in self.sizes:
            below = value.values() if isinstance(value, dict) else value
            self.sizes[id(value)] = sum(1 + self._size(part) for part in below)
        return self.sizes[id(value)]

    def _refuse_tag(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.tag != "!":
            raise self._error(_mark(event), "不能写 ! 开头的类型标签；删去标签，要写叹号请加引号")

    def _error(self, place: tuple[int, int], message: str) -> RulesetError:
        return RulesetError([Problem(self.source.name, *place, message)])

    def _syntax_error(self, error: yaml.MarkedYAMLError, text: str) -> RulesetError:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        lines = text.split("\n")
        written = lines[line - 1] if line <= len(lines) else ""
        if "\t" in re.split(r"[^\s]", written, maxsplit=1)[0] or written[column - 1 : column] == "\t":
            return self._error((line, column), "用了制表符（Tab）缩进；改成空格")
        problem = f"{error.context or ''} {error.problem or ''}"
        for words, message in _SYNTAX:
            if words in problem:
                return self._error((line, column), message)
        return self._error((line, column), "这一行或上一行的 YAML 写法有误；核对缩进、冒号、引号和括号")


_TOO_DEEP = f"嵌套超过 {DEEPEST} 层；减少层次"
_SYNTAX = (
    ("maximum nesting depth", _TOO_DEEP),  # the C parser's own limit, met while it looks ahead
    ("mapping values are not allowed", "这一行有两个“: ”或缩进不对；含“: ”的文字加引号，或对齐缩进"),
    ("while scanning a quoted scalar", "引号没有配对；补上另一半引号"),
    ("while scanning an alias", "以 * 开头的文字要加引号；给它加上引号"),
    ("while scanning an anchor", "以 & 开头的文字要加引号；给它加上引号"),
    ("while parsing a flow", "括号没有配对，或少了逗号；补全，含逗号、括号的文字和正则整段加引号"),
    ("could not find expected ':'", "键后面缺少冒号加空格；写成“键: 值”"),
    ("cannot start any token", "这个字符不能用来开头；给整段文字加上引号"),
    ("while parsing a block", "缩进没有对齐；同一层的键和短横线对齐"),
    ("tag", "以 ! 开头的文字要加引号；给它加上引号"),
)


def _mark(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _unprintable(text: str) -> tuple[int, int]:
    match = re.search(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    if match is None:
        return 1, 1
    return text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())

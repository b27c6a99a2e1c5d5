"""Data of a YAML file to the structs of the model, and what msgspec says of a fault in plain Chinese at its place."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import inspect

from linter.ruleset.errors import Problem
from linter.ruleset.yaml_source import PathPart, Source, YamlPath

T = TypeVar("T")

_MESSAGE = re.compile(r"(?P<what>.*?)(?: - at (?P<key>`key` in )?`(?P<path>\$.*)`)?", re.DOTALL)
_STEP = re.compile(r"\.(?P<name>[^.\[]+)|\[(?P<index>\d+)\]|\[(?P<some>\.\.\.)\]")
_TYPES = {"int": "整数", "float": "数", "bool": "true 或 false", "str": "文字", "array": "列表", "object": "键值对", "null": "空"}
_MISSING = {
    "examples": "至少写一个 bad（应报的）和一个 good（不应报的）例句",
    "basis": "写明依据文件；没有依据的写 basis: editorial",
    "messages": "写明这条结论怎么说",
    "schema": "在文件开头写 schema: 1",
    "version": "写明规则集的版本，如 0.1.0",
    "since": "写明从哪个版本起有这条规则，如 0.1.0",
    "id": "编号是族字母加三位数字，如 T901",
}


class Fault(Exception):
    """A value that does not fit its type; `path` is where, below the value converted, `key` one of its keys."""

    def __init__(self, message: str, path: YamlPath = (), key: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.key = key

    def problem(self, source: Source, base: Iterable[PathPart] = ()) -> Problem:
        return source.problem(self.message, (*base, *self.path), self.key)


def convert(value: Any, type_: type[T]) -> T:
    """`value` as `type_`. Raises `Fault`."""
    try:
        return msgspec.convert(value, type_, strict=False)
    except msgspec.ValidationError as error:
        raise _fault(str(error), value, type_) from None


def choose(wrong: str, right: Iterable[str]) -> str:
    """What to write instead of a name that does not exist."""
    names = list(right)
    import difflib  # noqa: PLC0415  only a mistake pays for it

    close = difflib.get_close_matches(wrong, names, 1, 0.6)
    return f"改为 {close[0]}" if close else f"可用的有 {'、'.join(names[:15])}{'等' if len(names) > 15 else ''}"


def _fault(message: str, value: Any, type_: type) -> Fault:
    match = _MESSAGE.fullmatch(message)
    what, where = (match["what"], match["path"] or "$") if match else (message, "$")
    in_key = match is not None and match["key"] is not None
    path = _path(where, message, value, type_)
    here = _value_at(value, path)
    kind = _type_at(inspect.type_info(type_), path)
    if found := re.fullmatch(r"Object contains unknown field `(.*)`", what):
        fields = [f.encode_name for f in kind.fields] if isinstance(kind, inspect.StructType) else []
        return Fault(f"不认识的键 {found[1]}；删去，或{choose(found[1], fields)}", path, found[1])
    if found := re.fullmatch(r"Object missing required field `(.*)`", what):
        return Fault(f"缺少 {found[1]}；{_MISSING.get(found[1], '补上这个键')}", path)
    if found := re.fullmatch(r"Expected `(.*)`, got `(.*)`", what):
        wanted = "或".join(_TYPES.get(name, name) for name in found[1].split(" | ") if name != "null")
        return Fault(f"{_name(path)}要写{wanted}，现在是{_shown(here)}；改正", path)
    if found := re.fullmatch(r"Expected `\w+` (>=|<=) (\d+)", what):
        return Fault(f"{_name(path)}要{'不小于' if found[1] == '>=' else '不大于'} {found[2]}，现在是{_shown(here)}；改正", path)
    if in_key:
        key = _culprit(message, value, type_, list(path))
        names = _choices(_plain(kind.key_type)) if isinstance(kind, inspect.DictType) else []
        return Fault(f"不认识的键 {key}；删去，或{choose(key or '', names)}", path, key)
    if what.startswith("Invalid enum value"):
        also = "，或写成列表" if isinstance(kind, inspect.UnionType) and any(isinstance(t, inspect.ListType) for t in kind.types) else ""
        return Fault(f"{_name(path)}的值 {here} 不在可选之列；改为 {'、'.join(_choices(kind))}{also}", path)
    if found := re.fullmatch(r"Expected `str` matching regex '(.*)'", what):
        described = _description(kind) or f"要符合 {found[1]}"
        return Fault(f"{_name(path)}写成了 {here}，写法不对：{described}", path)
    return Fault(f"{_name(path)}的值不对（{what}）；改正", path)


def _path(where: str, message: str, value: Any, type_: type) -> YamlPath:
    path: list[PathPart] = []
    for step in _STEP.finditer(where.removeprefix("$")):
        if step["some"]:
            some = _culprit(message, value, type_, path)
            if some is None:
                break
            path.append(some)
        else:
            path.append(step["name"] if step["name"] else int(step["index"]))
    return tuple(path)


def _culprit(message: str, value: Any, type_: type, path: list[PathPart]) -> str | None:
    """Which value of the mapping at `path` is at fault: msgspec does not say, so each is tried alone."""
    mapping = _value_at(value, tuple(path))
    for key in mapping if isinstance(mapping, dict) else ():
        alone = copy.deepcopy(value)
        below = _value_at(alone, tuple(path))
        for other in [other for other in below if other != key]:
            del below[other]
        try:
            msgspec.convert(alone, type_, strict=False)
        except msgspec.ValidationError as error:
            if str(error) == message:
                return str(key)
    return None


def _value_at(value: Any, path: YamlPath) -> Any:
    for part in path:
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def _type_at(kind: inspect.Type, path: YamlPath) -> inspect.Type:
    """The type that the value at `path` has to have; of a union, the member that goes on as the path does."""
    kind = _plain(kind)
    for part in path:
        members = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
        kind = next((below for member in members if (below := _below(_plain(member), part)) is not None), inspect.AnyType())
    return kind


def _below(kind: inspect.Type, part: PathPart) -> inspect.Type | None:
    if isinstance(kind, inspect.StructType):
        return next((_plain(f.type) for f in kind.fields if f.encode_name == part), None)
    if isinstance(kind, inspect.DictType):
        return _plain(kind.value_type)
    if isinstance(kind, (inspect.ListType, inspect.VarTupleType)):
        return _plain(kind.item_type)
    return None


def _plain(kind: inspect.Type) -> inspect.Type:
    """A type without the wrapper that carries its description; that stays where the wrapped type is a string."""
    wrapped = isinstance(kind, inspect.Metadata) and not isinstance(kind.type, inspect.StrType)
    return kind.type if wrapped else kind  # type: ignore[attr-defined]


def _choices(kind: inspect.Type) -> list[str]:
    members = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    return [str(value) for member in members if isinstance(member, inspect.LiteralType) for value in member.values]


def _description(kind: inspect.Type) -> str:
    members = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    for member in members:
        if isinstance(member, inspect.Metadata) and member.extra_json_schema:
            return str(member.extra_json_schema.get("description", ""))
    return ""


def _name(path: YamlPath) -> str:
    named = [part for part in path if isinstance(part, str)]
    return f"{named[-1]} " if named else "这里"


def _shown(value: Any) -> str:
    if value is None:
        return "空的"
    if isinstance(value, (dict, list)):
        return "列表" if isinstance(value, list) else "键值对"
    return f"“{value}”" if len(value) <= 30 else f"“{value[:30]}…”"

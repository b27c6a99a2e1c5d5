"""A JSON Schema as a page for people: a table for each object, a row for each key with what it holds and what it means."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

_TYPES = {"string": "文字", "integer": "整数", "number": "数", "boolean": "true/false", "null": "null", "object": "对象"}
_FREE = ["string", "number", "boolean"]  # how the schemas of files that people write say: any words
_BAR = str.maketrans({"|": "\\|"})


def page(title: str, notice: str, schema: Schema, root: str) -> str:
    """The page; `root` is the heading of the object that the whole file is."""
    defs = dict(schema.get("$defs", {}))
    small = {name: each for name, each in defs.items() if not _has_rows(each)}
    schema, defs = _filled_in(schema, small), {name: _filled_in(each, small) for name, each in defs.items()}
    whole = defs.pop(schema["$ref"].rpartition("/")[2]) if "$ref" in schema else schema
    lines = [f"# {title}", "", notice, ""]
    for name, each in ((root, whole), *defs.items()):
        rows = list(_rows(each, "", each.get("required", ())))
        if rows:
            lines += [f"## {name}", "", f"{each.get('description', '')}{_more(each)}", "", "| 键 | 值 | 说明 |", "| --- | --- | --- |", *rows, ""]
    return "\n".join(lines)


def _has_rows(schema: Schema) -> bool:
    return "properties" in schema or "allOf" in schema


def _filled_in(part: Any, small: Mapping[str, Schema]) -> Any:
    """The schema with what has no table of its own written where it is meant."""
    if isinstance(part, list):
        return [_filled_in(each, small) for each in part]
    if not isinstance(part, Mapping):
        return part
    meant = small.get(part["$ref"].rpartition("/")[2]) if "$ref" in part else None
    if meant is not None:
        return _filled_in({**meant, **{key: value for key, value in part.items() if key != "$ref"}}, small)
    return {key: _filled_in(value, small) for key, value in part.items()}


def _rows(schema: Schema, prefix: str, required: Collection[str]) -> Iterator[str]:
    properties = schema.get("properties", {})
    usual = 2 * len(required) > len(properties)  # the rarer case is marked
    for key, value in properties.items():
        name = f"{prefix}{key}"
        words = value.get("description") or _inner(value).get("description", "")
        mark = "" if (key in required) == usual else "（可无）" if usual else "（必有）"
        yield f"| `{name}` | {_value(value)} | {words}{_more(_inner(value))}{mark} |"
        inner = _inner(value)
        yield from _rows(inner, f"{name}{'[]' if 'items' in value or 'items' in _present(value) else ''}.", inner.get("required", ()))


def _more(schema: Schema) -> str:
    """What a schema takes over from others."""
    names = [part["$ref"].rpartition("/")[2] for part in schema.get("allOf", ()) if "$ref" in part]
    return "".join(f"；另有 [{name}](#{name}) 的键" for name in names)


def _present(value: Schema) -> Schema:
    """The schema without the choice to be null."""
    return next((part for part in value.get("anyOf", ()) if part.get("type") != "null"), value)


def _inner(value: Schema) -> Schema:
    """The object that a key holds, itself, in a list, or by any name; empty where it holds none of its own."""
    found = _present(value)
    for key in ("items", "additionalProperties"):
        if isinstance(found.get(key), Mapping):
            found = found[key]
    return found if _has_rows(found) else {}


def _value(value: Schema) -> str:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return "、".join(f"`{choice}`" if choice is not None else "null" for choice in value["enum"])
    if "anyOf" in value:
        return " 或 ".join(dict.fromkeys(_value(part) for part in value["anyOf"]))
    if value.get("type") == "array" or "items" in value:
        return f"列表：{_value(value['items'])}"
    if isinstance(value.get("additionalProperties"), Mapping):
        return f"对象，值为{_value(value['additionalProperties'])}"
    given = value.get("type", "object")
    if given == _FREE:
        return "文字"
    return " 或 ".join(_TYPES[each] for each in ([given] if isinstance(given, str) else given)).translate(_BAR)

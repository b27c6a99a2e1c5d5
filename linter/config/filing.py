"""What the place where a report is filed says of it: `{year}/{agency}/*` takes year and agency from the path.

A pattern is a path relative to the configuration file: `*` is anything but a slash, `**` anything, `{year}` four digits,
`{kind}` a kind by its key or Chinese name, `{agency}` the rest of a name. It runs on RE2, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import re2

from linter import patterns
from linter.facts import Filed
from linter.review import KIND_NAMES, KINDS, Kind

_KINDS: dict[str, Kind] = {name: kind for kind in KINDS for name in (kind, KIND_NAMES[kind])}
_HOLDERS = {
    "year": "(?:19|20)[0-9]{2}",
    "agency": "[^/]+?",
    "kind": "|".join(re2.escape(name) for name in sorted(_KINDS, key=len, reverse=True)),
}
_PART = re.compile(r"(\*\*/|\*\*|\*|\{[^{}]*\})")


class BadPattern(ValueError):
    """A pattern that cannot be used; the text says what to write."""


def compiled(pattern: str) -> str:
    """The pattern in RE2. Raises `BadPattern`."""
    parts: list[str] = []
    seen: set[str] = set()
    for part in _PART.split(pattern.removeprefix("./")):
        if part.startswith("*"):
            parts.append({"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}[part])
        elif part.startswith("{"):
            name = part[1:-1]
            if name not in _HOLDERS or name in seen:
                what = "写了两次；删去一处" if name in seen else f"不认识；可用的是 {'、'.join(f'{{{known}}}' for known in _HOLDERS)}"
                raise BadPattern(f"路径式样里的 {part} {what}")
            seen.add(name)
            parts.append(f"(?P<{name}>{_HOLDERS[name]})")
        else:
            parts.append(re2.escape(part))
    if not seen:
        raise BadPattern(f"路径式样 {pattern} 里没有 {'、'.join(f'{{{known}}}' for known in _HOLDERS)} 中的任何一个；写上要从路径取的内容")
    return f"^{''.join(parts)}$"


def filed(compiled_patterns: Iterable[str], path: str) -> Filed:
    """What the first pattern that fits says of the report at `path`; nothing where none fits."""
    for pattern in compiled_patterns:
        match = patterns.compile_pattern(pattern).search(path)
        if match:
            found = match.groupdict()
            year, kind = found.get("year"), found.get("kind")
            return Filed(int(year) if year else None, found.get("agency"), _KINDS[kind] if kind else None)
    return Filed()

"""A name or a path to a validated `Ruleset`: as it was kept by an earlier run while its files are the same, else from them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache as once
from functools import cached_property, lru_cache, partial
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from linter import cache, digests, resources
from linter.review import RulesetLabel
from linter.ruleset import locate
from linter.ruleset.errors import RulesetError
from linter.ruleset.model import Applicability, Head, Rule, Ruleset

__all__ = ["EVERY_RULE", "RulesetError", "load", "loaded"]

T = TypeVar("T")
EVERY_RULE = "ecology"  # the built-in ruleset that has all built-in rules


class _KeptRule(msgspec.Struct, frozen=True, array_like=True):
    head: Head
    spec: memoryview
    source: str
    path: str
    index: int


_path = lru_cache(Path)  # of a file, for all its rules


class _KeptRules(msgspec.Struct, frozen=True, array_like=True):
    """The rules of the ruleset with that digest, an entry of their own: what shows a kept verdict needs none of them."""

    digest: str
    rules: list[_KeptRule]


class _KeptParams(msgspec.Struct, frozen=True, array_like=True):
    """The parameters of a family's rules, an entry for each family: they are most of a ruleset, and who selects one needs no other's."""

    digest: str
    params: dict[str, memoryview]  # by id; in MessagePack: a rule that does not run has them passed over at once


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A ruleset without its rules, and the files it was made of, in the order in which they make its digest."""

    files: list[str]
    links: list[tuple[str, str]]
    label: RulesetLabel
    title: str
    applicability: Applicability

    def holds(self) -> bool:
        """Whether it would be made of the same files today. Raises `OSError` where one is gone."""
        return all(os.path.realpath(asked) == led for asked, led in self.links) and digest(self.files) == self.label.digest


class _Late(Sequence[Rule]):
    """Rules that are read when they are first asked for."""

    def __init__(self, read: Callable[[], Iterable[Rule]]) -> None:
        self._read = read

    @cached_property
    def _rules(self) -> tuple[Rule, ...]:
        return tuple(self._read())

    def __getitem__(self, at: Any) -> Any:
        return self._rules[at]

    def __len__(self) -> int:
        return len(self._rules)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._rules == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # nor has a list any


def load(name: str, *, folder: Path | None = None, root: Path | None = None) -> Ruleset:
    """The ruleset `name`: built in, or a path from `folder` (default: the current one) that stays below `root` (default:
    the nearest folder above with `.git`, else the folder itself).

    Raises `RulesetError`, which names every fault that was found.
    """
    folder = folder or Path.cwd()
    root = root or locate.project_root(folder)
    here = (str(folder.absolute()), str(root), str(Path.cwd()), os.path.realpath(folder / name)) if locate.is_path(name) else ()  # what files are called depends on it
    depends = (name, str(resources.rulesets()), *here)
    place, rules = cache.key("rulesets", depends), cache.key("rules", depends)

    def read() -> Ruleset:
        from linter.ruleset import loading  # noqa: PLC0415  the parser and all that finds faults are for files that changed

        ruleset = loading.load(name, folder, root)
        head = _Kept(list(ruleset.files), list(ruleset.links), ruleset.label, ruleset.title, ruleset.applicability)
        with suppress(UnicodeEncodeError):  # a path whose bytes are no UTF-8
            for family, members in groupby(ruleset.rules, _family):
                params = {rule.id: _packed(rule.params) for rule in members}
                cache.keep(f"{rules}{family}", msgspec.msgpack.encode(_KeptParams(head.label.digest, params)))
            kept = [_KeptRule(Head.of(rule.spec), _packed(rule.spec), rule.source, str(rule.path), rule.index) for rule in ruleset.rules]
            cache.keep(rules, msgspec.msgpack.encode(_KeptRules(head.label.digest, kept)))
            cache.keep(place, msgspec.msgpack.encode(head))
        return ruleset

    head = _kept(place, _Kept)
    try:
        if head is None or (locate.is_path(name) and not head.holds()):  # ours are part of what every entry depends on
            return read()
    except OSError:
        return read()

    def late() -> Iterable[Rule]:
        kept = _kept(rules, _KeptRules)
        if kept is None or kept.digest != head.label.digest:
            return read().rules
        return (Rule(each.spec, partial(given, each.head.id), each.source, _path(each.path), each.index, each.head) for each in kept.rules)

    @once
    def family(letter: str) -> dict[str, memoryview]:
        kept = _kept(f"{rules}{letter}", _KeptParams)
        return kept.params if kept is not None and kept.digest == head.label.digest else {}

    def given(rule: str) -> memoryview:
        return family(rule[0]).get(rule) or _packed(read().by_id[rule].params)

    return Ruleset(head.label, head.title, _Late(late), head.applicability, tuple(head.files), tuple(head.links))


def _packed(part: msgspec.Struct) -> memoryview:
    return memoryview(msgspec.msgpack.encode(part))


def _family(rule: Rule) -> str:
    return rule.id[0]


def _kept(place: str, type_: type[T]) -> T | None:
    data = cache.get(place)
    try:
        return msgspec.msgpack.decode(data, type=type_) if data is not None else None
    except msgspec.DecodeError:
        return None


def digest(files: list[str]) -> str:
    """Of the content of a ruleset's files."""
    made = digests.sha256()
    for file in files:
        data = Path(file).read_bytes()
        made.update(len(data).to_bytes(8, "big") + data)
    return made.hexdigest()


def loaded(name: str, folder: Path | None = None) -> Ruleset:
    """The same, kept for the next report."""
    return _loaded(name, (folder or Path.cwd()) if locate.is_path(name) else None)


def forget() -> None:
    """Read every ruleset again: for a program that stays while rulesets are edited."""
    _loaded.cache_clear()


@lru_cache(maxsize=64)
def _loaded(name: str, folder: Path | None) -> Ruleset:
    return load(name, folder=folder)

"""A name or a path to a validated `Ruleset`: as it was kept by an earlier run while its files are the same, else from them."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import msgspec

from linter import cache, resources
from linter.review import RulesetLabel
from linter.ruleset import locate
from linter.ruleset.errors import RulesetError
from linter.ruleset.model import Applicability, Rule, Ruleset, RuleSpec

__all__ = ["EVERY_RULE", "RulesetError", "load", "loaded"]

EVERY_RULE = "ecology"  # the built-in ruleset that has all built-in rules


class _KeptRule(msgspec.Struct, frozen=True, array_like=True):
    spec: RuleSpec
    params: msgspec.Raw
    source: str
    path: str
    index: int

    @classmethod
    def of(cls, rule: Rule) -> _KeptRule:
        return cls(rule.spec, msgspec.Raw(msgspec.msgpack.encode(rule.params)), rule.source, str(rule.path), rule.index)

    def rule(self) -> Rule:
        return Rule(self.spec, self.params, self.source, Path(self.path), self.index)


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """A ruleset and the files it was made of, in the order in which they make its digest."""

    files: list[str]
    links: list[tuple[str, str]]
    label: RulesetLabel
    title: str
    rules: list[_KeptRule]
    applicability: Applicability

    @classmethod
    def of(cls, ruleset: Ruleset) -> _Kept:
        return cls(list(ruleset.files), list(ruleset.links), ruleset.label, ruleset.title, [_KeptRule.of(rule) for rule in ruleset.rules], ruleset.applicability)

    def holds(self) -> bool:
        """Whether it would be made of the same files today. Raises `OSError` where one is gone."""
        return all(os.path.realpath(asked) == led for asked, led in self.links) and digest(self.files) == self.label.digest

    def ruleset(self) -> Ruleset:
        return Ruleset(self.label, self.title, tuple(rule.rule() for rule in self.rules), self.applicability, tuple(self.files), tuple(self.links))


def load(name: str, *, folder: Path | None = None, root: Path | None = None) -> Ruleset:
    """The ruleset `name`: built in, or a path from `folder` (default: the current one) that stays below `root` (default:
    the nearest folder above with `.git`, else the folder itself).

    Raises `RulesetError`, which names every fault that was found.
    """
    folder = folder or Path.cwd()
    root = root or locate.project_root(folder)
    here = (str(folder.absolute()), str(root), str(Path.cwd()), os.path.realpath(folder / name)) if locate.is_path(name) else ()  # what files are called depends on it
    place = cache.key("rulesets", (name, str(resources.rulesets()), *here))
    kept = _kept_ruleset(place)
    if kept is not None:
        return kept
    from linter.ruleset import loading  # noqa: PLC0415  the parser and all that finds faults are for files that changed

    ruleset = loading.load(name, folder, root)
    with suppress(UnicodeEncodeError):  # a path whose bytes are no UTF-8
        cache.keep(place, msgspec.msgpack.encode(_Kept.of(ruleset)))
    return ruleset


def _kept_ruleset(place: str) -> Ruleset | None:
    data = cache.get(place)
    try:
        kept = msgspec.msgpack.decode(data, type=_Kept) if data is not None else None
        return kept.ruleset() if kept is not None and kept.holds() else None
    except (msgspec.DecodeError, OSError):
        return None


def digest(files: list[str]) -> str:
    """Of the content of a ruleset's files."""
    made = hashlib.sha256()
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

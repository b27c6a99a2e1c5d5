"""Who holds which figures: what comes with the program, and over it what an office says of its own sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from linter import resources
from linter.discovery import shown
from linter.ruleset import locate
from linter.ruleset.convert import Fault, convert
from linter.ruleset.errors import Problem, RulesetError
from linter.ruleset.model import Spec
from linter.ruleset.yaml_source import Source, read

BLANK = "＿＿"


class Holder(Spec, frozen=True):
    """Who holds figures, and for each item of the checklist the lines to be filled in. In a file of the user `instead_of` is the
    usual holder whose place this one takes, and no lines are the usual ones."""

    name: str
    items: dict[str, list[str]] = {}
    instead_of: str = ""


class HoldersSpec(Spec, frozen=True):
    """Whom to ask for which figures (rulesets/holders.yaml). `unasked` are items on the ladder that are told without figures."""

    schema: Literal[1]
    holders: list[Holder]
    unasked: list[str] = []


@cache
def usual() -> HoldersSpec:
    path = resources.rulesets() / "holders.yaml"
    return convert(read(path, locate.builtin(path).name).value, HoldersSpec)


@cache
def holders(file: Path | None) -> HoldersSpec:
    """The usual ones, or as changed by a file of the user. Raises `RulesetError`, which names every fault."""
    if file is None:
        return usual()
    source = read(file, shown(file))
    try:
        own = convert(source.value if source.value is not None else {}, HoldersSpec)
    except Fault as fault:
        raise RulesetError([fault.problem(source)]) from None
    if problems := list(_faults(source, own)):
        raise RulesetError(problems)
    return _over(usual(), own)


def _over(usual: HoldersSpec, own: HoldersSpec) -> HoldersSpec:
    """An item that `own` names goes where it says, with the usual lines where it gives none; others stay, a renamed holder's too."""
    lines = {item: asked for holder in usual.holders for item, asked in holder.items.items()}
    named = {item for holder in own.holders for item in holder.items} | set(own.unasked)
    left = {holder.name: {item: asked for item, asked in holder.items.items() if item not in named} for holder in usual.holders}
    mine = [
        Holder(holder.name, {**left.pop(holder.instead_of or holder.name, {}), **{item: asked or lines.get(item, []) for item, asked in holder.items.items()}})
        for holder in own.holders
    ]
    return HoldersSpec(1, [*mine, *(Holder(name, items) for name, items in left.items() if items)], [*usual.unasked, *own.unasked])


def _faults(source: Source, own: HoldersSpec) -> Iterator[Problem]:
    known = {item for holder in usual().holders for item in holder.items}
    names = {holder.name for holder in usual().holders}
    counts = Counter([item for holder in own.holders for item in holder.items] + own.unasked)
    for at, holder in enumerate(own.holders):
        path = ("holders", at)
        if holder.instead_of and holder.instead_of not in names:
            yield source.problem(f"没有叫“{holder.instead_of}”的可以代替；原有的是 {'、'.join(names)}", (*path, "instead_of"))
        for item, asked in holder.items.items():
            yield from _of_item(source, item, (*path, "items"), counts[item], known)
            for number, line in enumerate(asked):
                if line.count(BLANK) != 1:
                    yield source.problem(f"“{line}”要有一个空，写成 {BLANK}（两个全角下划线）", (*path, "items", item, number))
    for number, item in enumerate(own.unasked):
        if item not in known:
            yield source.problem(_unknown(item, known), ("unasked", number))


def _of_item(source: Source, item: str, path: tuple[str | int, ...], count: int, known: Collection[str]) -> Iterator[Problem]:
    if item not in known:
        yield source.problem(_unknown(item, known), path, item)
    elif count > 1:
        yield source.problem(f"{item} 写了不止一次；一项只能归一处，留下一处", path, item)


def _unknown(item: str, known: Collection[str]) -> str:
    return f"没有 {item} 这一项；能问数的是 {'、'.join(sorted(known))}"

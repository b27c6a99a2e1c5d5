"""Probes every pattern that is shipped with texts made to slow it down: `python -m tests.hostile.redos --letters 8000`.

For each repetition in a pattern a text is made that leads to it, goes through it again and again, and does not go on as the pattern
wants. A pattern that takes the square of the length is one to look at, one that takes more is a fault. Patterns of rules and lexica
run on RE2, those in modules on `re`.
"""

from __future__ import annotations

import argparse
import inspect
import re
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import FrameType
from typing import Any

import linter
from linter import patterns
from linter.late import Late
from linter.ruleset.loader import loaded
from linter.ruleset.validate import all_patterns

try:
    from re import _constants as codes  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # Python 3.10
    import sre_constants as codes
    import sre_parse as parser

_MANY = 8  # repetitions above this are worth repeating
_END = ("", "\n", "!", "甲")  # what may stand behind, so that the pattern goes back
_COMMON = ("甲", "1", "　", "的", "，", "（", "年", "一", "a", "“", "《", "、")


@dataclass(frozen=True)
class Shipped:
    """`where` is a module and name, or a rule; `run` looks for every match."""

    where: str
    pattern: str
    run: Callable[[str], object]


def shipped() -> Iterator[Shipped]:
    yield from of_modules()
    seen: set[str] = set()
    for rule in loaded("ecology").rules:
        for path, pattern in all_patterns(rule.params):
            if pattern not in seen:
                seen.add(pattern)
                yield Shipped(f"{rule.id} {'.'.join(map(str, path))}", pattern, lambda text, pattern=pattern: list(patterns.find_all(pattern, text)))  # type: ignore[misc]


def of_modules() -> Iterator[Shipped]:
    """Patterns that modules have ready, and those that are written where they are used."""
    seen: set[str] = set()
    for found in walk_packages(linter.__path__, "linter."):
        if found.name.startswith(("linter.__main__", "linter.maintenance")):
            continue
        module = import_module(found.name)
        ready = [(name, pattern) for name, value in vars(module).items() for pattern in _compiled(value)]
        written = [("", re.compile(words)) for words in re.findall(r"""re\.(?:search|match|fullmatch|sub|split|finditer|findall)\(\s*r?"((?:[^"\\\n]|\\.)*)",""", inspect.getsource(module))]
        for name, pattern in (*ready, *written):
            if isinstance(pattern.pattern, str) and pattern.pattern not in seen:
                seen.add(pattern.pattern)
                yield Shipped(f"{found.name}.{name}", pattern.pattern, lambda text, pattern=pattern: sum(1 for _ in pattern.finditer(text)))  # type: ignore[misc]


def _compiled(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, (re.Pattern, Late)):
        yield value if isinstance(value, re.Pattern) else value.compiled
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _compiled(part)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _compiled(part)


# -- texts


def pumps(pattern: str, letters: int) -> Iterator[str]:
    """Texts of about that many letters for the repetitions of a pattern."""
    seen: set[tuple[str, str]] = set()
    for lead, unit in _repeated(pattern):
        if unit and (lead, unit) not in seen:
            seen.add((lead, unit))
            for end in _END:
                yield lead + unit * (letters // len(unit)) + end
            if lead:  # beginning anew at each step
                yield (lead + unit) * (letters // len(lead + unit))


@cache
def _repeated(pattern: str) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(_walk(parser.parse(pattern), ""))
    except (re.error, OverflowError):  # what only RE2 has
        return tuple(("", unit) for unit in _COMMON)


def _walk(tree: Any, lead: str) -> Iterator[tuple[str, str]]:
    """What leads to each repetition, and what it repeats."""
    for code, argument in tree:
        if code in _REPEATS:
            _, most, inside = argument
            yield from _walk(inside, lead)
            if most is codes.MAXREPEAT or most > _MANY:
                for unit in dict.fromkeys(_examples(inside)):
                    yield lead, unit
        elif code is codes.SUBPATTERN:
            yield from _walk(argument[3], lead)
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from _walk(branch, lead)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _walk(argument[1], lead)
        lead += next(iter(_examples([(code, argument)])), "")


def _examples(tree: Any) -> list[str]:
    """A few texts that match."""
    found = [""]
    for code, argument in tree:
        found = [before + after for before in found[:4] for after in _of(code, argument)[:4]]
    return found


def _of(code: Any, argument: Any) -> list[str]:
    if code is codes.LITERAL:
        return [chr(argument)]
    if code is codes.NOT_LITERAL:
        return ["甲" if argument != ord("甲") else "乙"]
    if code is codes.ANY:
        return ["甲", "1"]
    if code is codes.IN:
        return _of_class(argument)
    if code is codes.BRANCH:
        return [text for branch in argument[1] for text in _examples(branch)[:1]]
    if code is codes.SUBPATTERN:
        return _examples(argument[3])
    if code in _REPEATS:
        least, most, inside = argument
        return [text * max(least, min(1, most)) for text in _examples(inside)] + ([""] if not least else [])
    return [""]


def _of_class(members: Any) -> list[str]:
    without = members[0][0] is codes.NEGATE
    if without:
        refused = re.compile("".join(("[", *(_written(member) for member in members[1:]), "]")))
        return [letter for letter in ("甲", "1", "，", "a", " ") if not refused.match(letter)][:2] or [""]
    found: list[str] = []
    for code, argument in members:
        if code is codes.LITERAL:
            found.append(chr(argument))
        elif code is codes.RANGE:
            found.append(chr(argument[0]))
        elif code is codes.CATEGORY:
            found.append({codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_NOT_DIGIT: "甲"}.get(argument, "甲"))
    return found[:1] + found[-1:]


def _written(member: Any) -> str:
    code, argument = member
    if code is codes.LITERAL:
        return re.escape(chr(argument))
    if code is codes.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    return {codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_SPACE: r"\s", codes.CATEGORY_WORD: r"\w", codes.CATEGORY_NOT_DIGIT: r"\D", codes.CATEGORY_NOT_SPACE: r"\S"}.get(argument, r"\W")


_REPEATS = tuple(getattr(codes, name) for name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") if hasattr(codes, name))


# -- measuring


class Endless(Exception):
    """It took longer than it may."""


def seconds(one: Shipped, text: str, most: float) -> float:
    """Processor time; `most` where it is ended (not on Windows)."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Endless

    limited = hasattr(signal, "setitimer")
    before = signal.signal(signal.SIGVTALRM, stop) if limited else None
    started = time.process_time()
    try:
        if limited:
            signal.setitimer(signal.ITIMER_VIRTUAL, most)
        one.run(text)
    except Endless:
        return most
    finally:
        if limited:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - started


def slowest(one: Shipped, letters: int, most: float) -> tuple[float, str]:
    """The longest time that a text of so many letters takes, and how it begins."""
    return max(((seconds(one, text, most), text[:24]) for text in pumps(one.pattern, letters)), default=(0.0, ""))


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--letters", type=int, default=4_000)
    asked.add_argument("--least", type=float, default=0.05, help="seconds below which nothing is said")
    given = asked.parse_args()
    count = 0
    for one in shipped():
        count += 1
        took, text = slowest(one, given.letters, 10.0)
        if took >= given.least:
            half, _ = slowest(one, given.letters // 2, 10.0)
            print(f"{took:.2f} s (half: {half:.2f})  {one.where}  {one.pattern[:150]!r}  {text!r}", flush=True)
    print(f"{count} patterns")


if __name__ == "__main__":
    main()

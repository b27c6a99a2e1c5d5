"""Names in quotes that are near one that official prose knows: a letter of like sound or shape, letters swapped (“放服管”, “不忘使命、牢记初心”), another tail of a numbered one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from linter import resources
from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._alike import alike
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import places
from linter.facts.tokens import dictionary
from linter.late import late
from linter.review import Edit, Severity

FILE = "quoted-names.txt"
_NUMERALS = frozenset("一二三四五六七八九十双两")
QUOTED = late("(?<=“)[\u4e00-\u9fff、]{3,12}(?=”)")

_NUMBERED, _HEAD, _SHORT = late("[一二两三四五六七八九十][个种项大][\u4e00-\u9fff]{2,6}$"), 2, 2


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """A name that differs by a weak likeness (near sound, shape) is only asked about unless used `common` times; so is a numbered one with another tail."""

    common: int = 30


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, inside, known = facts(folded), facts(places), _known()
    for match in QUOTED.finditer(flat):
        span, name = Span(*match.span()), match[0]
        if name in known or not inside.contain(span) or _counts(name):
            continue
        meant = max(_meant(name, known), key=lambda other: (other[2], other[1]), default=None)
        if meant is not None:
            right, uses, sure = meant
            severity: Severity = "warning" if sure or uses >= params.common else "info"
            yield Hit(span, {"right": right}, edits=(Edit(span, right),), entry=right, severity=severity)
        elif (other := _numbered(name, known, params.common)) is not None:
            yield Hit(span, {"right": other}, entry=other, severity="info", variant="numbered")


def _counts(name: str) -> bool:
    """Whether it tells how many things do the same, in a word that is right: “三下降” is no “三下乡”."""
    return name[0] in _NUMERALS and name[1:] in dictionary()


def _meant(name: str, known: dict[str, int]) -> Iterator[tuple[str, int, bool]]:
    """Known names one slip away, how often each is used, and whether the slip is one of a keyboard: the same sound, or the order."""
    for at, letter in enumerate(name):
        for other, likeness in alike().of(letter).items():
            if letter in _NUMERALS and other in _NUMERALS:
                continue  # “四个坚持” is no “十个坚持”
            right = name[:at] + other + name[at + 1 :]
            if right in known and not (at == 1 and name[0] in _NUMERALS and not alike().same_tone(letter, other)):  # “三维一体”: it says what there are three of
                yield right, known[right], likeness == "same"
    for at in range(len(name) - 1):
        right = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        if right in known:
            yield right, known[right], True
    if "、" in name:
        members = set(name.split("、"))  # in another order they may be meant so
        yield from ((right, known[right], True) for right in _by_letters().get(_letters(name), ()) if members.isdisjoint(right.split("、")))


def _numbered(name: str, known: dict[str, int], common: int) -> str | None:
    """What a numbered name may be meant for: “两个坚定不移” is none, and has a letter of “两个毫不动摇”. Of two letters the same must stand in the same place."""
    if not _NUMBERED.match(name):
        return None
    number, tail = name[0], name[_HEAD:]
    near = (
        right
        for right, uses in known.items()
        if right[0] == number and uses >= common and len(right) == len(name) and _NUMBERED.match(right)
        and (set(right[_HEAD:]) & set(tail) if len(tail) > _SHORT else any(one == other for one, other in zip(right[_HEAD:], tail, strict=True)))
    )
    return max(near, key=lambda right: (len(set(right[_HEAD:]) & set(tail)), known[right]), default=None)


def _letters(name: str) -> str:
    """A name of members by the letters it has, wherever they stand, and where its marks stand."""
    return "".join(sorted(name)) + ",".join(str(at) for at, letter in enumerate(name) if letter == "、")


@cache
def _by_letters() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in _known():
        if "、" in name:
            found.setdefault(_letters(name), []).append(name)
    return found


@cache
def _known() -> dict[str, int]:
    rows = (line.split() for line in resources.lexicon(FILE).read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {name: int(uses) for name, uses in rows}

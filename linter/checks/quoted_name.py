"""Names in quotes that official prose knows, with one letter replaced by one of like sound or shape, or two swapped: “风桥经验”, “放服管”."""

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
from linter.late import late
from linter.review import Edit, Severity

FILE = "quoted-names.txt"
QUOTED = late("(?<=“)[\u4e00-\u9fff、]{3,12}(?=”)")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """A name that differs by a weak likeness (near sound, shape) is only asked about unless used `common` times."""

    common: int = 30


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, inside, known = facts(folded), facts(places), _known()
    for match in QUOTED.finditer(flat):
        span, name = Span(*match.span()), match[0]
        if name in known or not inside.contain(span):
            continue
        meant = max(_meant(name, known), key=lambda other: other[1], default=None)
        if meant is not None:
            right, uses, sure = meant
            severity: Severity = "warning" if sure or uses >= params.common else "info"
            yield Hit(span, {"right": right}, edits=(Edit(span, right),), entry=right, severity=severity)


def _meant(name: str, known: dict[str, int]) -> Iterator[tuple[str, int, bool]]:
    """Known names one slip away, how often each is used, and whether the slip is one of a keyboard: the same sound, or the order."""
    for at, letter in enumerate(name):
        for other, likeness in alike().of(letter).items():
            right = name[:at] + other + name[at + 1 :]
            if right in known:
                yield right, known[right], likeness == "same"
    for at in range(len(name) - 1):
        right = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        if right in known:
            yield right, known[right], True


@cache
def _known() -> dict[str, int]:
    rows = (line.split() for line in resources.lexicon(FILE).read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {name: int(uses) for name, uses in rows}

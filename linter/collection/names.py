"""Which agency of those that are known a name means. A name that may mean two means none: nobody is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from linter.collection.roster import Unit
from linter.facts.agency import parse
from linter.facts.folded import fold

_SHORTER = (("人民政府", "政府"), ("街道办事处", "街道"), ("街道办", "街道"), ("委员会", "委"))
_PARTY = re.compile(r"^中共(?=.{3})|(?:党组|党委|党工委)$|（[^（）]*）$")
_REGION_ENDS = tuple("省市区县旗州盟镇乡")
_SHORTEST = 3  # letters of a name without its region


def plain(name: str) -> str:
    """A name as it is compared: folded, without blanks, the usual abbreviations made."""
    words = re.sub(r"\s", "", fold(name)).lower()
    for long, short in _SHORTER:
        words = words.replace(long, short)
    return words


def same(one: str, other: str) -> bool:
    """Whether two names are one agency's: equal, or one says the larger places that the other leaves out. Its party committee
    speaks for it; what stands in brackets behind a name is another name of it."""
    short, full = sorted((_PARTY.sub("", plain(name)) for name in (one, other)), key=len)
    if short != full and not full.endswith(short) and _parsed(short).kind in ("government", "township"):
        short += "政府"  # 云岚县 for 云岚县人民政府
    left_out = full[: len(full) - len(short)]
    return full.endswith(short) and (not left_out or (len(short) >= _SHORTEST and _parsed(full).region.startswith(left_out)))


_parsed = lru_cache(maxsize=4096)(parse)


class _Form(Struct, frozen=True):
    """One way to write a unit's name; `region` is what may stand before it where it has no region itself."""

    text: str
    unit: Unit
    region: str = ""


class Names(Struct, frozen=True, dict=True):
    units: Sequence[Unit]

    def meant(self, name: str) -> Unit | None:
        """The unit that goes by that name, written out as a report writes it."""
        found = {unit.name: unit for unit in self.units if any(same(known, name) for known in unit.names)}
        return next(iter(found.values())) if len(found) == 1 else None

    def within(self, words: str) -> list[Unit]:
        """The units that a file or folder of that name speaks of."""
        flat = plain(words)
        hits = [(at, at + len(form.text), form.unit) for form in self._forms for at in _places(form, flat)]
        widest = [hit for hit in hits if not any(o[0] <= hit[0] and hit[1] <= o[1] and o[1] - o[0] > hit[1] - hit[0] for o in hits)]
        return list({unit.name: unit for _, _, unit in widest}.values())

    @cached_property
    def _forms(self) -> list[_Form]:
        forms = []
        for unit in self.units:
            region = plain(_parsed(unit.name).region)
            for name in dict.fromkeys(map(plain, unit.names)):
                own = _parsed(name).region
                bare = name.removeprefix(own)
                forms.append(_Form(name, unit, "" if own else region))
                if own and len(bare) >= _SHORTEST:
                    forms.append(_Form(bare, unit, own))
        owners: dict[str, set[str]] = {}
        for form in forms:
            owners.setdefault(form.text, set()).add(form.unit.name)
        return [form for form in forms if len(owners[form.text]) == 1]


def _places(form: _Form, flat: str) -> Iterable[int]:
    """Where the name stands; one that begins without its region not right behind that of another."""
    for match in re.finditer(re.escape(form.text), flat):
        before = flat[: match.start()]
        if not form.region or not before.endswith(_REGION_ENDS) or any(before.endswith(form.region[at:]) for at in range(len(form.region) - 1)):
            yield match.start()

"""Cited instruments: names that lost or changed a word, instruments no longer or not yet in force."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks.currency import reference_day
from linter.checks.formulation import Fixed, slips
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.profile import profile

_CITED = re.compile("《([^《》\n]{2,90})》")
_STATE = "中华人民共和国"
_LOCAL = re.compile(r"^[\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|区|县|旗|镇|乡|州|盟)(?!场)")
_DASHES = str.maketrans({"-": "—", "–": "—", "~": "—", "－": "—", "(": "（", ")": "）", " ": None, "〈": None, "〉": None, "<": None, ">": None})
_SHORTEST = 8  # names shorter than this are not compared letter by letter
_SURE = "verified"


class Instrument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: str
    short: list[str] = []
    number: str | None = None
    issuer: str | None = None
    issued: str | None = None
    in_force: str | None = None
    repealed: str | None = None
    certainty: str = "memory"
    wrong_names: list[str] = []
    replaced_by: str | None = None


class Params(Base, frozen=True, forbid_unknown_fields=True):
    ask: Literal["name", "repealed", "not-yet"]
    instruments: list[Instrument]
    ahead: list[str] = []


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    devices = {"name": _names, "repealed": _repealed, "not-yet": _not_yet}
    return devices[params.ask](facts, params)


def _cited(facts: Facts) -> Iterator[tuple[Span, str]]:
    """Cited names with their places, in one spelling: long dashes, no blanks, no 中华人民共和国."""
    flat = facts(folded)
    for block in facts(body):
        for match in _CITED.finditer(flat, block.span.start, block.span.end):
            yield Span(match.start(1), match.end(1)), _plain(match[1])


def _plain(name: str) -> str:
    plain = name.translate(_DASHES).replace("——", "—")
    return plain.removeprefix(_STATE)


def _names(facts: Facts, params: Params) -> Iterator[Hit]:
    full = {_plain(instrument.name) for instrument in params.instruments}
    known = full | {_plain(name) for instrument in params.instruments for name in instrument.short}
    wrong = {_plain(name): instrument for instrument in params.instruments for name in instrument.wrong_names}
    for span, cited in _cited(facts):
        if cited in known or any(cited.endswith(name) for name in full):
            continue
        instrument = wrong.get(cited)
        variant = "listed"
        if instrument is None and not _LOCAL.match(cited):
            variant = "near"
            instrument = next((one for one in params.instruments if _nearly(cited, _plain(one.name))), None)
        if instrument is not None:
            yield Hit(span, {"right": instrument.name}, entry=instrument.id, variant=variant)


def _nearly(cited: str, right: str) -> bool:
    """Whether the whole of `cited` is `right` with one slip."""
    if len(right) < _SHORTEST or abs(len(cited) - len(right)) > 4:
        return False
    return any(slip.start == 0 and slip.end == len(cited) for slip in slips(cited, Fixed(right)))


def _repealed(facts: Facts, params: Params) -> Iterator[Hit]:
    year = facts(profile).year
    if year is None:
        return
    for span, cited in _cited(facts):
        for instrument in params.instruments:
            names = {_plain(name) for name in (instrument.name, *instrument.short)}
            if instrument.repealed and int(instrument.repealed[:4]) <= year and cited in names:
                successor = f"，现为《{instrument.replaced_by}》" if instrument.replaced_by else ""
                yield Hit(span, {"day": instrument.repealed, "successor": successor}, entry=instrument.id)


def _not_yet(facts: Facts, params: Params) -> Iterator[Hit]:
    if facts(profile).year is None:
        return
    day = reference_day(facts).isoformat()
    for span, cited in _cited(facts):
        for instrument in params.instruments:
            first = min((known for known in (instrument.in_force, instrument.issued) if known), default=None)
            if first is not None and first > day and instrument.certainty == _SURE and cited == _plain(instrument.name):
                yield Hit(span, {"day": first}, entry=instrument.id)

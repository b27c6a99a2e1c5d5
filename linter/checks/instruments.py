"""Cited instruments: names that lost or changed a word, instruments no longer or not yet in force."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache, partial
from typing import Literal

import msgspec

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._slips import Fixed, slips
from linter.checks.currency import reference_day
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.pairs import Pairs
from linter.facts.profile import profile
from linter.late import late
from linter.review import Edit

_CITED = late("《([^《》\n]{2,90})》")
_INNER = late("[〈<]([^《》〈〉<>\n]{4,60})[〉>]")  # in another name, or what should stand in 《》
_STATE = "中华人民共和国"
_LOCAL = late(r"^[\u4e00-\u9fff]{2,12}?(?:省|市|自治区|自治州|区|县|旗|镇|乡|州|盟)(?!场)")
_BY_PLACE = late(r"[省市县区州盟旗镇乡](?:委|(?:人民)?政府)(?:办公[室厅])?(?:联合)?(?:印发|发布|制定|下发|出台)?的?$")
_ISSUER_INSIDE = late("^(?:中共中央、?国务院|中共中央办公厅、?国务院办公厅|国务院办公厅|国务院|中共中央)(?!关于|的)")  # 《国务院关于……的意见》 is so called
_DASHES = str.maketrans({"-": "—", "–": "—", "~": "—", "－": "—", "(": "（", ")": "）", " ": None, "〈": None, "〉": None, "<": None, ">": None})
_FORMAL = 6  # with 中华人民共和国 before them shorter ones are
_TOLD = 5  # letters of a law's name: only the state makes one, so that what misses it by a letter is no other (行政诉论法)
_WORD, _STEM = 2, 4  # letters of a word lost right before 法, and of what must be right before it
_SHORTEST = 8  # names shorter than this are not compared letter by letter
_NEAR = 14  # letters around a name that tell whether it is taken for what holds
_FILLERS = frozenset("管理 监督 工作 保护 实施 暂行".split())  # words that a name is thought to have
_TYPE = late("(?:条例|办法|规定|细则|法典|法)$")
_SURE = "verified"
_ISSUED_BY = late(
    "(?:^|[^\u4e00-\u9fff]|[据照按依到和及彻实行由])((?:(?:中共|党)?中央[、 ]|(?<!中央[、 ])(?<!中央办公厅[、 ]))国务院(?:办公厅)?|中共中央办公厅[、 ]国务院办公厅|(?:中共|党)中央|中办、?国办)(?:联合)?(?:印发|发布|制定|下发|出台)?的?$"
)
_ISSUERS = {
    "党中央、国务院": "中共中央、国务院", "中央、国务院": "中共中央、国务院", "党中央": "中共中央",
    "中办国办": "中共中央办公厅、国务院办公厅", "中办、国办": "中共中央办公厅、国务院办公厅",
}
_CENTRAL = frozenset({"国务院", "国务院办公厅", "中共中央", "中共中央、国务院", "中共中央办公厅、国务院办公厅"})
_SURE_NUMBERS = ("verified", "secondary")
_YEARS = late(r"（(20\d\d)年?—(20\d\d)年?）$")
_ANY_YEARS = late(r"（?(20\d\d)年?—(20\d\d)年?）?$")
_BESIDE = late(r"(?:（[^（）〔\[\d]{1,8}）)?（([^（）]{2,24}号|GB/T ?\d[^（）]{3,12})）")
_BRACKETS = str.maketrans({"[": "〔", "［": "〔", "【": "〔", "]": "〕", "］": "〕", "】": "〕", "-": "—", "–": "—"})


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


class Params(Base, frozen=True, forbid_unknown_fields=True, dict=True):
    """`statutes` are names of laws and regulations of which nothing else needs to be known; `unprefixed`: those of them that are not of
    the 中华人民共和国 by name; `taught`: words before a name that take it for what holds; `ended`: words behind it that do not."""

    ask: Literal["name", "repealed", "not-yet", "issuer", "number"]
    instruments: list[Instrument]
    statutes: list[str] = []
    unprefixed: list[str] = []
    taught: list[str] = []
    ended: list[str] = []
    ahead: list[str] = []

    @cached_property
    def by_name(self) -> dict[str, list[Instrument]]:
        """Instruments by their names and short names."""
        found: dict[str, list[Instrument]] = {}
        for one in self.instruments:
            for name in dict.fromkeys(map(_plain, (one.name, *one.short))):
                found.setdefault(name, []).append(one)
        return found

    @cached_property
    def full(self) -> tuple[str, ...]:
        return tuple(_plain(one.name) for one in self.instruments)

    @cached_property
    def numbered(self) -> dict[str, Instrument]:
        return {_plain(name): one for one in self.instruments if one.number for name in (one.name, *one.short)}

    @cached_property
    def issuers(self) -> dict[str, str | None]:
        return {_plain(name): one.issuer for one in self.instruments for name in (one.name, *one.short) if one.issuer in _CENTRAL}

    @cached_property
    def wrong(self) -> dict[str, Instrument]:
        return {_plain(name): one for one in self.instruments for name in one.wrong_names}

    @cached_property
    def right(self) -> frozenset[str]:
        return frozenset((*self.by_name, *self.statutes))

    def named(self, plain: str) -> Instrument | None:
        """The instrument of that name, which was cited in another form."""
        return next((one for one in self.by_name.get(plain, ()) if _plain(one.name) == plain), None)

    @cached_property
    def meant(self) -> Callable[[str, bool], tuple[Instrument | None, str | None]]:
        """The instrument that a name misses by little, or the statute; `formal`: it is cited in full form. Reports cite the same ones."""
        return lru_cache(maxsize=2048)(partial(_meant, self))


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    devices = {"name": _names, "repealed": _repealed, "not-yet": _not_yet, "issuer": _issuers, "number": _numbers}
    return devices[params.ask](facts, params)


def _cited(facts: Facts) -> list[tuple[Span, str]]:
    """Cited names with their places, in one spelling: long dashes, no blanks, no 中华人民共和国."""
    flat = facts(folded)
    matches = [match for marks in (_CITED, _INNER) for block in facts(body) for match in marks.finditer(flat, block.span.start, block.span.end)]
    return [(Span(*match.span(1)), _plain(match[1])) for match in matches]


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    plain = name.translate(_DASHES).replace("——", "—")
    return plain.removeprefix(_STATE)


def _names(facts: Facts, params: Params) -> Iterator[Hit]:
    flat = facts(folded)
    for span, cited in facts(_cited):
        formal = span.of(flat).startswith(_STATE)
        if formal and cited in params.unprefixed:
            yield Hit(span, {"right": cited}, entry=cited, variant="near")
        elif cited in params.right or (cited.endswith(params.full) and not _ISSUER_INSIDE.match(cited)):
            continue
        instrument = params.wrong.get(cited)
        if instrument is not None:
            yield Hit(span, {"right": instrument.name}, entry=instrument.id, variant="listed")
        elif not _LOCAL.match(cited) and not _BY_PLACE.search(flat, max(0, span.start - _NEAR), span.start - 1):
            instrument, statute = params.meant(cited, formal)
            right = instrument.name if instrument else statute
            if right is not None:
                yield Hit(span, {"right": right}, entry=instrument.id if instrument else right, variant="near")


def _meant(params: Params, cited: str, formal: bool) -> tuple[Instrument | None, str | None]:
    cited = _ISSUER_INSIDE.sub("", _ANY_YEARS.sub(r"（\1—\2年）", cited))
    instrument = params.named(cited) or _of_other_years(cited, params.instruments) or next((one for one in params.instruments if _nearly(cited, _plain(one.name))), None)
    return instrument, None if instrument else _statute(cited, formal, params.statutes)


def _of_other_years(cited: str, instruments: list[Instrument]) -> Instrument | None:
    """The instrument of that name whose years are nearest: 法治政府建设实施纲要（2021—2026年） is that of 2021—2025年."""
    match = _YEARS.search(cited)
    if match is None:
        return None
    same = [(one, found) for one in instruments if (found := _YEARS.search(_plain(one.name))) and _plain(one.name)[: found.start()] == cited[: match.start()]]
    nearest = min(same, key=lambda row: abs(int(row[1][1]) - int(match[1])) + abs(int(row[1][2]) - int(match[2])), default=None)
    return nearest[0] if nearest else None


def _numbers(facts: Facts, params: Params) -> Iterator[Hit]:
    """A document number beside a name that is another's."""
    flat = facts(folded)
    names = params.numbered
    for span, cited in facts(_cited):
        match = _BESIDE.match(flat, span.end + 1)
        if match is None:
            continue
        instrument = names.get(cited) or next((one for name, one in names.items() if len(name) >= _SHORTEST and cited.endswith(name) and not _LOCAL.match(cited)), None)
        if instrument and instrument.number and _bare(match[1]) != _bare(instrument.number):
            sure = instrument.certainty in _SURE_NUMBERS
            yield Hit(Span(*match.span(1)), {"right": instrument.number}, entry=instrument.id, severity=None if sure else "info")


def _bare(number: str) -> str:
    """A number as far as it tells: one kind of brackets, no blanks, of an order only the number."""
    plain = re.sub(r"[\s第]", "", number.translate(_BRACKETS)).removeprefix(_STATE)
    order = re.search(r"国(?:务院)?令(?:〔\d{4}〕)?(\d+)", plain)
    return order[1] if order else plain


def _nearly(cited: str, right: str) -> bool:
    """Whether the whole of `cited` is `right` with one slip."""
    if len(right) < _SHORTEST or abs(len(cited) - len(right)) > 4:
        return False
    return any(slip.start == 0 and slip.end == len(cited) for slip in slips(Pairs(cited), Fixed(right)))


def _statute(cited: str, formal: bool, statutes: list[str]) -> str | None:
    """The one name in the list that `cited` misses by a letter, or a name cited in full form by two lost ones."""
    kind = _TYPE.search(cited)
    if kind is None or len(cited) < 4:
        return None
    near = [
        name for name in statutes
        if abs(len(name) - len(cited)) < 3 and name.endswith(kind[0]) and (name[0] == cited[0] or name[-3:] == cited[-3:])
        and _TYPE.search(name[: -len(kind[0])]) is None and _missed(cited, name, formal)
    ]
    near = near or _of_other_type(cited, kind, formal, statutes) or _with_more_before(cited, formal, statutes)
    return f"{_STATE}{near[0]}" if len(near) == 1 and formal else near[0] if len(near) == 1 else None


def _of_other_type(cited: str, kind: re.Match[str], formal: bool, statutes: list[str]) -> list[str]:
    """食品安全法实施细则 where there are only 实施条例. Places have measures of their own, which are not cited in full form."""
    stem = cited[: kind.start()]
    if not (formal or (stem.endswith("法实施") and kind[0] in ("细则", "条例"))):
        return []
    return [name for name in statutes if (other := _TYPE.search(name)) and name[: other.start()] == stem]


def _with_more_before(cited: str, formal: bool, statutes: list[str]) -> list[str]:
    """中华人民共和国财政预算法 where there is only 预算法; asked last, as 农产品质量法 lost 安全 rather than has 农 too much."""
    return [name for name in statutes if formal and name.endswith("法") and cited.endswith(name) and 0 < len(cited) - len(name) < 3]


def _missed(cited: str, name: str, formal: bool) -> bool:
    """Whether letters are lost from `name`: one, two inside a long name or where the full form shows that it is this one; or
    one inside a long name is another, or the full form has one or two too many."""
    begin = 0
    while begin < min(len(cited), len(name)) and cited[begin] == name[begin]:
        begin += 1
    end = 0
    while end < min(len(cited), len(name)) - begin and cited[-1 - end] == name[-1 - end]:
        end += 1
    written, meant = len(cited) - begin - end, len(name) - begin - end
    if len(name) >= _SHORTEST and sorted(cited) == sorted(name):
        return True  # 纠纷仲裁调解法 for 纠纷调解仲裁法
    if formal and written == meant and meant in (1, 2) and begin > 2 and end > 0 and len(name) >= _FORMAL:
        return True
    if meant == 0:
        inside = begin > 1 and end > 1 and len(name) >= _SHORTEST and (written == 1 or cited[begin : begin + written] in _FILLERS)
        return inside or (formal and written <= 2 and begin > 1 and end > 0 and len(name) > 4)
    if written == 0:
        if name.endswith("法") and ((meant == _WORD and begin >= _STEM and end == 1) or (meant == 1 and begin == 0 and len(cited) >= _TOLD)):
            return True  # 突发事件法, 有组织犯罪法: only the state makes laws
        inside = begin > 1 and (end > 2 or begin >= _STEM) and len(name) >= _SHORTEST
        return (begin > 0 and meant == 1) or (meant == 2 and (formal or inside))
    if written != 1 or meant != 1 or begin < 2:
        return False
    return (end > 1 and len(name) >= _SHORTEST) or (len(name) >= _TOLD and name.endswith("法"))


def _repealed(facts: Facts, params: Params) -> Iterator[Hit]:
    year = facts(profile).year
    if year is None:
        return
    flat = facts(folded)
    gone = [one for one in params.instruments if one.repealed and int(one.repealed[:4]) <= year]
    for span, cited in (*facts(_cited), *_unmarked(flat, gone)):
        for instrument in params.by_name.get(cited, ()):
            if instrument.repealed and int(instrument.repealed[:4]) <= year:
                before, behind = flat[max(0, span.start - _NEAR) : span.start], flat[span.end : span.end + _NEAR]
                if any(word in behind for word in params.ended):
                    continue
                successor = f"，现为《{instrument.replaced_by}》" if instrument.replaced_by else ""
                current = int(instrument.repealed[:4]) < year and any(word in re.split("[，。；]", before)[-1] for word in params.taught)
                yield Hit(span, {"day": instrument.repealed, "successor": successor}, entry=instrument.id, severity=None if current else "info")


def _unmarked(flat: str, instruments: Iterable[Instrument]) -> Iterator[tuple[Span, str]]:
    """Their names where something is done by them and the marks are left out: 依据民法通则."""
    for name in {name for one in instruments for name in (one.name, *one.short) if name in flat}:
        yield from ((Span(*match.span(1)), _plain(name)) for match in late(rf"(?:依据|根据|依照|按照|适用)({re.escape(name)})(?!》)").finditer(flat))


def _not_yet(facts: Facts, params: Params) -> Iterator[Hit]:
    if facts(profile).year is None:
        return
    day = reference_day(facts).isoformat()
    for span, cited in facts(_cited):
        for instrument in params.by_name.get(cited, ()):
            first = min((known for known in (instrument.in_force, instrument.issued) if known), default=None)
            if first is not None and first > day and instrument.certainty == _SURE and cited == _plain(instrument.name):
                yield Hit(span, {"day": first}, entry=instrument.id)


def _issuers(facts: Facts, params: Params) -> Iterator[Hit]:
    """Cited with an issuer right before that is another of the five central ones: 国务院 for what its office issued."""
    flat = facts(folded)
    for span, cited in facts(_cited):
        right = params.issuers.get(cited)
        match = _ISSUED_BY.search(flat, max(0, span.start - 31), span.start - 1) if right else None
        if match is None or right is None:
            continue
        stated = Span(*match.span(1))
        name = stated.of(flat).replace(" ", "、")
        if _ISSUERS.get(name, name) != right:
            yield Hit(stated, {"right": right, "name": cited}, edits=(Edit(stated, right),), entry=cited)

"""Whose report this is: the agency's name, and what the name alone tells of its kind, rank and field."""

from __future__ import annotations

import re

from msgspec import Struct

from linter.document import Span
from linter.facts import Facts
from linter.facts.agency_names import FIELDS, MUNICIPALITIES, PREFECTURES, PROVINCES
from linter.facts.folded import fold, folded
from linter.facts.furniture import prose
from linter.facts.signature import signature
from linter.facts.title import below_title, title
from linter.late import late
from linter.review import Kind

_IN_TITLE = late(
    r"^(?:关于)?(?:报送|印发|上报)?(?:20\d\d年度?)?(.*?)(?:关于|20\d\d|二[〇○零]|法治政府|法治建设|法治工作|依法行政|推进|落实|贯彻|年度)"
)
_IN_BRACKETS = late(r"（([^（）]{3,24}(?:局|委|委员会|管委会|政府|办事处|厅|部|院|办公室|中心|支队|大队|所))）$")
_OPENING = late(
    r"(?:^|[，。：]|20\d\d年(?:以来)?，?|将)((?:[\u4e00-\u9fff]{1,6}(?:省|市|区|县|旗|州|盟|镇|乡))?"
    r"[\u4e00-\u9fff]{1,16}?(?:局|委员会|管委会|人民政府|街道(?:办事处)?|厅|分局|镇|乡|县|区|市|旗))"
    r"(?=20\d\d年|在|以|认真|深入|坚持|坚决|全面|严格|始终|紧|围绕|积极|按|根据|对|深刻|贯彻|扎实|辖|党|高度|切实|大力)"
)
_NOT_NAMES = late(r"^(?:[全我各本该]|在|根据|按照|为|关于|[区县市镇乡省][委、]|党|现|认真|深入|贯彻|成立|组建)|[、委了]|由局|[我各本该全][镇乡县区市旗]$")
_SELF = (  # what a report calls itself where its name stands nowhere, and the laxest kind that does so
    (late(r"我街道|本街道|我街"), "street"),
    (late(r"我镇|我乡|本镇|本乡"), "township"),
    (late(r"我局|本局|我委|我厅"), "light-enforcing"),
    (late(r"(?:县|区|市|旗|州|省)政府常务会议|我[县区市旗州省].{0,40}各(?:乡镇|镇街|街镇|部门)"), "government"),
)
_PUNISHES = late(r"行政处罚决定|立案\d|处罚决定书")
_NEAR = 160  # characters of a paragraph in which the opening names the agency
_OFFICE = late(r"人民政府(?:办公[室厅]|办)$")
_BRANCH = late(r"分局$|派出机构|直属分局|^.{2,}局.{2,6}(?:所|站)$")
_STREET = late(r"街道(?:办事处|党工委)?$|街道办$|(?<=..)(?<!治)街$")
_STREET_END = late(r"街道|(?<=..)街$")
_TOWNSHIP = late(r"(?:镇|乡|苏木)(?:人民)?(?:政府)?$")
_GOVERNMENT = late(r"人民政府$|(?:省|自治区|市|州|盟|地区|县|旗|区)$")
_COMMITTEE = late(r"管(?:理)?委(?:员)?会$|管委会$|(?:开发|高新|示范|园|合作|保税|经济)区$")
_REGION = late(r"[\u4e00-\u9fff]{1,10}?(?:自治区|自治州|自治县|自治旗|特别行政区|新区|省|市|地区|州|盟|县|旗|区|镇|乡)(?![市县区州盟旗镇乡])")
_VERTICAL = late(r"^(?:国家税务总局|中华人民共和国)(?=.{3})")
_BODIES = late(r"(?:局|委|委员会|管委会|厅|部|院|办公室|中心|支队|大队|总队|办|所|署|站)(?:党组|党委|党工委)?$")
_PARTY = late(r"^中共(.+?)(?:党组|党委|党工委)$")


class Name(Struct, frozen=True):
    """An agency's name taken apart: 云川市清江区 + 生态环境局. `level` is null where the name does not tell."""

    text: str
    region: str
    kind: Kind
    level: str | None
    domain: str | None
    licensing: bool = False

    @property
    def unit(self) -> str:
        """What the region is: 区, 县, 旗, 市, 镇 …; empty where the name has none."""
        return self.region[-1:] if self.region else ""


class Agency(Struct, frozen=True):
    """The report's own agency. `how` tells where the name was found: title, signature, opening, option, path."""

    name: Name
    span: Span | None
    how: str


def agency(facts: Facts) -> Agency | None:
    """Null where nothing tells whose report it is: neither the user, nor the text, nor the place where it is filed."""
    given, filed, found = facts.overrides.agency, facts.overrides.filed.agency, facts(agency_in_text)
    if given:
        return Agency(parse(given), None, "option")
    return Agency(parse(filed), None, "path") if filed and found is None else found


def agency_in_text(facts: Facts) -> Agency | None:
    """Null where nothing in the text tells whose report it is."""
    flat, heading, signed = facts(folded), facts(title), facts(signature)
    found = in_title(heading.text) if heading else ""
    if heading and found:
        start = _place(flat, heading.span, found)
        return Agency(parse(found), start or heading.span, "title")
    if signed.agency is not None and signed.name:
        return Agency(parse(signed.name), signed.agency, "signature")
    for block in facts(below_title)[:3]:
        for match in _OPENING.finditer(flat, block.span.start, min(block.span.end, block.span.start + _NEAR)):
            if not _NOT_NAMES.search(match[1]):
                return Agency(parse(match[1]), Span(*match.span(1)), "opening")
    return None


def alike(one: str, other: str) -> bool:
    """Whether two names may be the same agency's: the letters of one stand in the other in order (市监局, 云川市市场监督管理局)."""
    short, full = sorted(("".join(fold(name).split()) for name in (one, other)), key=len)
    rest = iter(full)
    return all(letter in rest for letter in short)


def guessed_kind(facts: Facts) -> tuple[Kind, Span | None]:
    """The kind of an agency without a name: by what it calls itself, the laxer where in doubt."""
    flat = facts(prose)
    for pattern, kind in _SELF:
        match = pattern.search(flat)
        if match and kind == "light-enforcing" and _PUNISHES.search(flat) is None:
            return "non-enforcing", Span(*match.span())
        if match:
            return kind, Span(*match.span())  # type: ignore[return-value]
    return "non-enforcing", None


def in_title(words: str) -> str:
    """The agency's name in a title, empty where it has none."""
    bracketed = _IN_BRACKETS.search(words)
    if bracketed:
        return bracketed[1]
    match = _IN_TITLE.match(words)
    name = match[1].strip("的—-·《 ") if match else ""
    return name if len(name) >= 2 and (_BODIES.search(name) or _GOVERNMENT.search(name) or _STREET.search(name) or _TOWNSHIP.search(name)) else ""


def parse(text: str) -> Name:
    """Take a name apart."""
    text = re.sub(r"\s", "", text)
    core = _PARTY.sub(r"\1", _VERTICAL.sub("", re.sub(r"（[^（）]*）$", "", text)))
    domain, kind, stem = _field(core)
    if _STREET.search(core):
        return Name(text, _region(_STREET_END.split(core)[0] + "街道"), "street", "township", None)
    if _BRANCH.search(core):
        return Name(text, _region(core[:stem] if stem is not None else core), "branch", "county", domain)
    if _OFFICE.search(core):
        region = _region(core.split("人民政府")[0])
        return Name(text, region, "non-enforcing", _level(region), None)
    if _COMMITTEE.search(core) and stem is None:
        return Name(text, _region(core), "non-enforcing", None, None)
    if _TOWNSHIP.search(core):
        return Name(text, _region(re.split("人民政府|政府", core)[0]), "township", "township", None)
    if _GOVERNMENT.search(core) and not _BODIES.search(core):
        region = _region(core.split("人民政府")[0])
        return Name(text, region, "government", _level(region), None)
    region = _region(core[:stem] if stem is not None else core)
    if core.startswith(("国务院", "国家")) or (core.endswith("部") and not region):
        level: str | None = "national"
    else:
        level = "province" if core.endswith("厅") else "county" if core[:1] in "区县旗" else _level(region)
    return Name(text, region, kind, level, domain, "行政审批" in core)


def _field(name: str) -> tuple[str | None, Kind, int | None]:
    """The field that the name's first telling word gives, and where that word stands."""
    best: tuple[int, int, str | None, Kind] | None = None
    for domain, kind, words in FIELDS:
        for word in words.split():
            at = name.find(word)
            if at >= 0 and (best is None or (at, -len(word)) < best[:2]):
                best = (at, -len(word), domain, kind)
    return (best[2], best[3], best[0]) if best else (None, "non-enforcing", None)


def _region(words: str) -> str:
    """The places that the name begins with: 云川市清江区."""
    words = words.removeprefix("中共")
    end = 0
    while True:
        match = _REGION.match(words, end)
        if match is None:
            break
        if match.end() - match.start() < 2 and end:
            break
        end = match.end()
    return words if words.endswith("街道") else words[:end]


def _level(region: str) -> str | None:
    """The rank of a region by its name; null for a 市 that may be of either rank."""
    if not region:
        return None
    places = [place for place in _REGION.findall(region) if not place.endswith(("省", "自治区"))]
    if region.endswith(("省", "自治区")) or region.removesuffix("市") in MUNICIPALITIES or region in PROVINCES:
        return "province"
    if region.endswith(("州", "盟", "地区")):
        return "city"
    if region.endswith(("区", "县", "旗")):
        return "county"
    if region.endswith("市"):
        if len(places) > 1:
            return "county"
        return "city" if region.endswith(tuple(f"{name}市" for name in PREFECTURES)) else None
    return "township" if region.endswith(("镇", "乡")) else None


def _place(flat: str, within: Span, name: str) -> Span | None:
    """Where in the title the name stands, though blanks or a line break may run through it."""
    match = re.compile(r"\s*".join(map(re.escape, name))).search(flat, within.start, within.end)
    return Span(*match.span()) if match else None

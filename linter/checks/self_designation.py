"""What a report calls itself: words that only another kind of agency or region says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from linter import patterns
from linter.checks import Hit, Pattern
from linter.checks import Params as Base
from linter.checks._other_places import LETTER, PLACE, SUFFIX, UNITS, in_frames, is_place, rank
from linter.document import Span
from linter.facts import Facts
from linter.facts.agency import Agency, Name, agency
from linter.facts.agency_names import FORMER, REFORMED
from linter.facts.folded import folded
from linter.facts.furniture import body, prose
from linter.facts.outline import outline
from linter.facts.phrases import index
from linter.facts.report_year import report_year
from linter.facts.roles import roles
from linter.facts.sentences import clauses, sentences
from linter.facts.signature import signature
from linter.facts.title import title
from linter.facts.tokens import cut
from linter.late import late
from linter.needs import possible
from linter.review import Related, Severity

Form = Literal["bureau", "committee", "department", "street", "township", "government"]

_QUOTED = late(r"《[^》\n]{0,120}》|“[^”\n]{0,120}”")
_REGIONWIDE = late(r"自治区|内蒙古|广西|西藏|宁夏|新疆|全区")
_LED = late(r"(?:在|按照|根据|按|落实|接受)(?:中共)?([\u4e00-\u9fff]{2,6}?(?:区|县|旗|市))委(?:、|和|的|[\u4e00-\u9fff]{0,6}政府)")
_LED_BY = r"(?:^|[，。；：、（ 在由经报向受照求据实对])({0}委(?:、|和)?(?:{0}人民|{0})?政府|{0}委(?:全面)?依法治{0}|{0}委常委会)"
_OF_UNIT = r"(?:^|[，。；：、（ 在由经报向受照求据实对为与和及将把请送按依遵]|完成|接受|配合|协助|会同|邀请|贯彻|根据|服从|迎接|支持|召开|参加|列席|代)({0}(?:人民政府|政府|委(?:办公室|常委会|组织部|宣传部|政法委)?|人大常委会|人大|政协|纪委监委|司法局|财政局|\p{{Han}}{{2,8}}?局|直(?:部门|机关|单位)|级(?:部门|领导)|{1}))(?:[^级域长城市镇乡村道]|$)"
_WHOLE_TOWN = r"(?:^|[^安健完保周齐成十])(全[镇乡]|全街道)(?:[^域级街村]|$)"
_NAMED = {letter: late(rf"[\u4e00-\u9fff]{{2}}{letter}(?:委|政府|人大)?[、和]$") for letter in "县区旗"}  # 赴兰溪县委、县政府考察
_TOWN, _JUST_NAMED = re.compile("[镇乡]|街道"), 80  # characters within which a town counts as just named
_LABELS = r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.]|[一二三四五六七八九十]是)? ?"
_LEADS = late(rf"(?<=[，。；\n])({PLACE}{{2}}[区县旗])委(?:、|和)(?:[区县旗]|{PLACE}{{2}}[区县旗])?(?:人民)?政府")
_NEVER = r"(?!)"
_SORTS = frozenset({"乡镇", "镇街", "街道", "乡镇街道"})  # a title that tells what kind of agency it is, not which
_WITH_OTHERS = late(r"协助|配合|会同|联合|指导|赴|到|邀请|支持|帮助|接受|商请|提请|报|经|由|与|和|同|向|对|在|将|把|请")  # before a name that is no subject
_ZONE = late(r"(?:新|开发|高新|经开|园|示范|自治|地|景|保税|功能)区$")
_NO_NAME = "tdpcr"  # first letters of tags of words that begin no name: time, adverbs, prepositions, conjunctions, pronouns
_OTHERS_BASE = late(r"^[我本全各该省市区县州]|[、和与了]")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`ask` kind: `foreign` are patterns by the form of the own agency; group 1, if any, is what is reported.

    `leaders` likewise, for passages on the head's own duty.

    `ask` region: 我县 in a district's report, 在××区委 of another district, another region's name for the own agency.
    `ask` name: the own agency under another name, which `acts` say what only the author does.
    """

    ask: Literal["kind", "region", "name"]
    foreign: dict[Form, tuple[Pattern, ...]] = msgspec.field(default_factory=dict)
    leaders: dict[Form, tuple[Pattern, ...]] = msgspec.field(default_factory=dict)
    acts: tuple[Pattern, ...] = ()
    history: tuple[Pattern, ...] = ()


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    owner = facts(agency)
    if owner is None or owner.name.text in _SORTS:
        return
    if params.ask == "kind":
        yield from _kind(facts, owner, params)
    elif params.ask == "name":
        yield from _other_name(facts, owner, params)
    else:
        yield from _own_unit(facts, owner)
        yield from _other_region(facts, owner)


def form(name: Name) -> Form | None:
    """What the agency is, as far as it decides what it calls itself; null for offices and centres."""
    if name.kind in ("street", "township", "government"):
        return name.kind
    core = re.sub(r"（[^（）]*）$", "", name.text)
    ends: tuple[tuple[str, Form], ...] = (("局", "bureau"), ("委员会", "committee"), ("委", "committee"), ("厅", "department"))
    return next((found for end, found in ends if core.endswith(end)), None)


def _kind(facts: Facts, owner: Agency, params: Params) -> Iterable[Hit]:
    own = form(owner.name)
    if own is None:
        return
    for pattern in params.foreign.get(own, ()):
        yield from _one(_outside_quotes(facts, pattern), owner.name.text)
    if own == "township" and (other := {"镇": "乡", "乡": "镇"}.get(_rank_of_town(owner.name.text))):
        yield from _one(_outside_quotes(facts, rf"([我全]{other})(?:[^村镇域级]|$)"), owner.name.text)
    for pattern in params.leaders.get(own, ()):
        spans = [span for span in _outside_quotes(facts, pattern) if facts(roles).at(span.start) == "leader"]
        yield from _one(spans, owner.name.text)


def _rank_of_town(name: str) -> str:
    """镇 of 城关镇人民政府, 乡 of 石门乡."""
    found = re.findall("[镇乡]", name.removesuffix("人民政府"))
    return found[-1] if found else ""


def _own_unit(facts: Facts, owner: Agency) -> Iterable[Hit]:
    """我县 where the own place is a 区, and the like. 我市 is often the place above, 我区 may be the autonomous region."""
    flat = facts(folded)
    units = set(UNITS.findall(owner.name.region)) or ({"市"} if owner.name.unit == "市" else set())
    if not units or (owner.name.kind == "branch" and units == {"市"}):  # a branch stands in a district that its region need not tell
        return
    if form(owner.name) in ("bureau", "committee"):  # 全镇 of a town that was just named is that town's
        towns = [span for span in _outside_quotes(facts, _WHOLE_TOWN) if not _TOWN.search(flat, max(0, span.start - _JUST_NAMED), span.start)]
        yield from _one(towns, owner.name.text, "warning")
    for letter in "县区旗":
        if letter in units or (letter == "区" and _REGIONWIDE.search(facts(prose))):
            continue
        yield from _one(_outside_quotes(facts, f"我{letter}"), owner.name.text)
        led = _outside_quotes(facts, _LED_BY.format(letter))
        yield from _one(led, owner.name.text)
        if not led and not units.isdisjoint("县区旗"):  # a 市 has counties and districts of its own
            core = owner.name.text[len(owner.name.region) :] or "政府"
            spans = [span for span in _outside_quotes(facts, _OF_UNIT.format(letter, re.escape(core)), made=True) if not _NAMED[letter].search(flat, max(0, span.start - 8), span.start)]
            yield from _one(spans, owner.name.text, "warning")
        if letter == "区" and units == {"市"}:
            yield from _one(_outside_quotes(facts, r"(全区)\p{Han}{2,4}系统"), owner.name.text, "warning")
        if letter != "区":  # 全区 may be the autonomous region's
            yield from _one(_outside_quotes(facts, f"(全{letter})(?:[^域级（市、]|$)"), owner.name.text, "warning" if "区" in units else "info")


def _one(spans: list[Span], name: str, severity: Severity | None = None, variant: str = "default") -> Iterable[Hit]:
    """One finding for a word, however often it stands there."""
    if spans:
        yield Hit(spans[0], {"own": name}, related=tuple(Related(span, "同样的自称") for span in spans[1:]), severity=severity, variant=variant)


def _outside_quotes(facts: Facts, pattern: str, *, made: bool = False) -> list[Span]:
    """Where `pattern` matches, which may be `made` of words of the report."""
    flat, heading = facts(folded), facts(title)
    found: list[Span] = []
    if not possible(pattern, facts(index).held, made=made) or patterns.search(f"(?m){pattern}", flat) is None:
        return found
    for block in facts(body):
        if heading is not None and block.span.overlaps(heading.span):
            continue
        line = block.span.of(flat)
        quoted = [Span(*match.span()) for match in _QUOTED.finditer(line)]
        for match in patterns.find_all(pattern, line):
            span = Span(*match.span(1 if match.re.groups else 0))
            if not any(quote.contains(span) for quote in quoted):
                found.append(Span(block.span.start + span.start, block.span.start + span.end))
    return found


def _other_region(facts: Facts, owner: Agency) -> Iterable[Hit]:
    name, flat = owner.name, facts(folded)
    own = name.text + facts(signature).name
    unit = rank(name)
    if not unit or (unit == "市" and name.level != "city"):
        return
    for block in facts(body):
        for match in _LED.finditer(flat, block.span.start, block.span.end):
            same_rank = match[1][-1] in "区县旗" if unit in "区县旗" else match[1].endswith(unit)
            if same_rank and not _OTHERS_BASE.search(match[1]) and not _ZONE.search(match[1]) and match[1][:-1][-2:] not in own and all(tag != "v" for _, tag in cut(match[1][:-1])):  # 按程序报送县委
                yield Hit(Span(*match.span(1)), {"own": name.text})
        for match in _LEADS.finditer(flat, block.span.start, block.span.end) if unit in "县区旗" else ():
            if match[1][:-1][-2:] not in own and is_place(match[1], flat):
                yield Hit(Span(*match.span(1)), {"own": name.text})
    core = name.text[len(name.region) :]
    if len(core) < 3 or not name.region:
        return
    namesake = re.compile(rf"(?:20\d\d年度?，?)?({PLACE}{{2,4}}{unit}){re.escape(core)}")
    for span in _subjects(facts):
        found = namesake.match(flat, span.start, span.end)
        if found and found[1][:-1][-2:] not in own and not _OTHERS_BASE.search(found[1]):
            yield Hit(Span(found.start(1), found.end()), {"own": name.text})


def _other_name(facts: Facts, owner: Agency, params: Params) -> Iterable[Hit]:
    """Clauses in which another branch, or the agency under its name of before the reform, does what only the author tells."""
    names, others = _namesakes(facts, owner), _another_body(owner.name)
    if not names and not others:
        return
    flat, by_role = facts(folded), facts(roles)
    acts, history = patterns.alternation(params.acts), patterns.alternation(params.history)
    pattern = re.compile(rf"{_LABELS}(?P<name>{names or _NEVER})")
    opens = re.compile(rf"(?P<name>{others or _NEVER})")
    yield from _one(list(in_frames(flat, facts, owner)), owner.name.text, variant="place")
    found: list[Span] = []
    reported = [hit.span for hit in _other_region(facts, owner)]
    for sentence in facts(sentences).all:
        for clause in sentence.clauses:
            match = opens.match(flat, *clause) if by_role.at(clause.start) == "opening" else None
            match = pattern.match(flat, *clause) if match is None or _is_short_for(match["name"].removeprefix(owner.name.region), owner.name.text) else match
            if match and not patterns.search(history, sentence.span.of(flat)) and not _is_own(match["name"], owner) and _may_be_name(match["name"], flat) and not _WITH_OTHERS.match(match["name"]) and _acts(acts, flat, match.end("name"), clause.end):
                span = Span(*match.span("name"))
                if not any(span.overlaps(other) for other in reported):
                    found.append(span)
    yield from _one(found, owner.name.text)


def _another_body(name: Name) -> str:
    """A pattern for bureaus of another field, which the opening of a bureau's own report has no reason to begin a clause with."""
    if name.kind in ("street", "township", "government", "branch") or form(name) is None or len(name.region) <= LETTER:
        return ""
    return rf"(?:{re.escape(name.region)}|[县区市])[\u4e00-\u9fff]{{1,10}}?(?:局|委员会)"


def _may_be_name(name: str, flat: str) -> bool:
    """A place alone must be no word; with a body behind it is a name, unless it begins with the time or manner of what is done: 今年乡镇, 现将县人民政府."""
    return cut(name)[0][1][:1] not in _NO_NAME and (name[-1] not in "县区旗" or is_place(name, flat))


def _is_own(name: str, owner: Agency) -> bool:
    end = re.sub("(?:党工委|办事处|党委|人民政府|政府)$", "", name)[-6:]
    own = owner.name.text + owner.name.region  # of 海滨街 that is 海滨街道
    return end in own or end in re.sub("[县区旗](?=分局)", "", owner.name.text)  # 青山区分局 says 青山分局 of itself


def _is_short_for(name: str, full: str) -> bool:
    """Whether a name is made of the letters of the full one, in their order: 县教体局 of 明湖县教育体育局."""
    letters = iter(full)
    return all(letter in letters for letter in re.sub("^[省市州县区旗]", "", name))


def _acts(acts: str, flat: str, start: int, end: int) -> bool:
    """Whether the clause goes on, right after the name, with what an author tells of himself; a name alone takes the next one."""
    words = flat[start : end + 14] if end - start < 2 else flat[start:end]
    return patterns.search(acts, words) is not None


def _namesakes(facts: Facts, owner: Agency) -> str:
    """A pattern for names that are not the agency's own and would be in its place; empty where there are none."""
    name = owner.name
    region = rf"(?:{re.escape(name.region)}|{re.escape(name.region[-3:])}|[县区市旗省])?" if name.region else "[县区市旗省]?"
    year = facts(report_year).year
    parts: list[str] = []
    if year is not None and year >= REFORMED and name.domain in FORMER:
        former = [word for word in FORMER[name.domain].split() if word not in name.text]
        parts.append(f"{region}(?:{'|'.join(sorted(former, key=len, reverse=True))})")
    if name.kind == "branch" and name.text.endswith("分局"):
        parts.append(rf"{PLACE}{{2,3}}分局")
    if name.kind in ("street", "township"):
        parts.append(rf"{PLACE}{{2,3}}{SUFFIX[name.kind]}(?:党工委|办事处|党委|人民政府|政府)?")
    core = name.text[len(name.region) :]
    if rank(name) in tuple("区县旗"):
        parts += [rf"[\u4e00-\u9fff]{{2,4}}[县区旗市]{re.escape(core)}"] * (len(core) >= 3)
        parts.append(rf"{PLACE}{{2}}[县区旗](?![委政人])")
    return "|".join(parts)


def _subjects(facts: Facts) -> Iterable[Span]:
    """Where the report names itself: clauses of the opening, headings of the first level."""
    flat = facts(folded)
    for section in facts(outline).sections:
        if section.level == 1:
            yield section.title
    for sentence in facts(sentences).all:
        if facts(roles).at(sentence.span.start) == "opening":
            yield from clauses(flat, sentence.span)

"""Places that a report names as its own and that are another's: 为柳塘镇经济社会发展提供法治保障, in the report of another town."""

from __future__ import annotations

from collections.abc import Iterable

from linter.document import Span
from linter.facts import Facts
from linter.facts.agency import Agency, Name
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.sentences import sentences
from linter.facts.signature import signature
from linter.facts.tokens import dictionary, uses
from linter.late import late

UNITS = late(  # of a place's rank; 红旗街道, 锦旗镇, 县府街道 and 红旗区 have the letter within a name
    r"(?<=[^省市州盟县区镇乡])[县区旗](?=$|[^省市州盟县区旗镇乡社街]{2,}(?:[市镇乡]|街道|苏木))"
)
PLACE = "[^\\W\\d_a-zA-Z以由为是各本该我的对向与和请在等让从经将被把局内外全及同受其他兄弟派]"  # of a place's name, not a word before 分局
SUFFIX = {"street": "街道", "township": "(?:镇|乡)"}
_FRAMED = r"(?:推进|推行|推动|提升了?|加快|助力|服务|打造|为|促进了?|维护了?|增强了?|提高了?|改善了?|优化了?|按照|根据|对照|落实|印发了?)(?P<name>{0}{{2,3}}{1})(?:20\d\d年度?)?(?:的)?(?:[\u4e00-\u9fff]{{2,6}}系统|法治|依法|经济|高质量发展|基层|平安|全面|社会|营商环境|行政执法|各项|治理|政治|乡村振兴|八五|普法)"
_CHARGE = late(  # what the agency itself is in charge of
    rf"(?:负责|承担|履行|担负|肩负|主管)(?:起|了|着)?(?:对)?(?P<name>{PLACE}{{2,3}}[县区旗])(?!人民|委|政府|公安|法院|检察院)[^，。；：、]{{0,20}}?(?:监管|监督|管理|执法|治理|工作|职责|任务|保护|防治|保障|服务|事务)"
    rf"|(?:^|[，。；、\n]|对|在|将|覆盖)(?P<area>{PLACE}{{2,3}}[县区旗])(?:行政区域|辖区)"
)
_SHARED = late(r"联合|会同|协同|协作|配合|毗邻|相邻|跨|交界|移送|移交|合作|联动|托管|代管|划转|共同|协助|支援|异地|交叉")  # a neighbour is named rightly
_BRANCH_OF = late(r"局(?!直属|第|.{0,2}(?:开发|高新|经开|经济|机场|港|园|新城))[\u4e00-\u9fff]{2,4}[县区旗]?分局$")  # 东溪分局 is named after its district
_VENUE = late(rf"在(?P<name>{PLACE}{{2,3}}[县区旗])(?:人民|市民|文化|中心|体育|法治|宪法)?(?:广场|公园|步行街|体育馆|文化宫|影剧院|大集|集市|农贸市场)")
_OF_PLACE = late(rf"(?<!学习)(?<!借鉴)(?<!参照)(?<!参考)(?<!对标)《(?P<name>{PLACE}{{2,3}}[县旗])[^》\n]{{4,}}》")  # 《平川县节水规划》 in another county's report
_WITHIN = late(r"(?:开发|高新|经开|园|保税|合作|度假)区$")
_PLACE_TAGS = frozenset({"ns", "nr", "nz", "nrt", "nt"})
LETTER = 2  # 县 of 县水务局 tells no place
_HARDLY = 2  # times that a report names a place that is not its own


def in_frames(flat: str, facts: Facts, owner: Agency) -> Iterable[Span]:
    """为柳塘镇经济社会发展提供法治保障, in the report of another town."""
    suffixes = [SUFFIX[owner.name.kind]] if owner.name.kind in SUFFIX else []
    local = rank(owner.name) in tuple("区县旗") or (owner.name.kind == "branch" and _BRANCH_OF.search(owner.name.text) is not None)
    if local:
        suffixes.append("[县区旗]")
    if not suffixes:
        return
    patterns_of = [late(_FRAMED.format(PLACE, f"(?:{'|'.join(suffixes)})")), *([_VENUE] if local else [])]
    own = owner.name.text + facts(signature).name
    for block in facts(body):
        for match in (match for pattern in patterns_of for match in pattern.finditer(flat, block.span.start, block.span.end)):
            if match["name"][:-1][-2:] not in own and match["name"][-4:] not in own and is_place(match["name"], flat):
                yield Span(*match.span("name"))
        for match in _CHARGE.finditer(flat, block.span.start, block.span.end) if local else ():
            name = match.lastgroup or "name"
            if match[name][:-1][-2:] not in own and not _SHARED.search(_told_in(facts, match.start(name))) and is_place(match[name], flat):
                yield Span(*match.span(name))
        for match in _OF_PLACE.finditer(flat, block.span.start, block.span.end) if local and len(owner.name.region) > LETTER else ():
            if match["name"][:-1][-2:] not in owner.name.text and is_place(match["name"], flat):  # whoever signs: what was copied may end with its author
                yield Span(*match.span("name"))


def _told_in(facts: Facts, at: int) -> str:
    sentence = facts(sentences).at(at)
    return sentence.span.of(facts(folded)) if sentence is not None else ""


def is_place(name: str, flat: str) -> bool:
    """Whether it is no word but a place's name, and one that the report hardly speaks of: 城镇, 社区, 示范县 are words."""
    core = name.removesuffix("街道")[:-1] if not name.endswith("街道") else name.removesuffix("街道")
    words = {name, name[-2:], name[-3:]} if name[-1] in "县区旗镇乡" else {name}
    known = dictionary()
    common = any(uses(word) and known.get(word) not in _PLACE_TAGS for word in words) or known.get(core[-2:], "ns") not in _PLACE_TAGS
    return not common and flat.count(name[-3:]) <= _HARDLY


def rank(name: Name) -> str:
    """区, 县, 旗 or 市: the letter of the place whose leaders the agency answers to; empty where its name does not tell, and of a zone, which lies in a 区."""
    if name.kind in ("street", "township"):
        above = UNITS.findall(name.region)
        return above[-1] if above else ""
    return name.unit if name.unit in tuple("区县旗市") and not _WITHIN.search(name.region) else ""

"""Numerals with a measure word, as they stand in the text: value, unit, approximators, the span of each part.

What is written with digits and is no quantity is left out: dates, ordinals, document numbers, titles, hot lines, names of slogans.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from linter.document import Span
from linter.facts import units
from linter.facts.numerals import parse
from linter.late import late

_ARABIC = r"\d{1,3}(?:，\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = r"[一二两三四五六七八九十][零〇一二两三四五六七八九十百千]{0,11}"
_VAGUE = r"(?:数|几|上)?[十百千](?=[余多]|[万亿]|[家件次人名份个条项场])|[数几]"
_NUMBER = rf"(?:{_ARABIC}|{_CHINESE}|{_VAGUE})"
BEFORE = "大约 约莫 约 将近 接近 近 大概 超过 超 逾 突破 不少于 不低于 不超过 不足 至少 最多 至多 上".split()
INNER = "余多"
OUTER = "以上 以下 以内 之内 左右 上下".split()
_OUTER = "|".join(OUTER) + "(?!游)"  # 3万家上下游企业
# 百分之九十五, 三分之二, 四成: a share in words, read as a percentage
_RATIO = (
    rf"百分之(?P<hundredths>{_CHINESE}|百|零)(?:点(?P<point>[零〇一二三四五六七八九]{{1,4}}))?"
    r"|(?P<under>[二两三四五六七八九十])分之(?P<over>[一二两三四五六七八九])"
    r"|(?P<tenths>[一二两三四五六七八九])成(?P<half>半)?(?![为员立功效本果长就套品交型人年都分])"
)
_FIGURE = late(
    rf"(?P<ratio>{_RATIO})(?P<outer_ratio>(?:{_OUTER})*)"
    rf"|(?<!\d)(?P<number>(?P<sign>(?<![\dA-Za-z%》）”年月日号条款项第—-])[-−])?{_NUMBER})"
    rf"(?: ?(?:%|{'|'.join(('万', '亿'))})? ?(?P<dash>—{{1,2}}|–|-|~|至|到) ?(?P<upper>{_ARABIC}|{_CHINESE}))?"
    rf" ?(?P<inner>[余多]{{1,2}})?(?P<scale>万亿|[十百千]?[万亿]|百|千)? ?(?P<inner2>[余多])?(?P<scale2>亿)? ?(?P<unit>{units.pattern()})"
    rf"(?P<time>(?:余|多)(?![部种次个家项方样元地重头层少门下额款量震波粮热双语轮]))?(?P<outer>(?:{_OUTER})*)"
)
# where a numeral may begin; digits without a unit are passed over as a whole
_CANDIDATE = late(r"[\d一两二三四五六七八九十百千几数上−-](?:(?<=\d)\d*)?")
_BEFORE = late(rf"(?:{'|'.join(BEFORE)})+ ?$")
_LONGEST_BEFORE = 7
# words that end in what looks like an approximator: 节约5万元 is not about 5
_NOT_BEFORE = {"约": "节预签履违条公合制契相邀集简特婉誓爽规毁续解守赴", "近": "附靠最临邻远亲走", "超": "反赶高", "上": "以网线岗加早晚马赶会手路省市县区乡"}
# characters before a Chinese numeral that make it part of another word
_WORD_BEFORE = "第之每某任这那上下逐不均期周初高再两三四五六七八九十百千万亿星〇零点分其"
_WORD_BEFORE_ONE = "统唯单同专归头"  # before a single numeral: 统一, 同一; not 合同三十八份
# words and frames whose numeral counts nothing; every alternative begins with a character, which lets the engine pass over most
_FIXED = late(
    r"《[^》\n]{0,120}》|[〔\[【（][12]\d{3}年?[〕\]】）]|第 ?[一二三四五六七八九十百千零〇\d]+(?:[—–~-]\d+)?|[“‘][^”’\n]{0,12}[”’](?=[^\d])"
    # from the first digit: spans of years, dates, 12·4, 3D, 8：30, hot lines, versions, telephones
    r"|\d(?<![\d.]\d)(?:\d{3}(?:[—–~-]|至)\d{4}年?|(?:(?<=1)9|(?<=2)0)\d{2}年(?:度|底|初|末|间|版|以来)?(?:\d{1,2}月)?(?:\d{1,2}日)?"
    r"|\d?月(?:\d{1,2}日|份|底|初|末|中旬|上旬|下旬|起)?|\d?[·•]\d{1,2}|\d{0,15}[A-Za-z]{1,30}\b|\d?[：:]\d{2}"
    r"|(?<=1)[0129]\d{3}(?=热线|平台|系统|投诉|政务|电话|环境|监管)|\d{0,15}(?:\.\d{1,15}){2,20}|\d{6,}(?![\d.]*[万亿件起次家人名份个元]))"
    r"|(?<![A-Za-z])(?![A-Za-z]{2,30}\d+(?:\.\d+)?万?[件宗起户份条])[A-Za-z]{1,30}[-/ ]?\d+(?:\.\d+)*"  # PM10, A4; not 手机APP702件
    r"|[无没未](?:有|发生|出现|收到)?一(?:[件起例宗人户家]|个(?!月))"  # none at all
    r"|一(?:[件起例宗户](?=不[漏落少])|次(?:性|办|告知|合格|通过|成功|达标|验收|到位)|件事|张网|条龙|把手|站式|窗式|成不变|.一."
    r"|个|些|种|批|度|面|条|张|项|点|份|句|级|类|时|部分|步|块|处|分|起(?!案|事件|违法|突发|[^，。；]{0,8}案)|套|段|本|轮|天|年(?!级)|支|只|头|根|笔|节|堂|课|班|组|款|字|元|日|周|路|线)"
    r"|[两二三四五六七八九]项(?=合计|共计|总计|相加)|二次|两(?:个维护|个确立|张皮|法衔接|年行动|面人)|三(?:项制度|项机制|重一大|会一课|位一体|人行|年行动|公|农)|四个(?:意识|自信)|五(?:位一体|年规划|一)"
    r"|八小时外|十[分字]|百(?:家争|日)|千(?:家万户|日)|全天候"
)
_GROUPED = late(r"\d，$")  # 1，753亿元 with a full-width comma: thousands, or two numbers
_PER = late("[/／](?=[日天年月时秒分人户亩]|小时|[千万]人|平方|立方)")  # 4500万吨/日 is no amount
_NEVER_CHINESE = frozenset("分 字 页 课 班 组 步 块 面 只 头 %".split())
_THOUSANDTH = Decimal("0.001")


class Quantity(Struct, frozen=True):
    """One numeral with its unit. `value` is in `unit`, the multiplier (万, 亿) worked out; `step` is one unit of its last digit,
    `scale` the multiplier.

    `number` covers the numeral with its multiplier and what stands between; `before`, `inner` (余 and 多) and `outer` are
    the approximators. `minimum` bounds such as 以上 are approximators too: an exact quantity has none and no upper end.
    """

    span: Span
    number: Span
    digits: Span
    unit_at: Span
    value: Decimal
    upper: Decimal | None
    unit: str
    step: Decimal
    scale: Decimal
    before: str
    inner: str
    outer: str
    chinese: bool
    vague: bool

    @property
    def exact(self) -> bool:
        return not (self.before or self.inner or self.outer or self.vague or self.upper is not None)

    @property
    def approximator(self) -> str:
        """All approximators as one string, in the order they stand."""
        return "…".join(part for part in (self.before, self.inner, self.outer) if part)


def quantities(flat: str, source: str, span: Span) -> Iterator[Quantity]:
    """Quantities inside `span` of the folded text, in order; `source` is the text as it is (a full-width comma parts two numbers)."""
    masked: list[tuple[int, int]] | None = None
    at = span.start
    while candidate := _CANDIDATE.search(flat, at, span.end):
        match = _FIGURE.match(flat, candidate.start(), span.end)
        if match is None:
            at = candidate.end()
            continue
        start, last = match.start(), match.end("unit") if match["ratio"] is None else match.end("ratio")
        if masked is None:
            masked = [fixed.span() for fixed in _FIXED.finditer(flat, span.start, span.end)]
        blocked = 0
        for first, end in masked:
            if first >= last:
                break
            if start < end:
                blocked = end
                break
        if blocked:
            at = max(blocked, start + 1)
            continue
        if match["ratio"] is not None:
            found = _ratio(match, flat, max(span.start, at))
        else:
            previous = flat[start - 1 : start]
            inside = previous.isdigit() or _GROUPED.search(flat, max(0, start - 5), start) is not None or (previous in tuple(".·") and flat[start - 2 : start - 1].isdigit())
            found = None if inside else _quantity(match, flat, source, max(span.start, at))
        at = found.span.end if found else start + 1
        if found:
            yield found


def _ratio(match: re.Match[str], flat: str, floor: int) -> Quantity | None:
    """A share in words. A half of its last word is its `step`, as with digits: 四成 is anything that rounds to it."""
    start = match.start()
    if flat[start - 1 : start] in tuple(_WORD_BEFORE + _WORD_BEFORE_ONE):
        return None
    if match["under"]:
        over, under = parse(match["over"]), parse(match["under"])
        if over is None or not under or over >= under:
            return None
        value, step = (Decimal(over) * 100 / Decimal(under)).quantize(_THOUSANDTH), Decimal(6)
    elif match["tenths"]:
        value, step = Decimal(parse(match["tenths"]) or 0) * 10 + (5 if match["half"] else 0), Decimal(5 if match["half"] else 10)
    else:
        whole = parse(match["hundredths"])
        if whole is None:
            return None
        digits = "".join(str(parse(digit)) for digit in match["point"] or "")
        value, step = Decimal(f"{whole}.{digits}" if digits else whole), Decimal(1).scaleb(-len(digits))
    number = Span(start, match.end("ratio"))
    before, before_start = _before(match, "%", flat, floor)
    unit_at = Span(number.end - 1, number.end)
    return Quantity(
        Span(before_start, match.end()), number, number, unit_at, value, None, "%", step, Decimal(1), before, "", match["outer_ratio"] or "", True, False,
    )


def _quantity(match: re.Match[str], flat: str, source: str, floor: int) -> Quantity | None:
    numeral = match["number"]
    chinese = not any(character.isdigit() for character in numeral)
    before, before_start = _before(match, match["unit"], flat, floor)
    if "，" in numeral and "，" in source[slice(*match.span("number"))]:
        return None
    if chinese and not before and flat[match.start("number") - 1 : match.start("number")] in tuple(_WORD_BEFORE + _WORD_BEFORE_ONE * (len(numeral) == 1)):
        return None
    vague = chinese and (numeral[0] in "数几上" or (numeral in ("十", "百", "千") and bool(match["inner"] or before)))
    value = _value(numeral)
    scale = _scale((match["scale"] or "") + (match["scale2"] or ""))
    unit = match["unit"]
    if value is None or (chinese and unit in _NEVER_CHINESE):
        return None
    if numeral == "二" or (len(numeral) > 2 and chinese and not set(numeral) & set("十百千")):
        return None  # 二 orders (二期, 二次); 二〇三五 is a year
    if _PER.match(flat, match.end("unit")):
        return None
    if unit == "年" and not chinese and len(numeral) == 4 and scale == 1:
        return None
    if unit == "日" and flat[match.end("unit") : match.end("unit") + 1] != "内" and not match["outer"]:
        return None
    upper = _value(match["upper"]) if match["upper"] else None
    if upper is not None and match["dash"] in ("至", "到") and upper * 1 <= value and not match["scale"]:
        return None
    decimals = len(numeral.partition(".")[2])
    start = before_start if before else match.start("number")
    return Quantity(
        Span(start, match.end()), Span(match.start("number"), match.start("unit")), Span(*match.span("number")), Span(*match.span("unit")),
        value * scale, upper * scale if upper is not None else None, unit, scale.scaleb(-decimals), scale, before,
        match["inner"] or match["inner2"] or match["time"] or "", match["outer"] or "", chinese, vague,
    )


def _before(match: re.Match[str], unit: str, flat: str, floor: int) -> tuple[str, int]:
    """The approximator before the number and where it starts; empty where its first character belongs to the word before."""
    number = match.start()
    found = _BEFORE.search(flat, max(floor, number - _LONGEST_BEFORE), number)
    if found is None:
        return "", number
    words, start = found[0].rstrip(), found.start()
    previous = flat[start - 1 : start]
    if (previous and previous in _NOT_BEFORE.get(words[0], "")) or flat[start - 2 : start + 1] == "规民约":
        return (words[1:], start + 1) if len(words) > 1 and words[1:] in BEFORE else ("", number)
    if words == "近" and unit in ("年", "个月", "天", "日", "周"):
        return "", number  # 近三年: the last three years
    if words == "上" and not any(character in "十百千万亿" for character in (match["number"] or "") + (match["scale"] or "")):
        return "", number
    return words, start


def _value(numeral: str) -> Decimal | None:
    negative = numeral[0] in "-−"
    bare = numeral.lstrip("-−").replace("，", "")
    if bare[:1].isdigit():
        return Decimal(bare) * (-1 if negative else 1)
    bare = bare.lstrip("数几上")
    if not bare:
        return Decimal(2)  # 几件, 数次: at least two
    whole = parse(bare)
    return None if whole is None else Decimal(whole)


def _scale(word: str | None) -> Decimal:
    result = Decimal(1)
    for character in word or "":
        result *= {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}[character]
    return result

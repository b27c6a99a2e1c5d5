"""Figures recalled in other words: 败诉6件 and later 7件败诉案件; 辖14个行政村、2个社区 and later 17个村（社区）."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from linter.checks._sums import additive, between
from linter.facts.figures import Figure
from linter.late import late

_PARTED = late(r"[^，；。]{0,12}?(?:中|[仅只就]有|均|都|全部)")
_HAS = late("(?:下辖|辖|共有|现有|设有)$")
_COMPOSITE = late(
    r"(?:行政)?(?P<one>村|镇|乡镇|乡|区|县)(?:（|、|和|及)?(?P<two>社区|居委会|居|街道|办事处|乡|市)）?"
)
_ALL = late("全[县区市镇乡]|各|所有|全部|均|都|全覆盖|每")
_AREA = late("(?:行政|建制|城市|农村)?(村|社区|居委会|镇|乡镇|街道)(?![（、和及级企民委集街居])")
_THEMSELVES = late("[^，；。、]{0,2}?(?:村|社区|居委会|镇|乡镇|街道)(?:[，。；的均都]|全部|实现|开展|建立|设立|完成|参加)")  # 12个社区, not 12个社区警务室
_EVERY = late("[^，；。、]{1,16}(?:，(?:实现|做到)[^，；。、]{0,8})?(?:全覆盖|全部)")
_SOME_OF = late("其中|余|新增|新建|首批|试点|重点")
_NOUN, _TWO_DIGITS = late("[\u4e00-\u9fff]{6}"), 10
_OF_OTHER_YEARS = late(r"20\d\d年|上年|上一年|去年|往年|历年|前年|同期|明年|次年|下")
_JOINTS = tuple("、和及与或")
_MOSTLY = Decimal("0.85")  # a recalled total is no smaller part of the sum than this


def outcomes_recalled(flat: str, rows: Sequence[Sequence[Figure]], outcomes: Sequence[str]) -> Iterator[tuple[Figure, Figure]]:
    """An outcome counted once and recalled as a noun: more than there were, or all of them and another number."""
    told: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    recalled: list[tuple[str, Figure]] = []
    before, behind = _patterns(tuple(outcomes))
    for row in rows:
        for figure in row:
            if not additive(figure) or figure.period:
                continue
            lead, tail = figure.lead.of(flat), figure.tail.of(flat)
            if figure.lead.start and flat[figure.lead.start - 1] in _JOINTS and not lead.startswith(_JOINTS):
                continue  # 被撤销、败诉的4件: of both together
            if match := before.search(lead):
                if match["of"]:
                    recalled.append((match["of"], figure))
                else:
                    told[figure.kind, match["act"]].append(figure)
            elif match := behind.match(tail):
                recalled.append((match["act"], figure))
    for act, figure in recalled:
        stated = [one for one in told[figure.kind, act] if one.sentence.index != figure.sentence.index]
        if not stated or any(one.value == figure.value for one in told[figure.kind, act]):
            continue
        greatest = max(stated, key=lambda one: one.value)
        if figure.value > greatest.value or (len(stated) == 1 and _PARTED.match(figure.tail.of(flat))):
            yield greatest, figure


@lru_cache(maxsize=8)
def _patterns(outcomes: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    acts = "|".join(map(re.escape, sorted(outcomes, key=lambda act: -len(act))))
    of = rf"^(?:[一二三四五六七八九十]是)?(?:被|已|经)?(?P<of>{acts})的$"
    before = rf"(?<![不未])(?P<act>{acts})(?:了|共)?(?:查处|办理)?(?:[^，；。的]{{0,10}}(?:案件|决定|事项|申请))?$"
    return late(f"{of}|{before}"), late(rf"被?(?P<act>{acts})的?(?:行政)?[^，；。的]{{0,6}}(?:案件|决定|事项|案)")


def composites_recalled(flat: str, rows: Sequence[Sequence[Figure]]) -> Iterator[tuple[Figure, Figure]]:
    """村 and 社区 (镇 and 街道) of the area told one by one, and their number told together."""
    areas: dict[tuple[str, str], tuple[Figure, Decimal]] = {}
    for row in rows:
        for one, two in pairwise(row):
            if one.unit == two.unit == "个" and _HAS.search(one.lead.of(flat).strip()) and re.fullmatch(r"[^，；。\d]{1,4}[、，和及]", between(flat, one, two)):
                key = (_first(flat, one), _first(flat, two))
                areas.setdefault(key, (one, one.value + two.value))
    for row in rows:
        for figure in row:
            match = _COMPOSITE.match(flat, figure.span.end) if figure.unit == "个" and figure.exact else None
            found = areas.get((match["one"][-1], match["two"][0])) if match else None
            if found is None or figure.value == found[1]:
                continue
            part, whole = found
            if figure.value > whole or (figure.value >= whole * _MOSTLY and _ALL.search(flat, figure.lead.start, figure.sentence.span.end)):
                yield part, figure


def areas_recalled(flat: str, rows: Sequence[Sequence[Figure]]) -> Iterator[tuple[Figure, Figure]]:
    """下辖11个社区 … 12个社区法律顾问全覆盖: more than there are, or all of them and another number."""
    areas: dict[str, list[Figure]] = defaultdict(list)
    for row in rows:
        for figure in row:
            if figure.unit == "个" and additive(figure) and figure.quantity.outer == "" and (name := _AREA.match(flat, figure.span.end)):
                areas[name[1]].append(figure)
    for told in areas.values():
        has = [figure for figure in told if _HAS.search(figure.lead.of(flat).strip())]
        for figure in told if len(has) == 1 else ():
            own = has[0]
            if figure.value == own.value or figure.period != own.period or figure.place not in ("", "辖区", own.place) or _SOME_OF.search(figure.lead.of(flat)):
                continue
            every = _EVERY.match(flat, figure.span.end, figure.sentence.span.end)
            if every or (figure.value > own.value and _THEMSELVES.match(flat, figure.span.end)):
                yield own, figure


def turned_recalled(flat: str, rows: Sequence[Sequence[Figure]]) -> Iterator[tuple[Figure, Figure]]:
    """42家重点排污单位 … 24家重点排污单位: the same digits in another order before the same noun, whatever is done with them and when."""
    told: dict[tuple[str, str, str], Figure] = {}
    for figure in (figure for row in rows for figure in row):
        noun = _NOUN.match(flat, figure.span.end)
        if not additive(figure) or figure.value < _TWO_DIGITS or noun is None or _OF_OTHER_YEARS.match(figure.period):
            continue
        first = told.setdefault((figure.kind, noun[0], "".join(sorted(str(figure.value)))), figure)
        if first.value != figure.value and first.sentence.index != figure.sentence.index:
            yield first, figure


def _first(flat: str, figure: Figure) -> str:
    """村 of 行政村, 社 of 社区: what the pair of names is told by."""
    noun = flat[figure.span.end : figure.span.end + 4]
    match = re.match(r"(?:行政|建制)?(村|社区|居委会|镇|乡|街道|办事处|区|县)", noun)
    return match[1][0] if match else ""

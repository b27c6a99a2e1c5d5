"""What the arithmetic checks share: tolerance of a sum, runs of figures, words that stop a run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from msgspec.structs import replace

from linter.checks import Hit
from linter.document import Span
from linter.facts import units
from linter.facts.figures import Figure, shown
from linter.facts.subjects import Subject
from linter.late import late
from linter.review import Related, Severity

LONGEST = 40  # a finding longer than this is hard to read; its parts then become related places
Found = Iterator[tuple[Hit, set[int]]]
MOST = 60  # figures of a sentence that are held against each other; a longer row is looked at by such stretches
_CLOSE = 12  # a sum that misses its whole by less than this part of it was meant to be it
_ASIDE = late(r"（[^（）\d]{1,8}）")  # 县（区）, 村（社区）
# 受理24件（去年同期54件）: what stands in such brackets is of another time; 含上年结转的 is not
_ASIDE_THEN = late(
    r"（(?:同比|环比|较|比|而)?(?:(?:去年|上年度?|上一年度?|前年|往年|上月|上季度?|上一季度)(?:同期|同月|全年)?(?!结转|遗留|未[办审]?结|余|转|积|存|末|底|剩)|20\d\d ?年度?(?:同期)?(?:的)?(?:为|是|共|：)?(?=\d))[^（）]*）"
)
_MOVED_BY = late("(?:同比|环比|(?:[较比]|相比)[^，；。、]{0,10})[^，；。、]{0,6}(?:增加|减少|[增减多少]|上升|下降|增长)了?$")
_SAYABLE = "[\u4e00-\u9fff]{2,8}"  # a noun short and plain enough to be named in a message
_LONG_NUMBER = 4  # digits
_TURNED = 81  # what two digits turned about differ by at most: 91 and 10
_MANY = 10  # beyond so many parts not every combination is tried


def total(figures: Iterable[Figure]) -> Decimal:
    return sum((figure.value for figure in figures), Decimal(0))


def joined(figures: Sequence[Figure]) -> Figure:
    """The last of them with the value of all and no noun of its own."""
    last = figures[-1]
    return replace(last, quantity=replace(last.quantity, value=total(figures)), subject=Subject("", ""))


def nearest(wholes: Sequence[Figure], parts: Sequence[Figure]) -> Figure:
    """The whole that the parts come closest to, of two the later."""
    return min(reversed(wholes), key=lambda whole: abs(whole.value - total(parts)))


def slack(parts: Iterable[Figure], *wholes: Figure) -> Decimal:
    """How far a sum may be off by rounding: half a last digit for each figure that is not a plain whole number.

    Among amounts of one scale a part with fewer decimals than another figure has lost its zeros (32.1万元 beside 28.05万元), not been rounded.
    """
    rough = [figure.quantity for figure in (*wholes, *parts) if figure.quantity.step != 1]
    if not rough:
        return Decimal(0)
    finest: dict[Decimal, Decimal] = {}
    for quantity in rough:
        finest[quantity.scale] = min(quantity.step, finest.get(quantity.scale, quantity.step))
    own = {id(whole.quantity) for whole in wholes}
    return sum((quantity.step if id(quantity) in own else finest[quantity.scale] for quantity in rough), Decimal(0)) / 2


def equal(whole: Figure, parts: Sequence[Figure]) -> bool:
    gap = total(parts) - whole.value
    return gap == 0 or abs(gap) <= slack(parts, whole)


def near(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the sum misses the whole by so little that it must have been meant."""
    return abs(total(parts) - whole.value) <= max(whole.value / _CLOSE, Decimal(2 if whole.value > _CLOSE else 1))


def one_slip(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether one digit misread, or two turned about, makes the difference: 118 of 120, not 28692 of 31837, where others are left unsaid."""
    step = min(figure.quantity.step for figure in (whole, *parts))
    digits = int(abs(total(parts) - whole.value) / step)
    while digits and not digits % 10:
        digits //= 10
    return digits < 10 or (not digits % 9 and digits <= _TURNED)


def misread(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the sum has just one digit other than the whole, of four or more: 5995 for 2995 is hardly chance."""
    step = min(figure.quantity.step for figure in (whole, *parts))
    one, other = (str(int(value / step)) for value in (whole.value, total(parts)))
    return len(one) == len(other) >= _LONG_NUMBER and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def some_equal(whole: Figure, parts: Sequence[Figure], keep: Figure | None = None) -> bool:
    """Whether some of `parts`, `keep` among them, make up the whole."""
    if len(parts) > _MANY:
        return True
    for size in range(2, len(parts) + 1):
        for chosen in combinations(parts, size):
            if (keep is None or keep in chosen) and equal(whole, chosen):
                return True
    return False


def leading_equal(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the first few of `parts` make up the whole, so that what follows is another matter."""
    loose = slack(parts, whole)
    summed = Decimal(0)
    for count, part in enumerate(parts, 1):
        summed += part.value
        over = summed - whole.value
        if over > loose:
            return False
        if count > 1 and -over <= loose and (over == 0 or equal(whole, parts[:count])):
            return True
    return False


def additive(figure: Figure) -> bool:
    return figure.exact and figure.unit not in units.NOT_ADDITIVE


def moved_by(flat: str, figure: Figure) -> bool:
    """同比增加12件, 比上月增加7个: a difference is no part of a whole and no value of its own."""
    return _MOVED_BY.search(figure.lead.of(flat)) is not None


def says(words: str, vocabulary: Iterable[str]) -> bool:
    return any(map(words.__contains__, vocabulary))


def said(figure: Figure) -> str:
    """The figure in its unit, without 约 and 余."""
    return _in_scale(figure.value, figure)


def sum_said(parts: Sequence[Figure]) -> str:
    """The sum in the unit and scale of the first part."""
    return _in_scale(total(parts), parts[0])


def _in_scale(value: Decimal, like: Figure) -> str:
    """Written as `like` is: with 万 or 亿 where its last digit stands for that or a fraction of it."""
    if like.unit == "%" and like.quantity.chinese:
        return f"{shown(round(value, 1))}%"
    step = like.quantity.step
    scale = 100_000_000 if like.value >= 100_000_000 and step >= 10_000 else 10_000 if like.value >= 10_000 and step != 1 else 1
    return f"{shown(value / scale)}{ {100_000_000: '亿', 10_000: '万', 1: ''}[scale] }{like.unit}"


def around(whole: Figure, parts: Sequence[Figure]) -> tuple[Span, tuple[Related, ...]]:
    """Where to point: from the first to the last of them when that is short, else at the whole; the others are related."""
    spans = sorted([whole.span, *(part.span for part in parts)])
    cover = Span(spans[0].start, spans[-1].end)
    if cover.end - cover.start <= LONGEST:
        return cover, ()
    return whole.span, tuple(Related(part.span, said(part)) for part in parts)


def between(flat: str, one: Figure, other: Figure) -> str:
    """The text between two figures, without short asides in brackets."""
    return _ASIDE.sub("", _ASIDE_THEN.sub("", flat[one.span.end : other.span.start]))


def of_now(flat: str, row: Sequence[Figure]) -> Sequence[Figure]:
    """The row without values of another time in brackets."""
    sentence = row[0].sentence.span
    if "（" not in flat[sentence.start : sentence.end]:
        return row
    asides = [match.span() for match in _ASIDE_THEN.finditer(flat, sentence.start, sentence.end)]
    return [figure for figure in row if not any(start < figure.span.start < end for start, end in asides)]


def mismatch(variant: str, whole: Figure, parts: Sequence[Figure], severity: Severity | None = None) -> tuple[Hit, set[int]]:
    """A finding about a whole and its parts, and the figures it is about."""
    span, related = around(whole, parts)
    listed = "、".join(said(part) for part in parts) if len(parts) <= 4 else f"{len(parts)}项"
    noun = whole.subject.noun if re.fullmatch(_SAYABLE, whole.subject.noun) else "总数"
    values = {"whole": said(whole), "named": noun + said(whole), "parts": listed, "sum": sum_said(parts), "part": said(parts[0])}
    return Hit(span, values, related, variant=variant, severity=severity), {whole.index, *(part.index for part in parts)}


def at_odds(flat: str, rows: Mapping[int, Sequence[Figure]], one: Figure, other: Figure) -> bool:
    """Whether a sum or a rate around one of the two holds with the value of the other only: then another check reports it there."""
    near = abs(list(rows).index(one.sentence.index) - list(rows).index(other.sentence.index)) <= 2  # a rate may be of either then
    for here, there in ((one, other), (other, one)):
        row = rows[here.sentence.index]
        place = row.index(here)
        row = row[max(0, place - MOST // 2) : place + MOST // 2]
        if near:
            row = [figure for figure in row if figure.unit != "%"]
        if not _holds(row, here, here.value) and _holds(row, here, there.value):
            return True
        if any(later.kind == here.kind and here.value < later.value <= there.value for later in row if later.index > here.index):
            return True
    return False


def _holds(row: Sequence[Figure], figure: Figure, value: Decimal) -> bool:
    """Whether `value` in the place of `figure` makes up a sum with its neighbours or fits a rate after it."""
    position = row.index(figure)
    values = [value if one is figure else one.value for one in row]
    alike = [one.kind == figure.kind and additive(one) for one in row]
    for whole in range(len(row)):
        for step in (1, -1):
            summed, count, at = Decimal(0), 0, whole + step
            touched = whole == position
            while 0 <= at < len(row) and alike[at] and alike[whole] and summed < values[whole]:
                summed, count, touched = summed + values[at], count + 1, touched or at == position
                if count > 1 and touched and summed == values[whole]:
                    return True
                at += step
    for rate in row[position + 1 :]:
        if rate.unit == "%":
            for place, one in enumerate(row):
                if alike[place] and place != position and one.index < rate.index and min(value, one.value) > 0:
                    share = min(value, one.value) / max(value, one.value) * 100
                    if abs(share - rate.value) < rate.quantity.step:
                        return True
    return False

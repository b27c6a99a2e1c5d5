"""A part and what is left, told apart from their whole: 意见43份已办结……。到期复核41份，余下2份延期; 调解成功183件……。3件未达成协议."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from linter.checks._flows import Words
from linter.checks._labels import opposed
from linter.checks._sums import Found, additive, between, equal, mismatch, near, nearest, total
from linter.facts.figures import Figure
from linter.late import late

_LEFT = late("(?:其余|余下|剩余)[^，；]{0,6}$|另外?有?$")
_GOES_ON = late("[^，；。]{0,4}?(?:因|尚|仍|还|未|正在|待|转|列入|引导|告知|进入|由)")
_VISIBLE = Decimal("0.2")  # what one label and its negation may miss their whole by, and still be of it
_CLAUSE = late("[；。]")
_DONE_OF = late("[^，；：。、]{0,10}，[^，；：。]{0,12}")  # 受理186件，调解成功183件


def left_of_earlier(flat: str, row: Sequence[Figure], earlier: Sequence[Figure], words: Words) -> Found:
    """提出意见311条。采纳295条，未采纳16条; 协议34份。已履行31份，另有3份尚未到期: the sentence before has the whole."""
    for position, (part, left) in enumerate(pairwise(row)):
        if part.kind != left.kind or not (additive(part) and additive(left)) or _CLAUSE.search(between(flat, part, left)):
            continue
        contrary = opposed(flat, [part, left])
        lead = left.lead.of(flat).strip()
        if not contrary and not (_LEFT.fullmatch(lead) and (lead[0] != "另" or _GOES_ON.match(left.tail.of(flat)))):
            continue
        wholes = [figure for figure in earlier if figure.kind == part.kind and additive(figure)]
        if not wholes or any(figure.kind == part.kind for figure in row[:position]) or any(equal(whole, [part, left]) for whole in wholes):
            continue
        whole = nearest(wholes, [part, left])
        if near(whole, [part, left]) or (contrary and abs(whole.value - total([part, left])) <= whole.value * _VISIBLE):
            yield mismatch("flow", whole, [part, left], "warning")


def failed_later(flat: str, row: Sequence[Figure], earlier: Sequence[Figure], words: Words) -> Found:
    """受理214件，调解成功211件，主要为邻里纠纷；对未调解成功的4件……: what failed is what the whole has beyond what did not."""
    told = [*earlier, *row]
    for place, failed in enumerate(row):
        if not additive(failed):
            continue
        before = told[: len(earlier) + place]
        pairs = [(whole, done) for whole, done in pairwise(before) if _contrary(flat, whole, done, failed, words)]
        if not pairs or not _CLAUSE.search(flat[pairs[-1][1].span.end : failed.span.start]):
            continue
        whole, done = pairs[-1]
        if equal(whole, [done, failed]) or abs(whole.value - total([done, failed])) > max(Decimal(1), whole.value * _VISIBLE):
            continue
        if any(figure.kind == done.kind and not _CLAUSE.search(flat[done.span.end : figure.span.start]) for figure in before[before.index(done) + 1 :]):
            continue  # 批准83件，不予批准5件，尚在审查3件: its ends are told
        after = [figure for figure in row[place + 1 :] if figure.kind == failed.kind and "。" not in flat[failed.span.end : figure.span.start]]
        if total([done, failed]) < whole.value and after and total(after) != failed.value:
            continue  # 3件未达成协议，2件撤回: there were other ends
        yield mismatch("flow", whole, [done, failed], "warning")


def _contrary(flat: str, whole: Figure, done: Figure, failed: Figure, words: Words) -> bool:
    """Whether `done` follows its whole and `failed` is what did not come to that."""
    if not (whole.kind == done.kind == failed.kind and additive(whole) and additive(done) and whole.value > done.value):
        return False
    if not _DONE_OF.fullmatch(between(flat, whole, done)):
        return False
    did_not = failed.lead.of(flat).strip("对的案件纠纷") in words.failed or (not failed.lead.of(flat).strip() and failed.tail.of(flat).startswith(tuple(words.failed)))
    return (did_not and "成功" in done.lead.of(flat)) or (failed.lead.of(flat).strip().endswith("的") and opposed(flat, [done, failed]))

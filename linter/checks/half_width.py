"""Half-width punctuation in Chinese text. Where a whole report has it (a web page's conversion) that is one finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._gather import gathered, merged
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import fold
from linter.facts.furniture import body
from linter.late import late
from linter.review import Edit

# a full stop only inside running text, a quotation or at the end of a sentence with a comma: 一.总则 and names have dots
_MARK = late(  # one set in front, which is what `re` looks for quickly
    "[,;:!?.](?:(?<!\\.)|(?<=[\u4e00-\u9fff]{4}\\.)(?=[\u4e00-\u9fff]{4})|(?<=“[\u4e00-\u9fff]{2}\\.)(?=[\u4e00-\u9fff]+”)"
    "|(?<=“[\u4e00-\u9fff]{3}\\.)(?=[\u4e00-\u9fff]+”)|(?<=[\u4e00-\u9fff”）》]\\.)$)"
)
_HAN = late("[\u3400-\u4dbf\u4e00-\u9fff]")
_CHINESE = late("[\u3400-\u4dbf\u4e00-\u9fff“”‘’（）《》〈〉【】〔〕、。，；：！？…％℃]")
_ENTITY = late(r"&#?\w{1,8}$")
_LONGEST_PAIR = 40
_REACH = 16  # over how many blanks a mark's neighbours are looked for


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """A report has half-width marks throughout with more than `share` of its marks and at least `least`.

    More than `most` scattered ones also become one finding.
    """

    share: float = 0.25
    least: int = 4
    most: int = 15


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    text = facts.document.text
    throughout: list[Hit] = []
    scattered: list[Hit] = []
    blocks = [block.span for block in facts(body)]
    for kind, right in ((_marks, "，；：！？"), (_brackets, "（")):
        hits = [hit for span in blocks for hit in kind(text, span)]
        proper = sum(text.count(mark, span.start, span.end) for span in blocks for mark in right)
        systematic = len(hits) >= params.least and len(hits) > params.share * (len(hits) + proper)
        (throughout if systematic else scattered).extend(hits)
    if throughout:
        yield merged(sorted(throughout, key=lambda hit: hit.span), "info")
    yield from gathered(sorted(scattered, key=lambda hit: hit.span), params.most)


def _marks(text: str, block: Span) -> Iterator[Hit]:
    for match in _MARK.finditer(text, block.start, block.end):
        at = match.start()
        before = text[max(block.start, at - _REACH) : at].rstrip()
        after = text[at + 1 : min(block.end, at + _REACH)].lstrip()
        if not _between_chinese(match.group(), before, after):
            continue
        if match.group() == "." and not after and "，" not in block.of(text):
            continue
        right = "。" if match.group() == "." else fold(match.group())
        yield Hit(Span(at, at + 1), {"mark": match.group(), "right": right}, edits=(Edit(Span(at, at + 1), right),), safe=True)


def _between_chinese(mark: str, before: str, after: str) -> bool:
    """Whether the mark is one of the Chinese text. Times, ratios, thousands, addresses and Latin words have no such mark."""
    left, right = before[-1:], after[:1]
    if not left or (mark == ";" and _ENTITY.search(before)) or after.startswith("//"):
        return False
    if _CHINESE.match(left):
        return True
    return right != "" and _CHINESE.match(right) is not None and not (mark == ":" and left.isascii() and left.isalpha())


def _brackets(text: str, block: Span) -> Iterator[Hit]:
    """Pairs of half-width brackets around Chinese words; (CO2) and f(x) stay."""
    opened: list[int] = []
    if "(" not in text[block.start : block.end]:
        return
    for match in re.finditer("[()（）]", text[block.start : block.end]):
        at = block.start + match.start()
        if match.group() in "(（":
            opened.append(at)
        elif opened:
            start = opened.pop()
            if match.group() == ")" and text[start] == "(" and _HAN.search(text, start, at):
                whole = Span(start, at + 1)
                edits = (Edit(Span(start, start + 1), "（"), Edit(Span(at, at + 1), "）"))
                span = whole if at - start <= _LONGEST_PAIR else Span(start, start + 1)
                yield Hit(span, {"mark": "()", "right": "（）"}, edits=edits, safe=True)

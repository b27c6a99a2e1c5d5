"""A blank between two letters: inside a word (落 实) it is a slip, elsewhere a mark may be lost there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate

from msgspec.structs import replace

from linter.checks import Hit, pattern
from linter.checks._gather import gathered
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.sentences import sentences
from linter.facts.tokens import cut, likelihood
from linter.late import late
from linter.review import Edit

_AROUND = 4  # letters to either side that tell whether a word goes over the blank
_GAIN = 5  # nats by which the letters are likelier as words without the blank: 略增 长势 are words with it
_BLANKS = 2  # a sentence with more of them is a row of names or headlines
_GAP = late(rf"(?<=[\u4e00-\u9fff])(?P<left>[\u4e00-\u9fff]{{0,{_AROUND - 1}}})(?P<blank> {{1,2}})(?=(?P<right>[\u4e00-\u9fff]{{1,{_AROUND}}}))")
_QUOTED = late("[“《（「][^“”《》（）「」\n]*[”》）」]")  # 学法用法 与法同行 is how slogans are parted
_MARK = late("[”》，。；]")
_FIGURE_BLANK = late(r"(?!(?<=部)分|[章节篇])[\u4e00-\u9fff] +\d[\d.%]*|\d(?:[\d.]*[\d%])? +[\u4e00-\u9fff]")  # not 第一部分 2024年, 1. 汇报
_SET_OFF = ("\u3000", "\t")  # blanks of a layout, which nobody types by mistake
_FIGURE_JOINT = late(r"[\u4e00-\u9fff]\d|[\d%][\u4e00-\u9fff]")
_STYLE = 8  # places without a blank for each with one: who sets figures off does so throughout
_PROSE = late("[，；。]")
_SPACED = late("(?:^|[^\u4e00-\u9fff])[\u4e00-\u9fff](?: +[\u4e00-\u9fff])+(?:$|[^\u4e00-\u9fff])")  # 目 录


class Params(pattern.Params, frozen=True, forbid_unknown_fields=True):
    """As of a pattern, whose places are only worth a look; `words_at_most`: so many words parted are told one by one."""

    words_at_most: int = 3


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    parted = list(_parted_words(facts))
    yield from gathered(parted, params.words_at_most)
    yield from _beside_figures(facts)
    others = [hit for hit in pattern.check(facts, params) if not any(hit.span.overlaps(word.span) for word in parted)]
    yield from (replace(hit, severity="info") for hit in others)


def _beside_figures(facts: Facts) -> Iterator[Hit]:
    """A blank between a figure and a letter, where the report else has none: 2025 年推进."""
    flat = facts(folded)
    found, joints = list[Span](), 0
    for sentence in facts(sentences).all:
        words, start = sentence.span.of(flat), sentence.span.start
        joints += sum(1 for _ in _FIGURE_JOINT.finditer(words))
        if _PROSE.search(words) or sentence.heading:
            spans = (Span(start + match.start(), start + match.end()) for match in _FIGURE_BLANK.finditer(words))
            found += [span for span in spans if not any(blank in span.of(facts.document.text) for blank in _SET_OFF)]
    if joints >= _STYLE * len(found):
        yield from (Hit(span, {}, edits=(Edit(span, span.of(flat).replace(" ", "")),), variant="figure") for span in found)


def _parted_words(facts: Facts) -> Iterator[Hit]:
    flat = facts(folded)
    for sentence in facts(sentences).all:
        words = sentence.span.of(flat)
        if " " not in words or sentence.heading or not _PROSE.search(words):
            continue
        gaps = list(_GAP.finditer(words))
        if len(gaps) > _BLANKS:
            continue
        apart = [match.span() for shape in (_QUOTED, _SPACED) for match in shape.finditer(words)]
        for match in gaps:
            if _lone(match) or not any(start < match.end() and match.start() < end for start, end in apart):
                yield from _word_over(match, sentence.span.start)


def _lone(match: re.Match[str]) -> bool:
    """Whether a letter by itself stands behind the blank, before a mark: “推进法治建 设”. A slogan's part has more."""
    return len(match["right"]) == 1 and _MARK.match(match.string, match.end() + 1) is not None


def _word_over(match: re.Match[str], shift: int) -> Iterator[Hit]:
    """The word of which one letter alone stands before or behind the blank."""
    left = match.string[match.start() - 1] + match["left"]
    bounds = list(accumulate((len(word) for word, _ in cut(left + match["right"])), initial=0))
    place = len(left)
    begin, end = max(bound for bound in bounds if bound <= place), min((bound for bound in bounds if bound >= place), default=place)
    if begin == place or 1 not in (place - begin, end - place):
        return
    if likelihood(left + match["right"]) - likelihood(left) - likelihood(match["right"]) < _GAIN:
        return
    blank = Span(shift + match.start("blank"), shift + match.end("blank"))
    span = Span(blank.start - (place - begin), blank.end + (end - place))
    yield Hit(span, {"right": (left + match["right"])[begin:end]}, edits=(Edit(blank, ""),), variant="word")

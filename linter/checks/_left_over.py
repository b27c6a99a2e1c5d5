"""What is left of a term that has lost a letter: 政信息公开 of 政府信息公开, 全覆 of 全覆盖."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import NamedTuple

from linter.checks._alike import alike
from linter.checks._lexical import in_title
from linter.checks._likelier import gain, stretch_at
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.language import END, PER_NAT
from linter.facts.phrases import Index, index
from linter.facts.sentences import sentences
from linter.facts.tokens import Token, dictionary, tokens
from linter.late import late

_USUAL = 7 * PER_NAT + 1  # what a letter costs at most that is often said after the two before it, or it and the next
_ALWAYS = 3  # times that a slip is not made
_BESIDE = 4  # letters of a right term to either side of what is left of another
_GAIN = -2  # nats that the text gains at least by the whole term, which is longer
_NUMERALS = "一二三四五六七八九十"
_OPEN = ("n", "v", "a")  # tags of what makes words
_MANNER = frozenset("严全深强实细快")  # before a verb each is a phrase: 严执法, 全履行, 深推进
_PAIRS = 4  # letters of two words
_SLIGHTED = late("[、，]?轻")  # behind what is made much of: 重节点、轻日常
_SHORT = 3  # of a term this short only the last letter is missed: two letters from its middle are too often another word


class Rest(NamedTuple):
    """What is left of a term without one letter; the letters that must not stand before and after it make it the term again.

    It is looked for by the pair that begins at `at`: where a letter was lost between them the two hardly ever stand together.
    """

    words: str
    term: str
    at: int
    before: str = ""
    after: str = ""


def left_over(facts: Facts, terms: tuple[str, ...], allowed: tuple[str, ...]) -> Iterator[tuple[Span, str]]:
    """Where one of `terms` has lost a letter, with what stands for it, and the term; what is a phrase after all is `allowed`."""
    flat = facts(folded)
    seen: set[int] = set()
    meant = cache(partial(_is_meant, flat))
    for _, rest, span in sorted(_places(facts(index), _rests(terms, allowed))):
        if not seen.isdisjoint(range(*span)) or in_title(flat, span) or _is_whole(flat, span, _wholes(rest.words, terms, allowed)):
            continue
        if _is_left_over(facts, rest, span) and not _goes_on(facts, rest, span) and not meant(rest) and not _is_named(flat, span) and not _is_parallel(flat, span, rest):
            whole = _mistyped(flat, rest, span)
            if "、" not in rest.term and gain(facts, whole, rest.term) < _GAIN:
                continue
            seen.update(range(*span))
            yield whole, rest.term


def _places(known: Index, rests: Mapping[str, list[tuple[int, Rest]]]) -> Iterator[tuple[int, Rest, Span]]:
    """Where what is left of a term stands, with its rank, unless the lost letter stands beside it."""
    flat = known.flat
    for place in known.places(rests.keys()):
        for order, rest in rests[flat[place : place + 2]]:
            start = place - rest.at
            if start < 0 or not flat.startswith(rest.words, start) or (rest.before and flat[max(0, start - 2) : start].rstrip("、").endswith(rest.before)):
                continue
            stop = start + len(rest.words)
            if not (rest.after and flat.startswith(rest.after, stop)):
                yield order, rest, Span(start, stop)


def _is_named(flat: str, span: Span) -> bool:
    """Whether the same letters stand with the same neighbours elsewhere too: 税政法规股 is what a unit is called."""
    around = flat[max(0, span.start - 1) : span.end + 1]
    return all("\u4e00" <= letter <= "\u9fff" for letter in around) and flat.count(around) > 1


def _is_parallel(flat: str, span: Span, rest: Rest) -> bool:
    """Whether it is an item of a list of phrases as long: 稳就业、强社保、优服务、严执法; or ends in another member made alike: 共商共建共联; or is one side of 重节点、轻日常."""
    if rest.words.startswith("重") and _SLIGHTED.match(flat, span.end):
        return True
    if rest.after and rest.term[-2:-1] == rest.term[-4:-3] and "\u4e00" <= flat[span.end : span.end + 1] <= "\u9fff" and flat[span.end] not in alike().of(rest.after):
        return True
    length = span.end - span.start
    return late(f"、[\u4e00-\u9fff]{{{length}}}、").fullmatch(flat, max(0, span.start - length - 2), span.start) is not None


def _is_meant(flat: str, rest: Rest) -> bool:
    """Whether the report always says it so: 领导组 three times and 领导小组 never is what they call it."""
    return rest.term not in flat and flat.count(rest.words) >= _ALWAYS


def _mistyped(flat: str, rest: Rest, span: Span) -> Span:
    """With the letter beside it that stands for the lost one: 持证上冈, 优化营商环镜."""
    if rest.after and flat[span.end : span.end + 1] in alike().of(rest.after):
        return Span(span.start, span.end + 1)
    if rest.before and span.start and flat[span.start - 1] in alike().of(rest.before) and flat[span.start - 1] not in _NUMERALS:
        return Span(span.start - 1, span.end)
    return span


def _goes_on(facts: Facts, rest: Rest, span: Span) -> bool:
    """Whether another word is made with the neighbour where an end of the term was lost: 法治讲堂, 尊法守法."""
    place, flat = span.end if rest.after else span.start, facts(folded)
    if (rest.after or rest.before) and flat[place - 1 : place + 1] in dictionary():
        return True  # 消防安保, 布展工作
    if rest.after and _ends_elsewhere(flat, rest, span):
        return True
    if not (rest.after or rest.before) or not "\u4e00" <= flat[place : place + 1] <= "\u9fff":
        return False
    stretch = stretch_at(facts, place)
    at = bisect_left(stretch.places, place, 2) if stretch is not None else 0
    if stretch is None or at >= len(stretch.places) - len(END) or stretch.places[at] != place:
        return False
    return sum(stretch.costs[at : at + (1 if rest.after else 2)]) < _USUAL


def _ends_elsewhere(flat: str, rest: Rest, span: Span) -> bool:
    """Whether the last letter and the next also end another word of the report: 道路运政, 水路运政."""
    pair = flat[span.end - 1 : span.end + 1]
    return "\u4e00" <= pair[-1:] <= "\u9fff" and flat.count(pair) > flat.count(rest.words + pair[-1])


def _is_left_over(facts: Facts, rest: Rest, span: Span) -> bool:
    """Whether words begin and end here, and where an end of the term was lost, its neighbour is left without a word."""
    sentence = facts(sentences).at(span.start)
    if sentence is None or not sentence.span.contains(span):
        return False
    words = facts(tokens).about(span, sentence.span)
    first = next((word for word in words if word.span.start == span.start), None)
    last = next((word for word in words if word.span.end == span.end), None)
    if first is None or last is None or (not rest.before and _is_with(words, first, -1)) or (not rest.after and _is_with(words, last, 1)):
        return False
    return (not rest.after or len(last.word) == 1) and (not rest.before or len(first.word) == 1)


def _is_with(words: Sequence[Token], word: Token, side: int) -> bool:
    """Whether a letter beside the place may be of one word with the letter at its end: 考法工作, which is not cut as a word."""
    at = words.index(word) + side
    beside = words[at] if 0 <= at < len(words) else None
    return len(word.word) == 1 and beside is not None and len(beside.word) == 1 and beside.tag[:1] in _OPEN


@lru_cache(maxsize=8)
def _rests(terms: tuple[str, ...], allowed: tuple[str, ...]) -> Mapping[str, list[tuple[int, Rest]]]:
    """Every term without one of its letters by the pair it is looked for by, ranked longest term first; where two alike stand together nothing seems lost."""
    right = {*terms, *allowed}
    found: dict[str, list[tuple[int, Rest]]] = {}
    order = 0
    for term in sorted(terms, key=lambda term: (-len(term), term)):
        first = 2 if len(term) == _PAIRS and term[0] in _MANNER else 1
        inner = {term[:at] + term[at + 1 :]: at - 1 for at in range(first, len(term) - 1)} if len(term) > _SHORT else {}
        rests = [Rest(words, term, at) for words, at in sorted(inner.items())]
        rests += [Rest(term[:-1], term, len(term) - _SHORT, after=term[-1])]
        rests += [Rest(term[1:], term, 0, before=term[0])] if len(term) > _SHORT else []
        for rest in rests:
            if rest.words not in right:
                found.setdefault(rest.words[rest.at : rest.at + 2], []).append((order, rest))
                order += 1
    return found


def _is_whole(flat: str, span: Span, wholes: tuple[tuple[str, int], ...]) -> bool:
    """Whether a right term stands over the place: the rest of one term may lie inside another."""
    return any(span.start >= before and flat.startswith(word, span.start - before) for word, before in wholes)


@lru_cache(maxsize=1 << 12)
def _wholes(words: str, terms: tuple[str, ...], allowed: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """The right terms that hold these words, and how many letters of each stand before them, no more than a few to either side."""
    found = ((term, at) for term in (*terms, *allowed) if words in term for at in range(min(_BESIDE, len(term) - len(words)) + 1) if term.startswith(words, at))
    return tuple((term, at) for term, at in found if len(term) - at - len(words) <= _BESIDE)

"""One letter away from the usual: text that official prose hardly ever has and that one other letter makes usual."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import add
from typing import Literal, NamedTuple

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._alike import alike
from linter.checks._around import (
    alone_in,
    begins_name,
    coined,
    echoes,
    elsewhere,
    ends_quoted,
    is_parallel,
    is_person,
    is_place,
    makes_idiom,
    makes_name,
    meet_in,
    quoted,
    window,
    words_about,
)
from linter.checks._instead import likeliest_instead
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.fours import LENGTH, fours
from linter.facts.language import LATIN, PER_NAT, UNKNOWN, Model, Stretch, language, model
from linter.facts.phrases import index
from linter.facts.tokens import dictionary, likelihood, uses
from linter.late import late
from linter.review import Edit, Severity

_USUAL = 3.5  # logarithm of the uses of most words that are meant
_STRANGE = 16 * PER_NAT  # what a letter and the two after it must cost before anything else is tried
_LEAST = 3 * PER_NAT  # what another letter must gain before anything else is looked at
_ENOUGH = 6  # nats that it must gain by rows of three before the words are looked at
_TERSE = 3  # letters between two marks that are a phrase of their own: 解民忧、纾企困

_NUMERALS = late("[零〇一二三四五六七八九十百千万亿点]+")  # 六十点三
_COUNTED = late("[一二三四五六七八九十]是是")
_FIGURE = late("\\d[百千万亿]*$")  # 186万羽: what stands behind a figure is its measure
_EVERY = late(r"[，、；。：“](.)\1[有都皆可抓管见能必要传]|一(.)\2")


class Asked(NamedTuple):
    """What is looked for, and the least it must gain; what a weak likeness of a letter asks for more. All in steps of the model."""

    what: str
    least: int
    near: int
    shape: int


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """How many times more probable the text must become, as powers of e.

    `enough` holds for an edit that leaves as many letters without a word as there were, one less, two less and more, and makes a word as common as
    most. Ten times as common asks `common` less, a word of three letters and more `long` less. One of
    `idioms` asks `idiom` less than the last of `enough`. A weak likeness asks for more (`near`, `shape`), as do
    letters that stand together elsewhere in the report too (`again`, each time, up to three), a letter of `apart` that stands for a whole word
    (县, 局, 湘: `single`), a name in quotes or a title (`quoted`), letters that are a word as they stand (`word`: 展开). Right before one of `names` that is a word by itself nothing is said,
    nor of a letter in one of `stands`, which are right beside the more usual 汇演, 制定, 作示范.

    Of a letter replaced more is known, as such slips can be planted and counted: the first of `enough` holds, less what the words gain (`words` for
    each power of e), less `lone` for each letter that no longer is without a word, and `terse` more in a phrase of three letters. `idiom` is then what an idiom asks.
    Real words are told apart by rows of four letters (有利推动, 有力推动): where such a row comes about, `row` is enough by those, whatever the words are, and `tone` less where both letters have the same tone.
    Whatever is asked, a guess that rows of four letters bear out by less than `borne` must gain `unborne` more, or it is only a question (info); and so is one that gains up to `doubt` less than is asked
    where a letter without a word is put right by one of the same sound that has one.
    """

    ask: Literal["replaced", "doubled", "swapped"]
    enough: tuple[float, ...] = (18, 13, 11)
    common: float = 1.4
    long: float = 2
    idioms: str = "idioms.txt"
    idiom: float = 3
    near: float = 4.5
    shape: float = 2
    again: float = 9
    quoted: float = 6.5
    words: float = 0.5
    lone: float = 2.7
    terse: float = 3
    single: float = 3
    word: float = 7
    row: float = 19
    tone: float = 5.5
    borne: float = 10
    unborne: float = 1.3
    doubt: float = 0
    apart: str = ""
    names: str = ""
    stands: tuple[str, ...] = ()

    @property
    def asked(self) -> Asked:
        least = _LEAST if self.ask == "replaced" else int((min(self.enough) - self.long - self.common) * PER_NAT)
        return Asked(self.ask, least, int(self.near * PER_NAT), int(self.shape * PER_NAT))


class Slip(NamedTuple):
    """Letters at `start` to `end` of a stretch that should read `right`; `gain` in nats, `lack`: what the likeness of a letter lacks, in steps."""

    start: int
    end: int
    right: str
    gain: float
    lack: int = 0


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, known, asked = facts(folded), model(), params.asked
    standing = facts(index).phrases(params.stands)
    for stretch in facts(language):
        last = -1
        for slip in _DEVICES[asked.what](known, flat, stretch, asked):
            span = Span(stretch.places[slip.start], stretch.places[slip.end - 1] + 1)
            stands = span.start <= last or ends_quoted(flat, span) or any(word.contains(span) for word in standing)
            severity = None if stands else _how_surely(flat, span, stretch, slip, params)
            if severity is not None:
                last = span.end
                yield _hit(flat, span, slip.right, severity)


def _how_surely(flat: str, span: Span, stretch: Stretch, slip: Slip, params: Params) -> Severity | None:
    """How the place is told; null where too little is gained.

    A row of four letters that official prose has when the letter is put right bears the guess out. Without one, what looks improbable is mostly a name or a
    word that is new (捋顺, 天章卫星, 滇商): it must gain `unborne` more than else is enough, or it is only a question.
    """
    by_four = _by_four(stretch, slip) if params.ask == "replaced" else 0
    if by_four >= params.row - params.tone and by_four >= _asked_by_four(flat, span, slip.right, params):
        return "warning"
    if slip.gain < _ENOUGH:
        return None
    lead = slip.gain - _asked(flat, span, slip.right, params)
    if lead < 0:
        return "info" if lead >= -params.doubt and _finds_its_word(flat, span, slip) else None
    return "warning" if by_four >= params.borne or lead >= params.unborne else "info"


def _finds_its_word(flat: str, span: Span, slip: Slip) -> bool:
    alone, still = alone_in(flat, span, span.of(flat)), alone_in(flat, span, slip.right)
    return slip.lack == 0 and span.start in alone and span.start not in still


def _hit(flat: str, span: Span, right: str, severity: Severity) -> Hit:
    """Reported is the word it should be, with what stands in its place."""
    start, end, words = words_about(flat, span, right)
    shown = Span(start, end)
    return Hit(shown, {"right": words}, edits=(Edit(shown, words),), entry=shown.of(flat), severity=severity)


def _strange(stretch: Stretch, reach: int, least: int) -> Iterator[tuple[int, int]]:
    """Letters that with those after them, `reach` in all, cost what is strange and at least `least`, and that cost."""
    costs = stretch.costs
    spent: Sequence[int] = costs
    for shift in range(1, reach):
        spent = list(map(add, spent, costs[shift:]))
    floor, symbols, stop = max(_STRANGE, least), stretch.symbols, len(stretch.symbols) - 3
    for at in [at for at, now in enumerate(spent) if now >= floor]:
        if 2 <= at < stop and (symbols[at] > LATIN or symbols[at] == UNKNOWN):
            yield at, spent[at]


def _replaced(known: Model, flat: str, stretch: Stretch, asked: Asked) -> Iterator[Slip]:
    for at, now in _strange(stretch, 3, asked.least):
        one, two, _, four, five = stretch.symbols[at - 2 : at + 3]
        found = likeliest_instead(flat[stretch.places[at]], (one, two, four, five), now - asked.least, asked.near, asked.shape)
        if found is not None:
            lack = found[1] - sum(known.costs([one, two, found[0], four, five]))
            yield Slip(at, at + 1, known.letters[found[0]], (now - found[1]) / PER_NAT, lack)


def _by_four(stretch: Stretch, slip: Slip) -> float:
    """What a letter gains by rows of four letters, in nats; less than nothing where none comes about."""
    at, symbols = slip.start, stretch.symbols
    before, after = tuple(symbols[max(0, at - LENGTH + 1) : at]), tuple(symbols[at + 1 : at + LENGTH])
    return (_gain_by_four(before, symbols[at], model().number[slip.right], after) - slip.lack) / PER_NAT


@lru_cache(maxsize=1 << 12)
def _gain_by_four(before: tuple[int, ...], written: int, meant: int, after: tuple[int, ...]) -> int:
    right = fours().spent([*before, meant, *after])
    return fours().spent([*before, written, *after]).steps - right.steps if right.known else 0


def _doubled(known: Model, flat: str, stretch: Stretch, asked: Asked) -> Iterator[Slip]:
    symbols, costs, stop = stretch.symbols, stretch.costs, len(stretch.symbols) - 3
    for at in [at for at, (one, other) in enumerate(pairwise(symbols), 1) if one == other]:
        now = sum(costs[at : at + 3])
        if not 2 <= at < stop or (symbols[at] <= LATIN and symbols[at] != UNKNOWN) or now < asked.least:
            continue
        if stretch.places[at] - stretch.places[at - 1] > 1:  # 三重奏 奏响: a blank parts them
            continue
        if symbols[at + 1] == symbols[at + 2] or symbols[at - 2] == symbols[at - 3]:  # 和和美美
            continue
        spent = known.cost([symbols[at - 2], symbols[at - 1], symbols[at + 1], symbols[at + 2]], now - asked.least)
        if spent is not None:
            yield Slip(at - 1, at + 1, flat[stretch.places[at]], (now - spent) / PER_NAT)


def _swapped(known: Model, flat: str, stretch: Stretch, asked: Asked) -> Iterator[Slip]:
    for at, now in _strange(stretch, 4, asked.least):
        three, four = stretch.symbols[at], stretch.symbols[at + 1]
        if four <= LATIN or three == four:
            continue
        spent = _turned(tuple(stretch.symbols[at - 2 : at + 4]), now - asked.least)
        if spent is not None:
            yield Slip(at, at + 2, flat[stretch.places[at + 1]] + flat[stretch.places[at]], (now - spent) / PER_NAT)


@lru_cache(maxsize=1 << 13)
def _turned(symbols: tuple[int, ...], most: int) -> int | None:
    """What six symbols cost with the two in the middle turned round; null where these never stand so or all cost more than `most`."""
    one, two, three, four, five, six = symbols
    return model().cost([one, two, four, three, five, six], most) if model().follows(three, four) else None


_DEVICES = {"replaced": _replaced, "doubled": _doubled, "swapped": _swapped}


def _asked(flat: str, span: Span, right: str, params: Params) -> float:
    """How much must be gained here."""
    wrong = span.of(flat)
    lone, still = alone_in(flat, span, wrong), alone_in(flat, span, right)
    if (span.end in lone and flat[span.end] in params.names) or begins_name(flat, span.end) or coined(flat, span) or echoes(flat, span) or is_person(flat, span) or is_place(flat, span):
        return math.inf
    if params.ask == "replaced":
        return _asked_of_letter(flat, span, right, len(lone) - len(still), span.start in lone, params)
    if params.ask != "doubled" and makes_idiom(flat, span, right, params.idioms):
        asked = params.enough[-1] - params.idiom
    else:
        asked = params.enough[max(0, min(len(lone) - len(still), len(params.enough) - 1))]
        word = words_about(flat, span, right)[2]
        asked -= params.common * (math.log10(1 + uses(word)) - _USUAL) + params.long * (len(word) > 2)
    asked += params.quoted * quoted(flat, span)
    if params.ask == "swapped":
        if _NUMERALS.fullmatch(wrong) or len(window(flat, span, wrong)[1]) <= _TERSE or words_about(flat, span, wrong)[2] in dictionary():
            return math.inf  # 负实责: a word as it stands
        asked += params.word * (uses(wrong) > 0)
    elif wrong[0] == wrong[1] and (wrong[0] in params.apart or meet_in(flat, span) or _COUNTED.search(flat, max(0, span.start - 1), span.end) or _EVERY.match(flat, max(0, span.start - 1))):
        return math.inf  # 坡子街街道, 教育育人, 二是是否, 级级有人管, 一束束
    return asked


def _asked_of_letter(flat: str, span: Span, right: str, fewer: int, alone: bool, params: Params) -> float:
    """The same for a letter replaced; `fewer` letters are without a word afterwards, `alone`: this one was."""
    wrong = span.of(flat)
    if is_parallel(flat, span, right) or makes_name(flat, span, right) or _FIGURE.search(flat, max(0, span.start - 3), span.start):
        return math.inf
    if alone and wrong in params.apart and flat.endswith("由", 0, span.start):
        return math.inf  # 由厅法规处牵头: who does it
    before, after = window(flat, span, wrong)[1], window(flat, span, right)[1]
    asked = params.enough[0] - params.words * (likelihood(after) - likelihood(before)) - params.lone * max(-1, min(2, fewer))
    if makes_idiom(flat, span, right, params.idioms):
        asked = min(asked, params.idiom)
    asked += params.again * min(3, elsewhere(flat, span)) + params.single * (alone and wrong in params.apart)
    return asked + params.quoted * quoted(flat, span) + params.terse * (len(before) <= _TERSE)


def _asked_by_four(flat: str, span: Span, right: str, params: Params) -> float:
    """How much a letter must gain by rows of four. A word of one letter is not taken for its look-alike (只, 内)."""
    wrong, lone = span.of(flat), alone_in(flat, span, span.of(flat))
    if (span.start in lone and alike().of(wrong).get(right) == "shape") or (span.end in lone and flat[span.end] in params.names):
        return math.inf
    if is_parallel(flat, span, right) or makes_name(flat, span, right) or is_place(flat, span):
        return math.inf
    asked = params.row - params.tone * alike().same_tone(wrong, right) + params.again * min(3, flat.count(flat[max(0, span.start - 1) : span.end + 1]) - 1)
    return asked + params.single * (span.start in lone and wrong in params.apart) + params.quoted * quoted(flat, span)

"""Fixed formulations: known wrong forms, and slips of a letter or a lost word in what has to be said word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._left_over import left_over
from linter.checks._lexical import Entry, Lexicon, in_title
from linter.checks._order import List, crossed, disordered, members
from linter.checks._slips import ANCHOR, COMMAS, DROPPED, Fixed, Slip, letters_of, overlaps, slips, variants_of
from linter.checks.term import lexical_hits
from linter.document import Span
from linter.facts import Facts
from linter.facts.bare import Bare, bare
from linter.facts.folded import folded
from linter.facts.pairs import Places
from linter.facts.phrases import pairs_of
from linter.facts.profile import profile
from linter.facts.tokens import cut, dictionary
from linter.late import late
from linter.review import Severity


class Params(Base, frozen=True, forbid_unknown_fields=True, dict=True):
    fixed: list[Fixed] = []
    entries: list[Entry] = []
    usual: Severity | None = None

    @cached_property
    def lexicon(self) -> Lexicon:
        return Lexicon(self.entries)

    @cached_property
    def phrases(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Formulations of one piece, and what comes close to them and is right."""
        whole = [fixed for fixed in self.fixed if not fixed.since and not fixed.until and _LETTERS <= len(fixed.text) <= _LONGEST and _PLAIN.fullmatch(fixed.text)]
        return tuple(fixed.text for fixed in whole), tuple(letters_of(variant) for fixed in self.fixed for variant in fixed.variants)

    @cached_property
    def ends(self) -> list[tuple[Fixed, Ends]]:
        return [(fixed, Ends.of(fixed)) for fixed in self.fixed]

    @cached_property
    def _by_pair(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """Formulations by a pair of letters at either end, and lists by the first pair of each member."""
        at_ends, in_lists = dict[str, list[int]](), dict[str, list[int]]()
        for number, (_, ends) in enumerate(self.ends):
            for word in (ends.first[:2], ends.last[:2]):
                at_ends.setdefault(word, []).append(number)
            for head in ends.members.heads if ends.members else ():
                in_lists.setdefault(head, []).append(number)
        return at_ends, in_lists

    def likely(self, held: Set[str]) -> set[int]:
        """Those that may stand in a text with these pairs of letters: most are known to be absent without a look at each."""
        at_ends, in_lists = self._by_pair
        heads = Counter(chain.from_iterable(map(in_lists.__getitem__, in_lists.keys() & held)))
        listed = (number for number, (_, ends) in enumerate(self.ends) if ends.members is not None and ends.members.may_have(heads[number]))
        return {*chain.from_iterable(map(at_ends.__getitem__, at_ends.keys() & held)), *listed}


_LETTERS, _LONGEST, _PLAIN = 5, 16, late("[\u4e00-\u9fff]+")  # of a formulation that is one phrase
_LEAST, _MOST = 2, 6  # letters that are shown as wrong
_NOUN = 2  # letters of the last word of a formulation
_PAIRED = ("法律法规", "规章制度", "方针政策", "政策措施", "体制机制")  # two nouns said as one: what ends in the first goes on
_HEADS = tuple("清单 制度 举措 措施 机制 事项 政策 规定 办法 做法 情形 模式 目录".split())  # what a formulation is the name of: “首违不罚”清单


class Ends(NamedTuple):
    """The first and last letters of a formulation, one of which is in every slip of it, and its members, which may be out of order."""

    first: str
    last: str
    members: List | None
    begin: frozenset[str]  # the pairs of letters of the first and of the last
    end: frozenset[str]

    @classmethod
    def of(cls, fixed: Fixed) -> Ends:
        letters = letters_of(fixed.text)
        first, last = letters[:ANCHOR], letters[-ANCHOR:]
        return cls(first, last, members(fixed.text, tuple(fixed.parts)), frozenset(pairs_of(first)), frozenset(pairs_of(last)))

    def may_stand(self, places: Places) -> bool:
        held = places.held
        return (self.begin <= held and bool(places.of(self.first))) or (self.end <= held and bool(places.of(self.last)))


class Miss(NamedTuple):
    """A slip with the formulation it misses: the longer one tells more. `at`: the wrong letters in it, `part`: what should stand there."""

    slip: Slip
    fixed: Fixed
    span: Span
    at: Span
    part: str


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    known = list(lexical_hits(facts, params.lexicon, "soften", params.usual))
    yield from known
    text, year = facts(folded), facts(profile).year
    spaced, joined = facts(bare(DROPPED)), facts(bare(DROPPED | COMMAS))
    misses: list[Miss] = []
    free: list[Span] = []
    for number in sorted(params.likely(spaced.places.held) | params.likely(joined.places.held)):
        fixed, ends = params.ends[number]
        said = joined if "、" in fixed.text else spaced
        places = said.places
        listed = ends.members is not None and ends.members.may_stand(places.held)
        if not (listed or ends.may_stand(places)):
            continue
        if (fixed.since is not None and (year is None or year < fixed.since)) or (fixed.until is not None and (year is None or year > fixed.until)):
            continue
        others = _others(_Key(params.fixed), fixed.text)
        swapped = list(_out_of_order(places, fixed, ends.members, others)) if ends.members is not None and listed else []
        if fixed.order == "free":  # all its members are there
            free += [said.span(slip.start, slip.end) for slip in swapped]
            swapped = []
        ends_swapped = _crossed(places, ends.members) if ends.members is not None and fixed.order != "free" else ()
        for slip in (*swapped, *ends_swapped, *slips(places, fixed, others)):
            misses.append(Miss(slip, fixed, said.span(slip.start, slip.end), *_letters(said, slip, fixed)))
    told = {at for span in (*free, *(hit.span for hit in known if hit.severity != "info")) for at in range(*span)}
    for miss in sorted(misses, key=_rank):
        if told.isdisjoint(range(*miss.span)) and _is_slip(text, miss):
            told.update(range(*miss.span))
            values = {"right": miss.fixed.text, "wrong": miss.at.of(text), "part": miss.part, "note": ""}
            severity = _order_severity(miss.fixed) if miss.slip.kind == "order" else miss.fixed.severity
            severity = severity or ("info" if in_title(text, miss.span) or _may_be_meant(text, miss) else params.usual)
            yield Hit(miss.at, values, entry=miss.fixed.text, variant=miss.slip.kind, severity=severity)
    for span, right in left_over(facts, *params.phrases):
        if told.isdisjoint(range(*span)):
            yield Hit(span, {"right": right, "wrong": span.of(text), "part": right, "note": ""}, entry=right, variant="lost", severity=params.usual)


def _rank(miss: Miss) -> tuple[bool, int, Span]:
    """Ends exchanged explain all that is wrong there, in the list alone; else the longer formulation tells more."""
    crossed = miss.slip.kind == "crossed"
    return not crossed, len(miss.fixed.text) * (1 if crossed else -1), miss.span


def _is_slip(text: str, miss: Miss) -> bool:
    return not _heads_another(text, miss) and not _has_its_own_words(text, miss) and (miss.slip.kind != "member" or _is_member(text, miss))


def _heads_another(text: str, miss: Miss) -> bool:
    """Whether the wrong letters are no slip but what the right ones before them name (“首违不罚”清单), or join to them (科学民主的决策机制)."""
    if "的" in miss.at.of(text) and "的" not in miss.part:
        return True
    named = miss.at.start > miss.span.start and text[miss.at.start - 1] not in COMMAS  # behind a comma is a member of the list
    return named and text.startswith(_HEADS, miss.at.start) and not any(head in miss.part for head in _HEADS)


def _is_member(text: str, miss: Miss) -> bool:
    """Whether the wrong letters end where a mark ends the member, or the list has no marks: 一岗双责，加大失职追责力度 goes on with a verb."""
    return miss.at.end >= miss.span.end or text[miss.at.end] in COMMAS or COMMAS.isdisjoint(miss.span.of(text))


def _has_its_own_words(text: str, miss: Miss) -> bool:
    """Whether what seems lost is another noun that goes on (党内法规和法律法规), the first letter ends the word before (认真执行|执法全过程记录), or the words are a document's name, where one letter at most is a slip."""
    if miss.slip.kind == "lost" and (text.startswith(_PAIRED, miss.span.end - _NOUN) or _ends_the_verb(text, miss)):
        return True
    written, right = miss.at.of(text), miss.part
    wrong = sum(one != other for one, other in zip(written, right, strict=False)) if len(written) == len(right) else abs(len(written) - len(right))
    return miss.slip.kind != "order" and wrong > 1 and in_title(text, miss.span)


def _ends_the_verb(text: str, miss: Miss) -> bool:
    return miss.at.start == miss.span.start and dictionary().get(text[miss.span.start - 1 : miss.span.start + 1]) == "v"


def _may_be_meant(text: str, miss: Miss) -> bool:
    """Whether other words stand there rather than mistyped ones: with none of the right letters (政府 for 国家), or added to them and none of the formulation's (最新);
    or a list is told in part."""
    written, right = letters_of(miss.at.of(text), miss.fixed.text), letters_of(miss.part)
    if miss.slip.kind == "lost":
        return "、" in miss.fixed.text and len(right) - len(written) >= _LEAST
    if miss.slip.kind == "added":
        return sum(letter not in miss.fixed.text for letter in written) == len(written) - len(right)
    return miss.slip.kind == "changed" and set(written).isdisjoint(right)


def _letters(said: Bare, slip: Slip, fixed: Fixed) -> tuple[Span, str]:
    """The wrong letters in whole words of the right ones, and what should stand there; all of it where it is of another order or joints hide them."""
    written, right = said.text[slip.start : slip.end], letters_of(fixed.text)
    begin = end = 0
    shorter = min(len(written), len(right))
    while begin < shorter and written[begin] == right[begin]:
        begin += 1
    while end < shorter - begin and written[-1 - end] == right[-1 - end]:
        end += 1
    while shorter - begin - end < _LEAST and begin + end:
        begin, end = (begin - 1, end) if begin else (begin, end - 1)
    if slip.kind == "order" or max(len(written), len(right)) - begin - end > _MOST:
        return said.span(slip.start, slip.end), fixed.text
    begin, end = _whole_words(fixed.text, begin, end)
    return said.span(slip.start + begin, slip.end - end), right[begin : len(right) - end]


def _whole_words(text: str, begin: int, end: int) -> tuple[int, int]:
    """As many letters at either end, or fewer, that no word of the formulation is cut: 亲自|部|署 is of 部署."""
    bounds = [0, *accumulate(len(letters_of(word, text)) for word, _ in cut(text))]
    length = bounds[-1]
    return max(bound for bound in bounds if bound <= begin), length - min(bound for bound in bounds if bound >= length - end)


def _order_severity(fixed: Fixed) -> Severity:
    return "info" if "info" in (fixed.order, fixed.severity) else "warning"


def _out_of_order(bare: Places, fixed: Fixed, wanted: List, others: Iterable[str]) -> Iterator[Slip]:
    """The members of the list in another order than this, and than any right variant of it."""
    for start, end in disordered(bare, wanted):
        if not any(overlaps(bare.text, right, start, end) for right in (*variants_of(fixed), *others)):
            yield Slip(start, end, "order")


def _crossed(bare: Places, wanted: List) -> Iterator[Slip]:
    """Neighbours of the list that have taken each other's ends."""
    for wrong in crossed(wanted.parts):
        for start in bare.of(wrong):
            yield Slip(start, start + len(wrong), "crossed")


class _Key:
    """A list by identity: one ruleset serves many documents."""

    def __init__(self, fixed: list[Fixed]) -> None:
        self.fixed = fixed

    def __hash__(self) -> int:
        return id(self.fixed)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.fixed is self.fixed


@lru_cache(maxsize=2048)
def _others(key: _Key, text: str) -> tuple[str, ...]:
    """Other formulations that begin or end like this one: they are right where they stand."""
    mine = letters_of(text)
    begins, ends = _by_ends(key)
    near = dict.fromkeys((*begins[mine[:ANCHOR]], *ends[mine[-ANCHOR:]]))
    return tuple(other for other in near if mine not in other)


@lru_cache(maxsize=8)
def _by_ends(key: _Key) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The letters of all formulations by the first of them and by the last."""
    begins: dict[str, list[str]] = {}
    ends: dict[str, list[str]] = {}
    for letters in (letters_of(fixed.text) for fixed in key.fixed):
        begins.setdefault(letters[:ANCHOR], []).append(letters)
        ends.setdefault(letters[-ANCHOR:], []).append(letters)
    return begins, ends


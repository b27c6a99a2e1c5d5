"""The tree of sections, recovered from the whole sequence of headings.

Real reports number badly: `一、` then `2、` then `3、` then `四、`; `(1)` then `（二）` … `（10）`; `2健全…`. No pattern a line
can tell a level there, so each numbered line may stand at any level and the cheapest reading of the whole sequence is
taken (a beam search over levels). Each section remembers how its heading was written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple

from msgspec import Struct

from linter.document import Block, Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.genre import ANNUAL_REPORT, genre
from linter.facts.headings import announces
from linter.facts.numerals import parse, spell
from linter.facts.title import title
from linter.late import late

LONGEST_RUN_IN = 45
LONGEST_HEADING = 60
_FEW = 300  # headings of a report
_CN = "[一二三四五六七八九十百〇]{1,4}"  # 一〇 as Word may count
# style, its usual level, pattern; the group is the number
_STYLES: tuple[tuple[str, int, re.Pattern[str]], ...] = tuple(
    (style, level, late(pattern))
    for style, level, pattern in (
        ("第一部分", 1, rf"第({_CN})(?:部分|章|编)[、，：. ]*"),
        ("一、", 1, rf"({_CN}) ?[、.，](?!是)"),
        ("（一）", 2, rf"（ ?({_CN}) ?）[、.，]?|[〔\[]({_CN})[〕\]]|({_CN})）|（({_CN})(?=[^（）]*(?:（|$))"),
        ("1.", 3, r"(\d{1,2}) ?(?:、(?!\d{1,2} ?月份)|\.(?!\d)|\.(?=20\d\d ?年))"),
        ("（1）", 4, r"（ ?(\d{1,2}) ?）[、.]?|(\d{1,2})）"),
        ("①", 5, r"([①-⑳])"),
        ("1", 3, r"(\d{1,2}) ?(?=[\u4e00-\u9fff])(?![个件次起家人份年月日项条名万亿余多])"),
    )
)
_LEFTOVER = late(r"(?:\[bookmark[^\]]*\]|&(?:nbsp|ensp|emsp|#160|#12288)[;；]| )*")  # what a converter left before a number
_MARKED = late(r"#{1,6} ?")  # what Markdown left before a heading
_BARE = late(r"[\u4e00-\u9fff\d“”、]{4,30}")
_BEAM = 12
_GOES_ON = 2.0  # that a list goes on under the next heading: （一） 1. 2. （二） 3. 4.
_NO_STYLE = frozenset[str]()


class Section(Struct, frozen=True):
    """One section. `label` is the number as written, `style` its form (一、 （一） 1. （1） ① or '' for none).

    `heading` covers label and title, `title` the words only (empty for a numbered paragraph), `own` the text between the
    heading and the first subsection, `span` everything down to the next section of the same or a higher level.
    """

    index: int
    level: int
    label: str
    style: str
    value: int | None
    heading: Span
    title: Span
    own: Span
    span: Span
    parent: int | None
    run_in: bool


class Outline(Struct, frozen=True, dict=True):
    sections: tuple[Section, ...]
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [section.span.start for section in self.sections]

    def at(self, offset: int) -> Section | None:
        """The innermost section that holds `offset`; null before the first heading."""
        index = bisect_right(self._starts, offset) - 1
        return self.sections[index] if index >= 0 else None

    def path(self, section: Section) -> tuple[Section, ...]:
        """From the top level down to `section`."""
        chain = [section]
        while chain[0].parent is not None:
            chain.insert(0, self.sections[chain[0].parent])
        return tuple(chain)

    @cached_property
    def _below(self) -> dict[int | None, tuple[Section, ...]]:
        found: dict[int | None, list[Section]] = {}
        for section in self.sections:
            found.setdefault(section.parent, []).append(section)
        return {parent: tuple(below) for parent, below in found.items()}

    def children(self, section: Section) -> tuple[Section, ...]:
        return self._below.get(section.index, ())

    def title_of(self, section: Section) -> str:
        return section.title.of(self.text).strip()

    def name(self, section: Section) -> str:
        """The section as a reader would call it: 二（五）3. Numbers as they should be, not as they were mistyped."""
        return "".join(_proper_label(part, self.title_of(part)) for part in self.path(section))


def _proper_label(section: Section, words: str) -> str:
    if section.value is None:
        return f"“{words[:8]}”"
    spelled = spell(section.value)
    return {1: spelled, 2: f"（{spelled}）", 3: str(section.value)}.get(section.level, f"（{section.value}）")


class _Candidate(Struct, frozen=True):
    block: Block
    start: int  # where the label begins
    label: str
    style: str
    usual: int
    value: int | None
    title: Span
    optional: bool
    run_in: bool


def outline(facts: Facts) -> Outline:
    """Sections in reading order. Empty for a text without headings."""
    text, flat = facts.document.text, facts(folded)
    heading = facts(title)
    blocks = [block for block in facts(body) if block.kind != "note" and (heading is None or not block.span.overlaps(heading.span))]
    rows = [_candidates(block, flat, facts(genre).name == ANNUAL_REPORT) for block in blocks]
    for index in range(len(blocks) - 1):
        if not rows[index] and rows[index + 1] and _begins_list(rows[index + 1][0]):
            rows[index] = _bare(blocks[index], flat)
    candidates = [candidate for row in rows for candidate in row]
    numbering = tuple(Numbered(one.style, one.usual, one.value, one.optional) for one in candidates)
    levels = _remembered(numbering) if len(numbering) <= _FEW else _cheapest_reading(numbering)
    return Outline(_tree([(candidate, level) for candidate, level in zip(candidates, levels, strict=True) if level], len(text)), text)


def _candidates(block: Block, flat: str, marked: bool) -> list[_Candidate]:
    line = block.span.of(flat)
    lead = _MARKED.match(line) if marked else None
    before = _LEFTOVER.match(line, lead.end() if lead else 0)
    start = block.span.start + (before.end() if before else 0)
    rest = flat[start : block.span.end].strip()
    if not rest:
        return []
    for style, usual, pattern in _STYLES:
        match = pattern.match(rest)
        if match is None:
            continue
        number = next(group for group in match.groups() if group)
        value = ord(number) - ord("①") + 1 if style == "①" else int(number) if number.isdigit() else parse(number)
        words, run_in = _title_span(rest, match.end())
        title_span = Span(start + words.start, start + words.end)
        return [_Candidate(block, start, match.group().strip(), style, usual, value, title_span, style == "1", run_in)]
    stated = block.kind == "heading"
    if stated or announces(rest):
        usual = max(1, (block.level or 2) - 1) if stated else 1
        return [_Candidate(block, start, "", "", usual, None, Span(start, start + len(rest)), not stated, False)]
    return []


def _begins_list(candidate: _Candidate) -> bool:
    return candidate.value == 1 and candidate.style in ("（一）", "1.")


def _bare(block: Block, flat: str) -> list[_Candidate]:
    """A short line without a number right above a （一） is the heading of that list, whatever it says."""
    line = block.span.of(flat)
    if not _BARE.fullmatch(line.strip()):
        return []
    start = block.span.start + len(line) - len(line.lstrip())
    return [_Candidate(block, start, "", "", 1, None, Span(start, start + len(line.strip())), True, False)]


def _title_span(line: str, begin: int) -> tuple[Span, bool]:
    """The heading's words after its label, and whether text runs on after them in the same line."""
    stop = line.find("。", begin)
    whole = line[begin:]
    if stop < 0 and len(whole) <= LONGEST_HEADING:
        return Span(begin, len(line)), False
    if stop == len(line) - 1 and len(whole) <= LONGEST_RUN_IN and not re.search("[，；]", whole):
        return Span(begin, stop), False
    if 0 <= stop - begin <= LONGEST_RUN_IN and stop < len(line) - 1:
        return Span(begin, stop), True
    return Span(begin, begin), True  # a numbered paragraph


class Numbered(Struct, frozen=True):
    """What of a candidate tells its level."""

    style: str
    usual: int
    value: int | None
    optional: bool


class _Reading(NamedTuple):
    """A way to read the headings so far: how many levels are open, number and style last used on each level, styles seen on each."""

    cost: float = 0.0
    depth: int = 0
    last: tuple[tuple[int | None, str], ...] = ()
    styles: tuple[frozenset[str], ...] = ()
    levels: tuple[object, ...] = ()  # linked list: (level or 0 for "not a heading", rest)


def _cheapest_reading(candidates: tuple[Numbered, ...]) -> list[int]:
    """The level of each, 0 for what is no heading."""
    beam = [_Reading()]
    for candidate in candidates:
        grown: dict[tuple[object, ...], _Reading] = {}
        for reading in beam:
            for following in _continuations(reading, candidate):
                key = following[1:4]
                known = grown.get(key)
                if known is None or following[0] < known[0]:
                    grown[key] = following
        beam = sorted(grown.values(), key=itemgetter(0))[:_BEAM]
    levels: list[int] = []
    node: tuple[object, ...] = beam[0].levels
    while node:
        level, rest = node
        assert isinstance(level, int) and isinstance(rest, tuple)
        levels.append(level)
        node = rest
    return levels[::-1]


_remembered = lru_cache(maxsize=256)(_cheapest_reading)  # a draft and the next have the same, and reports by one template


def _continuations(reading: _Reading, candidate: Numbered) -> Iterator[_Reading]:
    spent, depth, above, styles, levels = reading
    yield _Reading(spent + (1.8 if candidate.optional else 7.0), depth, above, styles, (0, levels))
    style = "1." if candidate.style == "1" else candidate.style
    value, usual, new = candidate.value, candidate.usual, (candidate.value, style)
    for level in range(1, min(depth + 1, 6) + 1):
        last, used = above[level - 1] if level <= len(above) else (None, "")
        if level <= depth:  # an unusual level costs once a list
            cost = (0.0 if used == style else 1.5 * abs(usual - level)) + _step_cost(last, value)
        elif value is not None and last is not None and (last + 1, used) == new:
            cost = _GOES_ON
        else:
            cost = 1.5 * abs(usual - level) + (1.0 if value is None else 0.0 if value == 1 else 4.0)
        seen = styles[level - 1] if level <= len(styles) else _NO_STYLE
        if style not in seen:
            cost += 1.2 if seen else 0.0
            seen |= {style}
        yield _Reading(spent + cost, level, (*above[: level - 1], new, *above[level:]), (*styles[: level - 1], seen, *styles[level:]), (level, levels))


def _step_cost(last: int | None, value: int | None) -> float:
    """What it costs that `value` follows `last` on one level: nothing for the next number, most for a restart."""
    if value is None or last is None:
        return 0.5
    if value == last + 1:
        return 0.0
    if value == 1:
        return 2.5
    return 2.0 + min(2.0, 0.5 * abs(value - last - 1))


def _tree(chosen: list[tuple[_Candidate, int]], end: int) -> tuple[Section, ...]:
    parents, ends, above = list[int | None](), [end] * len(chosen), list[int]()
    for index, (candidate, level) in enumerate(chosen):
        while above and chosen[above[-1]][1] >= level:
            ends[above.pop()] = candidate.start
        parents.append(above[-1] if above else None)
        above.append(index)
    sections: list[Section] = []
    for index, (candidate, level) in enumerate(chosen):
        child = chosen[index + 1][0].start if index + 1 < len(chosen) else end
        heading = Span(candidate.start, candidate.title.end)
        sections.append(
            Section(
                index, level, candidate.label, candidate.style, candidate.value, heading, candidate.title,
                Span(heading.end, max(heading.end, child)), Span(candidate.start, ends[index]), parents[index], candidate.run_in,
            )
        )
    return tuple(sections)

"""Brackets and quotation marks that do not pair within a paragraph, are nested in themselves, or mix two widths."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._gather import gathered
from linter.document import Block, Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.late import late
from linter.review import Edit, Related

_PAIRS = dict(zip("“‘（《〈【〔[「『", "”’）》〉】〕]」』", strict=True))
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_NAMES = dict(zip("“‘（《〈【〔[「『", "引号 单引号 括号 书名号 单书名号 方头括号 六角括号 方括号 引号 引号".split(), strict=True))
_MARK = late(f"[{re.escape(''.join(_PAIRS) + ''.join(_OPENING))}]")
_QUOTES = "“‘"
_INNER = {"“": "‘’", "《": "〈〉"}  # what stands for the same mark inside itself
_ITEM = late(r"(^|[^\d])(\d{1,2}|(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,3}|[a-zA-Z]|[①-⑳])$")  # 1） needs no （
_CLAUSE_ENDS = ("", *"。；：，、！？ \n")
_UP_TO_MARK = late(r"[^，。；：、！？《》“”（）\n]+")
_NEAR = 40  # within which two marks are taken for one pair gone wrong
_REACH = 3  # paragraphs over which a quotation or bracket may run on
_MANY = 60  # marks that are open or astray at once, beyond which nothing is made of them
_AROUND = 1_000  # letters in which the neighbours of an item stand


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`nested`: marks that may not stand inside a pair of the same; more than `throughout` of ‘…’ for “…” are one finding."""

    nested: str = "“《"
    throughout: int = 3


class _Stray(NamedTuple):
    """A mark without its partner, in the paragraph with that index."""

    at: int
    mark: str
    paragraph: int


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    text, flat = facts.document.text, facts(folded)
    blocks = facts(body)
    strays: list[_Stray] = []
    hits: list[Hit] = []
    single: list[Hit] = []
    for index, block in enumerate(blocks):
        pairs, alone = _paired(text, flat, block, index)
        strays += alone
        hits += [*_nested(flat, pairs, params.nested), *_mixed(text, pairs)]
        single += _outermost(flat, pairs)
    hits += gathered(single, params.throughout)
    strays = _without_running_on(flat, blocks, strays)
    yield from sorted([*hits, *_joined(flat, strays)], key=lambda hit: hit.span)


def _paired(text: str, flat: str, block: Block, index: int) -> tuple[list[tuple[int, int]], list[_Stray]]:
    """Pairs of a paragraph and marks that stay alone."""
    pairs: list[tuple[int, int]] = []
    stack: list[int] = []
    alone: list[int] = []
    for match in _MARK.finditer(flat, block.span.start, block.span.end):
        at, mark = match.start(), match.group()
        if mark == "’" and _is_apostrophe(text, at):
            continue
        if mark in _PAIRS:
            stack.append(at)
            continue
        partner = next((i for i in range(len(stack) - 1, max(-1, len(stack) - _MANY), -1) if flat[stack[i]] == _OPENING[mark]), None)
        if partner is None:
            if not _needs_no_partner(text, flat, block, at):
                alone.append(at)
            continue
        alone += stack[partner + 1 :]
        pairs.append((stack[partner], at))
        del stack[partner:]
    return pairs, [_Stray(at, flat[at], index) for at in sorted([*alone, *stack])]


def _is_apostrophe(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return len(around) == 2 and around.isascii() and around.isalpha()


def _needs_no_partner(text: str, flat: str, block: Block, at: int) -> bool:
    """The bracket of an item (1）), of an emoticon, or an apostrophe at the end of a Latin word."""
    before = text[max(block.span.start, at - 5) : at]
    if flat[at] == "）":
        item = _ITEM.search(flat[max(block.span.start, at - 5) : at])
        return (item is not None and _is_item(item, flat[max(block.span.start, at - _AROUND) : min(block.span.end, at + _AROUND)])) or (text[at] == ")" and before.endswith((":", ";", ":-")))
    return flat[at] == "’" and before[-1:].isascii() and before[-1:].isalpha()


def _is_item(item: re.Match[str], around: str) -> bool:
    """Whether 2） begins an item: it begins a clause, or its neighbours 1） or 3） stand in the same paragraph."""
    if item[1] in _CLAUSE_ENDS:
        return True
    return item[2].isdecimal() and any(re.search(rf"(?<!\d){number}）", around) for number in (int(item[2]) - 1, int(item[2]) + 1))


def _nested(flat: str, pairs: Sequence[tuple[int, int]], kinds: str) -> Iterator[Hit]:
    """Pairs directly inside a pair of the same kind."""
    inside: list[tuple[int, int]] = []
    for start, end in sorted(pairs):
        while inside and inside[-1][1] < start:
            inside.pop()
        outer = inside[-1] if inside else None
        inside.append((start, end))
        if flat[start] in kinds and outer and flat[outer[0]] == flat[start]:
            right = _INNER[flat[start]]
            edits = (Edit(Span(start, start + 1), right[0]), Edit(Span(end, end + 1), right[1]))
            marks = f"{flat[start]}{flat[end]}"
            yield Hit(Span(start, end + 1), {"mark": marks, "right": right}, edits=edits, safe=True, entry="nested", variant="nested")


def _outermost(flat: str, pairs: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """‘…’ around Chinese words with no “…” around them."""
    for start, end in pairs:
        if flat[start] != "‘" or any(flat[pair[0]] == "“" and pair[0] < start < pair[1] for pair in pairs):
            continue
        if any("\u4e00" <= letter <= "\u9fff" for letter in flat[start:end]):
            edits = (Edit(Span(start, start + 1), "“"), Edit(Span(end, end + 1), "”"))
            yield Hit(Span(start, end + 1), {"right": f"“{flat[start + 1 : end]}”"}, edits=edits, safe=True, entry="outermost", variant="outermost")


def _mixed(text: str, pairs: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Pairs of which one half is full-width and the other is not."""
    for start, end in pairs:
        if (text[start] == "(") != (text[end] == ")") and text[start] in "(（":
            half, other = (start, end) if text[start] == "(" else (end, start)
            span, right = Span(half, half + 1), "（" if half == start else "）"
            related = (Related(Span(other, other + 1), "与它配对的一半"),)
            yield Hit(span, {"mark": text[half], "right": right}, related, (Edit(span, right),), True, "width", "width")


def _without_running_on(flat: str, blocks: Sequence[Block], strays: list[_Stray]) -> list[_Stray]:
    """Leave out what closes in a later paragraph, and what every paragraph of a long quotation opens anew."""
    settled: set[int] = set()
    for index, stray in enumerate(strays):
        if stray.mark not in _PAIRS:
            continue
        for later in strays[index + 1 : index + _MANY]:
            if later.paragraph - stray.paragraph > _REACH:
                break
            if later.paragraph > stray.paragraph and later.at not in settled and _runs_on(flat, blocks, stray, later):
                settled |= {stray.at, later.at}
                break
        if stray.mark in _QUOTES and stray.at not in settled and _opens_anew(flat, blocks, stray):
            settled.add(stray.at)
    return [stray for stray in strays if stray.at not in settled]


def _runs_on(flat: str, blocks: Sequence[Block], stray: _Stray, later: _Stray) -> bool:
    """Whether `later` closes in another paragraph what `stray` opens: no mark of the kind stands between them."""
    closing = _PAIRS[stray.mark]
    between = ((stray.at + 1, blocks[stray.paragraph].span.end), (blocks[later.paragraph].span.start, later.at))
    return later.mark == closing and not any(flat.find(mark, *words) >= 0 for mark in (stray.mark, closing) for words in between)


def _opens_anew(flat: str, blocks: Sequence[Block], stray: _Stray) -> bool:
    """Whether the next paragraph begins with the same mark: a quotation of several paragraphs closes only in its last."""
    following = blocks[stray.paragraph + 1 : stray.paragraph + 2]
    return bool(following) and following[0].span.of(flat).strip().startswith(stray.mark)


def _joined(flat: str, strays: Sequence[_Stray]) -> Iterator[Hit]:
    """One finding for each stray mark, or for two that are one slip."""
    taken: set[int] = set()
    for index, stray in enumerate(strays):
        if stray.at in taken:
            continue
        partner = next((other for other in strays[index + 1 : index + _MANY] if other.paragraph == stray.paragraph and _one_slip(flat, stray, other)), None)
        if partner is None:
            variant = "unclosed" if stray.mark in _PAIRS else "unopened"
            values = {"name": _name(stray.mark), "partner": _name(_turned(stray.mark))}
            yield Hit(_title(flat, stray), values, entry=variant, variant=variant)
            continue
        taken.add(partner.at)
        yield _slip(stray, partner)


def _title(flat: str, stray: _Stray) -> Span:
    """The mark; of 《 and 》 with the words up to the next mark, one of which the other half belongs behind."""
    if stray.mark == "《":
        behind = _UP_TO_MARK.match(flat, stray.at + 1, stray.at + _NEAR)
        return Span(stray.at, behind.end() if behind else stray.at + 1)
    if stray.mark == "》":
        before = _UP_TO_MARK.match(flat[max(0, stray.at - _NEAR) : stray.at][::-1])
        return Span(stray.at - (before.end() if before else 0), stray.at + 1)
    return Span(stray.at, stray.at + 1)


def _one_slip(flat: str, stray: _Stray, other: _Stray) -> bool:
    """Two that look the same way with nothing between; two that cross another pair; two of different kinds, （a〕."""
    if stray.mark == other.mark:
        between = flat[stray.at + 1 : min(other.at, stray.at + _NEAR + 2)]
        return stray.mark in "“”‘’《》" and len(between) <= _NEAR and stray.mark not in between and _turned(stray.mark) not in between
    if stray.mark not in _PAIRS or other.mark in _PAIRS:
        return False
    return _PAIRS[stray.mark] == other.mark or (stray.mark not in _QUOTES and other.mark not in "”’" and other.at - stray.at <= _NEAR)


def _turned(mark: str) -> str:
    return _PAIRS.get(mark) or _OPENING[mark]


def _name(mark: str) -> str:
    """A mark as a message calls it, since a lone quotation mark between quotation marks cannot be read: 后引号（”）."""
    side, name = ("前", _NAMES[mark]) if mark in _PAIRS else ("后", _NAMES[_OPENING[mark]])
    return f"{side}{name}（{mark}）" if name.endswith("引号") else f"{side}{name}“{mark}”"


def _slip(stray: _Stray, other: _Stray) -> Hit:
    first, second = Span(stray.at, stray.at + 1), Span(other.at, other.at + 1)
    if stray.mark == other.mark:  # “a“ or ”a”: one of the two looks the wrong way
        wrong = second if stray.mark in _PAIRS else first
        right = _turned(stray.mark)
        related = (Related(first if wrong == second else second, "与它配对的一半"),)
        values = {"name": _name(stray.mark), "partner": _name(right)}
        return Hit(wrong, values, related, (Edit(wrong, right),), True, "direction", "direction")
    right = _PAIRS[stray.mark]
    values = {"name": _name(other.mark), "partner": _name(stray.mark), "right": right}
    front = (Related(first, "前一半在这里"),)
    if right == other.mark:
        return Hit(second, values, front, entry="crossed", variant="crossed")
    return Hit(second, values, front, (Edit(second, right),), entry="mismatched", variant="mismatched")

"""A figure as a note of the checklist quotes it: with the noun that it counts, else with the words before it."""

from __future__ import annotations

from itertools import zip_longest

from linter.document import Span
from linter.facts import Facts
from linter.facts.figures import Figure
from linter.facts.folded import folded
from linter.facts.tokens import Token, tokens
from linter.late import late

NOUN = 8  # characters of the noun after the figure
LEAD = 6  # characters of the words before it
_QUOTED = late("“[^“”\n]+”$")
_NOUNS = ("n", "vn", "an", "b", "l", "zg")
_DOERS = frozenset("人员 委员会 机构 组织 队伍 中心 室 员".split())  # with a verb before them they are one noun: 审核人员, 调解委员会
_NO_PART = frozenset("书面 经 情节".split())  # tagged as nouns, and no part of what is counted
_SUFFIXES = frozenset("级 类 型 员".split())
_LEADING = ("v", "n", "a", "d", "l", "t", "j", "zg")
_PREPOSITIONS = frozenset("对 为 向 将 把 从 由 在 与 给 就".split())
_LINKS = frozenset("至 到 达 为 共 合计 共计 累计 计 了 近 超".split())  # stand between a noun and its figure: 压缩至8个工作日


def key_figure(facts: Facts, figure: Figure, longest: int) -> str:
    """At most `longest` characters: 36个县级执法部门, 审核12件, 12件."""
    cut = facts(tokens)
    number = figure.span.of(facts.document.text).strip()
    noun = _noun(cut.of(Span(figure.tail.start, min(figure.tail.end, figure.tail.start + 2 * NOUN))))
    words = number + noun if noun else (_lead(cut.of(figure.lead)) or _name(facts(folded), figure)) + number
    return words if len(words) <= longest else number[:longest]


def _name(flat: str, figure: Figure) -> str:
    """The name in quotes right before the figure: “双公示”5条."""
    found = _QUOTED.search(flat, max(0, figure.span.start - NOUN), figure.span.start)
    return found[0] if found else ""


def _noun(words: tuple[Token, ...]) -> str:
    """The nouns right after the figure, with a verb between two of them (法制审核人员); none where they are only the subject of what
    qualifies another: 7起情节轻微的违法行为."""
    found: list[Token] = []
    for token, after in zip_longest(words, words[1:]):
        noun = (token.tag.startswith(_NOUNS) and token.word not in _NO_PART) or token.word in _SUFFIXES
        if not noun and ((after is not None and after.word == "的") or token.tag.startswith("a")):
            return ""
        inside = bool(found) and token.tag.startswith("v") and len(token.word) > 1 and after is not None and after.word in _DOERS
        if not (noun or inside) or sum(len(one.word) for one in found) + len(token.word) > NOUN:
            break
        found.append(token)
    while found and found[-1].tag.startswith(("b", "v")) and not found[-1].tag.startswith("vn") and found[-1].word not in _DOERS:
        found.pop()  # 42个单位书面(述法), 12名人民调解(委员)
    return "".join(token.word for token in found)


def _lead(words: tuple[Token, ...]) -> str:
    """The last words before the figure, back to a preposition, a mark or a figure. One character alone would be half a word, 组织 in 调解组织调解纠纷 half a name."""
    found: list[str] = []
    for token in reversed(words):
        if token.word in _PREPOSITIONS or not (token.word in _LINKS or token.tag.startswith(_LEADING)):
            break
        if sum(map(len, found)) + len(token.word) > LEAD:
            break
        found.insert(0, token.word)
    while found and (len(found[0]) == 1 or found[0] in _DOERS):
        found.pop(0)
    return "".join(found)

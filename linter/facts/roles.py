"""Which part of the report is which of the statutory contents, by heading and, where headings do not say, by content.

Order is never looked at: 第一责任人 may come first, be the first section of the achievements, or be a passage.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from linter.document import Block, Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.outline import Outline, Section, outline
from linter.facts.title import title

Role = Literal["title", "opening", "achievements", "problems", "causes", "leader", "plan", "other"]

_LEADER = re.compile(r"第一责任人|(?:主要负责人|主要领导|主要负责同志|党政负责人|党政主要领导).{0,6}(?:履|职责|述法)")
_PLAN_WORDS = r"(?:安排|打算|计划|思路|重点|举措|措施|部署|目标|任务|方向|工作)"
_PLAN = re.compile(
    rf"(?:下一?步|下一?年度?|下一?阶段|今后|来年|明年|新的?一年).{{0,24}}{_PLAN_WORDS}|下一?步(?:工作)?$|^(?:工作)?(?:打算|安排|计划|思路)"
    rf"|20\d\d年.{{0,30}}(?:安排|打算|计划|思路)|主要安排$|工作(?:安排|打算)$"
)
_NOT_PLAN = re.compile(r"(?:完成|落实|执行|进展|开展|推进)情况")
_PROBLEMS = re.compile(r"(?:存在|面临|主要).{0,14}(?:问题|不足|短板|差距|困难)|(?:问题|不足|短板|差距)(?:和|及|与|、)原因|^(?:问题|不足|困难)(?:和|与|及|$)|薄弱环节")
_NOT_PROBLEMS = re.compile(r"(?:解决|整改|化解|聚焦|围绕|破解|针对).{0,12}(?:问题|不足|短板)|问题.{0,4}(?:整改|导向|解决)")
_CAUSES = re.compile(r"原因|成因")
_OTHER = re.compile(r"其他(?:需要|应当|需)?.{0,6}(?:报告|说明)")
# what begins a passage of that content where no heading does
_PROBLEM_TALK = re.compile(
    r"(?:也|还|仍|依然|但|虽然).{0,24}存在.{0,16}(?:不足|问题|短板|差距)|^(?:存在|主要)的?.{0,6}(?:不足|问题|短板)|(?:不足|问题)(?:主要)?(?:有|是|表现)"
)
_PLAN_TALK = re.compile(r"^(?:下一?步|下一?年|今后|来年|明年|20\d\d年)，?.{0,30}(?:将|继续|进一步|重点|着力|要)")
_LEADER_TALK = re.compile(
    r"第一责任人|(?:主要负责人|主要领导|主要负责同志|党组书记|党委书记|局长|主任|区长|县长|市长|镇长|乡长|书记).{0,20}"
    r"(?:主持|部署|听取|督办|批示|述法|讲授|研究|过问|协调|召开|带头|出庭|履行)"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch with one role. `how` is "heading" or "content"; `section` the section whose heading says so."""

    span: Span
    role: Role
    how: Literal["heading", "content"] = "heading"
    section: int | None = None


@dataclass(frozen=True)
class Roles:
    """`passages` cover the text without overlap; `leader_talk` are blocks elsewhere that speak of the leader's duty."""

    passages: tuple[Passage, ...]
    leader_talk: tuple[Span, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.span.start for passage in self.passages]

    def at(self, offset: int) -> Role:
        index = bisect_right(self._starts, offset) - 1
        return self.passages[index].role if index >= 0 else "opening"

    def of(self, role: Role) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.passages if passage.role == role)


def roles(facts: Facts) -> Roles:
    text, flat, tree = facts.document.text, facts(folded), facts(outline)
    heading = facts(title)
    first = tree.sections[0].span.start if tree.sections else len(text)
    begin = heading.span.end if heading else 0
    passages = [Passage(Span(0, begin), "title")] if heading else []
    passages.append(Passage(Span(begin, max(begin, first)), "opening"))
    given: dict[int, Role] = {}
    for section in tree.sections:
        parent = given.get(section.parent) if section.parent is not None else None
        given[section.index] = _role(tree.title_of(section), parent)
        passages.append(Passage(Span(section.span.start, section.span.end), given[section.index], "heading", section.index))
    flat_passages = _without_overlap(passages, len(text))
    known = {passage.role for passage in flat_passages}
    blocks = [block for block in facts(body) if heading is None or block.span.start >= heading.span.end]
    flat_passages = _by_content(flat_passages, blocks, flat, known, tree)
    talk = tuple(
        block.span
        for block in blocks
        if _LEADER_TALK.search(block.span.of(flat)) and _at(flat_passages, block.span.start) in ("opening", "achievements", "other")
    )
    return Roles(tuple(flat_passages), talk)


def _role(words: str, parent: Role | None) -> Role:
    """The role a heading states, else its parent's; a subsection leaves its parent's role only on strong words."""
    words = words.replace(" ", "")
    if parent in ("plan", "leader"):
        return parent
    if parent in ("problems", "causes"):
        if _PLAN.search(words) and not _NOT_PLAN.search(words):
            return "plan"
        return "causes" if _CAUSES.search(words) and not _PROBLEMS.search(words) else "problems" if _PROBLEMS.search(words) else parent
    if _OTHER.search(words):
        return "other"
    if _LEADER.search(words):
        return "leader"
    if _PROBLEMS.search(words) and not _NOT_PROBLEMS.search(words):
        return "problems"
    if _PLAN.search(words) and not _NOT_PLAN.search(words):
        return "plan"
    if parent is None and _CAUSES.search(words):
        return "causes"
    return parent or "achievements"


def _without_overlap(passages: list[Passage], end: int) -> list[Passage]:
    """Passages by start; each ends where the next begins."""
    ordered = sorted((passage for passage in passages if passage.span.end > passage.span.start), key=lambda p: p.span.start)
    return [
        Passage(Span(passage.span.start, ordered[i + 1].span.start if i + 1 < len(ordered) else end), passage.role, passage.how, passage.section)
        for i, passage in enumerate(ordered)
    ]


def _by_content(passages: list[Passage], blocks: list[Block], flat: str, known: set[Role], tree: Outline) -> list[Passage]:
    """Cut out blocks that begin the problems or the plan where no heading names them. They run to the next heading."""
    wanted: list[tuple[Role, re.Pattern[str]]] = [
        (role, pattern) for role, pattern in (("problems", _PROBLEM_TALK), ("plan", _PLAN_TALK)) if role not in known  # type: ignore[misc]
    ]
    if not wanted:
        return passages
    heads: set[int] = {section.span.start for section in tree.sections}
    cuts: list[Passage] = []
    running: Role | None = None
    for block in blocks[len(blocks) // 3 :]:
        if block.span.start in heads:
            running = None
        line = block.span.of(flat).strip()
        here = _at(passages, block.span.start)
        for role, pattern in wanted:
            if here in ("achievements", "opening", "other", "problems") and here != role and pattern.search(line[:80]):
                running = role
        if running and here != running:
            cuts.append(Passage(block.span, running, "content", None))
    result = list(passages)
    for cut in cuts:
        result = [part for passage in result for part in _cut(passage, cut)]
    return sorted(result, key=lambda passage: passage.span.start)


def _cut(passage: Passage, cut: Passage) -> list[Passage]:
    if not passage.span.contains(cut.span):
        return [passage]
    before = Passage(Span(passage.span.start, cut.span.start), passage.role, passage.how, passage.section)
    after = Passage(Span(cut.span.end, passage.span.end), passage.role, passage.how, passage.section)
    return [part for part in (before, cut, after) if part.span.end > part.span.start]


def _at(passages: list[Passage], offset: int) -> Role:
    return Roles(tuple(passages)).at(offset)


def section_of(tree: Outline, passage: Passage) -> Section | None:
    return tree.sections[passage.section] if passage.section is not None else None

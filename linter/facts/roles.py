"""Which part of the report is which of the statutory contents, by heading and, where headings do not say, by content.

Order is never looked at: 第一责任人 may come first, be the first section of the achievements, or be a passage.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from linter.document import Block, Span
from linter.facts import Facts, headings
from linter.facts.folded import fold, folded
from linter.facts.numerals import parse
from linter.facts.outline import Outline, outline
from linter.facts.report_year import report_year
from linter.facts.signature import Signature, signature
from linter.facts.title import below_title, title
from linter.late import late

Role = Literal["title", "opening", "achievements", "problems", "causes", "leader", "plan", "other"]

# what begins a passage of that content where no heading does
_PROBLEM_TALK = late(
    r"(?:也|还|仍|依然|但|虽然|尽管|同时|对照).{0,30}存在.{0,16}(?:不足|问题|短板|差距)|^(?:存在|主要)的?.{0,6}(?:不足|问题|短板)|(?:不足|问题)(?:主要)?(?:有|是|表现)"
)
_TAKES = late("[^，。；]{2,24}?(?:列入|纳入|作为|融入|摆在|摆上|贯穿|写入|列为|分解|转化为|转变为)")  # 将法治建设纳入考核: 将 says of what, not when
_PLAN_TALK = late(r"^(?:下一?步|下一?年|今后|来年|明年|(20\d\d)年)，?.{0,30}(?:将|继续|进一步|重点|着力|要)")
_LEADER_TALK = late(
    r"第一责任人|(?:主要负责人|主要领导|主要负责同志|党组书记|党委书记|局长|队长|关长|主任|区长|县长|市长|镇长|乡长|书记).{0,20}"
    r"(?:主持|部署|听取|督办|批示|述法|讲授|研究|过问|协调|召开|带头|出庭|履行|亲自|担任)"
)
_REPORTED = late(r"(?:报告|汇报|总结|情况)如下|报告如下|情况如下")
_YEAR_IN_WORDS = late("二[〇○零一二三四五六七八九]{3}(?=年)")
_BLANKS = late(r"\s*")
_OPENING = 2  # blocks at most that open a report without headings


class Passage(Struct, frozen=True):
    """A stretch with one role. `how` is "heading" or "content"; `section` the section whose heading says so."""

    span: Span
    role: Role
    how: Literal["heading", "content"] = "heading"
    section: int | None = None


class Roles(Struct, frozen=True, dict=True):
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
    blocks = facts(below_title)
    stop = _end_of_opening([block for block in blocks if block.span.start < first], flat, max(begin, first))
    passages.append(Passage(Span(begin, stop), "opening"))
    if stop < first:
        passages.append(Passage(Span(stop, first), "achievements", "content"))
    year = facts(report_year).year
    given: dict[int, Role] = {}
    after_problems = False
    for section in tree.sections:
        parent = given.get(section.parent) if section.parent is not None else None
        given[section.index] = _role(fold(tree.title_of(section)), parent, year, after_problems)
        after_problems = after_problems or given[section.index] == "problems"
        passages.append(Passage(Span(section.span.start, section.span.end), given[section.index], "heading", section.index))
    flat_passages = _without_attachments(_without_overlap(passages, len(text)), facts(signature), text)
    known = {passage.role for passage in flat_passages}
    flat_passages = _by_content(flat_passages, blocks, flat, known, tree, year)
    told = Roles(tuple(flat_passages))
    talk = tuple(
        block.span
        for block in blocks
        if _LEADER_TALK.search(block.span.of(flat)) and told.at(block.span.start) in ("opening", "achievements", "other")
    )
    return Roles(tuple(flat_passages), talk)


def _end_of_opening(blocks: list[Block], flat: str, end: int) -> int:
    """Where the opening ends before the first heading: after "报告如下", else after two paragraphs."""
    for count, block in enumerate(blocks, 1):
        if count < len(blocks) and (_REPORTED.search(block.span.of(flat)) or (count == _OPENING and len(blocks) > _OPENING + 1)):
            return block.span.end
    return end


def _role(words: str, parent: Role | None, year: int | None, after_problems: bool) -> Role:
    """The role a heading states, else its parent's; a subsection leaves its parent's role only on strong words."""
    words = _YEAR_IN_WORDS.sub(lambda year: str(parse(year[0].replace("○", "〇"))), words.replace(" ", ""))
    if parent in ("plan", "leader"):
        return parent
    plans = headings.PLAN.search(words) is not None and headings.NOT_PLAN.search(words) is None
    causes = headings.CAUSES.search(words) is not None and headings.NOT_CAUSES_ALONE.search(words) is None
    if parent in ("problems", "causes"):
        return "plan" if plans else "causes" if causes else "problems" if headings.PROBLEMS.search(words) else parent
    if headings.OTHER.search(words):
        return "other"
    if headings.LEADER.search(words):
        return "leader"
    if parent is None and causes and after_problems:
        return "causes"
    named = headings.PROBLEMS.search(words) or headings.PROBLEMS_ALONE.search(words) or (parent is None and headings.PROBLEMS_BROAD.search(words))
    if named and not headings.NOT_PROBLEMS.search(words):
        return "achievements" if parent is None and headings.DONE.search(words) else "problems"
    if plans:
        return "plan"
    tasks = headings.TASKS.search(words)
    if parent is None and tasks and not headings.DONE.search(words) and (after_problems or (year is not None and int(tasks[1]) > year)):
        return "plan"
    if parent is None and causes:
        return "causes"
    return parent or "achievements"


def _without_overlap(passages: list[Passage], end: int) -> list[Passage]:
    """Passages by start; each ends where the next begins."""
    ordered = sorted((passage for passage in passages if passage.span.end > passage.span.start), key=lambda p: p.span.start)
    return [
        Passage(Span(passage.span.start, ordered[i + 1].span.start if i + 1 < len(ordered) else end), passage.role, passage.how, passage.section)
        for i, passage in enumerate(ordered)
    ]


def _without_attachments(passages: list[Passage], signed: Signature, text: str) -> list[Passage]:
    """What stands under the signature belongs to no part, least of all to the last, which is the plan."""
    end = max((span.end for span in signed.spans), default=0)
    last = passages[-1] if passages and text[end:].strip() else None
    if last is None or not last.span.start < end < last.span.end:
        return passages
    return [*passages[:-1], replace(last, span=Span(last.span.start, end)), Passage(Span(end, last.span.end), "other", "content")]


def _by_content(
    passages: list[Passage], blocks: Sequence[Block], flat: str, known: set[Role], tree: Outline, year: int | None
) -> list[Passage]:
    """Cut out sentences that begin the problems or the plan where no heading names them. They run to the next heading."""
    wanted = [(role, begins) for role, begins in _BEGINNINGS if role not in known]
    if not wanted:
        return passages
    heads: set[int] = {section.span.start for section in tree.sections}
    told = Roles(tuple(passages))
    cuts: list[Passage] = []
    running: Role | None = None
    for block in blocks[len(blocks) // 3 :]:
        if block.span.start in heads:
            running = None
        for start in _sentence_starts(flat, block.span):
            here = told.at(start)
            line = flat[start : min(block.span.end, start + 80)]
            for role, begins in wanted:
                if here in ("achievements", "opening", "other", "problems", "causes") and here != role and begins(line, year):
                    running = role
            if running and here != running:
                stop = flat.find("。", start, block.span.end)
                cuts.append(Passage(Span(start, stop + 1 if stop >= 0 else block.span.end), running, "content"))
    return [part for part in _with_cuts(passages, cuts) if part.span.end > part.span.start]


def _begins_problems(line: str, year: int | None) -> bool:
    return _PROBLEM_TALK.search(line.partition("。")[0]) is not None


def _begins_plan(line: str, year: int | None) -> bool:
    """A sentence that looks ahead; one that begins with a year only if it is a later one, or says 将 in its first clause: behind it 将 is mostly 把."""
    match = _PLAN_TALK.search(line)
    if match is None:
        return False
    ahead = match.group().endswith("将") and match.group().count("，") < 2 and _TAKES.match(line, match.end()) is None
    return match[1] is None or (year is not None and int(match[1]) > year) or ahead


def _begins_causes(line: str, year: int | None) -> bool:
    """A label on a line of its own; 主要原因： within the account of one problem begins nothing."""
    return headings.CAUSE_LABEL.match(line) is not None and headings.NOT_CAUSES_ALONE.search(line) is None


_BEGINNINGS: tuple[tuple[Role, Callable[[str, int | None], bool]], ...] = (
    ("problems", _begins_problems), ("causes", _begins_causes), ("plan", _begins_plan),
)


def _sentence_starts(flat: str, span: Span) -> list[int]:
    starts = [span.start, *(at + 1 for at in range(span.start, span.end - 1) if flat[at] == "。")]
    return [match.end() for start in starts if (match := _BLANKS.match(flat, start, span.end))]


def _with_cuts(passages: list[Passage], cuts: list[Passage]) -> Iterator[Passage]:
    """The passages with the cuts, both in order, taken out of those that hold them whole."""
    waiting = deque(cuts)
    for passage in passages:
        at, end = passage.span
        while waiting and waiting[0].span.start < end:
            cut = waiting.popleft()
            if at <= cut.span.start and cut.span.end <= end:
                yield replace(passage, span=Span(at, cut.span.start))
                yield cut
                at = cut.span.end
        yield replace(passage, span=Span(at, end))

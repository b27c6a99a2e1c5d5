"""A paragraph that ends without its full stop."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Block, Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.facts.language import LATIN, MARK, PER_NAT, model
from linter.facts.outline import outline
from linter.facts.signature import signature
from linter.facts.title import below_title
from linter.facts.tokens import Tokens, uses
from linter.late import late
from linter.review import Edit

_ENDS = late(r"[。！？：；…—][”’）》】」]*$")
_NO_PROSE = late(r"^(?:附[件表图录：]|注：|联系|来源|报送|抄送|主送|签发|审核|https?|www\.|[—\-*|+])")
_BEGINS_ITEM = late(r"^(?:[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,2}[，、]|其[一二三四五六七八九十]|特此|专此|以上报告|首先|其次|再次|最后|同时，|此外，|此致)")
_AROUND = 8  # letters on either side of a break that are cut into words
_COMMON, _NEVER = 300, 1_000_000  # uses of a common word; a cost that nothing has
_SELDOM = 3 * PER_NAT  # what a mark must cost after the last two letters
_LAST_WORDS = late(r"[^，。；：、]{1,10}[，、]?$")


_LONG_HEADING = late(r"^[一二三四五六七八九十]{1,2}、[^。；]*$")
_CLOSING = late(r"^(?:(?:特此|专此)(?:报告|汇报|报送|函告)|以上报告，?(?:请予?|妥否，请)(?:审阅|审议|批评指正|指示|审查))$")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """A paragraph has `shortest` characters and a comma at least, one that ends in a comma `cut_off` of them. Of one sentence that is shorter than `sure` it is not
    certain that it is no heading. A report in which more than `broken` paragraphs run on
    into the next one was cut into lines by a converter: only ends before a heading count there. `ends` are letters that end a phrase by themselves: what ends
    in another one, behind a longer word, may end in half a word."""

    shortest: int = 25
    cut_off: int = 10
    sure: int = 60
    broken: int = 2
    ends: str = ""


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, heads, items = facts(folded), _heads(facts), _items(facts)
    blocks = _paragraphs(facts)
    open_ends: list[tuple[Span, bool, bool]] = []
    parted: set[int] = set()
    for index, block in enumerate(blocks):
        words = block.span.of(flat).rstrip()
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if _CLOSING.search(words.strip()):
            yield _hit(flat, Span(block.span.start, block.span.start + len(words)), sure=True)
            continue
        if _stray_semicolon(facts, blocks, index, heads):
            end = block.span.start + len(words)
            tail = _LAST_WORDS.search(flat, block.span.start, end - 1)
            yield Hit(Span(tail.start() if tail else end - 1, end), {}, edits=(Edit(Span(end - 1, end), "。"),), variant="semicolon")
            continue
        if heads.get(block.span.start) is False and block.span.start not in items:
            continue
        if following is not None and _LONG_HEADING.match(words.strip()) and following.span.of(flat).strip().startswith("（一）"):
            continue
        if not _is_open(block, words, params.cut_off if words.endswith(("，", "、")) else params.shortest):
            continue
        if following is not None and following.span.start not in heads and _parts_a_word(flat, block, following):
            parted.add(block.span.start)
        sure = following is None or following.span.start in heads or _starts_anew(flat, block, following)
        cut = following is not None and following.span.start not in heads and not sure
        halved = sure and _half_a_word(facts, block.span.start + len(words), params.ends)
        sure = sure and (halved or len(words.strip()) >= params.sure or words.endswith(("，", "、")) or "。" in words or "；" in words or block.span.start in heads)
        open_ends.append((Span(block.span.start, block.span.start + len(words)), sure, cut))
    running_on = sum(not sure for _, sure, _ in open_ends)
    for span, sure, cut in open_ends:
        if span.start in parted and running_on <= params.broken:
            yield Hit(Span(span.end - 1, span.end), {}, variant="parted")
        elif sure or running_on <= params.broken:
            yield _hit(flat, span, sure, cut)


def _paragraphs(facts: Facts) -> list[Block]:
    """What stands between the title and the signature."""
    length = len(facts.document.text)
    foot = min((span.start for span in facts(signature).spans if span.start > length / 2), default=length)
    return [block for block in facts(below_title) if block.span.end <= foot]


def _stray_semicolon(facts: Facts, blocks: list[Block], index: int, heads: dict[int, bool]) -> bool:
    """Whether the paragraph ends in ； though a heading or nothing follows, and it is no item of a list that is parted so."""
    flat, block = facts(folded), blocks[index]
    words = block.span.of(flat).rstrip()
    if not words.endswith("；") or block.kind == "cell" or "。" not in words or _BEGINS_ITEM.search(words.strip()):
        return False
    before = blocks[index - 1].span.of(flat).rstrip() if index else ""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return not before.endswith(("；", "：")) and (following is None or following.span.start in heads) and heads.get(block.span.start) is not False


def _hit(flat: str, span: Span, sure: bool, cut: bool = False) -> Hit:
    """`cut`: the next paragraph may well go on with the sentence, so that no full stop is offered."""
    tail = _LAST_WORDS.search(span.of(flat))
    shown = Span(span.start + tail.start() if tail else span.end - 1, span.end)
    comma = flat[span.end - 1] in "，、"
    edit = Edit(Span(span.end - comma, span.end), "。")
    if cut and not comma:
        return Hit(shown, {}, severity="info", variant="cut")
    return Hit(shown, {}, edits=(edit,), safe=sure and not comma, severity=None if sure else "info", variant="comma" if comma else "default")


def _heads(facts: Facts) -> dict[int, bool]:
    """The blocks that begin with a heading, by their start, and whether text runs on in them."""
    sections = facts(outline).sections
    blocks = facts(body)
    starts = [block.span.start for block in blocks]
    return {starts[bisect_right(starts, section.span.start) - 1]: section.run_in for section in reversed(sections)}


def _items(facts: Facts) -> set[int]:
    """Starts of the blocks that are short items of a list, not headings: nothing stands below, and the others end in 。"""
    flat, sections = facts(folded), facts(outline).sections
    ended = {section.index: section.run_in or flat[section.title.end : section.title.end + 1] == "。" for section in sections}
    together: dict[int | None, list[int]] = {}
    for section in sections:
        together.setdefault(section.parent, []).append(section.index)
    starts = [block.span.start for block in facts(body)]
    full = {parent: sum(ended[index] for index in indexes) for parent, indexes in together.items()}
    result = set()
    for section in sections:
        others = len(together[section.parent]) - 1
        if ended[section.index] or others < 2 or full[section.parent] < others:
            continue
        if section.span.end <= section.own.end and not section.own.of(flat).strip(" \n"):
            result.add(starts[bisect_right(starts, section.span.start) - 1])
    return result


def _is_open(block: Block, words: str, shortest: int) -> bool:
    if block.kind in ("title", "heading", "cell", "note"):
        return False
    line = words.strip()
    return len(line) >= shortest and ("，" in line or "。" in line) and not _ENDS.search(line) and not _NO_PROSE.search(line)


def _parts_a_word(flat: str, block: Block, following: Block) -> bool:
    """Whether a word begins here and ends in the next paragraph: 以及中 and 央、省委."""
    before, after = block.span.of(flat).rstrip()[-_AROUND:], following.span.of(flat).lstrip()[:_AROUND]
    return any(word.span.start < len(before) < word.span.end for word in Tokens(before + after).of(Span(0, len(before + after))))


def _half_a_word(facts: Facts, end: int, ends: str) -> bool:
    """Whether the text before `end` ends in a letter that seldom ends a clause and begins many words: 推行联合检."""
    flat = facts(folded)
    last = Tokens(flat[end - _AROUND : end]).of(Span(0, _AROUND))[-1:]
    letter = flat[end - 1]
    if not ends or letter in ends or not "\u4e00" <= letter <= "\u9fff" or any(len(word.word) > 1 for word in last):
        return False
    known = model()
    before, one = known.number.get(flat[end - 2]), known.number.get(letter)
    if before is None or one is None or (stop := known.cost((before, one, MARK), _NEVER)) is None or stop < _SELDOM:
        return False
    return any(uses(letter + known.letters[other]) >= _COMMON for other in map(ord, known.following(one)) if other > LATIN and known.cost((before, one, other), stop - PER_NAT) is not None)


def _starts_anew(flat: str, block: Block, following: Block) -> bool:
    """Whether `following` is plainly a paragraph of its own: set off by an empty line, indented as this one is, or it
    begins as one does."""
    line, other = following.span.of(flat), block.span.of(flat)
    indent, own = len(line) - len(line.lstrip()), len(other) - len(other.lstrip())
    set_off = "\n\n" in flat[block.span.end : following.span.start]
    return set_off or indent == own >= 2 or _BEGINS_ITEM.search(line.strip()) is not None

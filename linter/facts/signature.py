"""The signature: the agency's name and the date, under the text or, as on many web pages, right under the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from linter.document import Block, Span
from linter.facts import Facts
from linter.facts.dates import Date, dates
from linter.facts.folded import folded
from linter.facts.title import below_title, title
from linter.late import late

_NAME = (
    r"(?:中共)?[\u4e00-\u9fffXx×]{2,30}(?:局|委|委员会|管委会|政府|办事处|厅|部|院|办公室|办|中心|支队|大队|总队|党组|党工委|所|署|街道)(?:（[^（）]{1,24}）)?"
)
_WHOLE = late(_NAME)
_AGENCY = late(rf" *(?:(?:报告单位|单位|落款|署名)：? *|： *)?({_NAME}) *")
_BLANK = late("[Xx×某]{2}")  # a name not yet filled in: there is one, and what it is nobody knows
_SEAL = late(r"（ *(?:盖章|公章|印章|章) *）")
_DAY = late(
    r"((?:(?:20\d\d|二[〇○零一二三四五六七八九]{3}) ?年)? ?[\d〇○零一二三四五六七八九十]{1,3} ?月 ?(?:[\d〇○零一二三四五六七八九十]{1,3} ?日)?"
    r"|20\d\d ?[-/.] ?\d{1,2} ?[-/.] ?\d{1,2}|(?:20\d\d|二[〇○零一二三四五六七八九]{3}) ?年|(?:20\d\d)? {0,9}年? {0,9}[×xX_\d]* {0,9}月 {0,9}[×xX_]* {0,9}日)[ ）]*。?$"
)
_NOTE = late(  # lines that stand between the text and the signature or under it
    r"^ *[（(【]?(?:联系|经办人|承办人|填报人|拟稿人?|核稿人?|签发人?|审核人|电话|传真|邮箱|电子邮箱|地址|邮编|附(?:件|表|：)|此件|公开(?:方式|属性|类别|形式|选项)"
    r"|信息公开(?:属性|选项|类别)|是否公开|注：|备注：|抄送|抄报|分送|主题词|印发机关|印发日期|校对|打印|共印|\d{4}年\d{1,2}月\d{1,2}日印发|(?:盖章|公章|印章)[）)]?$)"
    r"|\d日 ?印发[） ]*$|共印 ?\d+ ?份|(?:联系电话|电话)：? ?\d"
)
_LISTED = late(r"^ *(?:\d{1,2}[.、]|附件\d|（\d{1,2}）)[^。；]{2,40}$")  # the second and further attachments
_ATTACHED = late(r"^ *附 ?(?:件|表)? ?\d{0,2} ?(?:：.*)?$")
_CLOSING = late(r"^(?:特此|专此|以上)?(?:报告|汇报)?，?(?:请(?:予)?审[议阅])?。?$|^特此报告。?$|报告完毕。?$")
_ROWS = 8  # lines, without notes, from the end among which a signature is looked for
_ATTACHMENTS = 20  # lines that announce one, counted from the end, above which a signature is looked for
_LONGEST = 45
_NOWHERE = Span(0, 0)


class Signature(Struct, frozen=True):
    """The name as signed (without blanks) and where, and the date; each may be missing. `at_end` is where they belong."""

    name: str = ""
    agency: Span | None = None
    date: Date | None = None
    at_end: Span = _NOWHERE

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the name and the date stand, those of them that are there."""
        return tuple(span for span in (self.agency, self.date and self.date.span) if span)


def signature(facts: Facts) -> Signature:
    flat, blocks = facts(folded), facts(below_title)
    last = Span(blocks[-1].span.end, blocks[-1].span.end) if blocks else Span(len(flat), len(flat))
    name, where, date = _at_foot(flat, blocks)
    head_name, head_where, head_date = _read(flat, _head(flat, blocks)) if facts(title) else ("", None, None)
    if where is None and head_where is not None:
        name, where = head_name, head_where
    return Signature("" if _BLANK.search(name) else name, where, date or head_date, last)


_Read = tuple[str, Span | None, Date | None]


def _at_foot(flat: str, blocks: Sequence[Block]) -> _Read:
    """The signature at the very end, or, where attachments follow it, above them: the first that is whole, else the first at all."""
    attached = (i for i in range(len(blocks) - 1, len(blocks) // 2, -1) if _ATTACHED.match(blocks[i].span.of(flat)))
    found = [_read(flat, _tail(flat, blocks[:end])) for end in (len(blocks), *islice(attached, _ATTACHMENTS))]
    whole = (read for read in found if read[1] is not None and read[2] is not None)
    return next(whole, next((read for read in found if read[1] is not None or read[2] is not None), found[0]))


def _tail(flat: str, blocks: Sequence[Block]) -> list[Block]:
    """Short lines at the foot of the text, from the last backwards to the last paragraph, without the notes among them."""
    result: list[Block] = []
    for block in reversed(blocks):
        line = block.span.of(flat).strip()
        if (_NOTE.search(line) and len(line) < 80) or _LISTED.match(line):
            continue
        if len(result) == _ROWS or _CLOSING.search(line) or len(line) > _LONGEST or line.endswith(("。", "；", "：")):
            break
        result.insert(0, block)
    return result


def _head(flat: str, blocks: Sequence[Block]) -> list[Block]:
    """Lines under the title that are nothing but a name or a date."""
    result: list[Block] = []
    for block in blocks[:2]:
        line = block.span.of(flat).strip().strip("（） ")
        if not (_AGENCY.fullmatch(line) or _DAY.match(line)):
            break
        result.append(block)
    return result


def _read(flat: str, blocks: list[Block]) -> _Read:
    name, where, date = "", None, None
    for block in blocks:
        line = _SEAL.sub(lambda match: " " * len(match.group()), block.span.of(flat))
        day = _DAY.search(line) if len(line.strip()) <= _LONGEST else None
        if day:
            date = _date(flat, Span(block.span.start + day.start(1), block.span.start + day.end(1)))
            line = line[: day.start()]
        found = _AGENCY.fullmatch(line.rstrip("，。 （"))
        compact = line.replace(" ", "").strip("（）")
        if found:
            name, where = found[1], Span(block.span.start + found.start(1), block.span.start + found.end(1))
        elif _WHOLE.fullmatch(compact):  # letter-spaced, or in brackets under the title
            first, last = len(line) - len(line.lstrip(" （")), len(line.rstrip(" ）"))
            name, where = compact, Span(block.span.start + first, block.span.start + last)
    return name, where, date


def _date(flat: str, span: Span) -> Date:
    """The date at `span`; a form that was never filled in (  年  月  日) has none of its parts."""
    found = next(dates(flat, span.start, span.end), None)
    if found:
        return found
    year = re.search(r"20\d\d", span.of(flat))
    return Date(span, int(year.group()) if year else None, None, None)

"""Which of several drafts is the latest, and by what that is known: the draft's number in the file name, a date there, the file's own date."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct

from linter.collection.received import Received
from linter.facts.dates import dates
from linter.facts.folded import fold
from linter.facts.numerals import parse

_FINAL = re.compile(r"定稿|终稿|最终|正式稿|final", re.IGNORECASE)
_NUMBERED = re.compile(r"第?([一二三四五六七八九十\d]{1,2})稿|(?<![a-z])v(?:er)?\.?(\d{1,2})(?!\d)|[（(](\d{1,2})[）)]$|(?<!\d)(?<!\d[-_.])(?<!月)[-_]?(\d{1,2})$", re.IGNORECASE)
_FIRST, _REVISED = re.compile(r"初稿|草稿|初版"), re.compile(r"修改|修订|改稿|更新")
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)(?!\d)")
_UNNAMED = 1.0  # a draft that says nothing stands between 初稿 and 二稿


class Choice(Struct, frozen=True):
    """The latest, the others from the latest to the first, and by what. `doubt` is what speaks against it."""

    latest: Received
    earlier: tuple[Received, ...] = ()
    by: str = ""
    doubt: str = ""


def latest(drafts: Sequence[Received]) -> Choice:
    """Of at least one draft."""
    if len(drafts) == 1:
        return Choice(drafts[0])
    ways: tuple[tuple[str, Callable[[Received], float | None]], ...] = (
        ("文件名里的稿次", number), ("文件名里的日期", _written), ("文件的修改时间", _modified),
    )
    best = list(drafts)
    by: list[str] = []
    for name, key in ways:
        keys = [key(draft) for draft in best]
        known = [value for value in keys if value is not None]
        if len(known) < len(best) or len(set(known)) == 1:
            continue
        by.append(name)
        best = [draft for draft, value in zip(best, known, strict=True) if value == max(known)]
        if len(best) == 1:
            break
    chosen = max(best, key=lambda draft: draft.parts)
    doubt = "" if len(best) == 1 else "稿次、日期都分不出先后，取了文件名排在最后的，请核对"
    newer = [draft for draft in drafts if by[:1] != [ways[2][0]] and (_modified(draft) or 0) > (_modified(chosen) or 0)]
    if newer and not doubt:
        doubt = f"{newer[0].below} 的修改时间更晚，请核对"
    rest = sorted((draft for draft in drafts if draft is not chosen), key=lambda draft: (number(draft), _modified(draft) or 0, draft.parts), reverse=True)
    return Choice(chosen, tuple(rest), "、".join(by), doubt)


def number(draft: Received) -> float:
    """The place among drafts that the file's name gives it; a name that gives none is the first handed in."""
    stem = fold(draft.name).rpartition(".")[0].strip()
    match = _NUMBERED.search(stem)
    if _FINAL.search(stem):
        return 100.0 + (_value(match) if match else 0)
    if match:
        return float(_value(match))
    return 0.0 if _FIRST.search(stem) else 1.5 if _REVISED.search(stem) else _UNNAMED


def _value(match: re.Match[str]) -> int:
    words = next(filter(None, match.groups()))
    return int(words) if words.isdecimal() else parse(words) or 1


def _written(draft: Received) -> float | None:
    """A whole date in the file's name, as an ordinal."""
    stem = fold(draft.name)
    days = [(date.year, date.month, date.day) for date in dates(stem) if date.whole] + [tuple(map(int, match.groups())) for match in _COMPACT.finditer(stem)]
    for year, month, day in days:
        try:
            return float(datetime(year or 1, month or 1, day or 1).toordinal())
        except ValueError:
            continue
    return None


def _modified(draft: Received) -> float | None:
    return draft.modified.timestamp() if draft.modified else None

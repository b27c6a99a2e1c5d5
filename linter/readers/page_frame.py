"""What stands around the text of pages: running headers and footers, page numbers, the table of contents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from linter.readers.layout import Page, Row

_MARGIN = 0.13  # of the page's height: where headers and footers stand
_REPEATED = 3  # pages on which words stand at one height to be a header; fewer where there are fewer pages
_DIGIT = r"[\dⅠ-ⅻivxIVX〇一二三四五六七八九十百]"
_PAGE_NUMBER = re.compile(
    rf"(?:[-—–－―·~～]+ ?)?(?:第 ?)?{_DIGIT}{{1,4}}(?: ?页)?(?: ?[/／,，、]? ?(?:共|of)? ?\d{{1,4}} ?页?)?(?: ?[-—–－―·~～]+)?|(?:Page|P\.?) ?\d{{1,4}}(?: ?(?:of|/) ?\d{{1,4}})?",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r".*[.．…·‥]{3} *[-—–]?\d{1,4}[-—–]?")
_CONTENTS_TITLE = re.compile(r"目 *[录次]")
_ROUGH = 6  # points: heights nearer than this are the same


def frame(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """The rows that are no text, as (index of the page, index of the row)."""
    found: set[tuple[int, int]] = set()
    alike: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)  # words and height -> where, in the margins
    everywhere: defaultdict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for p, page in enumerate(pages):
        for r, row in enumerate(page.rows):
            if _CONTENTS.fullmatch(row.words) or _CONTENTS_TITLE.fullmatch(row.words.replace("\u3000", " ")):
                found.add((p, r))
            everywhere[_pattern(row), round(row.base / _ROUGH)].append((p, r))
            if not _MARGIN * page.height < row.base < (1 - _MARGIN) * page.height:
                alike[_pattern(row), round(row.base / _ROUGH)].append((p, r))
                if _PAGE_NUMBER.fullmatch(row.words) and _is_outermost(row, page):
                    found.add((p, r))
    enough = min(_REPEATED, max(2, len(pages) - 1))
    for places in alike.values():
        if len({p for p, _ in places}) >= enough:
            found.update(places)
    for places in everywhere.values():
        if len({p for p, _ in places}) == len(pages) >= _REPEATED:
            found.update(places)
    return found


def _pattern(row: Row) -> str:
    """The words without blanks, any number as any other: a header names the chapter, a footer the page."""
    return re.sub(r"\d+", "0", "".join(row.words.split()))


def _is_outermost(row: Row, page: Page) -> bool:
    """Whether nothing stands further out than the row, on its end of the page."""
    if row.base > page.height / 2:
        return all(other.base <= row.base + row.size for other in page.rows)
    return all(other.base >= row.base - row.size for other in page.rows)

"""Which passages of a web page are its text and which its frame: by structure alone, not by site and hardly by words.

A passage speaks for the text by its length where it is made of sentences, and against it where it is made of links or
stands in a part of the page that says itself that it is navigation; leaving the containers that hold the text speaks
against what follows. The stretch of passages with the largest sum is the text; at its ends the short lines that are no
links (title, date line, signature) are taken in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from linter.readers.html_passages import Passage

_SENTENCE = re.compile("[。；]|(?:[^，,；;]{4,}[，,；;]){3}")
# what speaks against: a landmark, a passage of links, containers left at once beyond the first (squared: far is another part)
_LANDMARK, _LINKS, _CLIMB = 200, 40, 30
_EDGE = 12  # short lines taken in at each end
_FAR = 3  # containers left at once: there the short lines are no longer the text's


def is_links(passage: Passage) -> bool:
    return passage.landmark or passage.linked * 2 >= passage.size


def text_range(page: Sequence[Passage]) -> range:
    """The indices from the first to the last passage of the text, what is furniture in between included; empty where there is none."""
    best = start = total = most = 0
    end = 0
    for index, passage in enumerate(page):
        if total <= 0:
            start, total = index, 0
        else:
            total -= _CLIMB * max(0, passage.climb - 1) ** 2
        total += _weight(passage)
        if total > most:
            best, end, most = start, index + 1, total
    if most == 0:
        return range(0)
    return range(_grown(page, best - 1, -1) + 1, _grown(page, end, 1))


def _weight(passage: Passage) -> int:
    if passage.landmark:
        return -_LANDMARK - passage.size
    if is_links(passage):
        return -_LINKS - passage.size
    return passage.size if _SENTENCE.search(passage.text) else 0


def _grown(page: Sequence[Passage], index: int, step: int) -> int:
    """The first index from `index` on that is no short line of the text. A table above the text is the page's, one below it the text's."""
    for _ in range(_EDGE):
        if not 0 <= index < len(page) or is_links(page[index]) or (step < 0 and page[index].kind == "cell"):
            break
        if page[index if step > 0 else index + 1].climb >= _FAR:
            break
        index += step
    return index

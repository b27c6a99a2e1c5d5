"""The text folded for matching: one code point to one code point, so that offsets stay true.

Full-width digits and letters become half-width, half-width punctuation becomes full-width, the many blanks one blank.
Rules are written for this form and so meet a report typed with half-width punctuation (a web page) as any other.
A blank that groups the thousands of a number (2 418件, as GB/T 15835 has it) is folded to the comma that others write there.
"""

from __future__ import annotations

from linter.facts import Facts
from linter.facts.prompts import prompts
from linter.late import late

_PUNCTUATION = dict(zip(",;:!?()", "，；：！？（）", strict=True))
_WIDE = {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_OTHER = {"．": ".", "％": "%", "＋": "+", "＂": '"', "•": "·", "‧": "·", "・": "·", "－": "-", "～": "~", "﹒": "."}
_BLANKS = dict.fromkeys("\u3000\u00a0\t\r\u2002\u2003\u2009\u200b\ufeff", " ")
_FOLDED = {**_PUNCTUATION, **_WIDE, **_OTHER, **_BLANKS}  # none of what is written instead is itself folded
# before a unit, and not after a tab, which parts the cells of a table
_GROUPED = late(r"(?<![\d.\t ])(?<!\d[,，])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?=(?:\.\d+)?[ %％]?[%％\u4e00-\u9fff])")
_GROUP_BLANK = late(r"[ \u00a0\u2009\u202f]")


def fold(text: str) -> str:
    text = _GROUPED.sub(lambda grouped: _GROUP_BLANK.sub("，", grouped[0]), text)
    for character in _FOLDED.keys() & set(text):  # a few of the many: quicker than to ask of every character of the text
        text = text.replace(character, _FOLDED[character])
    return text


def folded(facts: Facts) -> str:
    """`document.text` folded, prompts that wait to be filled in blotted out; the same length."""
    text = fold(facts.document.text)
    for prompt in facts(prompts):
        start, end = prompt.span
        text = text[:start] + "□".ljust(end - start) + text[end:]
    return text

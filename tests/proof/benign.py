"""Changes to a report that mean nothing. Each gives the changed bytes, and says what it did to words that findings quote."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Words = Callable[[str], str]


def _same(words: str) -> str:
    return words


@dataclass(frozen=True)
class Change:
    """`make` changes a report's text; `encode` writes the file. `words` and `words_after` make passages that findings
    quote before and after it comparable. `own` is the rule that may speak of the change itself, below a warning."""

    name: str
    make: Words
    words: Words = _same
    words_after: Words = _same
    encode: Callable[[str], bytes] = str.encode
    suffix: str = ".txt"
    own: str = ""

    @property
    def by_reading(self) -> bool:
        """Whether the reader alone undoes it, so that trying it costs nothing."""
        return self.encode is not str.encode or self.name in ("CRLF", "CR")

    def changes(self, text: str) -> bool:
        return self.by_reading or self.make(text) != text


# -- how the file is written


def _lines(change: Callable[[str], str]) -> Words:
    return lambda text: "\n".join(change(line) for line in text.split("\n"))


def _blank_lines_gone(text: str) -> str:
    return re.sub(r"\n[ \t\u3000]*(?=\n)", "", text)


_WRITING = (
    Change("CRLF", lambda text: text.replace("\n", "\r\n")),
    Change("CR", lambda text: text.replace("\n", "\r")),
    Change("BOM", _same, encode=lambda text: codecs.BOM_UTF8 + text.encode()),
    Change("GBK", _same, encode=lambda text: text.encode("gb18030")),
    Change("UTF-16 LE", _same, encode=lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le")),
    Change("UTF-16 BE", _same, encode=lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be")),
    Change("indented", _lines(lambda line: "\u3000\u3000" + line.lstrip(" \u3000") if line.strip() else line)),
    Change("not indented", _lines(lambda line: line.lstrip(" \t\u3000"))),
    Change("trailing blanks", _lines(lambda line: line + "  " if line.strip() else line)),
    Change("trailing ideographic blanks", _lines(lambda line: line + "\u3000" if line.strip() else line)),
    Change("blank lines removed", _blank_lines_gone),
    Change("blank lines added", lambda text: re.sub(r"(?<=[^\n])\n(?=[^\n])", "\n\n", text)),
    Change("blank lines at both ends", lambda text: "\n\n" + text + "\n\n\n"),
)

# -- headings said in other words

_HEADING = re.compile(r"^[ \u3000]*[一二三四五六七八九十]+、.{0,60}$", re.MULTILINE)


def _headings(pattern: str, new: str) -> Words:
    return lambda text: _HEADING.sub(lambda match: re.sub(pattern, new, match[0]), text)


_DONE = r"(?:主要)?(?:工作)?(?:举措|做法|工作)(?:和|及)(?:工作)?成效"
_LACKS = r"存在的(?:主要)?(?:不足|问题)"
_PLANS = r"(?:推进)?(?:法治政府建设)?的?(?:主要|工作)安排"
_HEADINGS = (
    *(Change(f"heading: {new}", _headings(_DONE, new)) for new in ("主要举措和成效", "主要工作及成效", "主要做法和成效", "主要举措及取得的成效")),
    *(Change(f"heading: {new}", _headings(_LACKS, new)) for new in ("存在的不足", "存在的主要问题", "存在的问题", "存在的短板和不足")),
    *(Change(f"heading: {new}", _headings(_PLANS, new)) for new in ("法治政府建设工作安排", "推进法治政府建设的主要安排", "工作打算")),
    Change("heading: 下一步工作打算", _headings(r"^([ \u3000]*[一二三四五六七八九十]+、)20\d\d年.*安排$", r"\1下一步工作打算")),
)

# -- other names and other figures

# invented, or of another place altogether: a report is judged the same wherever it comes from
NAMES: Mapping[str, str] = {
    "云川": "江岭", "清江": "桂山", "云岚": "白岩", "明湖": "长溪", "沐江": "南溪", "禾泽": "柳塘", "桂园": "翠屏", "雁湖": "东坡", "临溪": "石门",
    "东溪": "北岭", "南岸": "合川", "重庆": "天津", "綦江": "永川", "南开": "河西", "天津": "重庆", "南昌": "九江", "湟中": "大通", "西宁": "海东",
}
_NAME = re.compile("|".join(NAMES))


def _renamed(text: str) -> str:
    return _NAME.sub(lambda match: NAMES[match[0]], text)


def _masked(words: str) -> str:
    return re.sub(r"\d+", "0", words)


def _scaled(unit: str, factor: int) -> Change:
    """All whole counts of one unit times `factor`: sums, shares and rates hold as they held."""
    counted = re.compile(rf"(?<![\d.〔第])(\d+)(余?(?:{unit})(?!次))")

    def scale(text: str) -> str:
        return counted.sub(lambda match: f"{int(match[1]) * factor}{match[2]}", text)

    return Change(f"{factor} times as many {unit}", scale, _masked, _masked)


_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_OTHER = (
    Change("other names", _renamed, _renamed),
    *(_scaled(unit, 3) for unit in ("件|份", "户", "家", "卷", "条", "场")),
    Change("full-width digits", lambda text: text.translate(_FULL), own="F215"),
)

# -- Markdown


def _markdown(text: str) -> str:
    """The same report as a Markdown file: a title, headings of two levels, a blank line after each paragraph."""
    lines = [line.strip(" \t\u3000") for line in text.strip("\n").split("\n")]
    lines = [line for line in lines if line]
    first = next(index for index, line in enumerate(lines) if re.search(r"20\d\d年", line) and "。" not in line and ":" not in line[:12])
    for index, line in enumerate(lines):
        if "。" in line or len(line) > 60:
            continue
        if re.match(r"[一二三四五六七八九十]+、", line):
            lines[index] = "## " + line
        elif re.match(r"（[一二三四五六七八九十]+）", line):
            lines[index] = "### " + line
    lines[first] = "# " + lines[first]
    return "\n\n".join(lines) + "\n"


MARKDOWN = Change("Markdown", _markdown, suffix=".md")

EVERY: Sequence[Change] = (*_WRITING, *_HEADINGS, *_OTHER, MARKDOWN)

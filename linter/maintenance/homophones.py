"""Build what the check of misspelt words reads: `homophones.txt` and `neighbours.txt` in `rulesets/lexicon`.

    python -m linter.maintenance.homophones REPORTS [STATUTES]
        (needs pypinyin; two folders of proof-read official texts, *.txt: prose like the reports, and any amount of other)

For every two-letter word that the texts use often, each letter is replaced by every letter of the same sound, or of a like
shape (`look-alikes.txt`). Kept is what occurs neither inside a word of jieba's stock dictionary nor as two words of the
texts. Where both letters seldom stand as words of their own, and are no name (银杏 is tagged as one), the slip is sure; the others, after
the bar, count only beside a word that the texts often put beside the word meant: those pairs of words are `neighbours.txt`.

Shipped: counted over six State Council reports, two laws, 31 provincial reports and 3,500 statutes and local regulations
(five million words). Built without half of the provincial reports, three pairs fired in the 300,000 letters of that half,
all of them names; of random slips planted in other reports 60 % were met, 50 % by the sure pairs alone.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from re import findall
from typing import NamedTuple

import yaml

from linter import resources
from linter.document import Span
from linter.facts.tokens import Tokens, _jieba

OFTEN = 8  # uses in reports that make a word common
OFTEN_ELSEWHERE = 300  # uses in statutes that do
ELSEWHERE = 8  # so many uses in statutes weigh as much as one in a report
CHANCE = 4  # uses in statutes below which two letters side by side may be a slip themselves
RARE = 5  # in the stock dictionary; below that stand chance strings
NAMES = frozenset({"nr", "nrt", "nrfg", "ns", "nz"})
NEIGHBOURS = 12  # times that two words stand side by side, a report weighing four times a statute
TAGS = frozenset({"v", "n", "vn", "a", "d", "ad", "an", "b", "l", "j"})
SURE = (10, 100)  # uses in reports as a word of its own: of the wrong letter, of the letter beside it
LIKELY = (800, 18000)  # the same, statutes weighed in
_HEADER = """\
# Common words and what a slip of the keyboard makes of them: sure ones, then after a bar those that need a known neighbour.
# Made by `python -m linter.maintenance.homophones`; do not edit. See there for how and from what.
"""
_NEIGHBOURS = """\
# Two letters that end a word and the two that often begin the next. Made by `python -m linter.maintenance.homophones`; do not edit.
"""


class Counts(NamedTuple):
    """What the texts show: uses of two-letter words, uses of letters as words, pairs of such letters, pairs of longer words by their last and first two letters."""

    words: Counter[str]
    alone: Counter[str]
    pairs: Counter[str]
    rows: Counter[str]


def count(texts: Iterable[str]) -> Counts:
    """A line that stands in several texts counts once: statutes repeat one another."""
    counts = Counts(Counter(), Counter(), Counter(), Counter())
    for line in {line: None for text in texts for line in text.split("\n")}:
        for run in findall("[\u4e00-\u9fff]+", line):
            before = ""
            for token in Tokens(run).of(Span(0, len(run))):
                if len(before) == len(token.word) == 1:
                    counts.pairs[before + token.word] += 1
                elif len(before) > 1 and len(token.word) > 1:
                    counts.rows[before[-2:] + token.word[:2]] += 1
                before = token.word
                if len(token.word) == 1:
                    counts.alone[token.word] += 1
                elif len(token.word) == 2 and token.tag in TAGS:
                    counts.words[token.word] += 1
    return counts


def slips(word: str, alike: dict[str, set[str]]) -> Iterator[tuple[str, str, str]]:
    """Misspellings of `word` with the wrong letter and the letter beside it."""
    for at in (0, 1):
        for letter in sorted(alike.get(word[at], ())):
            if letter != word[at]:
                yield word[:at] + letter + word[at + 1 :], letter, word[1 - at]


def table(reports: Counts, statutes: Counts, words: set[str], alike: dict[str, set[str]], known: set[str], names: set[str], neighboured: set[str]) -> str:
    """The text of the list. A slip of two words belongs to the commoner; one that is not sure needs a word with known neighbours."""
    taken: set[str] = set()
    lines: list[str] = []
    for word in sorted(words, key=lambda word: (-reports.words[word] - statutes.words[word] / ELSEWHERE, word)):
        sure: list[str] = []
        likely: list[str] = []
        for wrong, letter, beside in slips(word, alike):
            uses = (reports.alone[letter], reports.alone[beside])
            weighed = tuple(own + statutes.alone[one] / ELSEWHERE for own, one in zip(uses, (letter, beside), strict=True))
            if wrong in known or wrong in taken or weighed[0] > LIKELY[0] or weighed[1] > LIKELY[1]:
                continue
            taken.add(wrong)
            if uses[0] <= SURE[0] and uses[1] <= SURE[1] and wrong not in names:
                sure.append(wrong)
            elif word in neighboured:
                likely.append(wrong)
        if sure or likely:
            lines.append(f"{word} {' '.join(sure)}|{' '.join(likely)}")
    return _HEADER + "\n".join(lines) + "\n"


def side_by_side(reports: Counts, statutes: Counts) -> list[str]:
    """Pairs of words that often stand side by side."""
    return [row for row in sorted(reports.rows.keys() | statutes.rows.keys()) if 4 * reports.rows[row] + statutes.rows[row] >= NEIGHBOURS]


def neighbours(pairs: Iterable[str]) -> str:
    """The text of the list of words side by side, the followers of one word on one line."""
    rows: dict[str, list[str]] = defaultdict(list)
    for row in pairs:
        rows[row[:2]].append(row[2:])
    return _NEIGHBOURS + "".join(f"{word} {''.join(following)}\n" for word, following in rows.items())


def common_letters() -> list[str]:
    """The 3,755 letters of the first level of GB 2312: what an input method offers first."""
    rows = ((high, low) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return [letter for high, low in rows if (letter := bytes((high, low)).decode("gb2312", "ignore"))]


def by_sound(letters: Iterable[str]) -> dict[str, set[str]]:
    """The letters of the same sound, tones aside, in their usual reading."""
    from pypinyin import Style, pinyin  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415  # not a dependency of the program

    sounds: dict[str, set[str]] = defaultdict(set)
    usual = {letter: pinyin(letter, style=Style.NORMAL)[0][0] for letter in letters}
    for letter, sound in usual.items():
        sounds[sound].add(letter)
    return {letter: sounds[sound] for letter, sound in usual.items()}


def pairs_of_words(stock: Iterable[str]) -> set[str]:
    """Every two letters that stand side by side in a word of the stock dictionary, rare words and names left out."""
    known: set[str] = set()
    for line in stock:
        word, *rest = line.split(" ")
        if len(rest) == 2 and int(rest[0]) >= RARE and rest[1] not in NAMES:
            known.update(word[at : at + 2] for at in range(len(word) - 1))
    return known


def names_of_two(stock: Iterable[str]) -> set[str]:
    rows = (line.split(" ") for line in stock)
    return {row[0] for row in rows if len(row) == 3 and len(row[0]) == 2 and row[2] in NAMES and int(row[1]) >= RARE}


def look_alikes() -> dict[str, set[str]]:
    shapes: dict[str, set[str]] = defaultdict(set)
    for line in resources.lexicon("look-alikes.txt").read_text(encoding="utf-8").split("\n"):
        if not line.startswith("#"):
            for letter in line:
                shapes[letter].update(line)
    return shapes


def main(folders: list[str]) -> int:
    reports, statutes = (
        count(path.read_text(encoding="utf-8") for folder in part for path in sorted(Path(folder).glob("*.txt"))) for part in (folders[:1], folders[1:])
    )
    stock = (Path(_jieba().__file__).parent / "dict.txt").read_text(encoding="utf-8").split("\n")
    trade = yaml.safe_load(resources.lexicon("domain-words.yaml").read_text(encoding="utf-8"))["words"]
    known = pairs_of_words(stock) | {word for listed in trade.values() for word in listed}
    words = {word for word, uses in reports.words.items() if uses >= OFTEN}
    words |= {word for word, uses in statutes.words.items() if uses >= OFTEN_ELSEWHERE}
    words |= {word for listed in trade.values() for word in listed if len(word) == 2}
    same_sound, shapes = by_sound(common_letters()), look_alikes()
    alike = {letter: same_sound.get(letter, set()) | shapes.get(letter, set()) for letter in same_sound.keys() | shapes.keys()}
    known |= reports.pairs.keys() | {pair for pair, uses in statutes.pairs.items() if uses >= CHANCE}
    rows = side_by_side(reports, statutes)
    neighboured = {row[:2] for row in rows} | {row[2:] for row in rows}
    texts = {
        "homophones.txt": table(reports, statutes, words, alike, known, names_of_two(stock), neighboured),
        "neighbours.txt": neighbours(rows),
    }
    for name, text in texts.items():
        resources.lexicon(name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

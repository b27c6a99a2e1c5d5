"""Build `rulesets/lexicon/homophones.txt` and `sounds.txt`: what a slip of a pinyin keyboard makes of the common words of official prose.

    python -m linter.maintenance.homophones FOLDER...      (needs pypinyin; folders of proof-read official texts, *.txt)

For every two-letter word that the texts use often, each letter is replaced by every letter of the same sound. Kept is
what occurs neither inside any word of jieba's stock dictionary nor as two words of the texts, and whose letters seldom stand as
words of their own, so that two of them side by side are no phrase. The first row of a word is sure (its findings are
warnings), the second, after a bar, has commoner letters (info). Shipped: counted over six State Council reports, two laws
and 31 provincial reports. Built on half of them, 6 sure and 7 likely pairs fired in the 354,000 letters of the other half,
nearly all of them names; of random slips planted in other reports 34 % were met by sure pairs, 57 % by either.
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
from linter.maintenance.pages import keep

OFTEN = 15  # uses that make a word common
TAGS = frozenset({"v", "n", "vn", "a", "d", "ad", "an", "b", "l", "j"})
SURE = (10, 100)  # uses as a word of its own: of the wrong letter, of the letter beside it
LIKELY = (50, 400)
_HEADER = """\
# Common words and what a slip of the keyboard makes of them: sure ones, then after a bar likely ones.
# Made by `python -m linter.maintenance.homophones`; do not edit. See there for how and from what.
"""
_SOUNDS = """\
# Common letters by sound, tones aside, one sound a line. Made by `python -m linter.maintenance.homophones`; do not edit.
"""


class Counts(NamedTuple):
    """What the texts show: uses of two-letter words, uses of letters as words, pairs of such letters."""

    words: Counter[str]
    alone: Counter[str]
    pairs: set[str]


def count(texts: Iterable[str]) -> Counts:
    counts = Counts(Counter(), Counter(), set())
    for text in texts:
        for run in findall("[\u4e00-\u9fff]+", text):
            before = ""
            for token in Tokens(run).of(Span(0, len(run))):
                if len(before) == len(token.word) == 1:
                    counts.pairs.add(before + token.word)
                before = token.word
                if len(token.word) == 1:
                    counts.alone[token.word] += 1
                elif len(token.word) == 2 and token.tag in TAGS:
                    counts.words[token.word] += 1
    return counts


def slips(word: str, same_sound: dict[str, set[str]]) -> Iterator[tuple[str, str, str]]:
    """Misspellings of `word` with the wrong letter and the letter beside it."""
    for at in (0, 1):
        for letter in sorted(same_sound.get(word[at], ())):
            if letter != word[at]:
                yield word[:at] + letter + word[at + 1 :], letter, word[1 - at]


def table(counts: Counts, words: set[str], same_sound: dict[str, set[str]], known: set[str]) -> str:
    """The text of the list. A slip of two words belongs to the commoner."""
    taken: set[str] = set()
    lines: list[str] = []
    for word in sorted(words, key=lambda word: (-counts.words[word], word)):
        sure: list[str] = []
        likely: list[str] = []
        for wrong, letter, beside in slips(word, same_sound):
            uses = (counts.alone[letter], counts.alone[beside])
            if wrong in known or wrong in taken or uses[0] > LIKELY[0] or uses[1] > LIKELY[1]:
                continue
            taken.add(wrong)
            (sure if uses[0] <= SURE[0] and uses[1] <= SURE[1] else likely).append(wrong)
        if sure or likely:
            lines.append(f"{word} {' '.join(sure)}|{' '.join(likely)}")
    return _HEADER + "\n".join(lines) + "\n"


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


def main(folders: list[str]) -> int:
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in sorted(Path(folder).glob("*.txt"))]
    stock = (Path(_jieba().__file__).parent / "dict.txt").read_text(encoding="utf-8").split("\n")
    known: set[str] = set()
    for line in stock:
        word = line.split(" ")[0]
        known.update(word[at : at + 2] for at in range(len(word) - 1))
    counts = count(texts)
    trade = yaml.safe_load(resources.lexicon("domain-words.yaml").read_text(encoding="utf-8"))["words"]
    words = {word for word, uses in counts.words.items() if uses >= OFTEN}
    words |= {word for listed in trade.values() for word in listed if len(word) == 2}
    same_sound = by_sound(common_letters())
    classes = sorted({"".join(sorted(letters)) for letters in same_sound.values() if len(letters) > 1})
    lists = {"sounds.txt": _SOUNDS + "\n".join(classes) + "\n", "homophones.txt": table(counts, words, same_sound, known | counts.pairs)}
    return keep({resources.lexicon(name): content for name, content in lists.items()}, ())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

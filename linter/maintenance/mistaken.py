"""Build `rulesets/lexicon/mistaken.txt`: words that are taken for one another, and how much must speak for the other one.

    python -m linter.maintenance.mistaken FOLDER…
        (folders of proof-read official texts, *.txt. After `linter.maintenance.fours`: what a word gains is counted by its rows)

For each two words that sound alike, or that differ in one letter that is taken for another, every place is weighed where the texts have the one: how much
more probable would the other make it? As all these are right, nobody may be told of a place that gains as little as the best of them. What is asked
for a pair is that and a margin, and at least what any pair is asked, more where the texts have the word a few times only.

Shipped: counted over official texts, news and statutes, thirty-five million letters.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from linter import resources
from linter.checks._alike import alike
from linter.checks._mistaken import AFTER, BEFORE, FILE
from linter.facts.fours import Fours, fours
from linter.facts.language import PER_NAT, model
from linter.facts.tokens import dictionary
from linter.maintenance.language_model import as_symbols, lines

SEEN, MEANT = 10, 200  # uses in the texts of a word that is taken for another, and of one that is meant
LEAST, WEAK, FEW, MARGIN, MOST = 12.0, 3.0, 2.0, 2.0, 22.0  # nats: asked of every pair, more for one letter of a weak likeness and for each tenfold below a thousand uses
OUT = frozenset({"m", "t", "ns", "nr", "nt", "q", "mq", "f", "s", "nz", "j"})  # tags of names, and of words that are often two: 一件, 市中
_HEADER = "# A word, and those it is taken for with the steps of the language model that each must gain. Made by `python -m linter.maintenance.mistaken`; do not edit.\n"

Window = tuple[int, ...]


def taken_for(words: Iterable[str], uses: Mapping[str, int]) -> dict[str, dict[str, float]]:
    """For each word those that it is taken for, with what its likeness lacks."""
    beginning, found = defaultdict(list), defaultdict[str, dict[str, float]](dict)
    known = [word for word in words if uses[word] >= SEEN]
    meant = {word for word in known if uses[word] >= MEANT}
    for word in sorted(meant):
        beginning[word[0]].append(word)
    for word in known:
        first, second = (alike().of(letter) for letter in word)
        others = [other for other in beginning[word[0]] if other[1] in second]
        found[word] |= {other: WEAK * (second[other[1]] != "same") for other in others}
        found[word] |= {other: WEAK * (first[letter] != "same") for letter in first if (other := letter + word[1]) in meant}
        found[word] |= {other: 0.0 for letter in first if first[letter] == "same" for other in beginning[letter] if second.get(other[1]) == "same"}
    return {word: others for word, others in found.items() if others}


def windows(rows: Iterable[list[int]], words: Mapping[tuple[int, int], str]) -> Iterator[tuple[str, Window]]:
    """Each word with what stands around it, once."""
    met: set[Window] = set()
    for row in rows:
        for at, pair in enumerate(pairwise(row)):
            if pair in words and BEFORE <= at < len(row) - AFTER - 1:
                window = tuple(row[at - BEFORE : at + 2 + AFTER])
                if window not in met:
                    met.add(window)
                    yield words[pair], window


def best(found: Iterable[tuple[str, Window]], meant: Mapping[str, Mapping[str, float]], known: Fours) -> dict[tuple[str, str], float]:
    """The most that a word gains, in nats, where the texts have the one it is taken for."""
    number, most = model().number, defaultdict[tuple[str, str], float](float)
    for word, window in found:
        spent = known.spent(window).steps / PER_NAT
        for other in meant[word]:
            if spent > most[word, other]:
                right = [*window[:BEFORE], number[other[0]], number[other[1]], *window[BEFORE + 2 :]]
                most[word, other] = max(most[word, other], spent - known.spent(right).steps / PER_NAT)
    return most


def table(meant: Mapping[str, Mapping[str, float]], most: Mapping[tuple[str, str], float], uses: Mapping[str, int]) -> str:
    rows = []
    for word, others in sorted(meant.items()):
        asked = {other: max(LEAST + weak + FEW * max(0, 3 - math.log10(uses[word])), most[word, other] + MARGIN) for other, weak in others.items()}
        row = [f"{other}{math.ceil(least * PER_NAT)}" for other, least in sorted(asked.items()) if least <= MOST]
        rows += [" ".join([word, *row])] if row else []
    return _HEADER + "\n".join(rows) + "\n"


def main(folders: list[str]) -> int:
    seen, number = set[str](), model().number
    texts = (path.read_text(encoding="utf-8", errors="replace") for folder in folders for path in sorted(Path(folder).glob("*.txt")))
    rows = [as_symbols("\n".join(lines([text], seen)), number) for text in texts]
    tags = dictionary()
    words = {(number[word[0]], number[word[1]]): word for word in tags if len(word) == 2 and tags[word] not in OUT and set(word) <= number.keys()}
    pairs = Counter(pair for row in rows for pair in pairwise(row) if pair in words)
    uses = {word: pairs[pair] for pair, word in words.items()}
    meant = taken_for(words.values(), uses)
    most = best(windows(rows, {pair: word for pair, word in words.items() if word in meant}), meant, fours())
    resources.lexicon(FILE).write_text(table(meant, most, uses), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Measure what the linter finds of slips of the keyboard, and what it finds in texts without any.

    python -m linter.maintenance.slips FOLDER [COUNT]
        (a folder of proof-read texts, *.txt, that were not used for counting)

Slips are planted one by one, as an input method makes them, in the words of sentences drawn at random (the same draw each
time): a letter of the same sound, the commoner the likelier, one that makes another word (有利 for 有力), one of a sound not told apart (z and
zh, n and ng), of like shape; a letter typed twice, two letters swapped, a letter lost. Printed is the share met by an error or warning of the rules of words,
by kind, and the errors and warnings per 100,000 letters in the texts as they are.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from linter.checks._alike import alike
from linter.document import Span
from linter.engine import review
from linter.facts import Facts
from linter.facts.tokens import Tokens, uses
from linter.readers.text import from_string
from linter.review import Finding
from linter.ruleset.loader import load
from linter.ruleset.model import Ruleset

KINDS = {"same": 60, "near": 4, "shape": 14, "doubled": 8, "swapped": 6, "lost": 8}  # how often each is planted
WORDS = {"word": 1}  # and in a draw of their own, a third as many
_COMMON = 20  # uses of a word that is one
SENTENCE = re.compile(r"[^。；\n]*[。；]")
HEAD = "某某区水务局2024年法治政府建设情况报告\n一、主要举措和成效\n"


class Slip(NamedTuple):
    """`text` with something wrong at `span`."""

    kind: str
    text: str
    span: Span


def planted(texts: Iterable[str], count: int, kinds: dict[str, int] = KINDS, seed: int = 1) -> Iterator[Slip]:
    """The first `count` slips of the draw."""
    chance = random.Random(seed)
    sentences = [match[0].strip() for text in texts for match in SENTENCE.finditer(text) if len(match[0].strip()) > 14]
    while count and sentences:
        slip = _slip(chance, chance.choice(sentences), chance.choices([*kinds], [*kinds.values()])[0])
        if slip is not None:
            count -= 1
            yield slip


def _slip(chance: random.Random, text: str, kind: str) -> Slip | None:
    words = [word.span for word in Tokens(text).of(Span(0, len(text))) if len(word.word) > 1 and all("\u4e00" <= letter <= "\u9fff" for letter in word.word)]
    if not words:
        return None
    word = chance.choice(words)
    at = chance.randrange(word.start, word.end - (kind == "swapped"))
    letter = text[at]
    if kind == "doubled":
        return Slip(kind, text[:at] + letter + text[at:], Span(at, at + 2))
    if kind == "lost":
        return Slip(kind, text[:at] + text[at + 1 :], Span(max(0, at - 1), at + 1))
    if kind == "swapped":
        return Slip(kind, text[:at] + text[at + 1] + letter + text[at + 2 :], Span(at, at + 2)) if text[at + 1] != letter else None
    others = sorted(other for other, likeness in alike().of(letter).items() if likeness == ("same" if kind == "word" else kind) and uses(other))
    if kind == "word":
        others = [other for other in others if uses(text[word.start : at] + other + text[at + 1 : word.end]) >= _COMMON]
    if not others:
        return None
    other = chance.choices(others, [uses(other) ** 0.5 for other in others])[0]
    return Slip(kind, text[:at] + other + text[at + 1 :], Span(at, at + 1))


@cache
def _rules() -> Ruleset:
    whole = load("base")
    return Ruleset(whole.label, whole.title, tuple(rule for rule in whole.rules if rule.id[0] in "WP"), whole.applicability)


def graver(text: str) -> list[Finding]:
    """Errors and warnings of the rules of words."""
    return [finding for finding in review(Facts(from_string(text)), _rules()).findings if finding.severity != "info"]


def is_met(slip: Slip) -> bool:
    place = Span(len(HEAD) + slip.span.start, len(HEAD) + slip.span.end)
    return any(finding.span.overlaps(place) for finding in graver(HEAD + slip.text))


def main(arguments: list[str]) -> int:
    folder, count = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 500
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    all_, met = Counter[str](), Counter[str]()
    for slip in chain(planted(texts, count), planted(texts, count // 3, WORDS)):
        all_[slip.kind] += 1
        met[slip.kind] += is_met(slip)
    for kind in (*KINDS, *WORDS):
        print(f"{kind:8} {met[kind]}/{all_[kind]} = {met[kind] / max(1, all_[kind]):.0%}")
    found_of_all, planted_of_all = sum(met[kind] for kind in KINDS), sum(all_[kind] for kind in KINDS)
    print(f"{'all':8} {found_of_all}/{planted_of_all} = {found_of_all / max(1, planted_of_all):.0%}")
    found = [finding for text in texts for finding in graver(text)]
    size = sum(map(len, texts))
    print(f"alarms   {len(found)} in {size:,} letters = {1e5 * len(found) / size:.1f} per 100,000: {Counter(finding.rule for finding in found)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

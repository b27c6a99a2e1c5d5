"""Build `rulesets/lexicon/words.txt`, the dictionary of `linter.facts.tokens`, and `idioms.txt` from jieba's own (MIT licence).

    python -m linter.maintenance.dictionary [--check]

The stock dictionary has 349,046 entries, a third of them names of persons or chance strings, and takes a second to
load. Kept are Chinese words of up to four characters that are common enough, every single character, and the words of
the trade in `rulesets/lexicon/domain-words.yaml`, which also mends tags. The same input gives the same bytes.
"""

from __future__ import annotations

import re
import sys
from itertools import chain
from pathlib import Path

import yaml

from linter import resources
from linter.checks._alike import alike
from linter.facts.tokens import DICTIONARY, _jieba
from linter.maintenance.pages import keep

COMMON = 50  # occurrences in jieba's count from which a word is kept; 40 loads a fifth slower, 100 loses 亟待 and 贯串
LONGEST = 4
DOMAIN_COUNT = 3000  # above that of the parts such a word could fall into
PERSONS = frozenset({"nr", "nrt", "nrfg"})
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_HEADER = """\
# Words, counts and tags for linter.facts.tokens. Made by `python -m linter.maintenance.dictionary`; do not edit.
# Derived from the dictionary of jieba 0.42.1, https://github.com/fxsjy/jieba, Copyright (c) 2013 Sun Junyi, MIT licence.
# All counts together: {total}
"""
_IDIOMS = """\
# Idioms of four letters, terms of the trade. Made by `python -m linter.maintenance.dictionary`; do not edit.
# Derived from the dictionary of jieba 0.42.1, https://github.com/fxsjy/jieba, Copyright (c) 2013 Sun Junyi, MIT licence.
"""

Entry = tuple[str, int, str]


def kept(word: str, count: int, tag: str) -> bool:
    """Whether official prose needs this entry of the stock dictionary."""
    if not _HAN.fullmatch(word) or len(word) > LONGEST:
        return False
    return len(word) == 1 or (count >= COMMON and tag not in PERSONS)


def build(stock: str, domain: dict[str, list[str]]) -> str:
    """The text of the dictionary: stock entries with our tags and the words of the trade, sorted: so that those with one first letter are found by it."""
    ours = {word: tag for tag, words in domain.items() for word in words}
    lines: list[str] = []
    for line in stock.split("\n"):
        fields = line.split(" ")
        if len(fields) != 3:
            continue
        word, count, tag = fields[0], int(fields[1]), fields[2]
        if word in ours:
            lines.append(f"{word} {max(count, DOMAIN_COUNT)} {ours.pop(word)}")
        elif kept(word, count, tag):
            lines.append(f"{word} {max(count, 1)} {tag}")
    lines += [f"{word} {DOMAIN_COUNT} {tag}" for word, tag in ours.items()]
    return _HEADER.format(total=sum(int(line.split(" ")[1]) for line in lines)) + "\n".join(sorted(lines)) + "\n"


def idioms(stock: str, terms: list[str]) -> str:
    """The text of the list of idioms of four letters; of two that a like letter parts, the more usual. Terms of the trade stand with them."""
    fields = (line.split(" ") for line in stock.split("\n"))
    uses = {row[0]: int(row[1]) for row in fields if len(row) == 3 and row[2] == "i" and len(row[0]) == 4 and _HAN.fullmatch(row[0])}

    def has_rival(idiom: str) -> bool:
        others = (idiom[:at] + other + idiom[at + 1 :] for at, letter in enumerate(idiom) for other in alike().of(letter))
        return any(uses.get(other, 0) > uses[idiom] for other in others)

    return _IDIOMS + "\n".join([idiom for idiom in uses if not has_rival(idiom)] + [term for term in terms if term not in uses]) + "\n"


def main(arguments: list[str]) -> int:
    stock = (Path(_jieba().__file__).parent / "dict.txt").read_text(encoding="utf-8")
    domain = yaml.safe_load(resources.lexicon("domain-words.yaml").read_text(encoding="utf-8"))
    terms = [word for word in (*chain.from_iterable(domain["words"].values()), *domain["terms"]) if 4 <= len(word) <= 6]
    return keep({resources.lexicon(DICTIONARY): build(stock, domain["words"]), resources.lexicon("idioms.txt"): idioms(stock, terms)}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Build `rulesets/lexicon/language.bin`, the language model of `linter.facts.language`.

    python -m linter.maintenance.language_model FOLDER=WEIGHT…
        (needs numpy; folders of proof-read official texts, *.txt; those most like the reports weigh most)

Counts pairs and triples of letters and of marks, figures and Latin words as one symbol each, and smooths them by absolute
discounting: what the triples leave over goes to the pairs, what these leave over to the letters. Kept are those that are common and
say more than what would be used in their stead. The words of jieba's stock dictionary count as lines of their own, so
that an idiom is known that the texts happen not to use. Only numbers are shipped, no text can be made out of them.

Shipped: counted over official texts, news and statutes, thirty million letters. Of the texts of 31 provinces among them every fourth
is left out, so that the shipped model can be measured on those.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from linter import resources
from linter.facts.folded import fold
from linter.facts.language import FILE, LATIN, LOWEST, MAGIC, MARK, PER_NAT, SIZES, SYMBOL, symbol
from linter.facts.tokens import _jieba

LEAST_LETTER = 3  # weighted uses of a letter, a pair and a triple that is kept
LEAST = {2: 2.0, 3: 5.0}
GAIN = {2: 8.0, 3: 22.0}  # nats that keeping it must save over the texts
DISCOUNT = 0.8
BITS = 16
PERSONS = frozenset({"nr", "nrt", "nrfg"})
_HAN = re.compile("[\u4e00-\u9fff]+")


def lines(texts: Iterable[str], seen: set[str]) -> Iterator[str]:
    """Folded lines that have not been met: statutes and news repeat themselves."""
    for text in texts:
        for line in fold(text).split("\n"):
            key = "".join(_HAN.findall(line))
            if len(key) > 5 and key not in seen:
                seen.add(key)
                yield line


def words(stock: str) -> Iterator[tuple[str, float]]:
    """The words of a dictionary, persons left out, the common ones weighing more."""
    for line in stock.split("\n"):
        word, *rest = line.split(" ")
        if len(rest) == 2 and rest[1] not in PERSONS and len(word) > 1 and _HAN.fullmatch(word):
            yield word, 1 + math.log10(1 + int(rest[0]))


class Counts:
    """Weighted counts of single symbols, pairs and triples as sorted keys."""

    def __init__(self, parts: list[tuple[list[int], float]], single: list[tuple[list[int], float]], np: Any) -> None:
        self.keys: dict[int, Any] = {}
        self.uses: dict[int, Any] = {}
        for order in (1, 2, 3):
            keys, uses = [], []
            for symbols, weight in parts:
                row = np.asarray(symbols, np.uint64)
                key = np.zeros(len(row) - order + 1, np.uint64)
                for at in range(order):
                    key = key << np.uint64(BITS) | row[at : len(row) - order + 1 + at]
                own, times = np.unique(key, return_counts=True)
                keys.append(own)
                uses.append(times * weight)
            for symbols, weight in single:
                for at in range(1, len(symbols) - order + 1 - (order < 3)):
                    number = 0
                    for part in symbols[at : at + order]:
                        number = number << BITS | part
                    keys.append(np.asarray([number], np.uint64))
                    uses.append(np.asarray([weight]))
            every, back = np.unique(np.concatenate(keys), return_inverse=True)
            self.keys[order], self.uses[order] = every, np.bincount(back, np.concatenate(uses))


def build(parts: list[tuple[str, float]], stock: str) -> bytes:
    """The model of texts with their weights."""
    import numpy as np  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415  # not a dependency of the program

    dictionary = list(words(stock))
    uses: dict[str, float] = {}
    for text, weight in parts:
        for letter in _HAN.findall(text):
            for one in letter:
                uses[one] = uses.get(one, 0) + weight
    for word, weight in dictionary:
        for one in word:
            uses[one] = uses.get(one, 0) + weight
    letters = sorted(letter for letter, count in uses.items() if count >= LEAST_LETTER)
    number = dict(zip(letters, (at for at in range(LATIN + 1, 1 << BITS) if at & 255 >= LOWEST)))  # noqa: B905  more numbers
    rows = [(as_symbols(text, number), weight) for text, weight in parts]
    counts = Counts(rows, [([MARK, *as_symbols(word, number), MARK], weight) for word, weight in dictionary], np)
    return _packed(number, _smoothed(counts, max(number.values()) + 1, np), np)


def as_symbols(text: str, number: dict[str, int]) -> list[int]:
    found = [MARK, MARK]
    for match in SYMBOL.finditer(text):
        one = symbol(match[0], number)
        if one != MARK or found[-1] != MARK:
            found.append(one)
    return found


def _smoothed(counts: Counts, size: int, np: Any) -> dict[str, Any]:
    """Keys of the kept pairs and triples, logarithms of their probabilities and of what pairs and letters leave over."""
    mask = np.uint64((1 << BITS) - 1)
    uses = np.zeros(size)
    uses[counts.keys[1].astype(int)] = counts.uses[1]
    made: dict[str, Any] = {"logs1": np.log((uses + 0.5) / (uses + 0.5).sum()), "keys1": np.arange(size, dtype=np.uint64)}
    for order in (2, 3):
        keys, times = counts.keys[order], counts.uses[order]
        before, after = keys >> np.uint64(BITS), keys & np.uint64((1 << BITS * (order - 1)) - 1)
        heads, back = np.unique(before, return_inverse=True)
        taken = np.maximum(times - DISCOUNT, 0) / np.bincount(back, times)[back]
        lower = np.exp(_looked_up(made, order - 1, after, np))
        rest = np.clip(1 - np.bincount(back, taken), 1e-5, 1)
        gain = times * np.log1p(taken / (rest[back] * lower))
        known = _places(made[f"keys{order - 1}"], before, np)[1]
        kept = known & (times >= LEAST[order]) & (gain >= GAIN[order]) & (keys & mask > 0) & (before & mask > 0)
        rest = np.clip(1 - np.bincount(back, taken * kept), 1e-5, 1)
        made[f"keys{order}"], made[f"logs{order}"] = keys[kept], np.log(taken[kept] + rest[back[kept]] * lower[kept])
        place, known = _places(made[f"keys{order - 1}"], heads, np)
        made[f"rest{order - 1}"] = np.zeros(len(made[f"keys{order - 1}"]))
        made[f"rest{order - 1}"][place[known]] = np.log(rest[known])
    return made


def _places(keys: Any, wanted: Any, np: Any) -> tuple[Any, Any]:
    """Where each of `wanted` stands in sorted `keys`, and whether it does."""
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return place, keys[place] == wanted


def _looked_up(made: dict[str, Any], order: int, keys: Any, np: Any) -> Any:
    if order == 1:
        return made["logs1"][keys.astype(int)]
    place, known = _places(made["keys2"], keys, np)
    head, tail = (keys >> np.uint64(BITS)).astype(int), (keys & np.uint64((1 << BITS) - 1)).astype(int)
    return np.where(known, made["logs2"][place], made["rest1"][head] + made["logs1"][tail])


def _packed(number: dict[str, int], made: dict[str, Any], np: Any) -> bytes:
    mask = np.uint64((1 << BITS) - 1)
    keys2, keys3, size = made["keys2"], made["keys3"], len(made["keys1"])
    letters = dict.fromkeys(range(size), " ") | {at: letter for letter, at in number.items()}
    text = "".join(letters.values()).encode("utf-8")

    def steps(logs: Any) -> Any:
        return np.clip(np.rint(-logs * PER_NAT), 0, 255).astype(np.uint8)

    def starts(heads: Any, count: int) -> bytes:
        return bytes(np.searchsorted(heads, np.arange(count + 1)).astype("<u4").tobytes())

    def symbols(keys: Any) -> bytes:
        return bytes((keys & mask).astype("<u2").tobytes())

    first, pair, triple = keys2 >> np.uint64(BITS), steps(made["logs2"]), steps(made["logs3"])
    order = np.lexsort((pair, first))  # the likeliest first
    place = np.argsort(order)[np.searchsorted(keys2, keys3 >> np.uint64(BITS))]
    last = np.lexsort((triple, place))
    turned = np.sort((keys2 & mask) << np.uint64(BITS) | first)

    text += b" " * (-(len(MAGIC) + SIZES + len(text) + 2 * size) % 4)
    parts = [
        MAGIC, b"".join(number.to_bytes(4, "little") for number in (len(text), size, len(keys2), len(keys3))), text, steps(made["logs1"]).tobytes(), steps(made["rest1"]).tobytes(),
        starts(first, size), symbols(keys2[order]), pair[order].tobytes(), steps(made["rest2"])[order].tobytes(),
        starts(place[last], len(keys2)), symbols(keys3[last]), triple[last].tobytes(), starts(turned >> np.uint64(BITS), size), symbols(turned),
    ]  # fmt: skip
    return b"".join(parts)


def main(arguments: list[str]) -> int:
    seen: set[str] = set()
    parts = []
    for argument in arguments:
        folder, _, weight = argument.partition("=")
        texts = (path.read_text(encoding="utf-8", errors="replace") for path in sorted(Path(folder).glob("*.txt")))
        parts.append(("\n".join(lines(texts, seen)), float(weight or 1)))
    stock = (Path(_jieba().__file__).parent / "dict.txt").read_text(encoding="utf-8")
    data = build(parts, stock)
    resources.lexicon(FILE).write_bytes(data)
    print(f"{FILE}: {len(data):,} bytes, {sum(len(text) for text, _ in parts):,} characters read")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

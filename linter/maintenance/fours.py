"""Build `rulesets/lexicon/fours.bin`, the rows of four letters of `linter.facts.fours`.

    python -m linter.maintenance.fours FOLDER…
        (needs numpy; folders of proof-read official texts, *.txt. After `linter.maintenance.language_model`: the rows go with its triples)

Kept are rows that are common and say more than their last three letters do, smoothed as the triples are. Only numbers are shipped, no text can
be made out of them.

Shipped: counted over official texts, news and statutes, thirty million letters; of the texts on which slips are measured (docs/slips.md), the statutes alone are among them.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from linter import resources
from linter.facts.fours import BLOCK, FILE, MAGIC
from linter.facts.language import PER_NAT, UNKNOWN, Model, model
from linter.maintenance.language_model import BITS, DISCOUNT, as_symbols, lines

LEAST = 5  # uses of a row that is kept
GAIN = 20.0  # nats that keeping it must save over the texts
MOST = 255  # rows of one triple


class Row(NamedTuple):
    """The last letter of a row, its share of what follows the triple, and its probability by the last three letters alone."""

    letter: int
    share: float
    alone: float


def counted(text: str, number: dict[str, int]) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Triples that rows begin with, their uses, and the letters that follow often with the uses of the rows."""
    import numpy as np  # type: ignore[import-not-found, unused-ignore]  # noqa: PLC0415  # not a dependency of the program

    row = np.asarray(as_symbols(text, number), np.uint64)
    bits = np.uint64(BITS)
    keys, uses = np.unique(((row[:-3] << bits | row[1:-2]) << bits | row[2:-1]) << bits | row[3:], return_counts=True)
    triples, back = np.unique(keys >> bits, return_inverse=True)
    totals = np.bincount(back, uses).astype(int)
    common = uses >= LEAST
    found = zip(back[common].tolist(), (keys[common] & np.uint64((1 << BITS) - 1)).tolist(), uses[common].tolist(), strict=True)
    for at, group in groupby(found, key=lambda entry: entry[0]):
        yield int(triples[at]), int(totals[at]), [(letter, times) for _, letter, times in group if letter != UNKNOWN]


def kept(known: Model, pair: tuple[int, int], total: int, following: list[tuple[int, int]]) -> list[Row]:
    """The rows of a triple that say enough more than `pair`, its last two letters."""
    rows = [(Row(letter, (times - DISCOUNT) / total, math.exp(-known.costs([*pair, letter])[0] / PER_NAT)), times) for letter, times in following]
    rest = max(1e-5, 1 - sum(row.share for row, _ in rows))
    worth = [(times * math.log1p(row.share / (rest * row.alone)), row) for row, times in rows]
    return [row for gain, row in sorted(worth, reverse=True)[:MOST] if gain >= GAIN]


def build(text: str, known: Model) -> bytes:
    rests, many = bytearray(known.triples), bytearray(known.triples)
    rows: dict[int, list[tuple[int, int]]] = {}
    mask = (1 << BITS) - 1
    for key, total, following in counted(text, known.number):
        one, two, three = key >> 2 * BITS, key >> BITS & mask, key & mask
        place = known.triple(one, two, three)
        found = kept(known, (two, three), total, following) if place >= 0 else []
        if found:
            rest = max(1e-5, 1 - sum(row.share for row in found))
            rests[place], many[place] = _steps(rest), len(found)
            rows[place] = [(row.letter, _steps(row.share + rest * row.alone)) for row in found]
    every = [row for place in sorted(rows) for row in rows[place]]
    starts, start = [], 0
    for block in range(0, known.triples, BLOCK):
        starts.append(start)
        start += sum(many[block : block + BLOCK])
    return b"".join([
        MAGIC, b"".join(number.to_bytes(4, "little") for number in (known.triples, len(every), *starts)), rests, many,
        "".join(chr(letter) for letter, _ in every).encode("utf-16-le"), bytes(steps for _, steps in every),
    ])  # fmt: skip


def _steps(probability: float) -> int:
    return min(255, round(-math.log(probability) * PER_NAT))


def main(arguments: list[str]) -> int:
    seen: set[str] = set()
    texts = (path.read_text(encoding="utf-8", errors="replace") for folder in arguments for path in sorted(Path(folder).glob("*.txt")))
    data = build("\n".join(lines(texts, seen)), model())
    resources.lexicon(FILE).write_bytes(data)
    print(f"{FILE}: {len(data):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

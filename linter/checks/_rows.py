"""Parts told with two figures each: 处罚112件，罚没89万元，其中食品类47件、30万元，药品类65件、59万元.

Where one column makes up its whole, the parts are all there is, and so the other must make up its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from linter.checks._flows import Words
from linter.checks._sums import Found, additive, between, equal, mismatch
from linter.facts.figures import Figure
from linter.late import late

_APART = late("[^。；]{0,16}")
_NEXT = late("[^。]{0,16}")


def rows_of_two(flat: str, row: Sequence[Figure], earlier: Sequence[Figure], words: Words) -> Found:
    """`earlier`: figures of the sentences before, where the wholes may stand."""
    told = [*earlier[-2:], *row]
    for at in range(2, len(told) - 3):
        heads, following = told[at - 2 : at], told[at:]
        kinds = [figure.kind for figure in heads]
        if kinds[0] == kinds[1] or following[0].index < row[0].index or "其中" not in between(flat, heads[1], following[0]):
            continue
        rows: list[Sequence[Figure]] = []
        for start in range(0, len(following) - 1, 2):
            two = following[start : start + 2]
            beside = not rows or _NEXT.fullmatch(between(flat, rows[-1][1], two[0]))
            if [figure.kind for figure in two] != kinds or not all(map(additive, two)) or not beside or not _APART.fullmatch(between(flat, *two)):
                break
            rows.append(two)
        if len(rows) < 2 or not all(map(additive, heads)):
            continue
        columns = [(whole, [pair[place] for pair in rows]) for place, whole in enumerate(heads)]
        wrong = [(whole, parts) for whole, parts in columns if not equal(whole, parts)]
        if len(wrong) == 1:
            yield mismatch("parts", *wrong[0], "warning")

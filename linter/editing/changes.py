"""Edits in offsets of a `Document`: as small as they can be, applied to its text, taken from findings worst first.

One finding may offer edits in many paragraphs (half-width marks throughout); those of one paragraph belong together
(a pair of quotation marks), those of different paragraphs do not. A `Change` is what belongs together.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from linter.document import Document, Span
from linter.review import SEVERITIES, Edit, Finding


class Change(Struct, frozen=True):
    """The edits that a finding offers in one paragraph, which is counted from 1. `old` is what stands where the first is made."""

    finding: Finding
    edits: tuple[Edit, ...]
    paragraph: int = 0
    old: str = ""


def changes(document: Document, findings: Iterable[Finding]) -> Iterator[Change]:
    """What the findings offer to change, worst finding first, then in the order of the text."""
    starts = paragraph_starts(document)
    for finding in sorted(findings, key=lambda finding: (SEVERITIES.index(finding.severity), finding.span, finding.rule)):
        paragraphs: dict[int, list[Edit]] = {}
        for edit in finding.fix.edits if finding.fix else ():
            paragraphs.setdefault(bisect_right(starts, edit.span.start), []).append(edit)
        for paragraph, edits in paragraphs.items():
            edits.sort(key=lambda edit: edit.span)
            yield Change(finding, tuple(edits), paragraph, edits[0].span.of(document.text))


def paragraph_starts(document: Document) -> list[int]:
    return [block.span.start for block in document.blocks]


def without_conflicts(wanted: Iterable[Change]) -> list[Change]:
    """Those that touch nothing that an earlier one touches; two that ask for the very same edit agree."""
    taken: list[Edit] = []
    chosen = []
    for change in wanted:
        if not any(_conflict(edit, other) for edit in change.edits for other in taken):
            taken += change.edits
            chosen.append(change)
    return chosen


def _conflict(edit: Edit, other: Edit) -> bool:
    """An insertion at the edge of another edit conflicts too: which comes first would be a guess."""
    if edit == other:
        return False
    touching = edit.span.start == edit.span.end or other.span.start == other.span.end
    reach = 1 if touching else 0
    return edit.span.start < other.span.end + reach and other.span.start < edit.span.end + reach


def edits_of(chosen: Iterable[Change], text: str) -> list[Edit]:
    """The edits of all in the order of the text, each as small as it can be and none twice."""
    return sorted({small for change in chosen for edit in change.edits for small in smallest(edit, text)}, key=lambda edit: edit.span)


def smallest(edit: Edit, text: str) -> Iterator[Edit]:
    """The edit without what stays the same: <办法> to 〈办法〉 changes two characters."""
    old, new = edit.span.of(text), edit.text
    if len(old) == len(new):
        start = edit.span.start
        for same, run in groupby(range(len(old)), key=lambda at: old[at] == new[at]):
            places = list(run)
            if not same:
                yield Edit(Span(start + places[0], start + places[-1] + 1), new[places[0] : places[-1] + 1])
        return
    shortest = min(len(old), len(new))
    head = next((at for at in range(shortest) if old[at] != new[at]), shortest)
    tail = next((at for at in range(shortest - head) if old[-1 - at] != new[-1 - at]), shortest - head)
    yield Edit(Span(edit.span.start + head, edit.span.end - tail), new[head : len(new) - tail])


def applied(text: str, edits: Sequence[Edit]) -> str:
    """`text` with the edits, which are in order and do not overlap."""
    parts, last = [], 0
    for edit in edits:
        parts += [text[last : edit.span.start], edit.text]
        last = edit.span.end
    return "".join([*parts, text[last:]])

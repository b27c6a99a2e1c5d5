"""Two marks where one belongs: 。。 ，， 、， and the like."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Hit
from linter.checks import Params as Base
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.furniture import body
from linter.late import late
from linter.review import Edit

_MARKS = "、，；：。"  # from the weakest to the strongest
_ENDS = "？！"  # a sentence that ends so needs no other end
_RUN = late(  # one set in front, which is what `re` looks for quickly
    f"[{_MARKS}{_ENDS}](?:(?<=[{_MARKS}])(?: {{0,4}}[{_MARKS}])+|(?<=！)！+|(?<=[{_ENDS}])[{_MARKS}]+|(?<=。)[{_ENDS}])"
)


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`ellipsis`: this many full stops on end stand for an ellipsis, which is another fault."""

    ellipsis: int = 3


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    for block in facts(body):
        for match in _RUN.finditer(flat, block.span.start, block.span.end):
            marks = match.group().replace(" ", "")
            if marks == "。" * len(marks) and len(marks) >= params.ellipsis:
                continue
            span = Span(*match.span())
            right = max(marks, key=(_MARKS + _ENDS).find)
            same = len(set(marks)) == 1
            yield Hit(span, {"right": right, "marks": marks}, edits=(Edit(span, right),), safe=same, variant="same" if same else "mixed")

"""To whom the report goes: the line under the title that ends with a colon (区委、区政府：)."""

from __future__ import annotations

from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.title import below_title

_ENDINGS = tuple("委 府 局 厅 办 处 会 院 部 组 办公室 委员会 政府 党组 党委 党工委 机关 中心".split())  # of those who receive reports
_LINES = 3  # below the title
_LONGEST = 60


def addressee(facts: Facts) -> Span | None:
    """Null where the report names nobody."""
    flat = facts(folded)
    for block in facts(below_title)[:_LINES]:
        line = block.span.of(flat).strip()
        if len(line) <= _LONGEST and line.endswith("：") and line.rstrip("：").endswith(_ENDINGS):
            return block.span
    return None

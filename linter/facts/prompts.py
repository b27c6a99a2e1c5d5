"""Prompts of a skeleton that still wait to be filled in: 【填：行政处罚案件数。立案、处罚件数】, each named after an item."""

from __future__ import annotations

from msgspec import Struct

from linter.document import Span
from linter.facts import Facts
from linter.late import late

PROMPT = late(r"【(?:有则)?填[：:]([^【】。\n]*)(?:。[^【】\n]*)?】")


class Prompt(Struct, frozen=True):
    """`item` is the item's Chinese name as written in the prompt."""

    item: str
    span: Span


def prompts(facts: Facts) -> tuple[Prompt, ...]:
    """In order. Their words are not the report's: no fact reads them."""
    return tuple(Prompt(match[1].strip(), Span(*match.span())) for match in PROMPT.finditer(facts.document.text))

"""A heading with nothing under it: the passage was taken out or never written."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Hit
from linter.checks import Params as Base
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.outline import Section, outline
from linter.facts.roles import roles
from linter.facts.signature import signature
from linter.late import late

_FACT = late(r"[\d，；]")


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`longest` are the most characters that a line may have to be a heading rather than an item of a list."""

    longest: int


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, tree = facts(folded), facts(outline)
    for section in tree.sections:
        words = tree.title_of(section)
        if not section.label or section.run_in or not 0 < len(words) <= params.longest or _FACT.search(words) or tree.children(section):
            continue
        if not _text(facts, section) and _others_have_text(facts, section):
            stated = flat[section.heading.end : section.heading.end + 1] == "。" or facts(roles).at(section.heading.start) == "plan"
            yield Hit(section.heading, severity="info" if stated else None)  # a whole sentence, or a task that needs no more words


def _text(facts: Facts, section: Section) -> str:
    """What stands under the heading, without the signature."""
    flat = facts(folded)
    signed = facts(signature).spans
    end = min((span.start for span in signed if span.start >= section.own.start), default=section.own.end)
    return flat[section.own.start : min(section.own.end, end)].strip("。 \n")


def _others_have_text(facts: Facts, section: Section) -> bool:
    """In a list of headings alone (tasks, attachments) none has."""
    filled, count = facts(_filled)[section.parent]
    return (filled - _has_text(facts, section)) * 2 > count - 1


def _filled(facts: Facts) -> dict[int | None, tuple[int, int]]:
    """Of the sections below each: how many have text, and how many there are."""
    found: dict[int | None, tuple[int, int]] = {}
    for section in facts(outline).sections:
        filled, count = found.get(section.parent, (0, 0))
        found[section.parent] = (filled + _has_text(facts, section), count + 1)
    return found


def _has_text(facts: Facts, section: Section) -> bool:
    return section.run_in or bool(facts(outline).children(section) or _text(facts, section))

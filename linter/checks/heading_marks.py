"""Punctuation of headings: after the number (1、 for 1., （一）、 for （一）) or after the words (a full stop). Once a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._numbering import form, groups, label_span, rendered
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.outline import Section
from linter.review import Edit, Related

_ENDINGS = {"一、": "、", "（一）": "）〕]", "1.": ".", "（1）": "）"}


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`after_words`: marks that do not end a heading."""

    look_at: Literal["number", "words"]
    after_words: str = "。：，"


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    found = list(_numbers(facts) if params.look_at == "number" else _words(facts, params.after_words))
    if not found:
        return
    span, right, _ = found[0]
    yield Hit(
        span,
        {"right": right, "count": len(found)},
        tuple(Related(other, f"同样情况，宜为“{better}”" if better else "同样情况") for other, better, _ in found[1:]),
        tuple(edit for _, _, edit in found),
        safe=True,
    )


def _numbers(facts: Facts) -> Iterator[tuple[Span, str, Edit]]:
    for group in facts(groups):
        for section in group.sections:
            if section.value is None or form(section) != group.usual:
                continue
            if section.label[-1] not in _ENDINGS.get(section.style, section.label[-1]):
                right = rendered(section.style, section.value)
                yield label_span(section), right, Edit(label_span(section), right)


def _words(facts: Facts, marks: str) -> Iterator[tuple[Span, str, Edit]]:
    flat = facts(folded)
    for group in facts(groups):
        for section in group.sections:
            if section.run_in or section.style not in ("第一部分", "一、", "（一）") or not _has_text(section, flat):
                continue
            end = section.title.end
            at = Span(end, end + 1) if flat[end : end + 1] in tuple(marks) else Span(end - 1, end)
            if section.title.end > section.title.start and at.of(flat) in tuple(marks):
                yield at, "", Edit(at, "")


def _has_text(section: Section, flat: str) -> bool:
    """Whether text or headings follow under the heading, so that it is no item of a list."""
    return len(flat[section.title.end : section.span.end].strip(" \n。：，；")) > 0

"""Punctuation of headings: after the number (1、 for 1., （一）、 for （一）) or after the words (a full stop). Once a report.

What few headings have and the others have not is a slip, told one by one and more gravely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from typing import Literal, NamedTuple

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


class Fault(NamedTuple):
    """A mark out of place, what should stand there, and whether the headings beside it are right."""

    span: Span
    right: str
    edit: Edit
    odd: bool


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    found = list(_numbers(facts) if params.look_at == "number" else _words(facts, params.after_words))
    for fault in found:
        if fault.odd:
            yield Hit(fault.span, {"right": fault.right, "count": 1}, (), (fault.edit,), safe=True, variant="odd")
    usual = [fault for fault in found if not fault.odd]
    if usual:
        yield Hit(
            usual[0].span,
            {"right": usual[0].right, "count": len(usual)},
            tuple(Related(other.span, f"同样情况，宜为“{other.right}”" if other.right else "同样情况") for other in usual[1:]),
            tuple(fault.edit for fault in usual),
            safe=True,
            severity="info",
        )


def _numbers(facts: Facts) -> Iterator[Fault]:
    for group in facts(groups):
        alike = [section for section in group.sections if section.value is not None and form(section) == group.usual]
        wrong = [section for section in alike if section.label[-1] not in _ENDINGS.get(section.style, section.label[-1])]
        marked = [section for section in alike if section.style != "1"]  # 2健全 has no mark, so it is no model
        for section in wrong:
            right = rendered(section.style, section.value or 0)
            yield Fault(label_span(section), right, Edit(label_span(section), right), _few(wrong, marked))


def _words(facts: Facts, marks: str) -> Iterator[Fault]:
    flat = facts(folded)
    by_style: dict[str, list[tuple[Section, Span]]] = {}
    running_on: set[str] = set()  # forms of headings that text follows on the line, and that end in 。 for it
    for group in facts(groups):
        running_on |= {section.style for section in group.sections if section.run_in}
        for section in group.sections:
            if not section.run_in and section.style in ("第一部分", "一、", "（一）") and section.title.end > section.title.start and _has_text(section, flat):
                end = section.title.end
                at = Span(end, end + 1) if flat[end : end + 1] in tuple(marks) else Span(end - 1, end)
                by_style.setdefault(section.style, []).append((section, at))
    for style, headings in by_style.items():
        wrong = [at for _, at in headings if at.of(flat) in tuple(marks)]
        yield from (Fault(at, "", Edit(at, ""), at.of(flat) in "、；" or (style not in running_on and _few(wrong, headings))) for at in wrong)


def _few(wrong: Sized, every: Sized) -> bool:
    """Whether the fault is a slip: at least two headings are right for each that is not."""
    return len(every) - len(wrong) >= 2 * len(wrong)


def _has_text(section: Section, flat: str) -> bool:
    """Whether text or headings follow under the heading, so that it is no item of a list."""
    return len(flat[section.title.end : section.span.end].strip(" \n。：，；")) > 0

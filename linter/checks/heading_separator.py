"""A heading number that runs into its words: 2健全机制 among 1. 3."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._numbering import groups, label_span
from linter.document import Span
from linter.facts import Facts
from linter.review import Edit, Related


class Params(Base, frozen=True, forbid_unknown_fields=True):
    pass


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    text = facts.document.text
    for group in facts(groups):
        written = [section for section in group.sections if section.style == "1."]
        if not written:
            continue  # digits at the head of a line and nothing beside them: quantities, perhaps
        model = written[0]
        mark = model.label.lstrip("0123456789 ")
        for before, section in zip((None, *group.sections), group.sections, strict=False):
            follows = before is not None and before.value is not None and section.value == before.value + 1
            if section.style != "1" or not (follows or (before is None and section.value == 1)):
                continue
            span = label_span(section)
            words = Span(span.start, min(section.span.end, span.end + 2))
            right = f"{section.label}{mark}"
            yield Hit(
                words,
                {"label": section.label, "right": right, "words": words.of(text)},
                (Related(label_span(model), f"同级标题写作“{model.label}”"),),
                (Edit(Span(span.end, span.end), mark),),
                safe=True,
            )

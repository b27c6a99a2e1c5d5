"""Forms of heading numbers turned round: 一、 below （一）, （一） below 1. Said once a report; levels may be left out."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._numbering import ORDER, groups, label_span
from linter.facts import Facts
from linter.review import Related


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`least`: how many headings below must have the higher form, so that one slip is not taken for a scheme."""

    least: int = 2


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    usual = {section.index: group.usual for group in facts(groups) for section in group.sections}
    turned = [
        group
        for group in facts(groups)
        if group.parent is not None
        and len(group.sections) >= params.least
        and _above(group.usual, usual.get(group.parent.index))
    ]
    if turned:
        first = turned[0]
        assert first.parent is not None
        yield Hit(
            label_span(first.sections[0]),
            {"label": first.sections[0].label, "parent": first.parent.label},
            (
                Related(label_span(first.parent), "上一级标题"),
                *(Related(label_span(group.sections[0]), "同样倒置") for group in turned[1:]),
            ),
        )


def _above(form: str | None, parent: str | None) -> bool:
    return form is not None and parent is not None and ORDER.index(form) < ORDER.index(parent)

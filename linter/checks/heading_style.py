"""A heading whose number has another form than its neighbours': 2、 among 一、 三、 四、, （10） among （九） （十一）."""

from __future__ import annotations

from collections.abc import Iterable

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._numbering import form, groups, is_whole, label_span, rendered
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.review import Edit, Related


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`least`: how many headings a group must have before one of them can be the odd one."""

    least: int = 2


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    for group in facts(groups):
        if group.usual is None or len(group.sections) < params.least:
            continue
        model = next((section for section in group.sections if form(section) == group.usual and is_whole(section)), None)
        for section in group.sections:
            if model is None or section.value is None or (form(section) == group.usual and is_whole(section)):
                continue
            right = rendered(group.usual, section.value)
            span = label_span(section)
            after = span.end
            while flat[after : after + 1] == " ":
                after += 1
            yield Hit(
                span,
                {"label": section.label, "right": right, "model": model.label},
                (Related(label_span(model), f"同级标题写作“{model.label}”"),),
                (Edit(Span(span.start, after), right),),
                severity=None if group.sure else "warning",
            )

"""What the checks of the statutory contents share: the sentences of a content, and the heading that announces it."""

from __future__ import annotations

from collections.abc import Iterable

from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.outline import outline
from linter.facts.roles import Role, roles
from linter.facts.sentences import Sentence, sentences
from linter.facts.signature import signature


def said(facts: Facts, wanted: Iterable[Role]) -> Iterable[tuple[Sentence, Role]]:
    """The sentences of passages with one of those roles, without the headings that give the role and the signature."""
    flat, tree, signed = facts(folded), facts(outline), facts(signature)
    given = {passage.section: passage.role for passage in facts(roles).passages if passage.section is not None and passage.how == "heading"}
    for sentence in facts(sentences).all:
        role = facts(roles).at(sentence.span.start)
        if role not in set(wanted) or not sentence.span.of(flat).strip("。 ") or any(sentence.span.overlaps(span) for span in signed.spans):
            continue
        section = tree.sections[sentence.section] if sentence.section is not None else None
        states_role = section is not None and (section.parent is None or given.get(section.parent) != given.get(section.index))
        if sentence.heading and states_role:
            continue
        yield sentence, role


def heading_of(facts: Facts, role: Role) -> Span | None:
    """The heading that gives the role, null where content does."""
    tree = facts(outline)
    return next((tree.sections[p.section].heading for p in facts(roles).passages if p.role == role and p.section is not None), None)

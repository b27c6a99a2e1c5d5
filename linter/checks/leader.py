"""What the head of the agency did for the rule of law: acts that can be counted or named, against recited duty."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from linter import patterns
from linter.checks import Assessment, Outcome, Pattern
from linter.checks import Params as Base
from linter.checks._contents import heading_of, said
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.outline import outline
from linter.facts.roles import roles
from linter.facts.sentences import Sentence, clauses, sentences
from linter.late import late

_TITULAR = late(r"[以由]?[^，。；：以由]{0,12}?(?:为|任|担任|兼任)[^，。；：]{0,2}组长")  # who heads a leading group by office has done nothing yet
_ENOUGH = 2  # one act with its figure, or two acts told without


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`acts` are what a head does; `figures` make one exact; `soft` words in the same clause make it a pledge; `not_acts` undo it.

    `heads` name the head, `duty` is the phrase for what is reported: they tell a passage elsewhere that speaks of it;
    one whose first words match `opens` speaks of the head throughout. A sentence that begins with one of `bodies` and names no head tells
    of what a body did, and so does what follows in its paragraph until a head is named: no act of the head's. So does what stands below a
    heading with one of `ranks` and no head. `kinds` are what acts are called where they are told
    without figures, except where they are `recited`, the duty's own words.
    """

    acts: tuple[Pattern, ...]
    figures: tuple[Pattern, ...]
    soft: tuple[Pattern, ...]
    not_acts: tuple[Pattern, ...]
    heads: tuple[Pattern, ...]
    duty: tuple[Pattern, ...]
    opens: tuple[Pattern, ...] = ()
    recited: tuple[Pattern, ...] = ()
    bodies: tuple[Pattern, ...] = ()
    ranks: tuple[Pattern, ...] = ()
    kinds: dict[str, Pattern] = msgspec.field(default_factory=dict)


def check(facts: Facts, params: Params) -> Iterable[Outcome]:
    own = [sentence for sentence, _ in said(facts, ["leader"])]
    talk = own + _elsewhere(facts, params)
    if not talk:
        yield Assessment(verdict="missing")
        return
    bodily = _of_bodies(facts, own, params)
    weights = {sentence: 0 if sentence in bodily else _weight(facts(folded), sentence, params) for sentence in talk}
    if sum(weights.values()) >= _ENOUGH:
        shown = sorted((sentence for sentence in talk if weights[sentence]), key=lambda sentence: (-weights[sentence], sentence.index))
        yield Assessment(verdict="met", evidence=tuple(sentence.span for sentence in shown[:3]))
    else:
        spoken = [*talk, *(sentence for sentence in _of_heads(facts, params) if sentence not in talk)]
        told = {name: sentence for sentence in reversed(spoken) if sentence not in bodily for name in _kinds(facts, sentence, params)}
        names = "、".join(name for name in params.kinds if name in told)
        where = heading_of(facts, "leader") if own else None
        evidence = tuple(dict.fromkeys((where or talk[0].span, *(told[name].span for name in params.kinds if name in told))))
        note = f"有{names}，没有次数和事项" if names else ""
        variant = "uncounted" if names else "bodies" if any(_weight(facts(folded), sentence, params) for sentence in bodily) else None
        yield Assessment(verdict="partial", evidence=evidence[:3], note=note, variant=variant, values={"told": names})


def _of_bodies(facts: Facts, own: list[Sentence], params: Params) -> set[Sentence]:
    """Those of the sentences below the head's own heading that tell of others."""
    flat, tree = facts(folded), facts(outline)
    heads, bodies, ranks = (patterns.alternation(given) for given in (params.heads, params.bodies, params.ranks))
    found: set[Sentence] = set()
    others, last = False, 0
    for sentence in own:
        words = sentence.span.of(flat)
        if "\n" in flat[last : sentence.span.start] or sentence.heading:
            above = tree.sections[sentence.section].heading.of(flat) if sentence.section is not None else ""
            others = patterns.search(ranks, above) is not None and not _names(heads, above)
        others = not _names(heads, words) and (others or patterns.search(bodies, words.lstrip()) is not None)
        if others:
            found.add(sentence)
        last = sentence.span.end
    return found


def _of_heads(facts: Facts, params: Params) -> Iterable[Sentence]:
    """Sentences on the head wherever they stand: an act without its figure is no account of the duty, yet not nothing."""
    heads = patterns.alternation(params.heads)
    for block in facts(roles).leader_talk:
        yield from (sentence for sentence in facts(sentences).within(block) if not sentence.heading and _names(heads, sentence.span.of(facts(folded))))


def _kinds(facts: Facts, sentence: Sentence, params: Params) -> Iterable[str]:
    """What sorts of acts the sentence tells of, pledges too."""
    recited = patterns.alternation(params.recited)
    for _, clause in _acts(facts(folded), sentence.span, params):
        words = clause.of(facts(folded))
        if not patterns.search(recited, words):
            yield from (name for name, pattern in params.kinds.items() if patterns.search(pattern, words))


def _elsewhere(facts: Facts, params: Params) -> list[Sentence]:
    """Sentences on the head outside a section of their own.

    One that names the duty in the opening says nothing yet, and one sort of act told for its own sake (hearings among
    the lawsuits) is no account of the duty either.
    """
    flat = facts(folded)
    heads, duty, opens = (patterns.alternation(given) for given in (params.heads, params.duty, params.opens))
    result: list[Sentence] = []
    for block in facts(roles).leader_talk:
        told = [sentence for sentence in facts(sentences).within(block) if not sentence.heading]
        on_duty = patterns.search(duty, block.of(flat)) is not None
        throughout = on_duty or patterns.search(opens, block.of(flat).lstrip()) is not None
        about = told if throughout else [sentence for sentence in told if _names(heads, sentence.span.of(flat))]
        weight = sum(_weight(flat, sentence, params) for sentence in about)
        acts = len({act.of(flat)[:2] for sentence in about for act, _ in _acts(flat, sentence.span, params)})
        opening = facts(roles).at(block.start) == "opening"
        if (on_duty and (not opening or weight)) or (weight >= _ENOUGH and acts >= _ENOUGH):
            result += [sentence for sentence in about if _names(heads, sentence.span.of(flat)) or _weight(flat, sentence, params)] or about
    return result


def _names(heads: str, words: str) -> bool:
    """Whether the words speak of the head other than as the head of a group."""
    return patterns.search(heads, _TITULAR.sub("", words)) is not None


def _weight(flat: str, sentence: Sentence, params: Params) -> int:
    """2 for a sentence with an exact act, else 1 for each act in it that is more than a pledge, 2 at most."""
    figures, soft = (patterns.alternation(given) for given in (params.figures, params.soft))
    weight = 0
    for act, clause in _acts(flat, sentence.span, params):
        if patterns.search(figures, clause.of(flat)):
            return _ENOUGH
        if not patterns.search(soft, flat[clause.start : act.end]):
            weight += 1
    return min(weight, _ENOUGH)


def _acts(flat: str, span: Span, params: Params) -> Iterable[tuple[Span, Span]]:
    """Each clause with an act, and where in it."""
    acts, undone = (patterns.alternation(given) for given in (params.acts, params.not_acts))
    for clause in clauses(flat, span):
        words = clause.of(flat)
        found = patterns.search(acts, words)
        if found and not patterns.search(undone, words):
            yield Span(clause.start + found.start, clause.start + found.end), clause

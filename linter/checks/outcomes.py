"""Claims in place of facts: vague counts, long passages without a fact, praise of oneself, plans that are slogans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Literal

from linter import patterns
from linter.checks import Hit, Pattern
from linter.checks import Params as Base
from linter.document import Span, Spans
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.outline import outline
from linter.facts.roles import Role, roles
from linter.facts.sentences import Sentence, sentences
from linter.facts.signature import signature
from linter.late import late

_NUMBERED = late(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]")
_ITEM = late("[一二三四五六七八九十]{1,3}是")
_SAID = 2  # letters: what a clause must have in common with its heading to say it again


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`ask` words: `wrong` in a clause without a `facts` pattern; where the whole sentence of at least `shortest` characters is `wrong` or `slogans`
    alone it is said of the sentence, and more gravely but in the opening. `ask` passage: a section of at least `shortest` characters
    without one. `ask` slogans: such a section of clauses that each match one of `slogans` or `wrong`, or do so once what its heading says
    is taken for 工作, below another heading; or where none of `tasks` stands in it but what the heading says, and a `share` of its clauses match one of
    these or of `frames`. In a passage only one below another heading where it is to be `nested`. Never more than one
    finding a section, in passages with one of `roles`. `ask` whole: all passages together, as if they were one."""

    ask: Literal["words", "passage", "slogans", "whole"]
    roles: tuple[Literal["opening", "achievements", "leader", "plan"], ...]
    facts: tuple[Pattern, ...] = ()
    wrong: tuple[Pattern, ...] = ()
    shortest: int = 0
    slogans: tuple[Pattern, ...] = ()
    frames: tuple[Pattern, ...] = ()
    tasks: tuple[Pattern, ...] = ()
    share: float = 0.5
    within: Literal["clause", "sentence"] = "clause"
    nested: bool = False


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat, tree = facts(folded), facts(outline)
    supported, wrong, slogans = (patterns.alternation(given) for given in (params.facts, params.wrong, (*params.slogans, *params.wrong)))
    if params.ask == "whole":
        yield from _all_of_it(facts, supported, params)
        return
    if params.ask == "slogans":
        yield from _hollow(facts, supported, slogans, params)
        return
    likely = patterns.may_hold_at(wrong, flat) if params.ask == "words" else None
    for section, passage in _passages(facts, params.roles):
        if params.ask == "words":
            alone = slogans if params.slogans and facts(roles).at(passage[0].span.start) != "opening" else ""
            hits = list(_vague(flat, passage, supported, wrong, alone, params, likely))
            yield from sorted(hits, key=lambda hit: hit.severity == "info")[:1]
            continue
        if params.nested and (section is None or tree.sections[section].parent is None):
            continue
        words = _words(flat, passage)
        if len(words) >= params.shortest and not patterns.search(supported, words):
            yield Hit(tree.sections[section].heading if section is not None else passage[0].span, {"length": len(words)})


def _hollow(facts: Facts, supported: str, slogans: str, params: Params) -> Iterator[Hit]:
    """Sections below a heading of slogans alone, except where all below it are such: then the whole part is the matter."""
    flat, tree = facts(folded), facts(outline)
    hollow: dict[int, list[Hit]] = {}
    for section, passage in _passages(facts, params.roles):
        above = tree.sections[section] if section is not None else None
        if above is None or above.parent is None or tree.children(above):
            continue  # what is said before the items of a section only leads to them
        words, title = _words(flat, passage), above.title.of(flat)
        if len(words) < params.shortest or patterns.search(supported, title + words):
            continue
        if _is_hollow(flat, passage, title, slogans, params):
            span, role = Span(passage[0].span.start, passage[-1].span.end), facts(roles).at(passage[0].span.start)
            hollow.setdefault(above.parent, []).append(Hit(span, {"heading": above.heading.of(flat)}, variant=role))
    for parent, hits in hollow.items():
        if len(hits) < len(tree.children(tree.sections[parent])):
            yield from hits


def _all_of_it(facts: Facts, supported: str, params: Params) -> Iterator[Hit]:
    """Everything said in these roles, told at the first heading above it."""
    flat, tree = facts(folded), facts(outline)
    passages = list(_passages(facts, params.roles))
    words = _words(flat, (sentence for _, passage in passages for sentence in passage))
    if passages and len(words) >= params.shortest and not patterns.search(supported, words):
        section, passage = passages[0]
        yield Hit(tree.path(tree.sections[section])[0].heading if section is not None else passage[0].span, {"length": len(words)})


def _words(flat: str, passage: Iterable[Sentence]) -> str:
    return "".join(sentence.span.of(flat).replace(" ", "") for sentence in passage)


def _passages(facts: Facts, wanted: Iterable[Role]) -> Iterator[tuple[int | None, list[Sentence]]]:
    """Sentences that stand together: under one heading, or where there are none in one role."""
    by_role, signed = facts(roles), facts(signature).spans
    group: list[Sentence] = []
    key: tuple[int | None, Role] | None = None
    for sentence in facts(sentences).all:
        here = (sentence.section, by_role.at(sentence.span.start))
        if here != key:
            if group and key is not None and key[1] in wanted:
                yield key[0], group
            group, key = [], here
        if not sentence.heading and not any(span.overlaps(sentence.span) for span in signed):
            group.append(sentence)
    if group and key is not None and key[1] in wanted:
        yield key[0], group


def _clauses(flat: str, passage: Iterable[Sentence]) -> list[str]:
    return [words for sentence in passage for clause in sentence.clauses if (words := clause.of(flat).strip())]


def _without_task(flat: str, passage: list[Sentence], heading: str, params: Params) -> bool:
    """Whether nothing is done or to be done here but what the heading says, while slogans are the `share` of it."""
    tasks, frames = patterns.alternation(params.tasks), patterns.alternation((*params.frames, *params.slogans, *params.wrong))
    clauses = _clauses(flat, passage)
    if any(match[0] not in heading for words in clauses for match in patterns.find_all(tasks, words)):
        return False
    return sum(1 for words in clauses if _is_slogan(words, heading, frames)) >= params.share * len(clauses)


def _is_hollow(flat: str, passage: list[Sentence], heading: str, slogans: str, params: Params) -> bool:
    return _slogans_only(flat, passage, heading, slogans) or (bool(params.tasks) and _without_task(flat, passage, heading, params))


def _slogans_only(flat: str, passage: list[Sentence], heading: str, slogans: str) -> bool:
    clauses = _clauses(flat, passage)
    return bool(clauses) and all(_is_slogan(words, heading, slogans) for words in clauses)


def _is_slogan(words: str, heading: str, slogans: str) -> bool:
    return bool(patterns.search(slogans, words) or patterns.search(slogans, _without(words, heading)))


def _without(words: str, heading: str) -> str:
    """The words with 工作 for the longest stretch that the heading says too: 提升法制审核质效 under 补强法制审核."""
    stretches = (heading[at : at + size] for size in range(len(heading), _SAID - 1, -1) for at in range(len(heading) - size + 1))
    said = next((stretch for stretch in stretches if stretch in words), None)
    return words.replace(said, "工作", 1) if said else words


def _vague(
    flat: str, passage: list[Sentence], supported: str, wrong: str, alone: str, params: Params, likely: Spans | None
) -> Iterator[Hit]:
    for sentence, after in zip_longest(passage, passage[1:]):
        if (sentence is passage[0] and _is_heading(flat, passage)) or (after is not None and _leads(flat, sentence, after)):
            continue
        for clause in sentence.clauses if likely is None or likely.overlap(sentence.span) else ():
            if likely is not None and not likely.overlap(clause):
                continue
            found = patterns.search(wrong, clause.of(flat))
            reach = clause if params.within == "clause" else sentence.span
            if not found or patterns.search(supported, reach.of(flat)):
                continue
            if alone and len(_words(flat, [sentence])) >= params.shortest and _is_hollow(flat, [sentence], "", alone, params):
                yield Hit(sentence.span, variant="alone")
            else:
                yield Hit(Span(clause.start + found.start, clause.start + found.end), severity="info")


def _leads(flat: str, sentence: Sentence, after: Sentence) -> bool:
    """Whether a sentence is what the item is called that goes on behind it: 二是执法能力全面提升。全年培训4期。"""
    return _ITEM.match(flat, sentence.span.start) is not None and _ITEM.match(flat, after.span.start) is None


def _is_heading(flat: str, passage: list[Sentence]) -> bool:
    """Whether the first sentence is a heading that ends with a full stop: a numbered line of its own, and more below it."""
    first = passage[0].span
    return len(passage) > 1 and _NUMBERED.match(flat, first.start) is not None and flat.startswith("\n", first.end) and flat[max(0, first.start - 1) : first.start] in ("", "\n")

"""Words that do not go together: verb and object, subject and predicate, an adverb without its verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lexical import in_title
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.sentences import Sentence, clauses, sentences
from linter.facts.tokens import tokens
from linter.review import Severity

_GAP = 24  # letters between verb and object; beyond that another verb usually governs
_ATTRIBUTE = ("的", "率", "性", "度", "后", "前", "时")  # after a verb: it is part of a noun or of a relative clause


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Heads and partners no one of which goes with any other: verbs and objects, or subjects and predicates.

    `adjacent`: also with nothing between. `relative`: also where the object is what the verb's clause describes (……的重要性).
    """

    heads: list[str]
    partners: list[str]
    right: str
    severity: Severity | None = None
    adjacent: bool = False
    relative: bool = False


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`breaks` end the reach of a verb, `governors` before a verb make it an attribute, `between` may stand before a predicate."""

    ask: Literal["object", "predicate"]
    objects: list[Pair] = []
    predicates: list[Pair] = []
    breaks: list[str] = []
    governors: list[str] = []
    between: list[str] = []
    compounds: list[str] = []


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    table = _table(params.objects if params.ask == "object" else params.predicates)
    first = re.compile("|".join(sorted(map(re.escape, table), key=lambda word: (-len(word), word))) or r"(?!)")
    for sentence in facts(sentences).all:
        for clause in clauses(flat, sentence.span):
            words = clause.of(flat)
            for match in first.finditer(words):
                if params.ask == "object":
                    yield from _objects(facts, sentence, clause, words, match, table[match[0]], params)
                else:
                    yield from _predicates(facts, clause, words, match, table[match[0]], params)


Table = dict[str, list[tuple[str, Pair]]]


def _table(pairs: list[Pair]) -> Table:
    table: Table = {}
    for pair in pairs:
        for head in pair.heads:
            table.setdefault(head, []).extend((partner, pair) for partner in pair.partners)
    return table


def _objects(
    facts: Facts, sentence: Sentence, clause: Span, words: str, match: re.Match[str], partners: list[tuple[str, Pair]], params: Params
) -> Iterator[Hit]:
    head, begin = match[0], match.end()
    for partner, pair in partners:
        at = words.find(partner, begin)
        if at < 0 or at - begin > _GAP or not _closes(words, at + len(partner), params.breaks):
            continue
        gap = words[begin:at]
        if (not gap and not pair.adjacent) or gap.startswith(_ATTRIBUTE) or _broken(gap, params.breaks):
            continue
        if gap.endswith("的") and not pair.relative:
            continue
        if _is_attribute(words[: match.start()], "的" in gap, params.governors):
            continue
        if any(compound in words[begin : at + len(partner)] for compound in params.compounds):
            continue
        flat = facts(folded)
        verb = Span(clause.start + match.start(), clause.start + begin)
        noun = Span(clause.start + at, clause.start + at + len(partner))
        if in_title(flat, verb) or in_title(flat, noun):
            continue
        cut = facts(tokens)
        if cut.aligned(verb, sentence.span) and cut.aligned(noun, sentence.span):
            yield Hit(
                Span(verb.start, noun.end), {"head": head, "partner": partner, "right": pair.right},
                entry=f"{head}…{partner}", severity=pair.severity,
            )
            return


def _closes(words: str, end: int, verbs: Iterable[str]) -> bool:
    """Whether a noun that ends here is a head: the clause ends, or what follows joins another noun or another verb on."""
    rest = words[end:].lstrip("”’）")
    if not rest or rest[0].isdigit():
        return True
    if rest[0] == "、":
        return rest.startswith(tuple(verbs), 1)
    return rest.startswith(("和", "与", "以及", "并")) and len(rest) == len(words) - end


def _broken(gap: str, breaks: list[str]) -> bool:
    return any(word in gap for word in breaks)


def _is_attribute(before: str, relative: bool, governors: list[str]) -> bool:
    """Whether another verb before this one governs the phrase: 提高落实政策的能力, 提高执法、化解矛盾的能力."""
    if not relative:
        before = before[max(before.rfind("、"), before.rfind("并")) + 1 :]
    return any(word in before for word in governors)


def _predicates(
    facts: Facts, clause: Span, words: str, match: re.Match[str], partners: list[tuple[str, Pair]], params: Params
) -> Iterator[Hit]:
    rest = words[match.end() :]
    skipped = 0
    while True:
        word = next((word for word in params.between if rest.startswith(word, skipped)), None)
        if word is None:
            break
        skipped += len(word)
    for partner, pair in partners:
        if rest.startswith(partner, skipped) and (skipped + len(partner) == len(rest) or rest[skipped + len(partner)] in "、的”了"):
            end = clause.start + match.end() + skipped + len(partner)
            yield Hit(
                Span(clause.start + match.start(), end), {"head": match[0], "partner": partner, "right": pair.right},
                entry=f"{match[0]}…{partner}", severity=pair.severity,
            )
            return

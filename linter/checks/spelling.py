"""Common words misspelt with a letter of the same sound: pairs of letters that are no word, one slip away from one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from functools import cache

from linter import resources
from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._around import begins_name, idiom_over, is_half
from linter.checks._lexical import on_words
from linter.checks._likelier import gain
from linter.document import Span
from linter.facts import Facts
from linter.facts.folded import folded
from linter.facts.phrases import index
from linter.facts.sentences import sentences
from linter.facts.tokens import tokens
from linter.review import Edit

_GAIN = 7  # nats that the text gains by the word meant
_REMEMBERED = 1 << 17  # pairs, some ten megabytes


class Params(Base, frozen=True, forbid_unknown_fields=True):
    """`list` is the file of slips, `neighbours` that of words side by side. `names` are letters that end a name; a pair right
    before one of them is left alone, and so is one that ends in a letter of `ends`, which says that a verb's act is over (学完).
    Those that `stands` names are words that the dictionary lacks."""

    list: str
    neighbours: str
    names: str = ""
    ends: str = ""
    stands: tuple[str, ...] = ()


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    flat = facts(folded)
    known = facts(index)
    slips = _slips_among(params.list, known.held)
    for place in known.places(slips.keys()):
        span = Span(place, place + 2)
        right, sure = slips[span.of(flat)]
        if span.of(flat) in params.stands or flat[place + 1] in params.ends or _is_meant(flat, span, params.names) or not (sure or _fits(flat, span, right, params.neighbours)):
            continue
        sentence = facts(sentences).at(span.start)
        if sentence is not None and sentence.span.contains(span) and on_words(facts, span) and not _is_word(facts, sentence.span, span) and gain(facts, span, right) >= _GAIN:
            yield Hit(span, {"right": right}, edits=(Edit(span, right),), entry=span.of(flat))


def _is_meant(flat: str, span: Span, ends: str) -> bool:
    """Whether the pair is no word to be spelt: of a name that goes on, of one told more than once that ends here (渠县), of an idiom, a measure word."""
    if flat[span.start - 1 : span.start].isdigit() or idiom_over(flat, span) or is_half(flat, span):
        return True  # 67口井, 慎终如始, 学法悟法
    return flat[span.end : span.end + 1] in ends or begins_name(flat, span.end) or (flat[span.end - 1] in ends and flat.count(span.of(flat)) > 1)


def _fits(flat: str, span: Span, right: str, name: str) -> bool:
    """Whether the word meant often stands beside the letters before or after."""
    rows = _neighbours(name)
    return _follows(right, rows.get(flat[max(0, span.start - 2) : span.start], "")) or _follows(flat[span.end : span.end + 2], rows.get(right, ""))


def _follows(word: str, following: str) -> bool:
    """Whether a word of two letters is one of those that stand one after another in `following`."""
    at = following.find(word) if len(word) == 2 else -1
    while at > 0 and at % 2:  # the end of one and the beginning of the next
        at = following.find(word, at + 1)
    return at >= 0


def _is_word(facts: Facts, within: Span, span: Span) -> bool:
    return any(word.span == span for word in facts(tokens).about(span, within))


def _slips_among(name: str, pairs: Set[str]) -> Mapping[str, tuple[str, bool]]:
    """The wrong ones of these and of other reports' pairs: most are in many reports."""
    met, slips = _met(name)
    if len(met) > _REMEMBERED:
        met.clear()
    for pair in pairs - met:
        slip = _slip(name, pair) if len(pair) == 2 else None
        if slip is not None:
            slips[pair] = slip
    met |= pairs
    return slips


@cache
def _met(name: str) -> tuple[set[str], dict[str, tuple[str, bool]]]:
    """The pairs of earlier reports, and the wrong ones."""
    return set(), {}


def _slip(name: str, pair: str) -> tuple[str, bool] | None:
    """The word meant by a wrong pair, and whether the slip is sure. One letter is right: few words are looked at, and the hundred thousand slips are no table."""
    if pair not in _row_of(name, 0, pair[0]) and pair not in _row_of(name, 1, pair[1]):
        return None
    rows, starting, ending = _rows(name)
    row = max((row for row in (*starting.get(pair[0], ()), *ending.get(pair[1], ())) if rows[row].find(pair) > 0), default=None)
    if row is None or not pair.isalpha():
        return None
    return rows[row][:2], rows[row].index(pair) < rows[row].index("|")


@cache
def _row_of(name: str, at: int, letter: str) -> str:
    """The rows of the words whose first or second letter it is, as one text: most pairs are in none of them."""
    rows, *by_letter = _rows(name)
    return "\n".join([rows[row] for row in by_letter[at].get(letter, ())])


@cache
def _rows(name: str) -> tuple[list[str], dict[str, list[int]], dict[str, list[int]]]:
    """A row a word, with its slips; the rows by the word's first and second letter."""
    rows = [line for line in resources.lexicon(name).read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    starting: dict[str, list[int]] = {}
    ending: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        starting.setdefault(row[0], []).append(number)
        ending.setdefault(row[1], []).append(number)
    return rows, starting, ending


@cache
def _neighbours(name: str) -> dict[str, str]:
    """The words of two letters that often follow each word, one after another as in the file: few are ever asked for."""
    lines = resources.lexicon(name).read_text(encoding="utf-8").split("\n")
    return {line[:2]: line[3:] for line in lines if line and not line.startswith("#")}

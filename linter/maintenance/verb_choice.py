"""Build `rulesets/lexicon/verb-choice.txt`: which of the near verbs of `near-verbs.txt` official prose never puts with a noun.

    python -m linter.maintenance.verb_choice FILE…
        (large files of proof-read official prose; lines that repeat one another count once)

Among the verbs of one row a noun takes some often and others never. A verb that is never met is told improbable when, by its
share of all that the row governs, it should have been met `LEAST` times or more. Counting within a row asks for a tenth of the text that
counting over all verbs would: 素质 takes few verbs at all, but nearly always one that says better. Counted is a little more
than what is read with certainty (`checks._governing`), so that what has been said in any way is not told improbable.
Pairs that W111 and W112 list are left to these. Only pairs and numbers are shipped, no text can be made out of them.

Shipped: counted over news, work reports, essays and statutes, fourteen million letters.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

from linter import resources
from linter.checks._governing import BARS, BETWEEN, LINKS, MODAL, REACH, is_noun
from linter.checks._pairs import Key, Params, prepare
from linter.checks.verb_choice import FILE, NONE
from linter.document import Span
from linter.facts.folded import fold
from linter.facts.tokens import Token, Tokens
from linter.ruleset.loader import load

NEAR = "near-verbs.txt"
LEAST = 3.0  # times that the pair should have been met
SURE = 6.0  # the same, for more than a remark
NOUNS = 8  # times that a noun is met with the verbs of a row
NOUNLIKE = (0.4, 20)  # share of its uses in which a verb stands where a noun does, of so many uses
OFTEN = 5  # times that the noun is met with the verb that is said instead
_CLAUSE = re.compile(r"[^，；：。！？\s]+")
_LENGTHS = range(4, 81)  # letters of a clause

GENERAL = frozenset("开展 接受 审查 整改 处理 办理 安排 获得 建立 实行".split())  # said of nearly anything: their absence shows little
HEADER = """\
# What official prose says with a noun, near verbs that it never puts with it, and those whose absence shows less.
# Made by `python -m linter.maintenance.verb_choice`; do not edit. See there for how and from what."""

Pair = tuple[str, str]  # noun, verb
Row = Sequence[Sequence[str]]  # near verbs, those together that say the same


def clauses(texts: Iterable[str]) -> Iterator[tuple[Token, ...]]:
    """The clauses of the texts as words, each once."""
    seen: set[int] = set()
    for text in texts:
        for line in fold(text).splitlines():
            cut = Tokens(line)
            for match in _CLAUSE.finditer(line):
                if len(match[0]) in _LENGTHS and hash(match[0]) not in seen:
                    seen.add(hash(match[0]))
                    yield cut.of(Span(*match.span()))


def nounlike(read: Iterable[Sequence[Token]]) -> frozenset[str]:
    """Verbs that mostly stand where a noun does: after a noun or 的 and before what may follow a noun."""
    uses: Counter[str] = Counter()
    nouns: Counter[str] = Counter()
    for words in read:
        for at, (word, tag, _) in enumerate(words):
            if tag in ("v", "vn") and len(word) > 1:
                uses[word] += 1
                before = words[at - 1].tag if at else ""
                after = words[at + 1].tag if at + 1 < len(words) else "x"
                nouns[word] += before in ("uj", "b", "vn", "a", "an", "j", "n") and after != "ul" and after[:1] in "nvcux"
    share, often = NOUNLIKE
    return frozenset(word for word, count in uses.items() if count >= often and nouns[word] >= share * count)


def count(read: Iterable[Sequence[Token]], like_nouns: Set[str]) -> dict[str, Counter[Pair]]:
    """How often each noun is met with each verb, as its object and as its subject."""
    found: dict[str, Counter[Pair]] = {"objects": Counter(), "subjects": Counter()}
    for words in read:
        found["objects"].update((words[noun].word, words[verb].word) for noun, verb in _objects(words, like_nouns))
        found["subjects"].update((words[noun].word, words[verb].word) for noun, verb in _subjects(words, like_nouns))
    return found


def _objects(words: Sequence[Token], like_nouns: Set[str]) -> Iterator[tuple[int, int]]:
    """Nouns that end their phrase, each with the nearest verb before it."""
    for noun in range(1, len(words)):
        if not is_noun(words[noun], like_nouns) or (noun + 1 < len(words) and not _may_follow(words[noun + 1], like_nouns)):
            continue
        for at in range(noun - 1, max(-1, noun - REACH), -1):
            word, tag, _ = words[at]
            if tag in ("p", "d") or word in BARS or (tag == "v" and word in MODAL):
                break
            if _governs(words[at], like_nouns):
                between = words[at + 1 : noun]
                described = any(one.word == "的" for one in between) and any(_governs(one, like_nouns) for one in words[:at])
                if not described and not (between and between[0].word in LINKS):
                    yield noun, at
                break


def _governs(word: Token, like_nouns: Set[str]) -> bool:
    return word.tag == "v" and len(word.word) > 1 and word.word not in like_nouns and word.word not in MODAL


def _may_follow(word: Token, like_nouns: Set[str]) -> bool:
    return word.word in "、）”’等了" or word.tag in ("c", "d", "f", "p") or (word.tag == "v" and word.word not in like_nouns)


def _subjects(words: Sequence[Token], like_nouns: Set[str]) -> Iterator[tuple[int, int]]:
    """Verbs and adjectives that end the clause or a member of its list, each with the noun before it."""
    for at in range(1, len(words)):
        word, tag, _ = words[at]
        ends = at + 1 == len(words) or words[at + 1].word in "、了”" or words[at + 1].tag == "c"
        if not ends or tag[:1] not in ("a", "v") or len(word) > 2 or word in BETWEEN or word in MODAL:
            continue
        noun = at - 1
        while noun >= 0 and (words[noun].word in BETWEEN or words[noun].tag == "d"):
            noun -= 1
        if noun >= 0 and is_noun(words[noun], like_nouns) and not (noun == at - 1 and word in like_nouns):
            yield noun, at


def improbable(counts: Counter[Pair], rows: Iterable[Row]) -> dict[Pair, tuple[str, float]]:
    """Pairs never met that should have been met `LEAST` times or more: what is said instead, and how often they should have been."""
    found: dict[Pair, tuple[str, float]] = {}
    by_noun: dict[str, Counter[str]] = {}
    for (noun, verb), times in counts.items():
        by_noun.setdefault(noun, Counter())[verb] = times
    for row in rows:
        verbs = {verb: sum(met[verb] for met in by_noun.values()) for same in row for verb in same}
        for noun, met in by_noun.items():
            own = {verb: met[verb] for verb in verbs}
            total, right = sum(own.values()), _right(own)
            if total < NOUNS or not right:
                continue
            for same in row:
                if any(own[verb] for verb in same):
                    continue
                for verb in same:
                    due = verbs[verb] * total / sum(verbs.values())
                    if due >= max(LEAST, found.get((noun, verb), ("", 0.0))[1]):
                        found[noun, verb] = right, due
    return found


def _right(own: dict[str, int]) -> str:
    """The one or two verbs that the noun takes most."""
    best = sorted(own, key=lambda verb: -own[verb])[:2]
    return "、".join(verb for verb in best if own[verb] >= max(OFTEN, own[best[0]] / 4))


def rows(kind: str) -> list[Row]:
    """The rows of `near-verbs.txt` under a heading."""
    text = resources.lexicon(NEAR).read_text(encoding="utf-8")
    return [[same.split("=") for same in line.split()] for line in text.split(f"[{kind}]\n")[1].split("[")[0].splitlines()]


def listed() -> set[Pair]:
    """The pairs that W111 and W112 tell."""
    objects, predicates = (prepare(Key(params)).table for rule in load("base").rules if isinstance(params := rule.params, Params))
    told = {(noun, verb) for verb, partners in objects.items() for noun in partners}
    return told | {(noun, verb) for noun, partners in predicates.items() for verb in partners}


def lines(kind: str, found: dict[Pair, tuple[str, float]]) -> Iterator[str]:
    """What the check reads: a noun, what is said with it, the verbs that are not, and those of them that were due seldom."""
    grouped: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for (noun, verb), (right, due) in sorted(found.items()):
        grouped.setdefault((noun, right), ([], []))[due < SURE].append(verb)
    return (" ".join((kind, *key, *("、".join(verbs) or NONE for verbs in told))) for key, told in grouped.items())


def build(texts: Sequence[str]) -> str:
    """The data file out of official prose."""
    like_nouns = nounlike(clauses(texts))
    known = listed()
    made = [HEADER, " ".join(["nounlike", *sorted(like_nouns)])]
    for kind, counts in count(clauses(texts), like_nouns).items():
        found = {pair: told for pair, told in improbable(counts, rows(kind)).items() if pair not in known and pair[1] not in GENERAL}
        made += lines(kind, found)
    return "\n".join(made) + "\n"


def main(arguments: list[str]) -> int:
    text = build([Path(name).read_text(encoding="utf-8", errors="replace") for name in arguments])
    resources.lexicon(FILE).write_text(text, encoding="utf-8")
    print(f"{FILE}: {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

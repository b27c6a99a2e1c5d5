"""A verb that has lost its object: 召开 without a meeting."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from linter.checks import Hit
from linter.checks import Params as Base
from linter.checks._lexical import in_title
from linter.document import Span
from linter.facts import Facts
from linter.facts.clauses import clauses
from linter.facts.folded import folded
from linter.facts.phrases import index
from linter.facts.sentences import sentences
from linter.facts.tokens import tokens
from linter.late import late
from linter.review import Severity

_OF_RULE = late("建立|健全|完善|坚持|落实|执行|实行")  # verbs of a rule that the phrase is the name of
_SHORTEST = 3  # letters after the verb: less is no phrase
_LONGEST = 40  # letters reported
_ADVERBS = ("胜利", "成功", "顺利", "隆重", "如期", "正式", "即将", "在京", "的", "")


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb with all its objects; `unless` follows where it has none, `subjects` are what it happens to. `right` is for the message."""

    verb: str
    right: str
    objects: list[str]
    unless: list[str] = []
    subjects: list[str] = []
    severity: Severity | None = None


class Params(Base, frozen=True, forbid_unknown_fields=True):
    rows: list[Row]


def check(facts: Facts, params: Params) -> Iterable[Hit]:
    parts, every = facts(clauses), facts(sentences).all
    for row in params.rows:
        for verb in facts(index).phrases((row.verb,)):
            clause = parts.at(verb.start)
            hit = _hit(facts, every[clause.sentence].span, clause.span, verb, row) if clause else None
            if hit is not None:
                yield hit


def _hit(facts: Facts, sentence: Span, clause: Span, verb: Span, row: Row) -> Hit | None:
    flat = facts(folded)
    before, after = flat[clause.start : verb.start], flat[verb.end : clause.end]
    if len(after.strip("了过”")) < _SHORTEST or after[0].isdigit() or after.startswith(tuple(row.unless)) or any(word in after for word in row.objects):
        return None
    if before.endswith("未"):
        return None  # 退还未履行项目费用
    if _OF_RULE.search(before) and after.endswith(("机制", "制度")):
        return None  # 建立定期听取信访维稳工作机制
    if row.subjects and before.endswith(tuple(subject + adverb for subject in row.subjects for adverb in _ADVERBS)):
        return None
    if in_title(flat, verb) or not _is_whole(flat, clause) or not facts(tokens).aligned(verb, sentence):
        return None
    return Hit(Span(verb.start, min(clause.end, verb.start + _LONGEST)), {"verb": row.verb, "right": row.right}, entry=row.verb, severity=row.severity)


def _is_whole(flat: str, clause: Span) -> bool:
    """Whether a mark ends the clause: at the end of a line the text may go on."""
    return flat[clause.end : clause.end + 1] not in ("", "\n")

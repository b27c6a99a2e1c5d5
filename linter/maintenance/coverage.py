"""Who owns what: every item of the checklist, every family, every wrong wording and every debt of the lexicon `owed`,
with the rule that answers for it, so that a gap shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from linter import resources, selftest
from linter.engine import review
from linter.facts import Facts
from linter.readers.text import from_string
from linter.review import LETTERS, SEVERITY_NAMES, Finding
from linter.ruleset.convert import convert
from linter.ruleset.entries import entries_of, names_of
from linter.ruleset.model import Example, Ruleset, Spec
from linter.ruleset.yaml_source import read
from linter.writers.explain import FAMILY_NAMES

_LEXICAL = frozenset("WPFNDR")
_GAP = "**缺**"


class Debt(Spec, frozen=True):
    """A passage that some rule must report, or that none may."""

    text: str
    about: str
    year: int = selftest.YEAR


class Debts(Spec, frozen=True):
    schema: int
    wrong: list[Debt]
    right: list[Debt]


class Answer(Struct, frozen=True):
    """What the rules say of a debt: ids of rules, and whether that is right."""

    debt: Debt
    rules: tuple[str, ...]
    ok: bool


def debts() -> Debts:
    path = resources.lexicon("owed.yaml")
    return convert(read(path, path.name).value, Debts)


def answers(ruleset: Ruleset) -> tuple[list[Answer], list[Answer]]:
    """For passages that are wrong and passages that are right."""
    owed = debts()
    wrong = [Answer(debt, found, bool(found)) for debt in owed.wrong for found in [_reporting(ruleset, debt)]]
    right = [Answer(debt, found, not found) for debt in owed.right for found in [_reporting(ruleset, debt)]]
    return wrong, right


def _reporting(ruleset: Ruleset, debt: Debt) -> tuple[str, ...]:
    """Rules that report the marked part (any part where none is marked) as error or warning, as info where none does."""
    placed = selftest.place(ruleset.rules[0], Example(text=debt.text, year=debt.year))
    bare, _ = selftest.unmarked(debt.text)
    start = placed.text.index(bare)
    findings = [
        finding
        for finding in review(Facts(from_string(placed.text)), ruleset).findings
        if finding.rule[0] in _LEXICAL and start <= finding.span.start < start + len(bare) and _marked(finding, placed.marks)
    ]
    firm = [finding for finding in findings if finding.severity != "info"]
    return tuple(sorted({finding.rule for finding in firm or (findings if placed.marks else [])}))


def _marked(finding: Finding, marks: tuple[object, ...]) -> bool:
    return not marks or any(finding.span.overlaps(mark) for mark in marks)  # type: ignore[arg-type]


def page(rulesets: dict[str, Ruleset]) -> str:
    """The coverage page."""
    ruleset = rulesets["ecology"]
    wrong, right = answers(ruleset)
    lines = ["# 规则覆盖表", "", "由 `python -m linter.maintenance.docs` 生成，不要手改。每一项、每一族、每一个词条由哪条规则负责；没有规则的写“缺”。", ""]
    gaps = [*_item_gaps(ruleset), *(f"{answer.debt.about}：{answer.debt.text}" for answer in (*wrong, *right) if not answer.ok)]
    lines += ["## 缺口", "", *([f"- {gap}" for gap in gaps] or ["没有。"]), ""]
    lines += ["## 族", "", "| 族 | 字母 | 规则数 | 规则 |", "| --- | --- | --- | --- |", *_families(ruleset), ""]
    lines += ["## 对照项", "", "| 对照项 | 名称 | 规则 | 级别上限 | 规则集 |", "| --- | --- | --- | --- | --- |", *_items(rulesets), ""]
    lines += ["## 应当查出的用词和表述", "", "| 事项 | 例子 | 规则 |", "| --- | --- | --- |", *_debts(wrong), ""]
    lines += ["## 不应当报的用词和表述", "", "| 事项 | 例子 | 误报的规则 |", "| --- | --- | --- |", *_rights(right), ""]
    lines += ["## 词条", "", "| 错 | 对 | 规则 |", "| --- | --- | --- |", *_entries(ruleset), ""]
    lines += ["## 固定表述、文件和会议", "", "| 名称 | 规则 |", "| --- | --- |", *_names(ruleset), ""]
    return "\n".join(lines)


def cell(text: str) -> str:
    """Text inside a table of Markdown."""
    return re.sub(r"([|*_<>`\\])", r"\\\1", text.replace("\n", " "))


def _item_gaps(ruleset: Ruleset) -> Iterator[str]:
    for item, spec in ruleset.applicability.items.items():
        if item not in ruleset.by_item:
            yield f"对照项 {item}（{spec.name}）"


def _families(ruleset: Ruleset) -> Iterator[str]:
    for letter, category in LETTERS.items():
        ids = [rule.id for rule in ruleset.rules if rule.spec.category == category]
        yield f"| [{FAMILY_NAMES[category]}](rules/{category}.md) | {letter} | {len(ids)} | {'、'.join(ids) or _GAP} |"


def _items(rulesets: dict[str, Ruleset]) -> Iterator[str]:
    ruleset = rulesets["ecology"]
    for item, spec in ruleset.applicability.items.items():
        rule = ruleset.by_item.get(item)
        if rule is None:
            yield f"| `{item}` | {cell(spec.name)} | {_GAP} | | |"
            continue
        first = next(name for name, candidate in rulesets.items() if rule.id in candidate.by_id)
        yield f"| `{item}` | {cell(spec.name)} | {rule.id} | {SEVERITY_NAMES[rule.spec.severity]} | {first} |"


def _debts(found: list[Answer]) -> Iterator[str]:
    for answer in found:
        yield f"| {cell(answer.debt.about)} | {cell(answer.debt.text)} | {'、'.join(answer.rules) or _GAP} |"


def _rights(found: list[Answer]) -> Iterator[str]:
    for answer in found:
        yield f"| {cell(answer.debt.about)} | {cell(answer.debt.text)} | {'、'.join(answer.rules) or '没有'} |"


def _entries(ruleset: Ruleset) -> Iterator[str]:
    for rule in ruleset.rules:
        for wrong, right in dict.fromkeys((entry.wrong, entry.right) for entry in entries_of(rule)):
            yield f"| {cell(wrong)} | {cell(right) or '删去或改写'} | {rule.id} |"


def _names(ruleset: Ruleset) -> Iterator[str]:
    owners: dict[str, list[str]] = {}
    for rule in ruleset.rules:
        for name in dict.fromkeys(names_of(rule)):
            owners.setdefault(name, []).append(rule.id)
    for name, ids in owners.items():
        yield f"| {cell(name)} | {'、'.join(ids)} |"

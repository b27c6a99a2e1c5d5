"""Lints the rules themselves: what loads and still cannot be right. Looks at the data only; examples are run elsewhere."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from linter import checks, patterns
from linter.facts.folded import fold
from linter.review import LEVELS
from linter.ruleset.entries import Entry, entries_of
from linter.ruleset.errors import Problem, RulesetError
from linter.ruleset.loader import EVERY_RULE, loaded
from linter.ruleset.model import ItemSpec, Rule, Ruleset
from linter.ruleset.validate import all_patterns, bad_patterns, fields
from linter.ruleset.yaml_source import read

LONGEST_MESSAGE = 60

_ENGINE_FILLS = frozenset({"text", "entry"})
_ITEM_FILLS = frozenset({"item", "label", "ask", "zero", "year"})
_UNRELATED = ("甲", "一二三四五", "（）", "The quick brown fox", "，", "2024", "全局上下")
_NEIGHBOURS = ("before", "after", "not_before", "not_after")  # say what stands beside a match: anything but one letter is fair
_ACCUSES = re.compile("未落实|未履行|没有落实|没有履行|未开展|违法")


def metalint(ruleset: Ruleset) -> Iterator[Problem]:
    """What is doubtful in the rules, rule by rule, then what holds between them."""
    for rule in ruleset.rules:
        for message in _of_rule(rule, ruleset):
            yield problem(rule, message)
    entries = [entry for rule in ruleset.rules for entry in entries_of(rule)]
    for rule, message in _between(entries):
        yield problem(rule, message)
    answered = {*ruleset.by_item, *loaded(EVERY_RULE).by_item}  # the table is for all: what only one field answers is no doubt elsewhere
    for item in ruleset.applicability.items:
        if item not in answered:
            yield Problem("rulesets/applicability.yaml", 0, 0, f"对照项 {item} 没有规则；补一条规则，或从表中删去")


def problem(rule: Rule, message: str) -> Problem:
    line, column = place(rule)
    return Problem(rule.source, line, column, f"{rule.id} {message}")


@cache
def _read(path: Path, name: str) -> Any:
    return read(path, name)


def place(rule: Rule) -> tuple[int, int]:
    """Line and column of the rule in its file."""
    if rule.path is None:
        return 0, 0
    try:
        where: tuple[int, int] = _read(rule.path, rule.source).place(("rules", rule.index))
    except RulesetError:
        return 0, 0
    return where


# -- one rule


def _of_rule(rule: Rule, ruleset: Ruleset) -> Iterator[str]:
    spec = rule.spec
    if not spec.why:
        yield "没有 why；写一两句为什么要查"
    if not spec.suggest and spec.check != "engine":
        yield "没有 suggest；写明该怎么改"
    if spec.basis != "editorial":
        for entry in spec.basis:
            if entry.certainty == "memory" and entry.clause:
                yield f"依据 {entry.instrument} 凭记忆却写了条号；核实后再写，或删去条号"
    yield from _words(rule)
    yield from _placeholders(rule)
    if spec.item is not None:
        yield from _situations(rule, ruleset.applicability.items[spec.item])
    yield from _patterns(rule)
    yield from _conditions(rule)


def _words(rule: Rule) -> Iterator[str]:
    for variant, words in _variants(rule.spec.messages):
        if len(re.sub(r"\{\w+\}", "", words)) > LONGEST_MESSAGE:
            yield f"结论{variant}超过 {LONGEST_MESSAGE} 字；写短"
        if found := _ACCUSES.search(words):
            yield f"结论{variant}说“{found.group()}”；只说文中未见、未写"


def _variants(words: str | dict[str, str]) -> list[tuple[str, str]]:
    return [("", words)] if isinstance(words, str) else [(f" {variant} ", said) for variant, said in words.items()]


def _placeholders(rule: Rule) -> Iterator[str]:
    if rule.spec.check == "engine":
        return
    groups = {name for _, pattern in all_patterns(rule.params) for name in re.findall(r"\(\?P?<(\w+)>", pattern)}
    filled = _ENGINE_FILLS | (_ITEM_FILLS if rule.spec.item else frozenset()) | _strings(rule.spec.check) | groups
    for key in ("messages", "suggest"):
        for _, words in _variants(getattr(rule.spec, key)):
            for name in fields(words):
                if name not in filled:
                    yield f"{key} 里的 {{{name}}} 没有谁来填；改用检查 {rule.spec.check} 给出的名称"


@cache
def _strings(check: str) -> frozenset[str]:
    """Every name and string in the module of a check and the helpers it shares: values have their names there."""
    module = sys.modules[checks.kind(check).function.__module__]
    found: set[str] = set()
    for part in (module, *(value for value in vars(module).values() if inspect.ismodule(value)), *_helpers(module)):
        if not part.__name__.startswith("linter.checks"):
            continue
        for node in ast.walk(ast.parse(inspect.getsource(part))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
            elif isinstance(node, ast.keyword) and node.arg:
                found.add(node.arg)
    return frozenset(found)


def _helpers(module: Any) -> Iterator[Any]:
    names = {getattr(value, "__module__", None) for value in vars(module).values()}
    return (sys.modules[name] for name in sorted(name for name in names if name and name.startswith("linter.checks._")))


def _situations(rule: Rule, item: ItemSpec) -> Iterator[str]:
    """Situations of the item that give a finding, for which the rule has no words."""
    words = rule.spec.messages
    if isinstance(words, str) or "default" in words:
        return
    raised: set[str] = {situation for table in (item.severity, *(when.severity for when in item.when)) for situation, level in table.items() if level != "none"}
    expectations = {*item.expect.values(), *(when.expect for when in item.when)}
    if item.scale == "level" and "if-any" in expectations and expectations & {"must", "should"}:
        raised |= set(LEVELS[: LEVELS.index(item.at_least or "described")])
    for situation in sorted(raised - set(words)):
        yield f"messages 没有写 {situation} 时怎么说；补上，或写 default"


def _patterns(rule: Rule) -> Iterator[str]:
    invalid = [fault.message for fault in bad_patterns(rule.params)]
    yield from invalid
    if invalid:
        return
    for path, pattern in all_patterns(rule.params):
        if not pattern:
            if path[0] in rule.spec.with_:
                yield f"{path[-1]} 是空的正则；删去或写明"
        elif path[-1] not in _NEIGHBOURS and all(patterns.search(pattern, text) for text in _UNRELATED):
            yield f"正则 {pattern} 什么都能匹配；写窄"
        elif path[-1] not in _NEIGHBOURS and patterns.search(pattern, "") and not pattern.startswith("^") and not pattern.endswith("$"):
            yield f"正则 {pattern} 能匹配空串；写窄"
        elif never := unmatchable(pattern):
            yield f"正则 {pattern} 里的“{never}”匹配不到：文本已折叠，写成“{fold(never)}”"


def unmatchable(pattern: str) -> str:
    """The first literal of a pattern, outside a character class, that folded text never holds; empty if there is none."""
    bare = re.sub(r"\\.|\(\?[a-zA-Z:<>=P]*|\[(?:\\.|[^\]\\])*\]|\{\d*,?\d*\}", "\x00", pattern, flags=re.DOTALL)
    return next((character for character in bare if character not in "()?\x00" and fold(character) != character), "")


def _conditions(rule: Rule) -> Iterator[str]:
    for entry in entries_of(rule):
        if not entry.given.get("pattern") and fold(entry.wrong) != entry.wrong:
            yield f"词条 {entry.wrong} 匹配不到：文本已折叠，写成“{fold(entry.wrong)}”"
        if entry.given.get("pattern"):  # `wrong` is only a name then
            continue
        if entry.wrong == entry.right:
            yield f"词条 {entry.wrong} 的改法和原词一样；改正"
        for phrase in entry.given.get("unless") or []:
            if phrase == entry.wrong:
                yield f"词条 {entry.wrong} 的 unless 就是它自己，永远不报；删去"
            elif entry.wrong not in phrase:
                yield f"词条 {entry.wrong} 的 unless “{phrase}”不含该词，不起作用；删去或改正"


# -- rules against one another


def _between(entries: list[Entry]) -> Iterator[tuple[Rule, str]]:
    by_wrong: dict[str, list[Entry]] = {}
    for entry in entries:
        by_wrong.setdefault(entry.wrong, []).append(entry)
    for wrong, same in by_wrong.items():
        for first, second in combinations(same, 2):
            if _same_conditions(first, second):
                where = "同一条规则" if first.rule is second.rule else f"规则 {first.rule.id}"
                yield second.rule, f"词条 {wrong} 在{where}里已有；删去一处"
    for entry in entries:
        for other in by_wrong.get(entry.right, []):
            if other is entry or not other.unconditional:
                continue
            if other.right == entry.wrong:
                yield entry.rule, f"{entry.wrong}→{entry.right} 与规则 {other.rule.id} 的 {other.wrong}→{other.right} 相反；删去一处"
            else:
                yield entry.rule, f"{entry.wrong} 的改法“{entry.right}”又被规则 {other.rule.id} 当作错误；改正一处"
    plain = [entry for entry in entries if entry.unconditional]
    for entry in entries:
        for other in plain:
            if other.wrong in entry.right and other.wrong != entry.right and other.wrong not in entry.wrong:
                yield entry.rule, f"{entry.wrong} 的改法“{entry.right}”含有规则 {other.rule.id} 的错词“{other.wrong}”；改正一处"


def _same_conditions(first: Entry, second: Entry) -> bool:
    keys = (first.given.keys() | second.given.keys()) - {"right", "note", "safe", "severity", "variant"}
    return all((first.given.get(key) or None) == (second.given.get(key) or None) for key in keys - {"wrong"})

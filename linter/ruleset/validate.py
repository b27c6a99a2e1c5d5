"""What a rule must have beyond the right types. Each function yields `Fault`s with paths inside the rule."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter
from typing import Any

import msgspec
from msgspec import inspect

from linter import checks, patterns
from linter.checks import Params
from linter.review import LETTERS
from linter.ruleset.convert import Fault, choose
from linter.ruleset.model import Applicability, Example, RuleSpec

PATTERN = "re2"  # the format that `checks.Pattern` states


def rule(spec: RuleSpec, applicability: Applicability) -> Iterator[Fault]:
    if LETTERS.get(spec.id[0]) != spec.category:
        letter = next(letter for letter, category in LETTERS.items() if category == spec.category)
        yield Fault(f"编号 {spec.id} 与 category {spec.category} 不一致；这一族的编号以 {letter} 开头", ("id",))
    if spec.check not in checks.names():
        yield Fault(f"没有叫 {spec.check} 的检查；{choose(spec.check, checks.names())}", ("check",))
    if spec.item is not None and spec.item not in applicability.items:
        yield Fault(f"没有叫 {spec.item} 的对照项；{choose(spec.item, applicability.items)}", ("item",))
    if not spec.basis:
        yield Fault("basis 是空的；写明依据文件，没有依据的写 basis: editorial", ("basis",))
    if not spec.messages:
        yield Fault("messages 是空的；写明这条结论怎么说", ("messages",))
    yield from _templates(spec)
    yield from _examples(spec)


def _templates(spec: RuleSpec) -> Iterator[Fault]:
    for key in ("messages", "suggest"):
        words = getattr(spec, key)
        for variant, template in words.items() if isinstance(words, dict) else [(None, words)]:
            try:
                fields(template)
            except ValueError:
                path = (key,) if variant is None else (key, variant)
                yield Fault("花括号没有配对；占位符写成 {名称}，要写花括号本身就写两遍", path)


def fields(template: str) -> list[str]:
    """The placeholders of a message. Raises `ValueError` where braces do not pair."""
    names = [name for _, name, _, _ in Formatter().parse(template) if name is not None]
    if any(not name.isidentifier() for name in names):
        raise ValueError(template)
    return names


def _examples(spec: RuleSpec) -> Iterator[Fault]:
    given = spec.examples
    if spec.check != "engine" and spec.status != "preview":
        for kind, what in (("bad", "应报的"), ("good", "不应报的")):
            if not getattr(given, kind):
                yield Fault(f"规则 {spec.id} 没有 {kind} 例句；至少写一个{what}例句", ("examples",))
    for kind in ("bad", "good", "known_miss", "known_false_alarm"):
        for index, example in enumerate(getattr(given, kind)):
            if not isinstance(example, Example):
                continue
            if (example.text is None) == (example.file is None):
                yield Fault("例句的 text 和 file 要写一个，且只写一个；改正", ("examples", kind, index))
            if spec.item is None and (example.expect.level or example.expect.verdict):
                yield Fault("规则没有 item，例句不能期待 level 或 verdict；改写 count、entry 或 severity", ("examples", kind, index, "expect"))


def bad_patterns(params: Params) -> Iterator[Fault]:
    """Patterns that RE2 does not take, with paths inside the parameters."""
    for path, pattern in all_patterns(params):
        try:
            patterns.compile_pattern(pattern)
        except patterns.PatternError as error:
            yield Fault(f"正则 {pattern} 不能用（{error}）；RE2 不支持前后查找和反向引用，改写", path)


def all_patterns(params: Params) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every pattern among the parameters with its path: what states the format, and what is named so."""
    yield from _patterns(msgspec.to_builtins(params), inspect.type_info(type(params)), (), False)


def _patterns(value: Any, kind: inspect.Type, path: tuple[str | int, ...], named: bool) -> Iterator[tuple[tuple[str | int, ...], str]]:
    members = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    if isinstance(value, str):
        if named or any(_is_pattern(member) for member in members):
            yield path, value
        return
    for member in members:
        inner = member.type if isinstance(member, inspect.Metadata) else member
        if isinstance(value, list) and isinstance(inner, (inspect.ListType, inspect.VarTupleType)):
            for index, part in enumerate(value):
                yield from _patterns(part, inner.item_type, (*path, index), named)
        elif isinstance(value, dict) and isinstance(inner, inspect.DictType):
            for key, part in value.items():
                yield from _patterns(part, inner.value_type, (*path, key), named)
        elif isinstance(value, dict) and isinstance(inner, inspect.StructType):
            for field in inner.fields:
                if field.encode_name in value:
                    here = (*path, field.encode_name)
                    yield from _patterns(value[field.encode_name], field.type, here, named or is_pattern_name(field.encode_name))


def _is_pattern(kind: inspect.Type) -> bool:
    return isinstance(kind, inspect.Metadata) and (kind.extra_json_schema or {}).get("format") == PATTERN


def is_pattern_name(name: str) -> bool:
    return name in ("pattern", "patterns") or name.endswith(("_pattern", "_patterns"))

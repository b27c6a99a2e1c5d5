"""The JSON Schema of a configuration file, for editors, generated from the structs of the model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from linter.config.model import ConfigSpec
from linter.ruleset.schema import describe, widened

_CHOICES = {
    "ruleset": "规则集：内置名称（base、enforcement、ecology），或相对本文件的路径；不写则按报告自己的机关选",
    "select": "只要这些规则的结论",
    "ignore": "不要这些规则的结论；各处写的加在一起",
    "fail-on": "有不轻于此级的结论时退出码为 1；默认 error",
    "min-confidence": "只要把握不低于此的结论；默认 low",
    "stage": "阶段：draft 起草、submit 报送、publish 公开、archive 存档（只统计，不影响退出码）",
    "year": "报告年度",
    "agency": "报告机关的全称",
    "kind": "机关类型",
    "preview": "也用试行规则",
    "severities": "按编号或编号:词条改结论的级别；各处写的合在一起",
}
# What an editor shows beside a key. Every key has its words here; a test holds it.
WORDS: dict[str, str] = {
    "ConfigSpec": "fazhi-lint 的配置文件",
    **{f"ConfigSpec.{key}": words for key, words in _CHOICES.items()},
    "ConfigSpec.paths": "从路径取年度、机关、类型的式样，如 {year}/{agency}/*；几个式样取第一个对得上的",
    "ConfigSpec.overrides": "只对一部分报告说的话；后写的压过先写的",
    "ConfigSpec.exceptions": "例外：照原样放过的结论",
    "ConfigSpec.cannot_except": "不得例外的规则：例外、基线、批注里的答复都不能放过",
    "ConfigSpec.baseline": "基线文件，相对本文件的路径",
    "ConfigSpec.holders": "数在谁手里的表，相对本文件的路径，ask-list 用",
    "ForFiles": "对一部分报告说的话",
    **{f"ForFiles.{key}": words for key, words in _CHOICES.items()},
    "ForFiles.files": "哪些报告：相对本文件的路径，写法与 .gitignore 相同",
    "ExceptionSpec": "一条例外",
    "ExceptionSpec.file": "哪些报告：相对本文件的路径，写法与 .gitignore 相同",
    "ExceptionSpec.rule": "编号，或编号:词条",
    "ExceptionSpec.text": "引文：结论所指的原文，或包含它的一句；不写则管这条规则在文中的全部结论",
    "ExceptionSpec.reason": "为什么可以不改，谁同意的；没有理由的例外不起作用",
    "ExceptionSpec.until": "到哪一天为止，含当天；不写则一直有效",
}

_REF = "#/$defs/{name}"


def build() -> dict[str, Any]:
    (config,), defs = msgspec.json.schema_components((ConfigSpec,), ref_template=_REF)
    for name, struct in defs.items():
        describe(name, struct, WORDS)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fazhi-lint 配置",
        **config,
        "$defs": {name: widened(defs[name]) for name in sorted(defs)},
    }


def undescribed() -> Iterable[str]:
    """Keys that have no words yet, and words for keys that are gone."""
    _, defs = msgspec.json.schema_components((ConfigSpec,), ref_template=_REF)
    keys = set(defs) | {f"{name}.{key}" for name, struct in defs.items() for key in struct["properties"]}
    return sorted(keys ^ WORDS.keys())

"""The JSON Schema of the ruleset format, for editors, generated from the structs of the model and of the checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from linter import checks
from linter.ruleset.model import RulesetSpec, RulesFile

# What an editor shows beside a key. Every key of the format has its words here; a test holds it.
WORDS: dict[str, str] = {
    "RulesetSpec": "规则集文件",
    "RulesetSpec.schema": "格式的版本，写 1",
    "RulesetSpec.version": "规则集自己的版本，如 0.1.0",
    "RulesetSpec.name": "规则集的英文名称；不写则用文件名",
    "RulesetSpec.title": "规则集的中文名称",
    "RulesetSpec.extends": "继承的规则集：内置名称（base、enforcement、ecology），或相对本文件的路径",
    "RulesetSpec.include": "相对本文件的路径，这些文件里只写 rules",
    "RulesetSpec.knowledge_date": "规则数据截至哪一天；晚于它的报告年度标为未校准",
    "RulesetSpec.rules": "本规则集自己的规则",
    "RulesetSpec.overrides": "按编号改写继承来的规则",
    "RulesetSpec.items": "按对照项的键改写对谁要求、要求多严",
    "RulesFile": "被 include 的文件，只写 rules",
    "RulesFile.rules": "规则",
    "RuleSpec": "一条规则",
    "RuleSpec.id": "编号：族字母加三位数字，如 T103；一经使用，含义不变",
    "RuleSpec.name": "英文名称，小写加连字符，不与别的规则重复",
    "RuleSpec.title": "中文名称",
    "RuleSpec.category": "族；与编号的字母一致",
    "RuleSpec.severity": "级别：error 必改、warning 建议改、info 请核对；对照项的规则以此为上限",
    "RuleSpec.check": "用哪一种检查",
    "RuleSpec.basis": "依据的列表；没有成文依据的写 editorial",
    "RuleSpec.messages": "结论怎么说；一种情形一句时写成键值对",
    "RuleSpec.examples": "例句：由 fazhi-lint test-rules 运行",
    "RuleSpec.since": "从软件哪个版本起有",
    "RuleSpec.with": "检查的参数；lexicon 引用词表",
    "RuleSpec.confidence": "把握：high、medium、low，--min-confidence 按它筛选",
    "RuleSpec.item": "回答哪一个对照项；一项只能有一条规则",
    "RuleSpec.applies": "管哪些报告年度；下级规则集只能收窄",
    "RuleSpec.why": "为什么要查，一两句话",
    "RuleSpec.suggest": "该怎么改；要数的以“如实补；没有的写无”结尾",
    "RuleSpec.status": "preview 只在 --preview 时用，stable 正式，deprecated 将取消",
    "RuleSpec.replaced_by": "由哪一条规则接替",
    "BasisSpec": "一条依据",
    "BasisSpec.instrument": "文件名称或文号",
    "BasisSpec.clause": "条号；凭记忆的不写",
    "BasisSpec.certainty": "verified 见过原文，secondary 见过转述，memory 凭记忆",
    "BasisSpec.covers": "rule 是这条规则的依据，随结论印出；field 只管这个领域，说明规则时才列",
    "Applies": "适用范围",
    "Applies.years": "报告年度的区间",
    "Applies.any_genre": "不是年度报告的文章也查",
    "Examples": "例句",
    "Examples.bad": "应报的；【】标出应报的位置",
    "Examples.good": "不应报的",
    "Examples.known_miss": "应报而现在报不出的；报得出时测试会提醒移到 bad",
    "Examples.known_false_alarm": "不应报而现在会报的；不再报时测试会提醒移到 good",
    "Example": "一个例句：text 和 file 写一个",
    "Example.text": "文字；多行且以标题开头的是整份报告，否则放进 section",
    "Example.file": "相对规则文件的路径",
    "Example.year": "报告年度，默认 2024",
    "Example.agency": "报告机关",
    "Example.kind": "机关类型",
    "Example.stage": "阶段",
    "Example.filed": "报告存放的路径怎么说",
    "Example.section": "放在报告的哪一部分，默认 achievements；whole 表示整份报告",
    "Example.traces": "文字之外的痕迹，依次放在【】处，【】不够的放在末尾",
    "ExampleTrace": "文字处理软件在文字之外留的一处痕迹",
    "ExampleTrace.kind": "insertion 插入，deletion 删除，formatting 改格式，comment 批注，hidden 隐藏文字，placeholder 未填的内容控件",
    "ExampleTrace.text": "删去、隐藏的文字，批注的话",
    "ExampleTrace.author": "作者",
    "ExampleTrace.thread": "批注所答复的批注的作者",
    "Example.expect": "应得的结果；不写则 bad 应报、good 不应报",
    "FiledSpec": "路径里写着的年度、机关、类型",
    "FiledSpec.year": "报告年度",
    "FiledSpec.agency": "报告机关，可以是简称",
    "FiledSpec.kind": "机关类型",
    "Expect": "应得的结果，写了的才比较",
    "Expect.level": "对照项的档",
    "Expect.verdict": "对照项的结论",
    "Expect.count": "报几处",
    "Expect.entry": "报的是哪个词条",
    "Expect.severity": "报的级别",
    "Override": "对一条继承来的规则的改写",
    "Override.severity": "级别",
    "Override.confidence": "把握",
    "Override.applies": "报告年度，只能收窄",
    "Override.with": "检查的参数，逐键替换",
    "Override.add": "给列表参数追加内容",
    "Override.messages": "结论怎么说",
    "Override.suggest": "该怎么改",
    "Override.basis": "依据，整个替换",
    "Override.status": "off 关闭这条规则",
    "ItemOverride": "对一个对照项的改写",
    "ItemOverride.expect": "对哪一类机关是什么期待：must 必须、should 应当、if-any 有则写、optional 可写、n/a 不适用",
    "ItemOverride.since": "从哪个报告年度起要求",
    "ItemOverride.severity": "各种情形的级别；none 不出结论",
}

_REF = "#/$defs/{name}"


def build() -> dict[str, Any]:
    """The schema of a ruleset file and of the files it includes."""
    (ruleset, rules_file), defs = msgspec.json.schema_components((RulesetSpec, RulesFile), ref_template=_REF)
    for name, struct in defs.items():
        describe(name, struct)
    by_check = []
    for name in checks.names():
        parameters, below = _parameters(name)
        defs.update(below)
        by_check.append({"if": {"properties": {"check": {"const": name}}}, "then": {"properties": {"with": parameters}}})
    rule = defs["RuleSpec"]
    rule["properties"]["check"]["enum"] = list(checks.names())
    rule["allOf"] = by_check
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "fazhi-lint 规则集",
        "if": {"required": ["schema"]},
        "then": ruleset,
        "else": rules_file,
        "$defs": {name: widened(defs[name]) for name in sorted(defs)},
    }


def describe(name: str, struct: dict[str, Any], words: Mapping[str, str] = WORDS) -> None:
    """Puts the words of a struct and of its keys beside them."""
    struct.pop("title", None)
    if name in words:
        struct["description"] = words[name]
    for key, value in struct.get("properties", {}).items():
        if f"{name}.{key}" in words:
            value["description"] = words[f"{name}.{key}"]


def _parameters(check: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The parameters of a check: required ones may come from a lexicon instead."""
    kind = checks.kind(check)
    (reference,), defs = msgspec.json.schema_components((kind.params,), ref_template=f"#/$defs/{check}.{{name}}")
    named = {f"{check}.{name}": struct for name, struct in defs.items()}
    for struct in named.values():
        struct.pop("title", None)
    own = named[reference["$ref"].removeprefix("#/$defs/")]
    own["properties"]["lexicon"] = {"type": "string", "description": "rulesets/lexicon/ 里的词表名，或相对本文件的路径；键与参数相同，写在旁边的参数优先"}
    required = own.pop("required", [])
    if required:
        own["anyOf"] = [{"required": ["lexicon"]}, {"required": required}]
    return reference, named


def widened(value: Any) -> Any:
    """Text may look like a number to an editor (1.10, 2024); the loader reads it as text."""
    if isinstance(value, dict):
        result = {key: widened(part) for key, part in value.items() if key != "default"}
        if value.get("type") == "string" and "enum" not in value:
            result["type"] = ["string", "number", "boolean"]
        return result
    return [widened(part) for part in value] if isinstance(value, list) else value


def undescribed() -> Iterable[str]:
    """Keys of the format that have no words yet, and words for keys that are gone."""
    _, defs = msgspec.json.schema_components((RulesetSpec, RulesFile), ref_template=_REF)
    keys = set(defs) | {f"{name}.{key}" for name, struct in defs.items() for key in struct.get("properties", {})}
    return sorted(keys ^ WORDS.keys())

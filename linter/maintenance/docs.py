"""Builds the pages that are made from the rules: `python -m linter.maintenance.docs [--check]`.

One page a family, an index, the coverage page, the JSON Schemas of rulesets and of the configuration, and pages of the latter and of the JSON. `--check` writes nothing and
exits 1 where a page is not what the rules make it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from linter.config import schema as config_schema
from linter.maintenance import coverage, schema_pages
from linter.maintenance.pages import DOCS, keep
from linter.review import CATEGORIES, LETTERS, SEVERITY_NAMES
from linter.ruleset import locate, schema
from linter.ruleset.loader import load
from linter.ruleset.model import Rule, Ruleset
from linter.writers.explain import FAMILY_NAMES, MARKDOWN, account, markdown, summary

_NOTICE = "由 `python -m linter.maintenance.docs` 从规则生成，不要手改；要改请改 `rulesets/` 里的规则。"
_CONFIG_NOTICE = (
    "由 `python -m linter.maintenance.docs` 从 [config.schema.json](config.schema.json) 生成，不要手改。怎样用、谁压过谁，见[配置](config.md)。"
)
_JSON_NOTICE = "由 `python -m linter.maintenance.docs` 从 [{0}]({0}) 生成，不要手改。总是 UTF-8；同样的输入得到同样的字节。"
_JSON = {"review": "JSON", "matrix": "总表的 JSON", "recheck": "复核的 JSON", "compare": "两年比较的 JSON", "similar": "雷同段落的 JSON"}  # outputs of commands


def pages() -> dict[str, str]:
    """Every generated file below docs/, by its path."""
    rulesets = {name: load(name) for name in locate.builtin_rulesets()}
    result = {f"rules/{category}.md": family(category, rulesets) for category in CATEGORIES}
    result["rules/README.md"] = index(rulesets)
    result["coverage.md"] = coverage.page(rulesets)
    for name, built in (("ruleset", schema.build()), ("config", config_schema.build())):
        result[f"{name}.schema.json"] = json.dumps(built, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    result["config-keys.md"] = schema_pages.page("配置的键", _CONFIG_NOTICE, config_schema.build(), "整个文件")
    for name, title in _JSON.items():
        source = DOCS / f"{name}.schema.json"
        result["json.md" if name == "review" else f"json-{name}.md"] = schema_pages.page(
            title, _JSON_NOTICE.format(source.name), json.loads(source.read_text(encoding="utf-8")), "整个输出",
        )
    return result


def owners(rulesets: Mapping[str, Ruleset]) -> dict[str, tuple[str, Rule]]:
    """Each rule with the most general ruleset that has it."""
    found: dict[str, tuple[str, Rule]] = {}
    for name, ruleset in rulesets.items():
        for rule in ruleset.rules:
            found.setdefault(rule.id, (name, rule))
    return dict(sorted(found.items()))


def index(rulesets: Mapping[str, Ruleset]) -> str:
    lines = ["# 规则", "", _NOTICE, "", "命令行里看一条：`fazhi-lint explain 编号`。写法见[规则格式](../rule-format.md)，缺口见[覆盖表](../coverage.md)。", ""]
    for letter, category in LETTERS.items():
        lines += [f"## [{FAMILY_NAMES[category]}（{letter}）]({category}.md)", "", "| 编号 | 名称 | 级别 | 规则集 |", "| --- | --- | --- | --- |"]
        for ident, (name, rule) in owners(rulesets).items():
            if rule.spec.category == category:
                title, severity = rule.spec.title.translate(MARKDOWN), SEVERITY_NAMES[rule.spec.severity]
                lines.append(f"| [{ident}]({category}.md#{ident.lower()}) | {title} | {severity} | {name} |")
        lines.append("")
    return "\n".join(lines)


def family(category: str, rulesets: Mapping[str, Ruleset]) -> str:
    letter = next(letter for letter, name in LETTERS.items() if name == category)
    lines = [f"# {FAMILY_NAMES[category]}（{letter}）", "", _NOTICE, "", "[全部规则](README.md)", ""]
    for ident, (name, rule) in owners(rulesets).items():
        if rule.spec.category != category:
            continue
        changed = [other for other, ruleset in rulesets.items() if (now := ruleset.by_id.get(ident)) and (now.spec, now.params) != (rule.spec, rule.params)]
        lines += [f'<a id="{ident.lower()}"></a>', "", f"## {ident} {rule.spec.title.translate(MARKDOWN)}", "", f"{summary(rule)}　规则集：{name}", ""]
        if changed:
            lines += [f"{'、'.join(changed)} 对它有补充或改写。", ""]
        for part in account(rule, rulesets[name]):
            lines += [f"**{part.title}**", "", *markdown(part), ""]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    made: dict[Path, str | None] = dict.fromkeys((DOCS / "rules").glob("*.md"))  # a page of a family that is gone goes too
    made |= {DOCS / name: content for name, content in pages().items()}
    return keep(made, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

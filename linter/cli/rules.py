"""`fazhi-lint rules`: every rule of a ruleset, a line each."""

from __future__ import annotations

import json

import click

from linter.cli import run
from linter.cli.terminal import fail, show, show_lines
from linter.review import CATEGORIES, LETTERS, SEVERITY_NAMES
from linter.ruleset.loader import EVERY_RULE
from linter.ruleset.model import Rule
from linter.width import pad
from linter.writers.paint import SEVERITY_STYLES


@click.command(name="rules")
@click.option("--ruleset", default=EVERY_RULE, metavar="名称", help="规则集（默认 ecology，含全部内置规则）。")
@click.option("--category", metavar="族", help=f"只列一族：{'、'.join(f'{letter} {name}' for letter, name in LETTERS.items())}。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
def command(ruleset: str, category: str | None, form: str) -> None:
    """列出规则：编号、级别、名称。"""
    rules = run.ruleset(ruleset).rules
    if category:
        family = LETTERS.get(category.upper(), category)
        if family not in CATEGORIES:
            fail(f"没有 {category} 这一族；可用的是 {'、'.join(LETTERS)}")
        rules = tuple(rule for rule in rules if rule.spec.category == family)
    if form == "json":
        content = json.dumps([_record(rule) for rule in rules], ensure_ascii=False, indent=1) + "\n"
        show(content)
        return
    lines = [
        [(pad(rule.id, 6), "bold"), (pad(SEVERITY_NAMES[rule.spec.severity], 8), SEVERITY_STYLES[rule.spec.severity]), (rule.spec.title, "")]
        for rule in rules
    ]
    show_lines([*lines, [(f"共 {len(rules)} 条；fazhi-lint explain 编号 看一条的理由、依据和正误例", "dim")]])


def _record(rule: Rule) -> dict[str, object]:
    spec = rule.spec
    return {
        "id": spec.id, "name": spec.name, "title": spec.title, "category": spec.category, "severity": spec.severity,
        "confidence": spec.confidence, "check": spec.check, "item": spec.item, "since": spec.since, "status": spec.status,
    }

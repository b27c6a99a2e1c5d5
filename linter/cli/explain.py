"""`fazhi-lint explain`: one rule, complete in the terminal."""

from __future__ import annotations

import click

from linter.cli import run
from linter.cli.terminal import fail, show
from linter.ruleset.entries import entries_of
from linter.ruleset.loader import EVERY_RULE
from linter.writers.explain import explain_text


@click.command(name="explain")
@click.argument("rule", metavar="编号")
@click.option("--ruleset", default=EVERY_RULE, metavar="名称", help="在哪个规则集里找（默认 ecology，含全部内置规则）。")
@click.option("--all", "everything", is_flag=True, help="词条再多也全部列出。")
def command(rule: str, ruleset: str, everything: bool) -> None:
    """说明一条规则：为什么、依据、怎样写、正误例、怎样关闭。编号如 T103，也可写 W101:截止。"""
    rules = run.ruleset(ruleset)
    ident, _, entry = rule.partition(":")
    ident = ident.upper()
    found = rules.by_id.get(ident)
    if found is None:
        fail(f"没有规则 {ident}；用 fazhi-lint rules 看全部编号")
    if entry and entry not in {given.wrong for given in entries_of(found)}:
        fail(f"规则 {ident} 没有词条“{entry}”；用 fazhi-lint explain {ident} --all 看全部词条")
    show(explain_text(found, rules, entry or None, everything=everything))

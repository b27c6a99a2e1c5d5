"""`fazhi-lint test-rules`: run the examples that rules carry, and lint the rules themselves."""

from __future__ import annotations

import sys

import click

from linter import selftest
from linter.cli import run
from linter.ruleset.loader import EVERY_RULE
from linter.ruleset.metalint import metalint


@click.command(name="test-rules")
@click.argument("rulesets", nargs=-1, metavar="规则集...")
@click.option("--verbose", "-v", is_flag=True, help="通过的例句也列出来。")
def command(rulesets: tuple[str, ...], verbose: bool) -> None:
    """运行规则自带的例句，检查规则本身。不给规则集就检查全部内置规则。

    退出码：0 全部通过；1 有例句没通过或规则有疑问；2 规则集读不出来。
    """
    failures = 0
    for name in rulesets or (EVERY_RULE,):
        rules = run.ruleset(name)
        outcomes = list(selftest.run(rules))
        doubts = [*map(str, metalint(rules)), *selftest.advice_reported(rules)]
        for outcome in outcomes:
            if verbose or not outcome.ok or outcome.improved:
                click.echo(str(outcome))
        for doubt in doubts:
            click.echo(doubt)
        wrong = sum(not outcome.ok for outcome in outcomes)
        failures += wrong + len(doubts)
        click.echo(f"{rules.label.name}：{len(rules.rules)} 条规则，{len(outcomes)} 个例句，{wrong} 个没通过，{len(doubts)} 处疑问")
    sys.exit(1 if failures else 0)

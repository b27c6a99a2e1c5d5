"""`explain` says everything about a rule, in plain text."""

from __future__ import annotations

from linter.ruleset.loader import loaded
from linter.writers.explain import account, basis_lines, explain_text

RULES = loaded("ecology")


def test_every_rule_is_explained() -> None:
    for rule in RULES.rules:
        text = explain_text(rule, RULES)
        assert text.startswith(f"{rule.id}  {rule.spec.title}\n级别：")
        assert text.endswith("\n") and not text.endswith("\n\n"), rule.id
        assert "{" not in text.split("怎样关闭")[0].split("应报的例子")[0], rule.id
        titles = [part.title for part in account(rule, RULES)]
        assert {"为什么", "依据", "怎么说", "怎样关闭"} <= set(titles), rule.id
        if rule.spec.check != "engine":
            assert {"应报的例子", "不应报的例子"} <= set(titles), rule.id
            assert f"--ignore {rule.id}" in text


def test_a_basis_says_how_certain_it_is() -> None:
    rule = next(rule for rule in RULES.rules if any(basis.certainty == "verified" for basis in rule.basis))
    assert any(line.endswith("（经核实）") for line in basis_lines(rule))


def test_an_item_says_who_is_asked() -> None:
    rule = RULES.by_item["section.causes"]
    text = explain_text(rule, RULES)
    assert "应当写：各类机关" in text
    assert "2019年度起问" in text


def test_marks_and_whole_reports_stay_readable() -> None:
    rule = RULES.by_item["section.plan"]
    assert "\n    一、主要举措和成效\n" in explain_text(rule, RULES)

"""The rules are linted too: what loads and still cannot be right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from linter.ruleset.loader import load, loaded
from linter.ruleset.metalint import metalint, unmatchable

HEAD = "schema: 1\nversion: 0.1.0\nrules:\n"


def rule(number: int, parameters: str, more: str = "  why: 因为。\n  suggest: 改。\n", messages: str = "“{wrong}”应为“{right}”") -> str:
    return (
        f"- id: W90{number}\n  name: own-{number}\n  title: 自己的\n  category: wording\n  severity: warning\n  check: term\n"
        f"  with: {parameters}\n  basis: editorial\n  messages: {messages}\n"
        f"  examples: {{bad: [甲], good: [乙]}}\n  since: 0.1.0\n{more}"
    )


@pytest.fixture
def remarks(project: Callable[..., Path]) -> Callable[..., list[str]]:
    def run(*rules: str, head: str = HEAD) -> list[str]:
        project(my=head + "".join(rules))
        return [str(remark) for remark in metalint(load("my.yaml")) if remark.file == "my.yaml"]

    return run


def test_the_built_in_rules_are_clean() -> None:
    assert [str(remark) for remark in metalint(loaded("ecology"))] == []


def test_a_sound_rule_gives_no_remark(remarks: Callable[..., list[str]]) -> None:
    assert remarks(rule(1, "{entries: [{wrong: 坐阵, right: 坐镇, unless: [不坐阵地]}]}")) == []


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ("{entries: [{wrong: 甲, pattern: '.*'}]}", "什么都能匹配"),
        ("{entries: [{wrong: 甲, pattern: '甲*'}]}", "什么都能匹配"),
        ("{entries: [{wrong: 甲, pattern: ''}]}", "空的正则"),
        ("{entries: [{wrong: 甲, pattern: '甲,乙'}]}", "里的“,”匹配不到"),
        ("{entries: [{wrong: 甲, pattern: '第３条'}]}", "写成“3”"),
        ("{entries: [{wrong: '甲,乙', right: 乙}]}", "写成“甲，乙”"),
        ("{entries: [{wrong: 坐阵, right: 坐阵}]}", "和原词一样"),
        ("{entries: [{wrong: 坐阵, right: 坐镇, unless: [坐阵]}]}", "永远不报"),
        ("{entries: [{wrong: 坐阵, right: 坐镇, unless: [坐镇]}]}", "不起作用"),
        ("{entries: [{wrong: 坐阵, right: 坐镇}, {wrong: 坐阵, right: 坐庄}]}", "同一条规则里已有"),
        ("{entries: [{wrong: 坐阵, right: 坐镇}, {wrong: 坐镇, right: 坐阵}]}", "相反"),
        ("{entries: [{wrong: 坐阵, right: 坐镇指挥}, {wrong: 坐镇, right: 坐庄}]}", "含有规则 W901 的错词“坐镇”"),
        ("{pairs: {甲乙: 乙甲, 丙乙: 甲乙}}", "又被规则 W901 当作错误"),
    ],
)
def test_doubtful_entries(remarks: Callable[..., list[str]], parameters: str, words: str) -> None:
    (found, *_) = remarks(rule(1, parameters)) or [""]
    assert words in found
    assert found.startswith("my.yaml:4:3: W901 ")


def test_rules_that_contradict_each_other(remarks: Callable[..., list[str]]) -> None:
    found = remarks(rule(1, "{entries: [{wrong: 坐阵, right: 坐镇}]}"), rule(2, "{entries: [{wrong: 坐镇, right: 坐阵}]}"))
    assert len(found) == 2
    assert "W901 坐阵→坐镇 与规则 W902 的 坐镇→坐阵 相反" in found[0]


def test_conditions_may_keep_entries_apart(remarks: Callable[..., list[str]]) -> None:
    assert remarks(rule(1, "{entries: [{wrong: 坐阵, right: 坐镇, until: 2020}, {wrong: 坐阵, right: 坐庄, since: 2021}]}")) == []


@pytest.mark.parametrize(
    ("more", "messages", "words"),
    [
        ("  suggest: 改。\n", "错", "没有 why"),
        ("  why: 因为。\n", "错", "没有 suggest"),
        ("  why: 因为。\n  suggest: 改。\n", "错在{nothing}", "{nothing} 没有谁来填"),
        ("  why: 因为。\n  suggest: 改成{nothing}。\n", "错", "suggest 里的 {nothing}"),
        ("  why: 因为。\n  suggest: 改。\n", "本单位未落实该制度", "只说文中未见"),
        ("  why: 因为。\n  suggest: 改。\n", "错" * 61, "写短"),
    ],
)
def test_doubtful_words(remarks: Callable[..., list[str]], more: str, messages: str, words: str) -> None:
    assert any(words in found for found in remarks(rule(1, "{entries: [{wrong: 坐阵, right: 坐镇}]}", more, messages)))


def test_a_clause_from_memory(remarks: Callable[..., list[str]]) -> None:
    text = rule(1, "{entries: [{wrong: 坐阵, right: 坐镇}]}").replace("editorial", "[{instrument: 某办法, clause: 三, certainty: memory}]")
    assert any("凭记忆却写了条号" in found for found in remarks(text))


def test_an_item_needs_words_for_what_it_raises(remarks: Callable[..., list[str]]) -> None:
    others = (rule.id for rule in loaded("base").rules if rule.spec.check != "engine")  # one of them owns an item, the rest only take time
    off = f"overrides: {{{', '.join(f'{other}: {{status: off}}' for other in others)}}}\n"
    silent, raising = (
        rule(number, f"{{entries: [{{wrong: {wrong}, right: 坐镇}}]}}", messages="{absent: 未见示范创建情况}") + f"  item: {item}\n"
        for number, wrong, item in ((1, "坐阵", "demonstration"), (2, "座镇", "legislation"))  # the first never raises a finding
    )
    found = [remark for remark in remarks(silent, raising, off, head=HEAD.replace("rules:", "extends: base\nrules:")) if "怎么说" in remark]
    assert [remark.split("messages ")[1] for remark in found] == [f"没有写 {name} 时怎么说；补上，或写 default" for name in ("mentioned", "plan-only")]


@pytest.mark.parametrize(
    ("pattern", "literal"),
    [("a,b", ","), ("[,;]甲", ""), (r"\(甲\)", ""), ("(?:甲|乙)", ""), ("(?P<n>甲){1,3}", ""), ("甲（乙）", ""), ("３", "３")],
)
def test_what_folded_text_never_holds(pattern: str, literal: str) -> None:
    assert unmatchable(pattern) == literal

"""The strict loader: what a ruleset may say, and that every fault is named with file, line and what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from linter import resources
from linter.ruleset.loader import RulesetError, load
from linter.ruleset.years import years_within

Project = Callable[..., Path]
RULE = """
- id: W901
  name: own-term
  title: 自己的词
  category: wording
  severity: warning
  check: term
  with: {entries: [{wrong: 坐阵, right: 坐镇}]}
  basis: editorial
  messages: “{wrong}”应为“{right}”
  examples:
    bad: [局长【坐阵】指挥。]
    good: [局长坐镇指挥。]
  since: 0.1.0
"""
HEAD = "schema: 1\nversion: 0.1.0\nextends: base\n"
ALONE = HEAD.replace("extends: base", "name: my")  # is read much sooner


def faults(name: str = "./my.yaml") -> list[str]:
    with pytest.raises(RulesetError) as caught:
        load(name)
    return str(caught.value).split("\n")


def own(rule: str, head: str = ALONE, **changes: str) -> str:
    """The rule with lines changed, or left out where the change is empty."""
    lines = []
    for line in rule.strip("\n").split("\n"):
        key = line.lstrip("- ").split(":")[0]
        if key in changes and line[:2] in ("- ", "  ") and not line.startswith("   "):
            line = line[:2] + changes[key] if changes[key] else ""
        lines.append(line)
    return head + "rules:\n" + "\n".join(lines) + "\n"


# -- what works


@pytest.mark.parametrize("name", ["base", "enforcement", "ecology"])
def test_the_built_in_rulesets_load(name: str) -> None:
    ruleset = load(name)
    assert ruleset.label.name == name
    assert ruleset.label.knowledge_date
    assert ruleset.rules == tuple(sorted(ruleset.rules, key=lambda rule: rule.id))


def test_a_child_brings_its_own_rules_and_lexicon(project: Project) -> None:
    rule = RULE.replace("{entries: [{wrong: 坐阵, right: 坐镇}]}", "{lexicon: ./words.yaml}")
    project(my=HEAD + "include: [more.yaml]\n", more="rules:" + rule, words="entries:\n- {wrong: 坐阵, right: 坐镇}\n")
    ruleset = load("my.yaml")
    assert "W901" in ruleset.by_id
    assert {rule.id for rule in load("base").rules} < set(ruleset.by_id)
    assert ruleset.by_id["W901"].source == "more.yaml"
    assert ruleset.label.name == "my"


def test_overrides_change_words_severity_and_parameters(project: Project) -> None:
    project(
        parent=HEAD + "rules:" + RULE,
        my="schema: 1\nversion: 1.10\nextends: ./parent.yaml\noverrides:\n  W901:\n    severity: info\n    suggest: 写坐镇\n"
        "    add: {entries: [{wrong: 凑效, right: 奏效}]}\n",
    )
    ruleset = load("my.yaml")
    rule = ruleset.by_id["W901"]
    assert (rule.spec.severity, rule.spec.suggest, ruleset.label.version) == ("info", "写坐镇", "1.10")
    assert [entry.wrong for entry in rule.params.entries] == ["坐阵", "凑效"]  # type: ignore[attr-defined]
    assert load("parent.yaml").by_id["W901"].spec.severity == "warning"


def test_add_extends_what_a_lexicon_brought(project: Project) -> None:
    project(
        words="entries: [{wrong: 坐阵, right: 坐镇}]\n",
        parent=HEAD + "rules:" + RULE.replace("{entries: [{wrong: 坐阵, right: 坐镇}]}", "{lexicon: ./words.yaml}"),
        my="schema: 1\nversion: 1\nextends: ./parent.yaml\noverrides: {W901: {add: {entries: [{wrong: 凑效, right: 奏效}]}}}\n",
    )
    assert [entry.wrong for entry in load("my.yaml").by_id["W901"].params.entries] == ["坐阵", "凑效"]  # type: ignore[attr-defined]


def test_a_rule_can_be_switched_off(project: Project) -> None:
    project(parent=HEAD + "rules:" + RULE, my="schema: 1\nversion: 1\nextends: ./parent.yaml\noverrides: {W901: {status: off}}\n")
    assert "W901" not in load("my.yaml").by_id


def test_a_child_asks_more_of_an_item(project: Project) -> None:
    project(my=HEAD + "items:\n  legal-counsel: {expect: {branch: must}, severity: {absent: error}}\n")
    item = load("my.yaml").applicability.items["legal-counsel"]
    assert (item.expect["branch"], item.severity["absent"]) == ("must", "error")
    assert item.expect["enforcing"] == load("base").applicability.items["legal-counsel"].expect["enforcing"]


def test_paths_start_at_the_file_that_names_them(project: Project) -> None:
    project(a__parent=HEAD + "include: [./rules.yaml]\n", a__rules="rules:" + RULE, my="schema: 1\nversion: 1\nextends: a/parent.yaml\n")
    assert "W901" in load("./my.yaml").by_id


def test_the_digest_covers_every_file(project: Project) -> None:
    rule = RULE.replace("{entries: [{wrong: 坐阵, right: 坐镇}]}", "{lexicon: ./words.yaml}")
    words = "entries:\n- {wrong: 坐阵, right: 坐镇}\n"
    seen = set()
    for head, more, lexicon in ((HEAD, "", words), (HEAD + "# \n", "", words), (HEAD, "# \n", words), (HEAD, "", words + "# \n")):
        project(my=head + "include: [more.yaml]\n", more="rules:" + rule + more, words=lexicon)
        seen.add(load("my.yaml").label.digest)
    assert len(seen) == 4
    assert load("my.yaml").label.digest == load("my.yaml").label.digest


def test_a_preview_rule_needs_no_examples_yet(project: Project) -> None:
    text = HEAD + "rules:" + RULE.replace("    bad: [局长【坐阵】指挥。]\n    good: [局长坐镇指挥。]\n", "    bad: []\n") + "  status: preview\n"
    project(my=text)
    assert load("my.yaml").by_id["W901"].spec.status == "preview"


def test_rules_know_their_file(project: Project) -> None:
    root = project(my=HEAD + "rules:" + RULE)
    rule = load("my.yaml").by_id["W901"]
    assert (rule.path, rule.index) == (root / "my.yaml", 0)


# -- what is refused


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (own(RULE, severity="severity: warning\n  severity: info"), "my.yaml:10:3", "键 severity 写了两次；删去一处"),
        (own(RULE, severity="sverity: warning"), "my.yaml:9:3", "不认识的键 sverity；删去，或改为 severity"),
        (own(RULE, severity="severity: fatal"), "my.yaml:9:13", "fatal 不在可选之列；改为 error、info、warning"),
        (own(RULE, examples=""), "my.yaml", ""),
        (own(RULE, basis=""), "my.yaml:5:3", "缺少 basis；写明依据文件"),
        (own(RULE, basis="basis: []"), "my.yaml:12:10", "basis 是空的"),
        (own(RULE, check="check: terms"), "my.yaml:10:10", "没有叫 terms 的检查；改为 term"),
        (own(RULE, id="id: w901"), "my.yaml:5:7", "编号"),
        (own(RULE, id="id: T901"), "my.yaml:5:7", "编号以 W 开头"),
        (own(RULE, category="category: words"), "my.yaml:8:13", "不在可选之列"),
        (own(RULE, messages="messages: “{wrong”应为"), "my.yaml:13:13", "花括号没有配对"),
        (own(RULE, HEAD, since="since: 0.1.0\n  item: legal-councel"), "my.yaml:18:9", "没有叫 legal-councel 的对照项；改为 legal-counsel"),
        (own(RULE, since="since: 0.1.0\n  applies: {years: 2019-2020}"), "my.yaml:18:20", "年份区间"),
        (own(RULE, since="since: 0.1.0\n  replaced_by: W999"), "my.yaml:18:16", "W999 不存在"),
        (own(RULE, **{"with": "with: {entries: [{wrong: 坐阵, rihgt: 坐镇}]}"}), "my.yaml:11:32", "不认识的键 rihgt；删去，或改为 right"),
        (own(RULE, **{"with": "with: {entries: 坐阵}"}), "my.yaml:11:19", "entries 要写列表，现在是“坐阵”"),
        (own(RULE, **{"with": "with: {entry: []}"}), "my.yaml:11:10", "不认识的键 entry；删去，或改为 entries"),
        (own(RULE, **{"with": "with: {lexicon: nothing-here}"}), "my.yaml:11:19", "没有叫 nothing-here 的内置词表"),
        (own(RULE, **{"with": "with: {lexicon: ./no.yaml}"}), "my.yaml:11:19", "找不到 ./no.yaml"),
        (own(RULE, **{"with": "with: {entries: [{wrong: 甲, pattern: '(?<=甲)乙'}]}"}), "my.yaml:11:40", "RE2 不支持"),
        (own(RULE, **{"with": "with: {entries: [{wrong: 甲, not_after: '(乙'}]}"}), "my.yaml:11:42", "正则 (乙 不能用"),
        (HEAD + "rule: []\n", "my.yaml:4:1", "不认识的键 rule；删去，或改为 rules"),
        (HEAD.replace("schema: 1", "schema: 2"), "my.yaml:1:9", "schema 的值 2"),
        (HEAD.replace("version: 0.1.0\n", ""), "my.yaml:1:1", "缺少 version"),
        (HEAD + "knowledge_date: 2026\n", "my.yaml:4:17", "2026-11-21"),
        (HEAD + "overrides: {W999: {severity: info}}\n", "my.yaml:4:13", "没有可改写的规则 W999"),
        (HEAD + "overrides: {Z101: {sverity: info}}\n", "my.yaml:4:20", "不认识的键 sverity"),
        (HEAD + "items: {legal-councel: {since: 2020}}\n", "my.yaml:4:9", "改为 legal-counsel"),
        (HEAD + "items: {legal-counsel: {since: no}}\n", "my.yaml:4:32", "since 要写整数，现在是“no”"),
        (HEAD + "items: {legal-counsel: {since: 12:30}}\n", "my.yaml:4:32", "要写整数"),
        (HEAD + "items: {legal-counsel: {since: 017}}\n", "my.yaml:4:32", "要写整数"),
        (HEAD + "items: {legal-counsel: {expect: {branche: must}}}\n", "my.yaml:4:34", "不认识的键 branche；删去，或改为 branch"),
        (HEAD + "items: {legal-counsel: {expect: {branch: must, street: yes}}}\n", "my.yaml:4:56", "street 的值 yes"),
        (HEAD + "include: [no.yaml]\n", "my.yaml:4:11", "找不到 no.yaml"),
        (HEAD + "include: [../../etc.yaml]\n", "my.yaml:4:11", "之外"),
        (HEAD.replace("extends: base", "extends: ../other.yaml"), "my.yaml:3:10", "之外"),
        (HEAD.replace("extends: base", "extends: bse"), "my.yaml:3:10", "没有叫 bse 的内置规则集；改为 base"),
        (HEAD.replace("extends: base", "extends: ./my.yaml"), "my.yaml:3:10", "绕成了圈"),
        ("- 1\n", "my.yaml:1:1", "键值对"),
    ],
)
def test_faults_name_the_place_and_the_remedy(project: Project, text: str, place: str, words: str) -> None:
    project(my=text)
    (first, *_) = faults()
    assert first.startswith(place)
    assert words in first


def test_examples_are_owed(project: Project) -> None:
    project(my=HEAD + "rules:" + RULE.replace("    good: [局长坐镇指挥。]\n", ""))
    assert faults() == ["my.yaml:15:5: 规则 W901 没有 good 例句；至少写一个不应报的例句"]
    project(my=HEAD + "rules:" + RULE.replace("good: [局长坐镇指挥。]", "good: [{year: 2020}]"))
    assert "text 和 file 要写一个" in faults()[0]


def test_several_faults_are_shown_at_once(project: Project) -> None:
    second = RULE.replace("W901", "W902").replace("own-term", "other-term").replace("warning", "wrong")
    project(my=HEAD + "include: [no.yaml]\nrules:" + RULE.replace("basis: editorial", "basis: nothing") + second)
    assert len(faults()) == 3


def test_an_id_that_is_inherited_is_not_written_anew(project: Project) -> None:
    project(parent=HEAD + "rules:" + RULE, my="schema: 1\nversion: 1\nextends: ./parent.yaml\nrules:" + RULE)
    assert faults() == ["my.yaml:5:7: id W901 与 parent.yaml:5 的规则重复；要改写继承来的规则请用 overrides"]


def test_a_name_belongs_to_one_rule(project: Project) -> None:
    project(my=HEAD + "rules:" + RULE + RULE.replace("W901", "W902"))
    assert "name own-term 与 my.yaml:5 的规则重复；换一个 name" in faults()[0]


def test_two_rules_for_one_item(project: Project) -> None:
    first = RULE + "  item: demonstration\n"
    project(my=HEAD + "rules:" + first + first.replace("W901", "W902").replace("own-term", "other"))
    assert any("对照项 demonstration 已有规则" in fault for fault in faults())


def test_circles_are_named(project: Project) -> None:
    project(a="schema: 1\nversion: 1\nextends: ./b.yaml\n", b="schema: 1\nversion: 1\nextends: ./a.yaml\n")
    assert faults("a.yaml") == ["b.yaml:3:10: extends 绕成了圈（a.yaml → b.yaml → a.yaml）；删去一处 extends"]


def test_a_child_may_only_narrow_the_years(project: Project) -> None:
    parent = HEAD + "rules:" + RULE + '  applies: {years: "2019.."}\n'
    child = "schema: 1\nversion: 1\nextends: ./parent.yaml\noverrides: {W901: {applies: {years: %s}}}\n"
    project(parent=parent, my=child % "2018..2020")
    assert "applies 只能收窄" in faults()[0]
    project(my=child % "2020..2021")
    assert load("my.yaml").by_id["W901"].spec.applies.years == "2020..2021"


@pytest.mark.parametrize(
    ("narrow", "wide", "within"),
    [("2020", "2019..", True), ("2018..", "2019..", False), (None, "2019..", False), ("2020", None, True), ("..2018", "..2019", True)],
)
def test_years_within(narrow: str | None, wide: str | None, within: bool) -> None:
    assert years_within(narrow, wide) is within


@pytest.mark.parametrize("name", ["nothing", "no.yaml", "./no.yaml", "/etc/passwd", "http://example.com/x.yaml", "", "."])
def test_names_that_mean_no_ruleset(project: Project, name: str) -> None:
    project(my=HEAD)
    (fault,) = faults(name)
    assert fault.split(": ", 1)[1]


def test_a_ruleset_outside_the_project_is_refused(project: Project, tmp_path: Path) -> None:
    (tmp_path / "out.yaml").write_text(HEAD, encoding="utf-8")
    project(my=HEAD)
    assert "之外" in faults("../out.yaml")[0]
    assert load("../out.yaml", root=tmp_path).label.name == "out"


def test_a_link_does_not_lead_out_of_the_project(project: Project, tmp_path: Path) -> None:
    (tmp_path / "out.yaml").write_text(HEAD, encoding="utf-8")
    root = project(my=HEAD)
    try:
        (root / "in.yaml").symlink_to(tmp_path / "out.yaml")
    except OSError:
        pytest.skip("no symbolic links here")
    assert "之外" in faults("in.yaml")[0]


def test_a_wrong_parameter_of_a_lexicon_is_shown_in_the_lexicon(project: Project) -> None:
    rule = RULE.replace("{entries: [{wrong: 坐阵, right: 坐镇}]}", "{lexicon: ./words.yaml}")
    project(my=HEAD + "rules:" + rule, words="entries:\n- {wrong: 坐阵, right: 坐镇}\n- {wrong: [凑效], right: 奏效}\n")
    assert faults()[0].startswith("words.yaml:3:11: wrong 要写文字")


def test_a_wrong_parameter_of_an_override_is_shown_there(project: Project) -> None:
    project(parent=HEAD + "rules:" + RULE, my="schema: 1\nversion: 1\nextends: ./parent.yaml\noverrides:\n  W901: {with: {entries: x}}\n")
    assert faults()[0].startswith("my.yaml:5:26: entries 要写列表")


def test_built_in_files_are_shipped_where_resources_say() -> None:
    assert (resources.rulesets() / "base.yaml").is_file()

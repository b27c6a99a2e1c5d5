"""fazhi-lint ask-list: what a report lacks in figures, by who holds them, one blank a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from linter import readers
from linter.collection.holders import holders
from linter.ruleset.loader import EVERY_RULE, loaded
from tests.support import Ran

Cli = Callable[..., Ran]
REPORT = """清江区水务局关于2024年度法治政府建设情况的报告
一、2024年度推进法治政府建设的主要举措和成效
依法开展行政处罚工作，全年立案31件，作出行政处罚决定27件。组织旁听庭审，依法办理行政复议和行政诉讼案件。严格执行重大执法决定法制审核制度，由法规科审核。
做好信访和矛盾纠纷调解工作，及时答复群众来信。
二、存在的不足和原因
执法人员偏少，原因是编制有空缺。
三、2025年度工作安排
补充执法人员。
清江区水务局
2025年1月20日
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "水务局.txt"
    file.write_text(REPORT, encoding="utf-8")
    return str(file)


def test_every_item_on_the_ladder_is_held_by_one_or_told_without_figures() -> None:
    spec = holders(None)
    items = loaded(EVERY_RULE).applicability.items
    named = [*(item for holder in spec.holders for item in holder.items), *spec.unasked]
    assert sorted(named) == sorted(key for key, item in items.items() if item.scale == "level")
    lines = [line for holder in spec.holders for lines in holder.items.values() for line in lines]
    assert all(line.count("＿＿") == 1 for line in lines) and len(set(lines)) == len(lines)


def test_only_what_is_lacking_is_asked_of_whom_it_concerns(cli: Cli, path: str) -> None:
    ran = cli("ask-list", path)
    assert ran.code == 0 and ran.out.startswith("清江区水务局2024年度法治政府建设年度报告待补数据\n【执法】\n1. ")
    parts = {part.partition("】")[0]: part for part in ran.out.split("【")[1:]}
    assert list(parts) == ["执法", "法规", "办公室", "信访"]
    assert "重大执法决定法制审核（含送上级审核）＿＿件" in parts["法规"] and "信访（含投诉举报）受理＿＿件" in parts["信访"]
    assert "行政处罚立案" not in ran.out  # the report has them
    assert "（没有就写“无”）" in ran.out and all(line.count("＿＿") == 1 for line in ran.out.splitlines() if line[:1].isdigit())


def test_every_format_says_the_same(cli: Cli, path: str, tmp_path: Path) -> None:
    lines = [line.partition(". ")[2].removesuffix("（没有就写“无”）") for line in cli("ask-list", path).out.splitlines() if line[:1].isdigit()]
    table = list(csv.DictReader(io.StringIO(cli("ask-list", path, "--format", "csv").out.removeprefix("\ufeff"))))
    assert [row["数据"] for row in table] == lines and {row["单位"] for row in table} == {"清江区水务局"}
    target = tmp_path / "要数.docx"
    assert cli("ask-list", path, "--format", "docx", "--output", str(target)).code == 0
    text = readers.read(target.read_bytes(), "要数.docx").text
    assert all(line in text for line in lines)
    assert all(line in cli("ask-list", path, "--format", "md").out for line in lines)


def test_what_cannot_be_done_is_said(cli: Cli, path: str, tmp_path: Path) -> None:
    assert "docx 不能印在屏幕上" in cli("ask-list", path, "--format", "docx").err
    (tmp_path / "空.txt").write_text("", encoding="utf-8")
    ran = cli("ask-list", path, str(tmp_path / "空.txt"))
    assert ran.code == 3 and "空.txt：没有检查" in ran.err and "清江区水务局2024年度" in ran.out


OWN = """schema: 1
holders:
- name: 综合执法大队
  instead_of: 执法
- name: 政策法规科
  instead_of: 法规
  items:
    double-random: []
    three-systems.legal-review: [送审＿＿件]
- name: 工会
  items: {petitions-and-mediation: []}
unasked: [study.xi-thought]
"""


def test_an_office_has_its_own_names_for_who_holds_what(cli: Cli, path: str) -> None:
    usual = cli("ask-list", path).out
    own = Path(path).with_name("科室.yaml")
    own.write_text(OWN, encoding="utf-8")
    said = cli("ask-list", path, "--holders", str(own)).out
    parts = {part.partition("】")[0]: part for part in said.split("【")[1:]}
    assert list(parts) == ["综合执法大队", "政策法规科", "工会", "办公室"]
    assert "送审＿＿件" in parts["政策法规科"] and "抽查结果公开率＿＿%" in parts["政策法规科"] and "抽查结果公开率＿＿%" in usual.split("【法规】")[0]
    assert "信访（含投诉举报）受理＿＿件" in parts["工会"]
    before, after = ({line.partition(". ")[2] for line in text.splitlines() if line[:1].isdigit()} for text in (usual, said))
    assert before - after == {"重大执法决定法制审核（含送上级审核）＿＿件", "法制审核提出意见＿＿条", "专题学习习近平法治思想＿＿次", "参加学习＿＿人次"}
    (Path(path).parent / ".fazhi-lint.yaml").write_text("holders: 科室.yaml\n", encoding="utf-8")
    assert cli("ask-list", path).out == said
    ran = cli("ask-list", path, "--output", str(own))
    assert ran.code == 2 and "不能用来存结果" in ran.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("schema: 1\nholders:\n- name: 甲\n  instead_of: 人事\n", ":4:15: 没有叫“人事”的可以代替"),
        ("schema: 1\nholders:\n- name: 甲\n  items:\n    no-such: []\n", ":5:5: 没有 no-such 这一项"),
        ("schema: 1\nholders:\n- name: 甲\n  items:\n    disclosure: [公开几条]\n", ":5:18: “公开几条”要有一个空"),
        ("schema: 1\nholders:\n- name: 甲\n  items: {disclosure: []}\nunasked: [disclosure]\n", "disclosure 写了不止一次"),
        ("holders: []\n", "schema"),
    ],
)
def test_a_file_of_holders_that_does_not_hold_is_said_with_its_line(cli: Cli, path: str, content: str, said: str) -> None:
    own = Path(path).with_name("科室.yaml")
    own.write_text(content, encoding="utf-8")
    ran = cli("ask-list", path, "--holders", str(own))
    assert ran.code == 2 and said in ran.err
    assert "没有这个文件" in cli("ask-list", path, "--holders", str(own.with_name("没有.yaml"))).err

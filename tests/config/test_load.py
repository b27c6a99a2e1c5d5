"""A configuration file is read strictly: whatever is wrong is said with file, line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.config.load import Config, load, open_source
from linter.ruleset.errors import RulesetError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def loaded(text: str, name: str = ".fazhi-lint.yaml") -> Config:
    Path(name).write_text(text, encoding="utf-8")
    return load(open_source(Path.cwd() / name))


FAULTS = [
    ("fail_on: error", 1, "不认识的键 fail_on；删去，或改为 fail-on"),
    ("fail-on: error\nfail-on: info", 2, "键 fail-on 写了两次"),
    ("# 说明\nfail-on: 必改", 2, "改为 error、info、never、warning"),
    ("year: 去年", 1, "year 要写整数"),
    ("year: 24", 1, "year 要不小于 1990，现在是“24”"),
    ("ignore: W101", 1, "ignore 要写列表"),
    ("ignore: [W101, W999]", 1, "没有规则 W999"),
    ("severities: {W101: 轻}", 1, "改为 error、info、warning"),
    ("severities:\n  W101: info\n  错: info", 3, "不认识的键 错"),
    ("overrides:\n- files: a\n  ignore: [W999]", 3, "没有规则 W999"),
    ("overrides:\n- stage: archive", 2, "缺少 files"),
    ("overrides:\n- files: '!a'\n  stage: archive", 2, "文件式样“!a”用不了"),
    ("overrides:\n- files: 'a[z-a]'\n  stage: archive", 2, "文件式样“a[z-a]”用不了"),
    ("overrides:\n- files: []\n  stage: archive", 2, "文件式样“”用不了"),
    ("exceptions:\n- rule: W101\n  reason: 已核", 2, "缺少 file"),
    ("exceptions:\n- {file: a, rule: 错字, reason: 已核}", 2, "编号:词条"),
    ("exceptions:\n- file: a\n  rule: W101\n  until: 2026-02-30", 4, "日历上没有 2026-02-30"),
    ("exceptions:\n- {file: '# 注', rule: W101}", 2, "用不了"),
    ("cannot_except:\n- W101\n- Y", 3, "没有规则 Y"),
    ("paths: '{年}/*'", 1, "可用的是 {year}、{agency}、{kind}"),
    ("paths:\n- '{year}/*'\n- '{year}/{year}'", 3, "{year} 写了两次"),
    ("paths: 2024/*", 1, "没有 {year}"),
    ("ruleset: nope", 1, "没有叫 nope 的内置规则集"),
    ("overrides:\n- files: a\n  ruleset: ./nope.yaml", 3, "找不到 ./nope.yaml"),
    ("ruleset: ../outside.yaml", 1, "在项目文件夹"),
    ("- a", 1, "要写键值对"),
    ("fail-on: [", 2, "括号没有配对"),
]


@pytest.mark.parametrize(("text", "line", "message"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_fault_is_said_with_its_line(folder: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(RulesetError) as raised:
        loaded(text)
    problem = raised.value.problems[0]
    assert (problem.file, problem.line) == (".fazhi-lint.yaml", line)
    assert message in problem.message


TOML_FAULTS = [
    ("[tool.fazhi-lint]\nfail_on = 'error'", 2, "不认识的键 fail_on"),
    ("[tool.fazhi-lint]\nyear = '去年'", 2, "year 要写整数"),
    ("[project]\nname = 'a'\n\n[[tool.fazhi-lint.overrides]]\nfiles = 'a'\n[[tool.fazhi-lint.overrides]]\nfiles = 'b'\nignore = ['W999']", 8, "没有规则 W999"),
    ("[tool.fazhi-lint]\nexceptions = [\n  {file = 'a', rule = 'W999'},\n]", 2, "没有规则 W999"),
    ("[tool.fazhi-lint.severities]\nW101 = 'info'\n'错' = 'info'", 3, "不认识的键 错"),
    ("[tool.fazhi-lint]\nfail-on = error", 2, "TOML 写法有误"),
    ("[tool.fazhi-lint]\nyear = 1\nyear = 2", 3, "TOML 写法有误"),
    ("[tool.other]\nfazhi-lint = 1", 1, "没有 [tool.fazhi-lint] 这一节"),
]


@pytest.mark.parametrize(("text", "line", "message"), TOML_FAULTS, ids=[fault[2] for fault in TOML_FAULTS])
def test_a_fault_in_pyproject_is_said_with_its_line(folder: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(RulesetError) as raised:
        loaded(text, "pyproject.toml")
    problem = raised.value.problems[0]
    assert message in problem.message
    assert (problem.file, problem.line) == ("pyproject.toml", line)


def test_the_same_in_both_languages(folder: Path) -> None:
    yaml = loaded(
        "fail-on: warning\nyear: 2024\npreview: true\nseverities: {W101: info, 'W101:截止': error}\npaths: '{year}/*'\n"
        "overrides:\n- {files: ['2020/', '2021/'], stage: archive}\n"
        "exceptions:\n- {file: a.txt, rule: W101, text: 截止, reason: 已核, until: 2026-12-31}\ncannot_except: [X]\nbaseline: b.jsonl\n"
    )
    toml = loaded(
        "[tool.fazhi-lint]\nfail-on = 'warning'\nyear = 2024\npreview = true\npaths = '{year}/*'\ncannot_except = ['X']\nbaseline = 'b.jsonl'\n"
        "severities = {W101 = 'info', 'W101:截止' = 'error'}\n[[tool.fazhi-lint.overrides]]\nfiles = ['2020/', '2021/']\nstage = 'archive'\n"
        "[[tool.fazhi-lint.exceptions]]\nfile = 'a.txt'\nrule = 'W101'\ntext = '截止'\nreason = '已核'\nuntil = 2026-12-31\n",
        "pyproject.toml",
    )
    assert toml.spec == yaml.spec
    assert toml.waivers[0].until == yaml.waivers[0].until
    assert (yaml.waivers[0].where, toml.waivers[0].where) == (".fazhi-lint.yaml:9", "pyproject.toml:12")


def test_an_empty_file_says_nothing(folder: Path) -> None:
    assert loaded("# 还没有写\n").spec.fail_on is None


def test_a_file_that_is_not_text(folder: Path) -> None:
    for name in (".fazhi-lint.yaml", "pyproject.toml"):
        (folder / name).write_bytes(b"[tool.fazhi-lint]\n" + "年".encode("gbk"))
        with pytest.raises(RulesetError, match="不是 UTF-8"):
            load(open_source(folder / name))


def test_all_bad_names_at_once(folder: Path) -> None:
    with pytest.raises(RulesetError) as raised:
        loaded("ignore: [W998]\ncannot_except: [W999]")
    assert len(raised.value.problems) == 2


def test_rules_of_its_own_ruleset_are_known(folder: Path) -> None:
    (folder / "own.yaml").write_text(
        "schema: 1\nversion: 1.0.0\nextends: base\nrules:\n- {id: W901, name: own, title: 自己的, category: wording, severity: error, check: term, "
        "with: {entries: [{wrong: 甲错}]}, basis: editorial, messages: 错, examples: {bad: [甲错。], good: [甲对。]}, since: 0.1.0}\n",
        encoding="utf-8",
    )
    assert loaded("overrides:\n- {files: a, ruleset: own.yaml}\nignore: [W901]").spec.ignore == ["W901"]

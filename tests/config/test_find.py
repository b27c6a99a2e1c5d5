"""Which file speaks for a report, and who has the last word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from linter.config.explain import settings
from linter.config.find import Configs
from linter.config.load import matches
from linter.config.model import Choices
from linter.config.options import Options
from linter.ruleset.errors import RulesetError

Write = Callable[[str, str], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)

    def put(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return put


def speaks(name: str) -> str | None:
    config = Configs().of(Path(name))
    return config.name if config else None


def test_the_nearest_speaks(write: Write) -> None:
    write("库/.fazhi-lint.yaml", "year: 2020\n")
    write("库/区/.fazhi-lint.yaml", "year: 2021\n")
    assert speaks("库/区/局/报告.txt") == "库/区/.fazhi-lint.yaml"
    assert speaks("库/报告.txt") == "库/.fazhi-lint.yaml"
    assert speaks("报告.txt") is None


def test_nothing_above_the_repository_speaks(write: Write) -> None:
    write(".fazhi-lint.yaml", "year: 2020\n")
    write("库/.git", "gitdir: elsewhere\n")  # as in a worktree or submodule
    assert speaks("库/局/报告.txt") is None
    write("库/.fazhi-lint.yaml", "")
    assert speaks("库/局/报告.txt") == "库/.fazhi-lint.yaml"


def test_pyproject_speaks_where_it_has_our_table(write: Write) -> None:
    write("pyproject.toml", "[tool.fazhi-lint]\nyear = 2020\n")
    write("甲/pyproject.toml", "[tool.ruff]\n# not for fazhi-lint\n")
    write("乙/pyproject.toml", "this is = = not toml, and none of our business\n")
    write("丙/.fazhi-lint.yaml", "")
    write("丙/pyproject.toml", "[tool.fazhi-lint]\n")
    write("丁/.fazhi-lint.yml", "")
    assert [speaks(f"{name}/报告.txt") for name in "甲乙丙丁"] == ["pyproject.toml", "pyproject.toml", "丙/.fazhi-lint.yaml", "丁/.fazhi-lint.yml"]


def test_a_named_file_speaks_for_all_and_none_for_nobody(write: Write) -> None:
    write(".fazhi-lint.yaml", "year: 2020\n")
    write("甲/规定.yaml", "year: 2021\n")
    assert Configs(file=Path("甲/规定.yaml")).options(Path("报告.txt")).overrides.year == 2021
    assert Configs(none=True).options(Path("报告.txt")).overrides.year is None
    with pytest.raises(RulesetError, match="没有这个文件"):
        Configs(file=Path("没有.yaml"))


def test_who_has_the_last_word(write: Write) -> None:
    write(
        ".fazhi-lint.yaml",
        "fail-on: warning\nyear: 2020\nignore: [F]\nselect: [W]\nseverities: {W101: info, W102: info}\npaths: '{year}/{agency}.*'\n"
        "overrides:\n- {files: '2021/', year: 2021, ignore: [N], severities: {W101: error}}\n- {files: '水务局.txt', year: 2022, agency: 区水务局, select: [P]}\n",
    )
    given = Choices(ignore=["D"], kind="street")
    plain, folder, both = (Configs(given).options(Path(name)) for name in ("a.txt", "2021/a.txt", "2021/水务局.txt"))
    assert (plain.overrides.year, folder.overrides.year, both.overrides.year) == (2020, 2021, 2022)
    assert (plain.selection.select, both.selection.select) == (("W",), ("P",))
    assert (plain.selection.ignore, both.selection.ignore) == (("F", "D"), ("F", "N", "D"))
    assert both.severities == {"W101": "error", "W102": "info"}
    assert (both.overrides.agency, both.overrides.filed.agency, both.overrides.filed.year, both.overrides.kind) == ("区水务局", "水务局", 2021, "street")
    assert both.fail_on == "warning"
    assert Configs(Choices(year=2019, select=["Q"], fail_on="never")).options(Path("2021/水务局.txt")).overrides.year == 2019


def test_globs_are_those_of_a_gitignore_from_the_folder_of_the_file(write: Write) -> None:
    write("库/.fazhi-lint.yaml", "overrides:\n- {files: ['/根.txt', '2020/', '*稿.txt', '深/**/终.txt'], stage: archive}\n")
    options = Configs(file=Path("库/.fazhi-lint.yaml")).options
    names = ["库/根.txt", "库/下/根.txt", "库/2020/a.txt", "库/下/2020/a.txt", "库/初稿.txt", "库/深/终.txt", "库/深/一/二/终.txt", "根.txt", "库/其他.txt"]
    assert [name for name in names if options(Path(name)).overrides.stage] == [
        "库/根.txt", "库/2020/a.txt", "库/下/2020/a.txt", "库/初稿.txt", "库/深/终.txt", "库/深/一/二/终.txt",
    ]


names = st.lists(st.text(st.sampled_from("甲乙a.2 ()[]!#"), min_size=1, max_size=4), min_size=1, max_size=3).map("/".join)


@given(st.text(st.sampled_from("甲乙a.2/*?[]!# ()"), min_size=1, max_size=8), names)
def test_globs_mean_what_pathspec_says(glob: str, name: str) -> None:
    try:
        spec = GitIgnoreSpec.from_lines([glob])
        expected = any(pattern.include for pattern in spec.patterns) and spec.match_file(name)
    except ValueError:
        expected = False
    if not {".", ".."} & set(name.split("/")):
        assert matches(glob, name) is expected


def test_paths_in_it_are_relative_to_it(write: Write) -> None:
    write("库/.git/HEAD", "")
    write("库/规则/own.yaml", "schema: 1\nversion: 1.0.0\nname: own\nextends: base\n")
    write("库/.fazhi-lint.yaml", "ruleset: 规则/own.yaml\nbaseline: 基线.jsonl\n")
    options = Configs().options(Path("库/2024/报告.txt"))
    assert (options.ruleset, options.folder) == ("规则/own.yaml", Path.cwd() / "库")
    assert options.baseline == Path("库/基线.jsonl")
    assert Configs(base=Options(baseline=Path("别的.jsonl"), soffice="/opt/soffice")).options(Path("库/报告.txt")).baseline == Path("别的.jsonl")


def test_every_setting_tells_where_it_was_said(write: Write) -> None:
    write(
        ".fazhi-lint.yaml",
        "fail-on: info\n\nignore: [F]\noverrides:\n- files: a.txt\n  ignore:\n  - N\n  stage: archive\npaths: '{agency}.txt'\n"
        "exceptions:\n- {file: a.txt, rule: W101, reason: 已核}\n- {file: b.txt, rule: W102}\ncannot_except: [X]\nbaseline: b.jsonl\n",
    )
    found = {setting.key: (setting.value, setting.where) for setting in settings(Configs(Choices(year=2024)), Path("a.txt"))}
    assert found["fail-on"] == ("info", (".fazhi-lint.yaml:1",))
    assert found["ignore"] == (["F", "N"], (".fazhi-lint.yaml:3", ".fazhi-lint.yaml:6"))
    assert found["stage"] == ("archive", (".fazhi-lint.yaml:8",))
    assert found["year"] == (2024, ("命令行",))
    assert found["min-confidence"] == ("low", ())
    assert found["paths"] == ({"agency": "a"}, (".fazhi-lint.yaml:9",))
    assert found["exceptions"][0] == [{"rule": "W101", "text": "", "reason": "已核", "until": None}]
    assert found["exceptions"][1] == (".fazhi-lint.yaml:11",)
    assert found["baseline"] == ("b.jsonl", (".fazhi-lint.yaml:14",))

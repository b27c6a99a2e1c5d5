"""YAML as plain data: nothing is guessed, everything wrong has a place, and both parsers of PyYAML agree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from linter import resources
from linter.ruleset import yaml_source
from linter.ruleset.errors import RulesetError
from linter.ruleset.yaml_source import Source, read

PARSERS = pytest.mark.parametrize("parser", ["c", "python"])


def source(text: str | bytes) -> Source:
    return Source(Path("x.yaml"), "x.yaml", text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    name: str = request.param
    if name == "python":
        monkeypatch.delattr(yaml, "CLoader", raising=False)
    elif not hasattr(yaml, "CLoader"):
        pytest.skip("PyYAML without libyaml")
    return name


@pytest.mark.parametrize("parser", ["c", "python"], indirect=True)
@pytest.mark.parametrize("scalar", ["no", "yes", "on", "12:30", "017", "1.10", "0x1F", "1_000", "2018-12-05", "~", ".inf", "True", "NULL"])
def test_scalars_stay_what_they_look_like(parser: str, scalar: str) -> None:
    assert source(f"a: {scalar}").value == {"a": scalar}


@pytest.mark.parametrize("parser", ["c", "python"], indirect=True)
def test_only_an_empty_value_or_a_plain_null_is_nothing(parser: str) -> None:
    assert source('a:\nb: null\nc: "null"\nd: ""\n').value == {"a": None, "b": None, "c": "null", "d": ""}


@pytest.mark.parametrize("parser", ["c", "python"], indirect=True)
@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: 1\na: 2", "2:1", "键 a 写了两次；删去一处"),
        ("x:\n  b: {k: 1, k: 2}", "2:13", "键 k 写了两次"),
        ("a:\n\t- b", "2:1", "制表符"),
        ("a: b: c", "1:5", "两个“: ”"),
        ("a: *x", "1:4", "别名 *x 没有定义"),
        ("a: &x [1, *x]", "1:11", "引用了自己"),
        ("a: !!python/object/apply:os.system [ls]", "1:4", "类型标签"),
        ("a: !x 1", "1:4", "类型标签"),
        ("a:\n  b: 1\n c: 2", "3:2", "缩进"),
        ("a: @x", "1:4", "加上引号"),
        ("---\na: 1\n---\nb: 2", "3:1", "两份 YAML"),
        ("? [a]\n: b", "1:3", "键不能是列表"),
        ("*a : 1", "1:1", "键不能写成别名"),
        ("a: \x01", "1:4", "控制字符"),
        ("a: \x00", "1:1", "空字节"),
        (b"a: 1\nb: \xff", "2:1", "UTF-8"),
        ("[" * 500, "1:41", "嵌套超过"),
        ("- " * 500, "1:81", "嵌套超过"),
        ("[" * 5000, "1:", "嵌套超过"),  # the C parser looks ahead and stops at a limit of its own
        ("- " * 5000, "1:", "嵌套超过"),
    ],
)
def test_faults_have_a_place_and_say_what_to_do(parser: str, text: str | bytes, place: str, words: str) -> None:
    with pytest.raises(RulesetError) as caught:
        _ = source(text).value
    assert str(caught.value).startswith(f"x.yaml:{place}")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ['a: "x', "a: [1, 2", "a: {b: 1"])
def test_what_is_left_open_is_named(text: str) -> None:
    with pytest.raises(RulesetError, match="没有配对"):
        _ = source(text).value


def test_aliases_are_written_out() -> None:
    assert source("x: &a {k: [1]}\ny: *a\n").value == {"x": {"k": ["1"]}, "y": {"k": ["1"]}}


def test_an_alias_bomb_is_refused_quickly() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 30)]
    with pytest.raises(RulesetError, match="内容超过"):
        _ = source("\n".join(lines)).value


def test_a_byte_order_mark_is_no_column() -> None:
    fine = source(b"\xef\xbb\xbfa: 1")
    assert fine.value == {"a": "1"}
    assert fine.place(("a",)) == (1, 4)


def test_an_empty_file_holds_nothing() -> None:
    assert source("# 只有注释\n").value is None


def test_places_count_characters_and_find_keys() -> None:
    text = source("规则:\n- 名称: 甲\n  词: [一, 二]\n")
    assert text.place(("规则", 0, "词", 1)) == (3, 10)
    assert text.place(("规则", 0), "词") == (3, 3)
    assert text.place(("规则", 0, "没有", "更没有")) == (2, 3)


def test_a_large_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_source, "LARGEST", 10)
    path = tmp_path / "x.yaml"
    path.write_text("a: 0123456789", encoding="utf-8")
    with pytest.raises(RulesetError, match="上限"):
        read(path, "x.yaml")


def test_a_folder_is_no_ruleset(tmp_path: Path) -> None:
    with pytest.raises(RulesetError):
        read(tmp_path, "x.yaml")


def test_both_parsers_read_the_shipped_files_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [path for path in resources.rulesets().rglob("*.yaml") if path.stat().st_size < 60_000]
    fast = [read(path, path.name).value for path in paths]
    monkeypatch.delattr(yaml, "CLoader", raising=False)
    assert [read(path, path.name).value for path in paths] == fast


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.text("ab中: -#'\"\n", max_size=6), lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text("abc", min_size=1), below, max_size=3)))
def test_what_json_writes_is_read_back(value: object) -> None:
    assert source(json.dumps(value, ensure_ascii=False)).value == value

"""Patterns that are kept compiled: the very ones that `re` would compile."""

from __future__ import annotations

import os
import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

from linter import cache, checks, facts, late
from linter.cache import Memo
from linter.late import Late


def test_every_pattern_is_the_one_that_re_compiles() -> None:
    names = [name for package in (checks, facts) for _, name, _ in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")]
    patterns = {id(value): value for name in names for value in vars(import_module(name)).values() if isinstance(value, Late)}.values()
    assert len(patterns) > 200
    for pattern in patterns:
        plain = re.compile(pattern._words, pattern._flags)
        assert pattern.compiled == plain and pattern.groupindex == plain.groupindex


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Memo[late._Code]:
    """The next run finds what was compiled in this one, and only that."""
    monkeypatch.delenv(cache.SETTING)
    monkeypatch.setattr(cache, "_usual", lambda *_: tmp_path)
    memo: Memo[late._Code] = Memo("patterns", (), late._Code, private=True)
    monkeypatch.setattr(late, "_kept", memo)
    return memo


def test_a_pattern_is_compiled_once(kept: Memo[late._Code], monkeypatch: pytest.MonkeyPatch) -> None:
    words = r"(?P<year>20\d\d)年|(?P<other>[一-鿿]{2})(?=。)"
    first = late.late(words, re.MULTILINE)
    assert first.search("某年。") is not None
    kept._keep(cache.key("patterns", ()), 0)
    monkeypatch.setattr(late, "_kept", Memo("patterns", (), late._Code, private=True))
    monkeypatch.setattr("re._compiler._code", lambda *_: pytest.fail("compiled again"), raising=False)
    again = late.late(words, re.MULTILINE)
    match = again.search("至2024年")
    assert match is not None and match.lastgroup == "year" and match["year"] == "2024" and match["other"] is None
    assert again.compiled == first.compiled and again.flags == first.flags  # type: ignore[attr-defined]


@pytest.mark.parametrize("whose", ["given", "open to others"])
def test_code_is_not_taken_from_where_others_may_write(kept: Memo[late._Code], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whose: str) -> None:
    kept("0 甲", lambda: (0, [1, 2, 3], 0, {}, (None,)))
    kept._keep(cache.key("patterns", ()), 0)
    if whose == "given":
        monkeypatch.setenv(cache.SETTING, str(tmp_path))
    elif os.name == "posix":
        (tmp_path / "patterns").chmod(0o777)
    else:
        pytest.skip("rights of this system are others")
    again: Memo[list[int]] = Memo("patterns", (), list[int], private=True)
    assert again("0 甲", lambda: [7]) == [7]
    assert Memo[object]("patterns", (), object)("0 甲", lambda: [7]) != [7]  # it does lie there


def test_of_too_many_those_are_kept_that_were_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.SETTING, str(tmp_path))
    monkeypatch.setattr(cache, "_MANY", 2)
    for asked in ("甲乙", "乙丙"):
        memo: Memo[str] = Memo("few", (), str)
        for text in asked:
            assert memo(text, lambda text=text: f"{text}?") == f"{text}?"  # type: ignore[misc]
        memo._keep(cache.key("few", ()), 0 if asked == "甲乙" else 2)
    last: Memo[str] = Memo("few", (), str)
    assert [last(text, lambda: "new") for text in "甲乙丙"] == ["new", "乙?", "丙?"]


def test_what_is_no_code_is_compiled(kept: Memo[late._Code]) -> None:
    kept("0 甲+", lambda: (0, [1, 2, 3], 0, {}, (None,)))
    assert late.late("甲+").fullmatch("甲甲") is not None


def test_a_pattern_that_is_none_is_refused() -> None:
    with pytest.raises(re.error):
        late.late("(甲").search("甲")

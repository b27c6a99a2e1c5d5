"""Patterns that are kept compiled: the very ones that `re` would compile."""

from __future__ import annotations

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
    monkeypatch.setenv(cache.SETTING, str(tmp_path))
    memo: Memo[late._Code] = Memo("patterns", (), late._Code)
    monkeypatch.setattr(late, "_kept", memo)
    return memo


def test_a_pattern_is_compiled_once(kept: Memo[late._Code], monkeypatch: pytest.MonkeyPatch) -> None:
    words = r"(?P<year>20\d\d)年|(?P<other>[一-鿿]{2})(?=。)"
    first = late.late(words, re.MULTILINE)
    assert first.search("某年。") is not None
    kept._keep(cache.key("patterns", ()), 0)
    monkeypatch.setattr(late, "_kept", Memo("patterns", (), late._Code))
    monkeypatch.setattr("re._compiler._code", lambda *_: pytest.fail("compiled again"), raising=False)
    again = late.late(words, re.MULTILINE)
    match = again.search("至2024年")
    assert match is not None and match.lastgroup == "year" and match["year"] == "2024" and match["other"] is None
    assert again.compiled == first.compiled and again.flags == first.flags  # type: ignore[attr-defined]


def test_what_is_no_code_is_compiled(kept: Memo[late._Code]) -> None:
    kept("0 甲+", lambda: (0, [1, 2, 3], 0, {}, (None,)))
    assert late.late("甲+").fullmatch("甲甲") is not None


def test_a_pattern_that_is_none_is_refused() -> None:
    with pytest.raises(re.error):
        late.late("(甲").search("甲")

"""Patterns that are kept compiled: they match what they would as `re` compiles them."""

from __future__ import annotations

import os
import pkgutil
import re
from importlib import import_module
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from linter import cache, checks, facts, first_letters, late, resources
from linter.cache import Memo
from linter.late import Late


def test_every_pattern_matches_what_it_does_as_re_compiles_it() -> None:
    names = [name for package in (checks, facts) for _, name, _ in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")]
    patterns = {id(value): value for name in names for value in vars(import_module(name)).values() if isinstance(value, Late)}.values()
    assert len(patterns) > 200
    report = min(resources.seeds().glob("*.txt"), key=os.path.getsize).read_text(encoding="utf-8")
    for pattern in patterns:
        plain = re.compile(pattern._words, pattern._flags)
        assert pattern.groupindex == plain.groupindex and pattern.flags == plain.flags
        assert _matches(pattern.compiled, report) == _matches(plain, report)


def _matches(pattern: re.Pattern[str], text: str, *ends: int) -> list[object]:
    return [(match.span(), match.groups(), match.lastindex) for match in pattern.finditer(text, *ends)]


_SIMPLE = some.sampled_from(["a", "b", "年", "[ab]", "[^ab]", "[年0-9]", r"\d", ".", "^", "$", r"\b", "(?=a)", "(?!b)", "(?<=年)", "(?<!a)"])
_PATTERNS = some.recursive(_SIMPLE, lambda some_: some.one_of(
    some.lists(some_, min_size=2, max_size=3).map("".join),
    some.lists(some.one_of(some_, some.just("")), min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
    some_.map(lambda part: f"({part})"),
    some.tuples(some_, some.sampled_from(["?", "{0,2}", "+?", "{2}"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
), max_leaves=6)


@given(_PATTERNS, some.sampled_from([0, re.MULTILINE, re.IGNORECASE]), some.text("abAB年3 \n", max_size=12), some.integers(0, 3), some.integers(0, 14))
def test_a_pattern_that_knows_its_first_letters_matches_the_same(words: str, flags: int, text: str, start: int, end: int) -> None:
    assert _matches(late._compiled(words, flags), text, start, end) == _matches(re.compile(words, flags), text, start, end)


def test_two_threads_leave_the_engine_as_it_was() -> None:
    compiler = SimpleNamespace(_get_charset_prefix=len)
    entered, left = Event(), Event()

    def second() -> None:
        with first_letters.known(compiler):
            entered.set()
            left.wait(10)

    thread = Thread(target=second)
    with first_letters.known(compiler):
        thread.start()
        assert not entered.wait(0.05)
    left.set()
    thread.join()
    assert entered.is_set() and compiler._get_charset_prefix is len


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

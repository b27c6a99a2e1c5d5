"""Work that takes too long is ended, wherever it is, and nothing else is."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from linter import batch, deadline, readers
from linter.config.options import Options
from linter.deadline import TooSlow, limited
from linter.document import Document
from tests.support import BAD, CLEAN

_SLOW = """\
schema: 1
version: 0.0.1
name: slow
extends: base
rules:
- id: W901
  name: slow
  title: 慢
  category: wording
  severity: warning
  check: pattern
  with: {patterns: ['(?s)甲(?:.*乙)?']}
  basis: editorial
  messages: 慢
  examples: {bad: [【甲】丙。], good: [丙。]}
  since: 0.1.0
"""


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "_TICK", 0.01)


def forever() -> None:
    while True:
        pass


def test_what_handles_faults_does_not_handle_this() -> None:
    with pytest.raises(TooSlow), limited(0.05):
        try:
            forever()
        except Exception:
            pytest.fail("handled as a fault of one part")


def test_work_that_was_done_in_time_is_let_alone() -> None:
    with limited(0.05):
        pass
    started = time.process_time()
    while time.process_time() < started + 0.1:
        pass
    assert not deadline._limits


def test_time_that_others_take_does_not_count() -> None:
    with limited(0.1):
        time.sleep(0.2)


def test_a_pattern_that_looks_through_all_the_rest_at_each_letter_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One match takes linear time, a match at each letter that looks to the end for more takes the square of it: half an hour here."""
    (tmp_path / "慢.yaml").write_text(_SLOW, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert batch.review_bytes(f"{CLEAN}甲\n".encode(), "a.txt", Options("./慢.yaml")).status == "checked"
    monkeypatch.setattr(batch, "_LEAST", 0)
    monkeypatch.setattr(batch, "_LETTERS", 200_000)
    result = batch.review_bytes(f"{CLEAN}{'甲' * 200_000}\n".encode(), "a.txt", Options("./慢.yaml"))
    assert (result.status, result.code, result.review) == ("unchecked", "too-slow", None)
    assert result.message is not None and "秒还没有查完，停在" in result.message


def test_a_reader_that_does_not_come_to_an_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> Document:
        forever()
        raise AssertionError

    monkeypatch.setattr(readers, "read", read)
    monkeypatch.setattr(batch, "READING", 0.05)
    result = batch.review_bytes(BAD.encode(), "a.txt", Options())
    assert (result.status, result.code) == ("unchecked", "too-slow")
    assert "读这个文件" in (result.message or "")


def test_the_rule_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from linter import checks
    from linter.checks import CheckKind

    known = checks.kind
    monkeypatch.setattr(checks, "kind", lambda name: CheckKind(name, known(name).params, lambda *_: forever(), "") if name == "pairing" else known(name))  # type: ignore[arg-type, return-value]
    monkeypatch.setattr(batch, "_LEAST", 1)
    result = batch.review_bytes(BAD.encode(), "a.txt", Options("base"))
    assert result.message == "1 秒还没有查完，停在规则 F301，没有检查；请确认是否选错了文件；规则是自己写的，把它的模式改简单些"

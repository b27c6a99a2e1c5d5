"""The pages made from the rules are what the rules make them, and nothing is left without an owner."""

from __future__ import annotations

import pytest

from linter.maintenance import coverage, docs
from linter.ruleset.loader import load

PAGES = docs.pages()


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_is_fresh(name: str) -> None:
    path = docs.DOCS / name
    assert path.is_file(), "run python -m linter.maintenance.docs"
    assert path.read_text(encoding="utf-8") == PAGES[name], "run python -m linter.maintenance.docs"


def test_pages_are_the_same_every_time() -> None:
    assert docs.pages() == PAGES


def test_a_stale_page_fails_the_check_and_is_mended(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs, "DOCS", tmp_path)
    monkeypatch.setattr(docs, "pages", lambda: {"rules/a.md": "甲\n", "b.md": "乙\n"})
    assert docs.main(["--check"]) == 1
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
    (docs.DOCS / "rules" / "gone.md").write_text("x", encoding="utf-8")
    assert docs.main(["--check"]) == 1
    assert docs.main([]) == 0
    assert not (docs.DOCS / "rules" / "gone.md").exists()


WRONG, RIGHT = coverage.answers(load("ecology"))


@pytest.mark.parametrize("answer", WRONG, ids=[answer.debt.text for answer in WRONG])
def test_what_is_owed_is_reported(answer: coverage.Answer) -> None:
    assert answer.rules, f"no rule reports {answer.debt.text}"


@pytest.mark.parametrize("answer", RIGHT, ids=[answer.debt.text for answer in RIGHT])
def test_what_only_looks_wrong_is_not_reported(answer: coverage.Answer) -> None:
    assert answer.rules == ()

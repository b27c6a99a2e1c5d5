"""The pages made from the rules are what the rules make them, and nothing is left without an owner."""

from __future__ import annotations

import pytest

from linter.maintenance import coverage, docs
from linter.ruleset.loader import load


def test_pages_are_fresh() -> None:
    """One test: the pages are made from hundreds of reviews."""
    stale = [name for name, page in docs.pages().items() if not (docs.DOCS / name).is_file() or (docs.DOCS / name).read_text(encoding="utf-8") != page]
    assert not stale, "run python -m linter.maintenance.docs"


@pytest.mark.long
def test_pages_are_the_same_every_time() -> None:
    assert docs.pages() == docs.pages()


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


def test_what_is_owed_is_reported_and_what_only_looks_wrong_is_not() -> None:
    wrong, right = coverage.answers(load("ecology"))
    assert wrong and right
    assert not [answer.debt.text for answer in (*wrong, *right) if not answer.ok]

"""One letter put right by two rules is told once."""

from __future__ import annotations

from pathlib import Path

from linter.batch import Options, review_file


def test_one_letter_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("认真贯测落实上级要求。\n", encoding="utf-8")
    review = review_file(path, Options()).review
    assert review is not None
    assert len([finding for finding in review.findings if "贯测" in finding.text and finding.fix is not None]) == 1

"""One letter put right by two rules is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.batch import Options, review_file


@pytest.mark.parametrize(("text", "slip"), [("认真贯测落实上级要求。\n", "贯测"), ("配备调解员2名，有力的保障了工作顺利进行。\n", "的")])
def test_one_letter_is_told_once(tmp_path: Path, text: str, slip: str) -> None:
    path = tmp_path / "报告.txt"
    path.write_text(text, encoding="utf-8")
    review = review_file(path, Options()).review
    assert review is not None
    assert len([finding for finding in review.findings if slip in finding.text and finding.category == "wording"]) == 1

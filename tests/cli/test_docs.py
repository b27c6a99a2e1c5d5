"""docs/cli.md says what the commands do."""

from __future__ import annotations

from pathlib import Path

import pytest

from linter.maintenance import cli_docs


def test_the_page_is_fresh() -> None:
    assert cli_docs.main(["--check"]) == 0


def test_a_stale_page_is_refused_and_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "cli.md"
    page.write_text(cli_docs.PAGE.read_text(encoding="utf-8").replace("--fail-on", "--fail"), encoding="utf-8")
    monkeypatch.setattr(cli_docs, "PAGE", page)
    assert cli_docs.main(["--check"]) == 1
    assert cli_docs.main([]) == 0
    assert cli_docs.main(["--check"]) == 0
    assert page.read_text(encoding="utf-8").startswith("# 命令行\n")

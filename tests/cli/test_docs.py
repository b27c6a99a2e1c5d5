"""docs/cli.md says what the commands do."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from linter.maintenance import cli_docs


def test_the_page_is_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["cli_docs", "--check"])
    cli_docs.main()


def test_a_stale_page_is_refused_and_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "cli.md"
    page.write_text(cli_docs.PAGE.read_text(encoding="utf-8").replace("--fail-on", "--fail"), encoding="utf-8")
    monkeypatch.setattr(cli_docs, "PAGE", page)
    monkeypatch.setattr(sys, "argv", ["cli_docs", "--check"])
    with pytest.raises(SystemExit):
        cli_docs.main()
    monkeypatch.setattr(sys, "argv", ["cli_docs"])
    cli_docs.main()
    monkeypatch.setattr(sys, "argv", ["cli_docs", "--check"])
    cli_docs.main()
    assert page.read_text(encoding="utf-8").startswith("# 命令行\n")

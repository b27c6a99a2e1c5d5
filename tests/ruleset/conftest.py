from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Project = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Writes files below a project root, goes there, and gives the root."""
    root = tmp_path / "项目"
    (root / ".git").mkdir(parents=True)
    monkeypatch.chdir(root)

    def write(**files: str) -> Path:
        for name, content in files.items():
            path = root / (name.replace("__", "/") + ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return root

    return write

"""Where the checkout lies, and how a generated file is kept: written where it is stale, or with `--check` only named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def keep(made: Mapping[Path, str | None], arguments: Sequence[str]) -> int:
    """Bring files to their content (null: the file goes). With `--check` nothing is written; the exit code is 1 where one is stale."""
    stale = {path: content for path, content in made.items() if not _is(path, content)}
    check = "--check" in arguments
    for path, content in stale.items():
        print(f"{'stale' if check else 'written'}: {path}")
        if check:
            continue
        if content is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode("utf-8"))
    return 1 if check and stale else 0


def _is(path: Path, content: str | None) -> bool:
    if content is None:
        return not path.exists()
    return path.is_file() and path.read_bytes() == content.encode("utf-8")

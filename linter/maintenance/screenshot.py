"""Draw docs/screenshot.svg: what `fazhi-lint check` really prints for one seed on a terminal of 100 columns.

    python -m linter.maintenance.screenshot
"""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console
from rich.text import Text

from linter import batch, resources
from linter.writers import text

WIDTH = 100
LINES = 64
TARGET = Path("docs/screenshot.svg")


def draw() -> str:
    path = next(iter(sorted(resources.seeds().glob("001*.txt"))))
    result = batch.review_bytes(path.read_bytes(), f"seeds/{path.name}", batch.Options())
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, highlight=False)
    console.print(Text("$ fazhi-lint check seeds/", style="bold green"))
    lines = list(text.lines([result], text.Style(width=WIDTH, wrapped=True)))
    table = next(number for number, line in enumerate(lines) if any("结论" in words for words, _ in line))
    for line in [*lines[: LINES - 26], [("……", "dim")], [], *lines[table:]][: LINES + 26]:
        console.print(Text.assemble(*line))
    return console.export_svg(title="fazhi-lint")


if __name__ == "__main__":
    TARGET.write_text(draw(), encoding="utf-8")

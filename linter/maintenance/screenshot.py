"""Draw docs/screenshot.svg: what `fazhi-lint check` really prints for one seed on a terminal of 100 columns.

    python -m linter.maintenance.screenshot [--check]
"""

from __future__ import annotations

import html
import io
import re
import sys

from rich.console import Console
from rich.text import Text

from linter import batch, resources
from linter.config.options import Options
from linter.maintenance.pages import DOCS, keep
from linter.width import width
from linter.writers import Look, text

WIDTH = 100
LINES = 64


def draw() -> str:
    path = next(iter(sorted(resources.seeds().glob("001*.txt"))))
    result = batch.review_bytes(path.read_bytes(), f"seeds/{path.name}", Options())
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, highlight=False)
    console.print(Text("$ fazhi-lint check seeds/", style="bold green"))
    lines = list(text.lines([result], Look(width=WIDTH, wrapped=True)))
    table = next(number for number, line in enumerate(lines) if any("结论" in words for words, _ in line))
    for line in [*lines[: LINES - 26], [("……", "dim")], [], *lines[table:]][: LINES + 26]:
        console.print(Text.assemble(*line))
    return _stretched(console.export_svg(title="fazhi-lint"))


def _stretched(svg: str) -> str:
    """rich gives each run of text the room of its letters; Chinese ones take two cells each."""

    def mend(match: re.Match[str]) -> str:
        words = html.unescape(match["words"])
        return f'textLength="{float(match["room"]) / len(words) * width(words):g}"{match["rest"]}>{match["words"]}<'

    return re.sub(r'textLength="(?P<room>[\d.]+)"(?P<rest>[^>]*)>(?P<words>[^<]+)<', mend, svg)


if __name__ == "__main__":
    sys.exit(keep({DOCS / "screenshot.svg": draw()}, sys.argv[1:]))

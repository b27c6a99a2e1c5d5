"""Lines of styled text: plain in a pipe, coloured by rich on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TextIO

Line = list[tuple[str, str]]  # (text, rich style or "")

SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def plain(line: Line) -> str:
    return "".join(text for text, _ in line).rstrip()


def emit(lines: Iterable[Line], stream: TextIO | None = None, *, colour: bool = False, width: int = 80) -> None:
    """Print lines. What the stream's encoding lacks is replaced, never an error."""
    out = stream or sys.stdout
    if colour:
        _emit_rich(lines, out, width)
        return
    for line in lines:
        print(_printable(plain(line), out), file=out)


def _printable(text: str, stream: TextIO) -> str:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "replace").decode(encoding, "replace")


def _emit_rich(lines: Iterable[Line], stream: TextIO, width: int) -> None:
    from rich.console import Console  # noqa: PLC0415  a pipe does not pay for it
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=stream, width=width, force_terminal=True, highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*((_printable(text, stream), style) for text, style in line)))

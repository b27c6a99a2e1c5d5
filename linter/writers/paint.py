"""Lines of styled text: plain in a pipe, coloured by rich on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TextIO

from linter.late import late

Line = list[tuple[str, str]]  # (text, rich style or "")
_PAGE = 256  # lines

SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
# a report must not move the cursor, change colours or turn the direction of writing
_UNSAFE = late("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


# nor give a CI commands: a line that begins so, or has it anywhere in the old form
_COMMAND = late(r"^(\s*)::|##\[")


def plain(line: Line) -> str:
    return _tame(_safe("".join(text for text, _ in line))).rstrip()


def pages(lines: Iterable[Line]) -> Iterator[str]:
    """The same of many lines with their ends, some hundred together: what none of them holds is looked for once."""
    rest = iter(lines)
    while page := ["".join([text for text, _ in line]) for line in islice(rest, _PAGE)]:
        whole = "".join(page)
        harmless = _safe(whole) is whole and not _may_command(whole)
        yield "\n".join([*map(str.rstrip, page if harmless else map(_tame, map(_safe, page))), ""])


def emit(lines: Iterable[Line], stream: TextIO | None = None, *, colour: bool = False) -> None:
    """Print lines; how a stream takes what its encoding lacks is its own matter."""
    out = stream or sys.stdout
    if colour:
        _emit_rich(lines, out)
        return
    out.writelines(pages(lines))


def _safe(text: str) -> str:
    """Each unsafe code point as one cell."""
    if text.isprintable():  # then it has none, and this is quickly seen
        return text
    return _UNSAFE.sub(lambda match: " " if match.group() in "\t\n\r" else "?", text)


def _may_command(text: str) -> bool:
    return "::" in text or "##[" in text


def _tame(text: str) -> str:
    """What would be a command with the full-width signs, as good to read."""
    if not _may_command(text):
        return text
    return _COMMAND.sub(lambda match: "##［" if match[1] is None else f"{match[1]}：：", text)


def _emit_rich(lines: Iterable[Line], stream: TextIO) -> None:
    from rich.console import Console  # noqa: PLC0415  a pipe does not pay for it
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=stream, force_terminal=True, no_color=False, color_system="standard", highlight=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*((_tame(_safe(text)) if not at else _safe(text), style) for at, (text, style) in enumerate(line))))

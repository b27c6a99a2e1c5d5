"""`check --watch`: again whenever a report is saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from linter.cli.terminal import note
from linter.discovery import discover

_SECONDS = 0.5  # between two looks; asking for times of change works on every system and every network drive

State = dict[Path, tuple[int, int]]


def watch(paths: Sequence[str], once: Callable[[], int], pause: Callable[[float], None] | None = None) -> int:
    """Run `once` now and after every change of the reports at `paths`, until Ctrl+C; the last exit code."""
    code = 0
    try:
        while True:
            seen = _state(paths)
            click.clear()  # on a terminal only
            code = once()
            note(f"看着 {len(seen)} 份报告，存盘就重查；按 Ctrl+C 结束")
            while _settled(paths, pause or time.sleep) == seen:
                pass
    except KeyboardInterrupt:
        note("")  # the terminal's ^C stands on a line of its own
    return code


def _settled(paths: Sequence[str], pause: Callable[[float], None]) -> State:
    """The state once it has stayed the same from one look to the next: an editor may still be writing."""
    before = _state(paths)
    while True:
        pause(_SECONDS)
        now = _state(paths)
        if now == before:
            return now
        before = now


def _state(paths: Sequence[str]) -> State:
    """Time of change and size of every report that is to be checked."""
    state: State = {}
    for entry in discover(paths):
        if entry.code != "skipped":
            try:
                found = entry.path.stat()
                state[entry.path] = (found.st_mtime_ns, found.st_size)
            except OSError:
                state[entry.path] = (0, 0)
    return state

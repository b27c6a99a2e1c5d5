"""The program started once more, for work that may crash, stall or bloat: natively by the interpreter, or by the frozen program itself."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from linter import garbage

RUN = "--run-module"  # what the frozen program is told instead of a command
_GONE = (ProcessLookupError, PermissionError)  # what is said of a group of the dead: the second on macOS
HIDDEN = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # on Windows no console flashes up
# started apart from the current folder (-I), where a json.py may lie; the path of this process, whatever it holds, is handed over
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from linter.processes import run; run(sys.argv[2:])"


def frozen() -> bool:
    """Whether this is the program with its own interpreter (the portable folder)."""
    return bool(getattr(sys, "frozen", False))


def again(module: str, *arguments: str) -> list[str]:
    """The command that calls `main(*arguments)` of a module in a process of its own."""
    if frozen():
        return [sys.executable, RUN, module, *arguments]
    return [sys.executable, "-I", "-c", _START, json.dumps(sys.path), module, *arguments]


def run(command: Sequence[str]) -> None:
    """What `again` asked for: a module of ours and its arguments."""
    garbage.seldom()
    module, *arguments = command
    import_module(module).main(*arguments)


def program(name: str) -> str | None:
    """Where a program is, as an absolute path; null where there is none. A bare name does not mean a file of the current folder,
    where Windows looks first: it lies beside reports that somebody sent."""
    found = shutil.which(name)
    return os.path.abspath(found) if found and (os.path.isabs(found) or os.path.dirname(name)) else None  # noqa: PTH100, PTH117, PTH120


def leave_when_asked() -> None:
    """From now on this process puts away what it has begun when it is asked to end. Asked again, it goes on with that."""

    def leave(*_: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sys.exit(1)

    signal.signal(signal.SIGTERM, leave)


def ask(pid: int) -> None:
    """Ask a process that leads a session of its own, and all in it, to end; on Windows nothing hears of it.

    Like `end` only for one that nobody has waited for yet, nor polled: until then no other can have its number, even if it is dead.
    """
    if sys.platform != "win32":
        with suppress(*_GONE):
            os.killpg(pid, signal.SIGTERM)


def end(pid: int) -> None:
    """End a process that leads a session of its own, and all that it has started, at once."""
    if sys.platform == "win32":
        taskkill = os.environ.get("SYSTEMROOT", r"C:\Windows") + r"\System32\taskkill.exe"
        subprocess.run([taskkill, "/F", "/T", "/PID", str(pid)], capture_output=True, creationflags=HIDDEN, check=False)
    else:
        with suppress(*_GONE):
            os.killpg(pid, signal.SIGKILL)

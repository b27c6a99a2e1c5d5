"""Where the portable folder's program begins: double-clicked it opens the page, files and folders dropped on it are checked beside
the originals, and with a command it is `fazhi-lint` as anywhere."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Sequence

from linter import processes
from linter.cli import COMMANDS
from linter.cli import main as fazhi_lint


def main(arguments: Sequence[str]) -> None:
    multiprocessing.freeze_support()  # a library may start the program again in its own way
    _leave_others_their_libraries()
    if arguments[:1] == [processes.RUN]:
        processes.run(arguments[1:])
    elif arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-")):
        fazhi_lint(list(arguments))
    else:
        try:
            fazhi_lint(["beside", "--", *arguments] if arguments else ["serve", "--port", "0"])
        finally:
            _stay()


def _leave_others_their_libraries() -> None:
    """LibreOffice and the browser must not be given ours, which the folder's starter puts first on Linux."""
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    elif processes.frozen():
        os.environ.pop("LD_LIBRARY_PATH", None)


def _stay() -> None:
    """A window that Windows opened for this program alone stays until it has been read."""
    if sys.platform == "win32" and sys.stdin is not None and sys.stdin.isatty():
        import ctypes  # noqa: PLC0415

        if ctypes.windll.kernel32.GetConsoleProcessList((ctypes.c_uint * 2)(), 2) == 1:
            input("\n按回车键关闭窗口……")


if __name__ == "__main__":
    main(sys.argv[1:])

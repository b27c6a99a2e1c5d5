"""`python -m linter`: the command line where no script folder is on the path."""

from __future__ import annotations

from linter import garbage
from linter.lean import at_start

garbage.seldom()  # from the start: what is imported stays
with at_start():
    import pathlib  # noqa: F401

    import click  # noqa: F401
    import msgspec  # noqa: F401

from linter import cli  # noqa: E402


def main() -> None:
    """All of the process."""
    try:
        cli.main()
    except SystemExit as end:
        garbage.leave(end)


if __name__ == "__main__":
    main()

"""`python -m linter`: the command line where no script folder is on the path."""

from __future__ import annotations

from linter import garbage

garbage.seldom()  # from the start: what is imported stays

from linter.cli import main  # noqa: E402

if __name__ == "__main__":
    main(prog_name="fazhi-lint")

"""`python -m linter`: the command line where no script folder is on the path."""

from __future__ import annotations

from linter.cli import main

if __name__ == "__main__":
    main(prog_name="fazhi-lint")

"""`python -m linter`: the command line where no script folder is on the path."""

from __future__ import annotations

from linter import garbage
from linter.lean import without

garbage.seldom()  # from the start: what is imported stays
with without("typing_extensions"):  # which is as long in coming as all the rest of it; `typing` has what we need
    import msgspec  # noqa: F401

from linter.cli import main  # noqa: E402

if __name__ == "__main__":
    main(prog_name="fazhi-lint")

"""fazhi-lint: reads a 法治政府建设年度报告 the way a reviewer would.

The public surface is the command line, its JSON, the ruleset format, and `check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["__version__", "check"]

if TYPE_CHECKING:
    from pathlib import Path

    from linter.review import Review


def check(source: str | Path | bytes, *, ruleset: str | None = None, year: int | None = None, agency: str | None = None) -> Review:
    """Review one report: a path, or the bytes of a text file.

    `ruleset`, `year` and `agency` say what the report itself may leave open; no configuration, exception or baseline is
    read. Raises `ValueError` for an input that cannot be checked and for a ruleset that does not load; the text says why.
    """
    from pathlib import Path  # noqa: PLC0415  importing the package stays free of cost

    from linter import batch  # noqa: PLC0415
    from linter.config.options import Options  # noqa: PLC0415
    from linter.facts import Overrides  # noqa: PLC0415

    options = Options(ruleset, Overrides(year=year, agency=agency))
    if isinstance(source, bytes):
        result = batch.review_bytes(source, "<bytes>", options)
    else:
        result = batch.review_file(Path(source), options)
    if result.review is None:
        raise ValueError(result.message)
    return result.review

"""How a report is to be reviewed, as bytes: for another process, or the name of what is kept."""

from __future__ import annotations

from pathlib import Path

import msgspec

from linter.config.options import Options, Selection
from linter.facts import Overrides


class Manner(msgspec.Struct, frozen=True, array_like=True):
    """What of `Options` bears on the review itself."""

    ruleset: str | None
    overrides: Overrides
    preview: bool
    soffice: str | None
    selection: Selection
    folder: str | None
    kept: bool
    checklist: bool

    @classmethod
    def of(cls, options: Options) -> Manner:
        folder = None if options.folder is None else str(options.folder)
        return cls(options.ruleset, options.overrides, options.preview, options.soffice, options.selection, folder, options.kept, options.judged)

    def options(self) -> Options:
        folder = None if self.folder is None else Path(self.folder)
        return Options(self.ruleset, self.overrides, self.preview, self.soffice, self.selection, folder=folder, kept=self.kept, checklist=self.checklist)

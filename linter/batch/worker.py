"""What a process of the pool does: one report of those it is given, as one file is reviewed anywhere."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from linter import batch
from linter.batch.pack import Packed, Text, pack
from linter.config.options import Options, Selection
from linter.facts import Overrides

YOURSELF = b""  # the answer to a task that whoever gave it has to do: a ruleset with faults, of which they are to be told


class Manner(msgspec.Struct, frozen=True, array_like=True):
    """What of `Options` bears on the review itself."""

    ruleset: str | None
    overrides: Overrides
    preview: bool
    soffice: str | None
    selection: Selection
    folder: str | None

    @classmethod
    def of(cls, options: Options) -> Manner:
        folder = None if options.folder is None else str(options.folder)
        return cls(options.ruleset, options.overrides, options.preview, options.soffice, options.selection, folder)

    def options(self) -> Options:
        folder = None if self.folder is None else Path(self.folder)
        return Options(self.ruleset, self.overrides, self.preview, self.soffice, self.selection, folder=folder)


class Task(msgspec.Struct, frozen=True, array_like=True):
    """A report to review: the file at `path`, or a document that was read already and has that digest."""

    manner: Manner
    path: bytes  # as the system has it, whatever bytes a name is made of
    name: str = ""
    sha256: str = ""
    text: Text | None = None


def answer(task: bytes) -> bytes:
    """A `Packed` result; without the document where that came with the task."""
    try:
        return _answer(msgspec.msgpack.decode(task, type=Task))
    except Exception:
        return YOURSELF


def _answer(task: Task) -> bytes:
    options = task.manner.options()
    if task.text is None:
        return pack(Packed.of(batch.review_file(Path(os.fsdecode(task.path)), options)))
    return pack(Packed.of(batch.review_document(task.text.document(), task.name, task.sha256, options), with_text=False))

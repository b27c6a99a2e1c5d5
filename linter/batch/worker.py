"""What a process of the pool does: one report of those it is given, as one file is reviewed anywhere."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from linter.batch import kept
from linter.batch.manner import Manner
from linter.batch.pack import Packed, Text, pack

YOURSELF = b""  # the answer to a task that whoever gave it has to do: a ruleset with faults, of which they are to be told


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
        return pack(Packed.of(kept.review_file(Path(os.fsdecode(task.path)), options)))
    return pack(Packed.of(kept.review_document(task.text.document(), task.name, task.sha256, options), with_text=False))

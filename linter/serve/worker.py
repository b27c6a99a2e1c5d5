"""What runs in the process of its own that one report gets: a hostile file may crash, stall or bloat this and nothing else.

Reads a `Task` from standard input and writes an `Answer` to standard output, both as MessagePack.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

import msgspec
from msgspec.structs import replace

from linter import batch, policy
from linter.batch import Result
from linter.config.options import Options
from linter.editing.mending import mended
from linter.facts import Overrides
from linter.policy.baseline import Baselines
from linter.processes import leave_when_asked
from linter.review import Review
from linter.serve.task import Answer, Made, Task
from linter.writers import Look, Unwritable, checklist, words, write


def main() -> None:
    leave_when_asked()  # what is begun: LibreOffice, its folder
    task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Task)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer(task)))
    sys.stdout.buffer.flush()


def answer(task: Task) -> Answer:
    chosen = task.choices
    options = Options(overrides=Overrides(chosen.year, chosen.agency, chosen.kind, chosen.stage), soffice=task.soffice)
    reviewed = replace(batch.review_bytes(task.data, task.name, options), origin=task.data)
    (result,) = policy.applied([reviewed], task.day, Baselines())
    review = result.review
    if review is None:
        return Answer(refusal=result.message)
    page = write("html", [result], Look(day=task.day))
    assert isinstance(page, str)
    files = tuple(_files(result, page, task.day))
    return Answer(None, words.whose(review.profile), _recognised(review), words.tally(review.findings), result.message, page, files)


def _recognised(review: Review) -> str:
    return f"按“{words.kind(review.profile)}”、“{words.stage(review.profile)[0]}”阶段检查"


def _files(result: Result, page: str, day: date) -> Iterator[Made]:
    stem = PurePath(result.path).stem
    yield _annotated(result, f"{stem}（批注）.docx", day)
    yield _mended(result, f"{stem}（改好）{PurePath(result.path).suffix}", day)
    yield Made("page", f"{stem}（检查结果）.html", "和下面看到的一样，可以存档、打印、发给同事，不联网也能看", page.encode())
    yield Made("checklist", f"{stem}（对照表）.csv", "每一项写到了哪一档，用 Excel、WPS 表格打开", checklist.as_csv([result]).encode())


def _annotated(result: Result, name: str, day: date) -> Made:
    try:
        content = write("docx", [result], Look(day=day))
    except Unwritable as error:
        return Made("annotated", name, str(error))
    assert isinstance(content, bytes)
    same = "原文不动" if result.format == "docx" else "按读到的正文另做一份 Word"
    return Made("annotated", name, f"{same}，问题写成批注，末页是对照表；在批注下答复理由，下次不再提", content)


def _mended(result: Result, name: str, day: date) -> Made:
    fixed = mended(result, day)
    if isinstance(fixed, str):
        return Made("mended", name, fixed)
    count = sum(len(change.edits) for change in fixed.made)
    if not count:
        return Made("mended", name, "没有拿得准、可以直接改的地方")
    how = "都是修订，由您逐条接受" if result.format == "docx" else "原来的文件没有动"
    return Made("mended", name, f"拿得准的直接改了{count}处，{how}；数字、日期、名称从不改动", fixed.state.data)

"""One file, or one after another: read, choose the ruleset, review. Every input comes out as a result, whatever happened to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from linter import digests, readers
from linter.config.options import Options
from linter.deadline import TooSlow, limited
from linter.discovery import shown
from linter.document import Document
from linter.review import Profile, Review
from linter.ruleset.errors import RulesetError
from linter.ruleset.loader import loaded
from linter.ruleset.model import Ruleset

if TYPE_CHECKING:
    from linter.batch.told import Told

Status = Literal["checked", "partly", "unchecked"]
Judge = Callable[[Document, str, str, Options], "Result"]
CRASHED = "crashed"  # code of an input whose review failed as a whole
TOO_SLOW = "too-slow"  # of one whose review was ended
READING = 300  # seconds of the processor that reading may take
_LEAST, _LETTERS = 30, 2_000  # those for the shortest report, some hundred times what it takes, and letters that give one more


class Result(Struct, frozen=True):
    """What became of one input, and how it was asked for. `review` is null when it is unchecked; `code` and `message` say why.

    Of a report that has not changed, `told` may stand in place of the review: what was said of it the last time.
    `origin` is where its bytes are to be had again: the file, or what was read from standard input.
    """

    path: str
    status: Status
    sha256: str | None = None
    format: str | None = None
    code: str | None = None
    message: str | None = None
    review: Review | None = None
    ruleset: Ruleset | None = None
    origin: Path | bytes | None = None
    options: Options = field(default_factory=Options)
    told: Told | None = None


def choose(profile: Profile) -> str:
    """The built-in ruleset for an agency: its field's, else that of agencies that enforce law, else the general one."""
    if profile.domain == "ecology":
        return "ecology"
    return "base" if profile.kind == "non-enforcing" else "enforcement"


def ruleset_for(profile: Profile, options: Options) -> Ruleset:
    """Raises `RulesetError`."""
    return loaded(options.ruleset or choose(profile), options.folder)


def review_file(path: Path, options: Options, judge: Judge | None = None) -> Result:
    """Review a file. `judge` reviews what was read of it (null: `review_document`)."""
    try:
        data = content(path)
    except readers.Unreadable as refusal:
        return _refused(shown(path), refusal)
    return replace(review_bytes(data, shown(path), options, judge), origin=path)


def content(path: Path, limit: int | None = None) -> bytes:
    """The bytes of a file that has not more than `limit` (null: what a report of its name may have). Raises `Unreadable`."""
    limit = limit or readers.largest(path.name)
    try:
        with open(path, "rb") as file:  # noqa: PTH123  a run asks for thousands
            at = os.fstat(file.fileno())
            data = file.read() if S_ISREG(at.st_mode) and at.st_size <= limit else file.read(limit + 1)  # room is made for what is asked
        size = len(data) if len(data) <= limit else os.stat(path).st_size  # noqa: PTH116
    except OSError as error:
        raise readers.Unreadable("unreadable", f"文件打不开：{readers.why(error)}") from error
    if size > limit:
        raise readers.too_large(size, limit)
    return data


def original(result: Result) -> bytes:
    """The very bytes that were reviewed. Raises `Unreadable` where they are not to be had any more."""
    try:
        data = result.origin if isinstance(result.origin, bytes) else Path(result.origin or result.path).read_bytes()
    except OSError as error:
        raise readers.Unreadable("unreadable", f"文件打不开：{readers.why(error)}") from error
    if digests.sha256(data).hexdigest() != result.sha256:
        raise readers.Unreadable("changed", "文件在检查之后变了；请重新运行")
    return data


def review_bytes(data: bytes, name: str, options: Options, judge: Judge | None = None) -> Result:
    """Review the content of a file that is called `name`."""
    digest = digests.sha256(data).hexdigest()
    try:
        with limited(READING), options.around("readers.read"):
            document = readers.read(data, name, options.soffice)
    except TooSlow:
        return _ended(name, READING, "读这个文件", "请用原来的软件另存一份再查", digest)
    except readers.Unreadable as refusal:
        return _refused(name, refusal, digest)
    except Exception as error:
        return _crashed(name, error, digest)
    return (judge or review_document)(document, name, digest, options)


def review_document(document: Document, name: str, digest: str, options: Options) -> Result:
    """Review what was read from a file called `name`, whose bytes have that SHA-256."""
    seconds = _LEAST + len(document.text) // _LETTERS
    try:
        with limited(seconds):
            return _reviewed(document, name, digest, options)
    except RulesetError:
        raise
    except TooSlow as slow:
        return _ended(name, seconds, slow.part or "认这份报告的结构", "请确认是否选错了文件；规则是自己写的，把它的模式改简单些", digest)
    except Exception as error:
        return _crashed(name, error, digest)


def _crashed(name: str, error: Exception, digest: str) -> Result:
    """A fault of ours on one file must not cost the others their review."""
    message = f"程序出错（{type(error).__name__}: {error}），没有检查；请把本文件和这行信息报给维护者"
    return Result(name, "unchecked", digest, code=CRASHED, message=message)


def _ended(name: str, seconds: int, part: str, advice: str, digest: str) -> Result:
    """Nothing holds up the others."""
    return Result(name, "unchecked", digest, code=TOO_SLOW, message=f"{seconds} 秒还没有查完，停在{part}，没有检查；{advice}")


def _refused(name: str, refusal: readers.Unreadable, digest: str | None = None) -> Result:
    return Result(name, "unchecked", digest, code=refusal.code, message=refusal.message)


def _reviewed(document: Document, name: str, digest: str, options: Options) -> Result:
    from linter import engine  # noqa: PLC0415  who has a verdict already needs no facts
    from linter.facts import Facts  # noqa: PLC0415
    from linter.facts.profile import profile  # noqa: PLC0415

    facts = Facts(document, options.overrides, options.around)
    ruleset = ruleset_for(facts(profile), options)
    answers = engine.answers
    if options.twin:
        from linter.batch.twin import answers  # noqa: PLC0415
    review = engine.review(facts, ruleset, preview=options.preview, wanted=options.selection.may_want, checklist=options.judged, answers=answers)
    lost = document.unread
    status: Status = "partly" if lost else "checked"
    code, message = (lost[0].code, "；".join(part.message for part in lost)) if lost else (None, None)
    return Result(name, status, digest, document.format, code, message, review, ruleset, options=options)

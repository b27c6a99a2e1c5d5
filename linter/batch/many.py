"""Many reports: in processes where they pay, the same results in the same order as one after another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from linter import batch, digests, readers
from linter.batch import Result, kept, told, worker
from linter.batch.manner import Manner
from linter.batch.pack import Text, unpack
from linter.batch.worker import YOURSELF, Task
from linter.config.options import Options
from linter.discovery import Found, shown
from linter.document import Document
from linter.stopwatch import untimed

KILLED = "killed"  # code of an input that ends whatever process reviews it
_PLAIN = ("text", "markdown")  # modules of readers that take no time
_FEW = 20  # reports for which the start of processes takes longer than they save
_SIZE = 16  # reports in a batch at most: what is begun anew when a process dies
_SHARES = 8  # batches for each process at least, so that none waits for the last one


class Ask(Struct, frozen=True):
    """A report to review: the file at `path`, or `document`, read already from bytes with that digest."""

    path: Path
    options: Options
    document: Document | None = None
    name: str = ""
    sha256: str = ""
    origin: Path | None = None

    def known(self) -> bool:
        """Whether an earlier run's verdict is kept, and the text is read more quickly than sent to and fro."""
        if not self.options.kept:
            return False
        if self.document is not None:
            return kept.has(self.sha256, self.name, self.options)
        if readers.module_of(self.path.name) not in _PLAIN or not self.path.is_file():  # a pipe can be read but once
            return False
        with suppress(readers.Unreadable):
            return kept.has(digests.sha256(batch.content(self.path)).hexdigest(), shown(self.path), self.options)
        return False

    def here(self) -> Result:
        """Reviewed in this process."""
        if self.document is None:
            return told.recalled(self.path, self.options) or kept.review_file(self.path, self.options)
        return replace(kept.review_document(self.document, self.name, self.sha256, self.options), origin=self.origin)

    def task(self) -> bytes:
        text = Text.of(self.document) if self.document else None
        return msgspec.msgpack.encode(Task(Manner.of(self.options), os.fsencode(self.path), self.name, self.sha256, text))

    def result(self, answer: bytes | None) -> Result:
        """What a process says of it."""
        if answer is None:
            message = "检查这份报告的进程异常退出（文件可能损坏，或展开后太大，内存不够），试了两次，没有检查；请用原来的软件另存一份再查"
            return Result(self.name or shown(self.path), "unchecked", self.sha256 or None, code=KILLED, message=message, origin=self.origin or self.path)
        if answer == YOURSELF:
            return self.here()
        packed = unpack(answer)
        origin = self.origin if self.document else self.path if packed.sha256 else None
        return packed.result(self.options, origin, self.document)


def review_all(found: Iterable[Found], options: Callable[[Path], Options], tick: Callable[[], None] = lambda: None, jobs: int | None = None) -> Iterator[Result]:
    """A result for each input that was not skipped on purpose, reviewed as `options` says of its path, in order.

    `jobs` is how many processes may work (null: as many as pay); `tick` is called after each report, in any thread.
    """
    entries = [entry for entry in found if entry.code != "skipped"]
    reviewed = review([Ask(entry.path, options(entry.path)) for entry in entries if entry.code is None], tick, jobs)
    for entry in entries:
        if entry.code is None:
            yield next(reviewed)
        else:
            yield Result(shown(entry.path), "unchecked", code=entry.code, message=entry.reason)
            tick()


def review(asks: Sequence[Ask], tick: Callable[[], None] = lambda: None, jobs: int | None = None) -> Iterator[Result]:
    """The result of each, in order."""
    if len(asks) >= _FEW:
        digests.quick()
    done = 0
    for ask in asks:
        known = told.recalled(ask.path, ask.options)
        if known is None:
            break
        yield known
        tick()
        done += 1
    yield from _reviewed(asks[done:], tick, jobs)


def _reviewed(asks: Sequence[Ask], tick: Callable[[], None], jobs: int | None) -> Iterator[Result]:
    timed = any(ask.options.around is not untimed for ask in asks)  # a stopwatch runs in this process
    done = 0
    if _workers(len(asks), jobs) > 1 and not timed:
        known = [ask.known() for ask in asks]
        away = [ask for ask, ours in zip(asks, known, strict=True) if not ours]
        workers = _workers(len(away), jobs)
        if workers > 1:
            from linter import pool  # noqa: PLC0415  what starts processes is for who needs some

            size = max(1, min(_SIZE, len(away) // (workers * _SHARES)))
            with suppress(pool.Unavailable), closing(pool.run(worker.__name__, map(Ask.task, away), jobs=workers, size=size, done=tick)) as answers:
                for ask, ours in zip(asks, known, strict=True):
                    yield ask.here() if ours else ask.result(next(answers))
                    if ours:
                        tick()
                    done += 1
    if len(asks) == 1 and jobs != 1 and not timed:
        asks = [replace(asks[0], options=replace(asks[0].options, twin=True))]
    for ask in asks[done:]:
        yield ask.here()
        tick()


def _workers(reports: int, jobs: int | None) -> int:
    if jobs is not None:
        return min(jobs, reports)
    if reports < _FEW:
        return 1
    from linter.pool import cores  # noqa: PLC0415

    return min(cores(), reports // (_FEW // 2))

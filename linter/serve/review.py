"""Has reports reviewed, each by a process of its own with a time limit, a few at a time; as many may wait, more are sent away."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import msgspec

from linter.processes import HIDDEN, again, ask, end
from linter.serve.task import Answer, Task

_GRACE = 3  # seconds in which a process that is told to end puts away what it has begun


class Busy(Exception):
    """More people are waiting than there is room for."""


class Failed(Exception):
    """A report that was not reviewed; the text says why."""


class Reviewers:
    """`running` reports are reviewed at once, `waiting` more are taken in; each may take `seconds`."""

    def __init__(self, running: int, waiting: int, seconds: float) -> None:
        self._free = asyncio.Semaphore(running)
        self._room = running + waiting
        self._seconds = seconds

    @asynccontextmanager
    async def seat(self) -> AsyncIterator[None]:
        """A place in the room, held while a report is received, waits and is reviewed. Raises `Busy`."""
        if self._room <= 0:
            raise Busy
        self._room -= 1
        try:
            yield
        finally:
            self._room += 1

    async def review(self, task: Task) -> Answer:
        """Raises `Failed`."""
        async with self._free:
            return await self._review(task)

    async def _review(self, task: Task) -> Answer:
        # what a reader must put on disk for LibreOffice goes here, and goes with it however the process ends
        with tempfile.TemporaryDirectory(prefix="fazhi-lint-", ignore_cleanup_errors=True) as folder:
            process = await asyncio.create_subprocess_exec(
                *again("linter.serve.worker"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)},
                start_new_session=sys.platform != "win32", creationflags=HIDDEN,
            )
            try:
                said, _ = await asyncio.wait_for(process.communicate(msgspec.msgpack.encode(task)), self._seconds)
            except asyncio.TimeoutError:
                raise Failed(f"检查超过 {self._seconds:g} 秒，已经停下，没有结果；请确认文件没有选错，或把它另存为 .docx 再试") from None
            finally:
                await _ended(process)
        try:
            return msgspec.msgpack.decode(said, type=Answer)
        except msgspec.DecodeError:
            raise Failed("检查程序异常退出（文件可能损坏，或展开后过大），没有结果；请用原来的软件另存一份再试") from None


async def _ended(process: asyncio.subprocess.Process) -> None:
    """See that a process that has not come to its end is gone with all it has started: first told, then made to."""
    if process.returncode is not None:
        return
    if sys.platform != "win32":
        ask(process.pid)
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(process.wait(), _GRACE)
            return  # its number may be another's already
    end(process.pid)
    await process.wait()

"""Processes of our own that work through tasks in batches, each started anew when it dies.

A process that dies (out of memory, a fault in native code) costs its batch a second try, in halves, until the one task is
known that kills it. A thread stands beside each process and does nothing but write to it and read from it.
"""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from itertools import islice
from threading import Lock, local
from typing import IO

import msgspec

from linter.processes import HIDDEN, again, ask, end, leave_when_asked

_LENGTH = 8  # bytes that say how long what follows is
_AHEAD = 2  # batches for each process that are begun before the first is asked for: bounds what waits in memory
_READY = b"ready"
_GRACE = 5.0  # seconds for a process to end what it has started
_TRIES, _PAUSE = 3, 0.5  # a process that takes the place of another: how often it is tried to start one, seconds between

Answer = bytes | None


class Unavailable(Exception):
    """No process can be started; whoever has tasks does them itself."""


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(module: str, tasks: Iterable[bytes], *, jobs: int, size: int, done: Callable[[], None] = lambda: None) -> Generator[Answer, None, None]:
    """What `module.answer(task)` gives for each of `tasks`, in their order; null for one that kills its process whenever it is tried.

    `jobs` processes are given `size` tasks at once. `done` is called after each answer, in any thread. Raises `Unavailable`.
    """
    waiting: deque[Future[list[Answer]]] = deque()
    source = iter(tasks)
    batches: Iterator[list[bytes]] = iter(lambda: list(islice(source, size)), [])
    with tempfile.TemporaryDirectory(prefix="fazhi-lint-", ignore_cleanup_errors=True) as folder:
        workers = _Workers(module, folder, done)
        threads = ThreadPoolExecutor(jobs)
        try:
            for batch in batches:
                waiting.append(threads.submit(workers.answers, batch))
                if len(waiting) > _AHEAD * jobs:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            workers.close()
            threads.shutdown(cancel_futures=True)


class _Workers:
    """The processes, one for each thread that asks for answers."""

    def __init__(self, module: str, folder: str, done: Callable[[], None]) -> None:
        self._module = module
        self._environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)}  # what a killed one leaves goes with the folder
        self._done = done
        self._own = local()
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = Lock()
        self._closed = False

    def answers(self, batch: Sequence[bytes]) -> list[Answer]:
        made: list[Answer] = [*self._attempt(batch)]
        rest = batch[len(made) :]
        if len(rest) == 1:
            made += self._attempt(rest) or [None]  # alone in a new process: what that one dies of is this task
        elif rest:
            half = len(rest) // 2
            made += self.answers(rest[:half]) + self.answers(rest[half:])
        return made

    def _attempt(self, batch: Sequence[bytes]) -> list[bytes]:
        """Answers as far as the process comes."""
        process = self._process()
        assert process.stdin is not None and process.stdout is not None
        made: list[bytes] = []
        try:
            _send(process.stdin, msgspec.msgpack.encode(batch))
            while len(made) < len(batch) and (answer := _receive(process.stdout)) is not None:
                made.append(answer)
                self._done()
        except (OSError, ValueError):  # it died, or was ended, while it was being told
            pass
        if len(made) < len(batch):
            self._end(process)
        return made

    def _process(self) -> subprocess.Popen[bytes]:
        """The process of this thread, started where there is none."""
        process: subprocess.Popen[bytes] | None = getattr(self._own, "process", None)
        if process is not None and process in self._running:
            return process
        tries = _TRIES if process else 1  # where one could be started, memory may only be short for a moment
        while True:
            tries -= 1
            try:
                return self._started()
            except Unavailable:
                if not tries or self._closed:
                    raise
                time.sleep(_PAUSE)

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise Unavailable
            try:
                process = self._own.process = subprocess.Popen(
                    again(__name__, self._module), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                    env=self._environment, creationflags=HIDDEN, start_new_session=sys.platform != "win32",
                )
            except OSError as error:
                raise Unavailable(str(error)) from error
            self._running.add(process)
        assert process.stdout is not None
        if _receive(process.stdout) != _READY:
            self._end(process)
            raise Unavailable
        return process

    def _end(self, process: subprocess.Popen[bytes], grace: float = _GRACE) -> None:
        """`grace`: seconds it has to end by itself."""
        with self._lock:
            if process not in self._running:
                return
            self._running.discard(process)
        ask(process.pid)
        _silent(process.stdout, time.monotonic() + grace)
        end(process.pid)
        process.wait()  # only now: until then nobody else can have its number
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what was still to be written has nobody to read it
                pipe and pipe.close()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            running = list(self._running)
            for process in running:  # all at once, before the first is waited for
                ask(process.pid)
        until = time.monotonic() + _GRACE
        for process in running:
            self._end(process, until - time.monotonic())


def main(module: str) -> None:
    """The process: answers batch after batch, until there are no more or nobody is there to read."""
    leave_when_asked()
    try:
        _serve(import_module(module).answer)
    except SystemExit:
        os._exit(1)  # what is left is memory


def _serve(answer: Callable[[bytes], bytes]) -> None:
    with suppress(BrokenPipeError), os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # what a library prints is no answer
        _send(out, _READY)
        while (batch := _receive(sys.stdin.buffer)) is not None:
            for task in msgspec.msgpack.decode(batch, type=list[bytes]):
                _send(out, answer(task))


def _silent(pipe: IO[bytes] | None, until: float) -> None:
    """Wait until nobody writes to the pipe any more, but not for long: a process in native code hears no signal."""
    with suppress(OSError, ValueError), selectors.DefaultSelector() as waiting:
        if sys.platform != "win32" and pipe is not None:
            waiting.register(pipe, selectors.EVENT_READ)
            while (left := until - time.monotonic()) > 0 and waiting.select(left) and os.read(pipe.fileno(), 1 << 16):
                pass


def _send(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(len(content).to_bytes(_LENGTH, "big") + content)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    """What was sent; null where the other side is gone, also halfway."""
    head = pipe.read(_LENGTH)
    length = int.from_bytes(head, "big")
    content = pipe.read(length) if len(head) == _LENGTH else b""
    return content if len(content) == length and len(head) == _LENGTH else None

"""The pool: every task has its answer, in order, whatever happens to the processes; a task that kills is known."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from linter import pool
from tests.support import children

MODULE = "tests.pooled"


def answers(*tasks: str, jobs: int = 2, size: int = 4) -> list[bytes | None]:
    return list(pool.run(MODULE, [task.encode() for task in tasks], jobs=jobs, size=size))


def test_answers_come_in_order_and_the_task_that_kills_has_none(tmp_path: Path) -> None:
    done: list[None] = []
    tasks = [f"task {number}" for number in range(20)]
    tasks[5], tasks[6], tasks[17] = "die", f"once {tmp_path / 'mark'}", "print"
    made = list(pool.run(MODULE, (task.encode() for task in tasks), jobs=2, size=4, done=lambda: done.append(None)))
    assert made == [None if task == "die" else task.upper().encode() for task in tasks]
    assert len(done) == 19


def test_no_more_is_begun_than_is_soon_asked_for() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[bytes]:
        for number in range(100):
            taken.append(number)
            yield b"task"

    running = pool.run(MODULE, tasks(), jobs=1, size=2)
    next(running)
    assert len(taken) <= 8
    running.close()


def test_a_closed_pool_leaves_no_process_and_does_not_wait_for_one() -> None:
    started = time.monotonic()
    running = pool.run(MODULE, [b"task", b"wait", b"wait", b"wait", b"wait"], jobs=2, size=1)
    assert next(running) == b"TASK"
    during = children(os.getpid()) if sys.platform == "linux" else []
    running.close()
    assert time.monotonic() - started < 60
    if sys.platform == "linux":
        assert during and not children(os.getpid())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends the whole tree")
def test_what_a_process_has_started_ends_with_it(tmp_path: Path) -> None:
    running = pool.run(MODULE, [b"task", f"start {tmp_path / 'pid'}".encode()], jobs=1, size=1)
    next(running)
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        time.sleep(0.02)
    running.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends the whole tree")
def test_who_puts_away_what_he_began_is_not_disturbed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = pool.ask
    monkeypatch.setattr(pool, "ask", lambda pid: (ask(pid), time.sleep(0.2)))  # asked when the pool is closed, and once more when its turn comes
    running = pool.run(MODULE, [b"task", f"tidy {tmp_path / 'begun'}".encode()], jobs=1, size=1)
    next(running)
    while not (tmp_path / "begun").exists():
        time.sleep(0.02)
    running.close()
    assert not (tmp_path / "begun").exists()


@pytest.mark.skipif(not hasattr(os, "waitid"), reason="no look at a process without waiting for it")
def test_only_a_process_that_has_its_number_still_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it is waited for, or polled, its number may be that of somebody else's processes."""
    ended, receive = list[int](), pool._receive

    def slowly(pipe: IO[bytes]) -> bytes | None:
        if (answer := receive(pipe)) is None:
            time.sleep(0.2)  # until it is dead
        return answer

    def watched(call: Callable[[int], None]) -> Callable[[int], None]:
        def watch(pid: int) -> None:
            os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)  # raises where it is no child of ours any more
            ended.append(pid)
            call(pid)

        return watch

    monkeypatch.setattr(pool, "_receive", slowly)
    monkeypatch.setattr(pool, "ask", watched(pool.ask))
    monkeypatch.setattr(pool, "end", watched(pool.end))
    assert answers("one", "die", "two", size=1) == [b"ONE", None, b"TWO"]
    assert ended


def test_a_process_that_could_not_be_started_again_is_tried_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    started, popen = [], subprocess.Popen

    def scarce(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(None)
        if len(started) == 2:
            raise OSError("no memory")
        return popen(*arguments, **options)

    monkeypatch.setattr(pool, "_PAUSE", 0)
    monkeypatch.setattr(pool.subprocess, "Popen", scarce)
    assert answers("one", "die", "two", jobs=1, size=1) == [b"ONE", None, b"TWO"]


def test_what_cannot_start_is_said() -> None:
    with pytest.raises(pool.Unavailable):
        list(pool.run("linter.there_is_no_such_module", [b"task"], jobs=1, size=1))

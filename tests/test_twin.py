"""A report judged by two processes is judged as by one, whatever becomes of the second."""

from __future__ import annotations

import os
import signal
import sys
from _thread import interrupt_main
from collections.abc import Callable
from itertools import starmap
from operator import itemgetter
from pathlib import Path
from select import select

import pytest

from linter import batch, deadline
from linter.batch import twin
from linter.batch.pack import Packed, pack
from linter.config.options import Options
from tests.support import BAD, SEEDS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied")


@pytest.fixture(autouse=True)
def copied(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that were made."""
    made, fork = list[int](), os.fork
    monkeypatch.setattr(twin, "_first", True)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(os, "fork", lambda: made.append(found := fork()) or found)
    return made


@pytest.mark.parametrize("report", [SEEDS[0].read_text(encoding="utf-8"), BAD], ids=["seed", "bad"])
def test_it_says_the_same(report: str, copied: list[int]) -> None:
    assert _judged(report, twin=True) == _judged(report, twin=False)
    assert len(copied) == 1


def _dies(*_: object) -> None:
    os._exit(1)


def _fails(*_: object) -> None:
    raise MemoryError


def _is_asked_to_end(at: int, _: object) -> twin._Said:
    os.kill(os.getpid(), signal.SIGTERM)
    return twin._Said(at, [], [], "went on")


@pytest.mark.parametrize("end", [_dies, _fails, _is_asked_to_end])
def test_what_it_does_not_say_is_worked_out(end: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twin, "_as_said", end)
    assert _judged(BAD, twin=True) == _judged(BAD, twin=False)


def test_a_rule_that_takes_too_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> None:
        late = deadline.TooSlow()
        late.part = "规则 W901"
        raise late

    monkeypatch.setattr(twin, "_as_said", slow)
    result = batch.review_bytes(BAD.encode(), "a.txt", Options(twin=True))
    assert (result.status, result.code) == ("unchecked", batch.TOO_SLOW) and "停在规则 W901" in (result.message or "")


def test_it_is_ended_with_the_other(monkeypatch: pytest.MonkeyPatch, copied: list[int]) -> None:
    def interrupted(*_: object) -> None:
        if os.getpid() == ours:
            raise KeyboardInterrupt
        deadline.sleep(60)

    ours = os.getpid()
    monkeypatch.setattr(twin, "_taken", interrupted)
    with pytest.raises(KeyboardInterrupt):
        batch.review_bytes(BAD.encode(), "a.txt", Options(twin=True))
    with pytest.raises(ProcessLookupError):
        os.kill(copied[0], 0)


def test_that_it_is_gone_hides_nothing(monkeypatch: pytest.MonkeyPatch, copied: list[int]) -> None:
    def interrupted(*_: object) -> None:
        if os.getpid() != ours:
            os._exit(0)
        os.waitpid(copied[0], 0)  # as the system does where SIGCHLD is ignored
        raise KeyboardInterrupt

    ours = os.getpid()
    monkeypatch.setattr(twin, "_taken", interrupted)
    with pytest.raises(KeyboardInterrupt):
        batch.review_bytes(BAD.encode(), "a.txt", Options(twin=True))


def test_it_does_not_outlive_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_: object) -> dict[int, str]:
        if os.getpid() == other:
            os.kill(other, signal.SIGKILL)
        os.write(alive, str(os.getpid()).encode())
        return {0: "甲" * (1 << 17)}  # more than a pipe holds

    ends, alive = os.pipe()
    monkeypatch.setattr(twin, "_taken", taken)
    if (made := os.fork()) == 0:
        try:
            other = os.getpid()
            batch.review_bytes(BAD.encode(), "a.txt", Options(twin=True))
        finally:
            os._exit(1)
    os.close(alive)
    os.waitpid(made, 0)
    with os.fdopen(ends, "rb", buffering=0) as pipe:
        copy = int(pipe.read(32))
        if not select([pipe], [], [], 10)[0]:  # nobody is left who could write
            os.kill(copy, signal.SIGKILL)
            pytest.fail("it waits for ever")


def _strikes(call: Callable[[], object]) -> Callable[[], int]:
    """A fork that the copy comes out of with a `call` of what strikes it."""
    fork = os.fork

    def struck() -> int:
        made = fork()
        if made == 0:
            call()
        return made

    return struck


def _late() -> None:
    raise deadline.TooSlow


@pytest.mark.parametrize("call", [lambda: os.kill(os.getpid(), signal.SIGINT), _late], ids=["Ctrl-C", "late"])
def test_what_strikes_at_its_birth_makes_no_second_of_this(call: Callable[[], object], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ours = os.getpid()
    monkeypatch.setattr(os, "fork", _strikes(call))
    try:
        assert _judged(BAD, twin=True) == _judged(BAD, twin=False)
    finally:
        if os.getpid() != ours:
            (tmp_path / "ran on").touch()
            os._exit(1)
    assert not (tmp_path / "ran on").exists()


@pytest.mark.parametrize("struck", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("strike", [signal.raise_signal, interrupt_main], ids=["this thread", "another"])
def test_what_strikes_the_other_at_its_birth_ends_both(
    strike: Callable[[int], None], struck: signal.Signals, monkeypatch: pytest.MonkeyPatch, copied: list[int],
) -> None:
    both = zip(starmap(os.fork, [()]), starmap(strike, [(struck,)]), strict=False)
    monkeypatch.setattr(os, "fork", map(itemgetter(0), both).__next__)  # without a step of the interpreter between the two
    before = signal.signal(struck, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            batch.review_bytes(BAD.encode(), "a.txt", Options(twin=True))
    finally:
        signal.signal(struck, before)
    assert not signal.pthread_sigmask(signal.SIG_BLOCK, ()) & {signal.SIGINT, signal.SIGTERM}
    with pytest.raises(ProcessLookupError):
        os.kill(copied[0], 0)


def _judged(report: str, *, twin: bool) -> bytes:
    return pack(Packed.of(batch.review_bytes(report.encode(), "a.txt", Options(twin=twin))))

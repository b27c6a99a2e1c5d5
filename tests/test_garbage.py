"""garbage: a process that leaves at once does before all that is to be done at its end."""

from __future__ import annotations

import subprocess
import sys

import pytest


def ended(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", f"import atexit, sys, threading, time\nfrom linter import garbage\n{script}"], check=False, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(("code", "exit_code"), [("3", 3), ("", 0), ("None", 0)])
def test_what_is_registered_is_done_and_what_is_written_is_there(code: str, exit_code: int) -> None:
    done = ended(f"sys.stdout.write('写了'); atexit.register(print, '做了'); garbage.leave(SystemExit({code}))")
    assert (done.returncode, done.stdout) == (exit_code, "写了做了\n")


def test_words_instead_of_a_code_are_said() -> None:
    done = ended("garbage.leave(SystemExit('不行'))")
    assert (done.returncode, done.stderr) == (1, "不行\n")


def test_work_of_a_thread_is_waited_for() -> None:
    done = ended("threading.Thread(target=lambda: (time.sleep(0.2), print('做完'))).start(); garbage.leave(SystemExit(0))")
    assert (done.returncode, done.stdout) == (0, "做完\n")

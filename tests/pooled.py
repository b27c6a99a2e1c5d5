"""What the processes of the pool's tests do: as the task says."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path


def answer(task: bytes) -> bytes:
    verb, _, rest = task.decode().partition(" ")
    if verb == "die":
        os._exit(9)
    if verb == "once" and not Path(rest).exists():  # somebody else's fault: the next time it goes well
        Path(rest).touch()
        os._exit(9)
    if verb == "print":
        print("a library that talks", flush=True)
    if verb == "wait":
        time.sleep(600)
    if verb == "tidy":  # what is begun takes a moment to put away
        try:
            Path(rest).touch()
            time.sleep(600)
        finally:
            time.sleep(0.5)
            Path(rest).unlink()
    if verb == "start":  # as a reader does that has another program convert a file
        with subprocess.Popen(["sleep", "600"], start_new_session=True) as program:
            try:
                Path(rest).write_text(str(program.pid), encoding="utf-8")
                program.wait()
            finally:
                program.kill()
    return task.upper()
